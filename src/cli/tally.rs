//! What a run counts.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::fix::Applicability;

/// The counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Files that were checked.
    pub files: usize,
    /// Places where a codemod could not see enough to find anything.
    pub unseen: usize,
    /// Files in which something is left.
    pub files_with_findings: usize,
    /// Findings whose fixes were applied.
    pub fixed: usize,
    /// Files in which a fix was applied.
    pub files_fixed: usize,
    /// Findings that were suppressed by comments.
    pub suppressed: usize,
    /// Findings that are left and known.
    pub known: usize,
    /// Known findings that no longer occur.
    pub gone: usize,
    /// The findings that are left and not known, by codemod.
    pub by_codemod: BTreeMap<&'static str, Counts>,
}

/// The findings of one codemod.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All of them.
    pub findings: usize,
    /// Those with a safe fix.
    pub safe: usize,
    /// Those with an unsafe fix.
    #[serde(rename = "unsafe")]
    pub unsafe_: usize,
}

impl Tally {
    /// Counts a finding that is left.
    pub fn add(&mut self, codemod: &'static str, applicability: Option<Applicability>) {
        let counts = self.by_codemod.entry(codemod).or_default();
        counts.findings += 1;
        match applicability {
            Some(Applicability::Safe) => counts.safe += 1,
            Some(Applicability::Unsafe) => counts.unsafe_ += 1,
            Some(Applicability::DisplayOnly) | None => {}
        }
    }

    /// How many findings are left that are not known.
    pub fn findings(&self) -> usize {
        self.by_codemod.values().map(|counts| counts.findings).sum()
    }

    /// How many of those have a safe fix.
    pub fn safe(&self) -> usize {
        self.by_codemod.values().map(|counts| counts.safe).sum()
    }

    /// How many of those have an unsafe fix.
    pub fn unsafe_(&self) -> usize {
        self.by_codemod.values().map(|counts| counts.unsafe_).sum()
    }
}
