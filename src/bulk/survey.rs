//! What is found in a work tree, as a report needs it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::engine::{Checked, FixPolicy};
use crate::fix::Applicability;

/// What is found in a work tree.
#[derive(Debug, Default)]
pub struct Survey {
    /// Files that were checked.
    pub files: usize,
    /// What was found, by path and place.
    pub found: Vec<Found>,
    /// Where files do not parse, as a sentence for each, by path.
    pub unparsed: BTreeMap<String, String>,
    /// Files that could not be checked, and why.
    pub errors: Vec<String>,
    /// The files that hold what may be fixed, by codemod.
    pub fixable: BTreeMap<&'static str, Vec<PathBuf>>,
}

/// One finding, without its fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub codemod: &'static str,
    pub path: String,
    pub line: usize,
    pub column: usize,
    pub message: String,
    pub help: String,
    pub fix: Option<Applicability>,
}

impl Survey {
    /// Takes note of what is known about one file. What `policy` allows may be fixed.
    pub fn add(&mut self, path: &Path, checked: &Checked, policy: FixPolicy) {
        self.files += 1;
        let source = checked.source();
        let name = shown(path);
        for error in &checked.errors {
            self.errors.push(format!("{name}: {error}"));
        }
        if let Some(first) = checked.defects.first() {
            let place = source.place(first.start);
            let warning = format!(
                "{name}:{}:{}: does not parse here; findings in this region may be missing",
                place.line, place.column
            );
            self.unparsed.insert(name.clone(), warning);
        }
        for finding in &checked.findings {
            let place = source.place(finding.span.start);
            let fix = finding.applicability();
            self.found.push(Found {
                codemod: finding.codemod,
                path: name.clone(),
                line: place.line,
                column: place.column,
                message: finding.message.clone(),
                help: finding.help.clone(),
                fix,
            });
            if fix.is_some_and(|fix| fix > Applicability::DisplayOnly && fix >= policy.least) {
                let files = self.fixable.entry(finding.codemod).or_default();
                if files.last().map(PathBuf::as_path) != Some(path) {
                    files.push(path.to_owned());
                }
            }
        }
    }

    /// Whether something may be fixed.
    pub fn is_fixable(&self) -> bool {
        !self.fixable.is_empty()
    }
}

/// A path of a repository, for people: with `/`.
pub fn shown(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
