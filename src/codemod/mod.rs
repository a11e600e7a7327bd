//! What a codemod is, what it sees and what it says. Does no IO; knows no particular codemod.

mod arguments;
mod classes;
mod context;
mod finding;
mod group;
mod program_files;
mod settings;

use crate::syntax::Language;

pub use classes::Followed;
pub use context::{Context, Match, Memory, TextContext, UserSettings};
pub use finding::{Finding, Findings, Layouts, Note};
pub use group::Group;
pub use settings::{Setting, SettingKind, SettingValue, Settings, SettingsError};

/// One faulty pattern: where it is found and how it is repaired. A value that is readable at the top of its file.
#[derive(Debug)]
pub struct Codemod {
    /// A kebab-case verb phrase: `drop-empty-tags`.
    pub id: &'static str,
    /// What kind of defect it is about.
    pub group: Group,
    /// One line, for `iacfix list`.
    pub summary: &'static str,
    /// The page that `iacfix explain` shows: `include_str!("README.md")`.
    pub docs: &'static str,
    /// What a user may set under `[codemod.<id>]`.
    pub settings: &'static [Setting],
    /// Parts of the messages with which a deploy or a tool fails on the pattern, so that `iacfix explain` finds the codemod
    /// from a pasted error. Case, punctuation and line breaks do not matter.
    pub errors: &'static [&'static str],
    /// A file that holds none of these is not parsed for it. An empty list lets every file through.
    pub needles: &'static [&'static str],
    /// How it finds and repairs.
    pub rewrite: Rewrite,
}

impl Codemod {
    /// The languages that it works on; `None` for one that looks at texts of any language.
    pub fn languages(&self) -> Option<Vec<Language>> {
        match self.rewrite {
            Rewrite::Matches { queries, .. } => {
                Some(queries.iter().map(|&(language, _)| language).collect())
            }
            Rewrite::Entries { languages, .. } | Rewrite::Files { languages, .. } => {
                Some(languages.to_vec())
            }
            Rewrite::Text(_) => None,
        }
    }
}

/// How a codemod looks at a file.
#[derive(Debug)]
pub enum Rewrite {
    /// Over the syntax tree and the resource model, once per match of its query. Only for files that import a provider.
    Matches {
        /// The query that locates the pattern, for each language that has it.
        queries: &'static [(Language, &'static str)],
        /// Decides about one match.
        rewrite: fn(&Context<'_>, &Match<'_>, &mut Findings),
    },
    /// Over the resource model of each file that imports what it names, once per file.
    Files {
        /// What a file has to import.
        imports: Imports,
        /// The languages that it works on.
        languages: &'static [Language],
        /// Decides about one file.
        rewrite: fn(&Context<'_>, &mut Findings),
    },
    /// Over the resource model of a file with which a Pulumi program begins, once per file, whatever it imports: such a
    /// file may name nothing but the program's own classes.
    Entries {
        /// The languages that it works on.
        languages: &'static [Language],
        /// Decides about one file.
        rewrite: fn(&Context<'_>, &mut Findings),
    },
    /// Over the text alone, once per file, without parsing it.
    Text(fn(&TextContext<'_>, &mut Findings)),
}

/// What a file has to import for a codemod to look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imports {
    /// A provider, whose resources it constructs.
    Provider,
    /// Anything of Pulumi: the file may name nothing but the SDK and the program's own classes.
    Pulumi,
}
