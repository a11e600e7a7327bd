//! Edits, fixes and their diffs. Knows text and spans only; never parses, never does IO.

mod diff;
mod edits;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::source::Span;

pub use diff::{DiffHunk, DiffLine, DiffLineKind, diff_hunks, unified_diff};
pub use edits::{Edit, EditError, Edits};

/// How far a fix may be trusted, from least to most.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// Shown, never applied.
    DisplayOnly,
    /// Right for most programs, but it may change what is deployed: applied only when asked for.
    Unsafe,
    /// Changes nothing but the defect.
    Safe,
}

impl fmt::Display for Applicability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Applicability::DisplayOnly => "display-only",
            Applicability::Unsafe => "unsafe",
            Applicability::Safe => "safe",
        })
    }
}

/// A repair: all of it is applied, or none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What it does, as an imperative sentence without a full stop: "Remove AWS_REGION".
    pub title: String,
    /// How far it may be trusted.
    pub applicability: Applicability,
    /// Edits of existing files, by path.
    pub edits: BTreeMap<PathBuf, Edits>,
    /// Files that it creates, by path, with their text.
    pub new_files: BTreeMap<PathBuf, String>,
    /// Names that it declares: two fixes that declare the same one are not made together.
    pub introduces: Vec<String>,
    /// Names of which it removes uses without removing them all.
    pub releases: Vec<Release>,
    /// Names whose declaration it removes because nothing uses them: not made together with a fix that writes one of them.
    pub retires: Vec<String>,
    /// Whether it waits for the fixes that may be made to the same file.
    pub turn: Turn,
}

/// When a fix is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Turn {
    /// As soon as it is found.
    #[default]
    AtOnce,
    /// Once no other fix of the file is left: it takes away what one of them may still need, such as a name that nothing
    /// uses yet.
    AfterOthers,
}

/// Uses of one name that a fix removes. When several fixes remove all of them between them, the last has to be made
/// with knowledge of the others, so that the name goes, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Release {
    /// Where the name is declared.
    pub declaration: Span,
    /// How many uses the fix removes.
    pub removed: usize,
    /// How many uses there are.
    pub of: usize,
}

impl Fix {
    /// A fix that changes nothing but `path`.
    pub fn in_file(
        path: impl Into<PathBuf>,
        title: impl Into<String>,
        applicability: Applicability,
        edits: Edits,
    ) -> Self {
        Self {
            title: title.into(),
            applicability,
            edits: BTreeMap::from([(path.into(), edits)]),
            new_files: BTreeMap::new(),
            introduces: Vec::new(),
            releases: Vec::new(),
            retires: Vec::new(),
            turn: Turn::AtOnce,
        }
    }

    /// The same fix, which also declares these names.
    pub fn introducing(self, names: Vec<String>) -> Self {
        Self {
            introduces: names,
            ..self
        }
    }

    /// The same fix, which also removes uses of these names.
    pub fn releasing(self, releases: Vec<Release>) -> Self {
        Self { releases, ..self }
    }

    /// The same fix, which also removes the declarations of these names.
    pub fn retiring(self, names: Vec<String>) -> Self {
        Self {
            retires: names,
            ..self
        }
    }

    /// The same fix, offered once no other fix of the file is left.
    pub fn after_others(self) -> Self {
        Self {
            turn: Turn::AfterOthers,
            ..self
        }
    }

    /// Whether both change a byte that the other one changes too, insert at the same place, declare the same name, or one
    /// writes a name that the other one removes.
    pub fn overlaps(&self, other: &Fix) -> bool {
        self.edits.iter().any(|(path, edits)| {
            other
                .edits
                .get(path)
                .is_some_and(|theirs| edits.overlaps(theirs))
        }) || self
            .new_files
            .keys()
            .any(|path| other.new_files.contains_key(path))
            || self
                .introduces
                .iter()
                .any(|name| other.introduces.contains(name))
            || self.retires.iter().any(|name| other.writes(name))
            || other.retires.iter().any(|name| self.writes(name))
    }

    /// Whether a text that it writes holds the word `name`.
    fn writes(&self, name: &str) -> bool {
        let in_word = |character: char| character.is_alphanumeric() || "_$".contains(character);
        let mut texts = self.edits.values().flat_map(Edits::iter);
        texts.any(|edit| {
            edit.text
                .split(|character| !in_word(character))
                .any(|word| word == name)
        })
    }
}
