use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::Group;
use crate::fix::{Applicability, Edits, Fix};
use crate::source::Span;

/// One place where a codemod's pattern was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Id of the codemod that found it.
    pub codemod: &'static str,
    /// What kind of defect it is, where that is another one than the codemod's others are.
    pub group: Option<Group>,
    /// Where it is, in the file that was checked.
    pub span: Span,
    /// What is wrong and why, as one sentence or two.
    pub message: String,
    /// What to do, or why it is not done.
    pub help: String,
    /// The repair, if there is one.
    pub fix: Option<Fix>,
}

impl Finding {
    /// How far its fix may be trusted; `None` without a fix.
    pub fn applicability(&self) -> Option<Applicability> {
        self.fix.as_ref().map(|fix| fix.applicability)
    }
}

/// A place where a codemod could not see enough to find anything: said when asked for, never counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Id of the codemod.
    pub codemod: &'static str,
    /// Where it is, in the file that was checked.
    pub span: Span,
    /// What could not be followed, and what is not known therefore.
    pub message: String,
}

/// Collects the findings of one codemod in one file.
#[derive(Debug)]
pub struct Findings {
    codemod: &'static str,
    found: Vec<Finding>,
    notes: Vec<Note>,
}

/// How edits of a file were laid out.
#[derive(Debug, Default)]
pub struct Layouts {
    known: HashMap<(PathBuf, Edits), Edits>,
}

impl Findings {
    /// An empty collection for the codemod `id`.
    pub fn of(id: &'static str) -> Self {
        Self {
            codemod: id,
            found: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Reports a place. `message` says what is wrong and why, `help` what to do; `fix` is `None` where nobody but the
    /// user can decide.
    pub fn report(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
        fix: Option<Fix>,
    ) {
        self.found.push(Finding {
            codemod: self.codemod,
            group: None,
            span,
            message: message.into(),
            help: help.into(),
            fix,
        });
    }

    /// Has what was reported last weigh as a defect of another group than the codemod's others: a codemod about what a
    /// deploy rejects may find something beside it that only should not be so. It is selected with its codemod all the same.
    pub fn as_of(&mut self, group: Group) {
        if let Some(last) = self.found.last_mut() {
            last.group = Some(group);
        }
    }

    /// Notes a place where the codemod cannot see enough to find anything.
    pub fn note(&mut self, span: Span, message: impl Into<String>) {
        self.notes.push(Note {
            codemod: self.codemod,
            span,
            message: message.into(),
        });
    }

    /// The same findings, with the edits of each fix as `lay` would have them. Edits that several share are asked about
    /// once.
    pub fn laid_out(mut self, layouts: &mut Layouts, lay: impl Fn(&Path, &Edits) -> Edits) -> Self {
        let known = &mut layouts.known;
        let fixes = self.found.iter_mut().filter_map(|found| found.fix.as_mut());
        for (path, edits) in fixes.flat_map(|fix| &mut fix.edits) {
            let key = (path.clone(), std::mem::take(edits));
            *edits = match known.get(&key) {
                Some(laid) => laid.clone(),
                None => {
                    let laid = lay(path, &key.1);
                    known.insert(key, laid.clone());
                    laid
                }
            };
        }
        self
    }

    /// What was reported, and what was noted.
    pub fn into_parts(self) -> (Vec<Finding>, Vec<Note>) {
        (self.found, self.notes)
    }
}
