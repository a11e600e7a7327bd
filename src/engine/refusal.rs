use std::fmt;

/// Why a fix that was chosen was not applied. Nothing of it remains in any text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The result would have more syntax errors than before.
    AddsSyntaxError {
        /// The codemod whose fix it was.
        codemod: &'static str,
        /// Where the finding was, in the text as it was then: line, from 1.
        line: usize,
    },
    /// Its edits do not fit the text: a defect of the codemod.
    DoesNotApply {
        /// The codemod whose fix it was.
        codemod: &'static str,
        /// Line of the finding, from 1.
        line: usize,
        /// What does not fit.
        reason: String,
    },
    /// Two or more codemods undo each other's work; nothing is changed in the file.
    Fight {
        /// The codemods, sorted.
        codemods: Vec<&'static str>,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::AddsSyntaxError { codemod, line } => write!(
                f,
                "line {line}: the fix of {codemod} would add a syntax error and was discarded; please report this"
            ),
            Refusal::DoesNotApply {
                codemod,
                line,
                reason,
            } => write!(
                f,
                "line {line}: the fix of {codemod} was discarded: {reason}; please report this"
            ),
            Refusal::Fight { codemods } => write!(
                f,
                "{} undo each other's fixes; nothing was changed in this file, select only one of them",
                codemods.join(" and ")
            ),
        }
    }
}
