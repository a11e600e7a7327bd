//! What was decided about findings, followed through later edits.

use std::collections::HashSet;

use super::Session;
use crate::codemod::Finding;

/// A finding that was left alone or discarded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decided {
    pub(super) codemod: &'static str,
    pub(super) start: usize,
    /// What it said; `None` for one that is left alone whatever it says.
    message: Option<String>,
}

impl Decided {
    pub(super) fn about(finding: &Finding) -> Self {
        Self {
            codemod: finding.codemod,
            start: finding.span.start,
            message: Some(finding.message.clone()),
        }
    }

    /// As [`Decided::about`], whatever the codemod says there: what it says may depend on what is fixed elsewhere.
    fn about_place_of(finding: &Finding) -> Self {
        Self {
            message: None,
            ..Self::about(finding)
        }
    }

    fn place_of(finding: &Finding) -> (&'static str, usize) {
        (finding.codemod, finding.span.start)
    }

    pub(super) fn is(&self, finding: &Finding) -> bool {
        let said = self.message.as_ref();
        self.codemod == finding.codemod
            && self.start == finding.span.start
            && said.is_none_or(|message| *message == finding.message)
    }
}

impl Session<'_> {
    /// Leaves the findings at these indices alone for the whole session: they are found all the same, and no decision that
    /// is taken back brings them up again. What else is found for the only reason that they are kept is left, too.
    pub fn leave(&mut self, indices: &[usize]) {
        let findings = indices
            .iter()
            .filter_map(|&index| self.findings().get(index));
        let left: Vec<Decided> = findings.map(Decided::about_place_of).collect();
        if left.is_empty() {
            return;
        }
        let is_all = indices.len() == self.findings().len();
        let before: HashSet<_> = self.findings().iter().map(Decided::place_of).collect();
        self.declined.extend(left);
        if is_all {
            return;
        }
        // What is left alone may be part of the fix of a finding that is not.
        loop {
            self.check_again();
            // What is found only because something is left alone belongs to what is left alone.
            let fresh: Vec<Decided> = (0..self.findings().len())
                .filter(|&index| !self.is_left(index))
                .map(|index| &self.findings()[index])
                .filter(|finding| !before.contains(&Decided::place_of(finding)))
                .map(Decided::about_place_of)
                .collect();
            if fresh.is_empty() {
                break;
            }
            self.declined.extend(fresh);
        }
    }

    /// Whether the finding at `index` is one of those that [`Session::leave`] was called with.
    pub fn is_left(&self, index: usize) -> bool {
        let left = self
            .declined
            .iter()
            .filter(|decided| decided.message.is_none());
        let finding = self.findings().get(index);
        finding.is_some_and(|finding| left.clone().any(|decided| decided.is(finding)))
    }
}
