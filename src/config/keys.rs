//! The keys of a configuration, which the parser and the schema share. Decides nothing.

use crate::codemod::Codemod;
use crate::fix::Applicability;

/// A key, and what it means.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    /// As one sentence.
    pub(super) help: &'static str,
    pub(super) kind: Kind,
}

/// Which values a key of the top level takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Ids and groups of codemods, or one.
    Names,
    /// The same, and `unused-suppression`.
    NamesOfAll,
    /// Globs, or one.
    Globs,
    /// A number of bytes.
    Bytes,
    /// A table of [`PROVIDERS`].
    Providers,
    /// A table for each codemod.
    Codemods,
}

/// The keys of the top level.
pub(super) const KEYS: [Key; 6] = [
    Key {
        name: "select",
        help: "The codemods that run, by id or group; all but those of the group policy where this is not set.",
        kind: Kind::Names,
    },
    Key {
        name: "ignore",
        help: "Codemods that do not run, by id or group; `unused-suppression` to not hear of comments that suppress nothing.",
        kind: Kind::NamesOfAll,
    },
    Key {
        name: "exclude",
        help: "Files that are not checked: globs as in .gitignore, relative to this file.",
        kind: Kind::Globs,
    },
    Key {
        name: "max-file-size",
        help: "Files of more bytes than this are not parsed.",
        kind: Kind::Bytes,
    },
    Key {
        name: "provider",
        help: "The versions of providers, for programs without a lock file or manifest that says them.",
        kind: Kind::Providers,
    },
    Key {
        name: "codemod",
        help: "The settings of each codemod.",
        kind: Kind::Codemods,
    },
];

/// The providers whose major version can be set, and what that means.
pub(super) const PROVIDERS: [(&str, &str); 1] = [("aws", "The major version of the AWS provider.")];

/// What `codemod.ID.applicability` means.
pub(super) const APPLICABILITY_HELP: &str =
    "How far the fixes of this codemod are trusted, instead of as each fix says.";

/// What `unused-suppression` stands for among the ids of codemods.
pub const UNUSED_SUPPRESSION_HELP: &str = "comments that suppress nothing";

/// How far fixes may be trusted, as it is set, and what that means.
pub(super) const APPLICABILITIES: [(&str, Applicability, &str); 3] = [
    ("safe", Applicability::Safe, "Applied with --fix."),
    (
        "unsafe",
        Applicability::Unsafe,
        "Applied with --fix --unsafe-fixes.",
    ),
    (
        "display-only",
        Applicability::DisplayOnly,
        "Shown, never applied.",
    ),
];

/// All keys that take one value, dotted as on the command line, with what they mean.
pub fn keys_to_set(registry: &[&Codemod]) -> Vec<(String, &'static str)> {
    let mut keys = Vec::new();
    for key in &KEYS {
        match key.kind {
            Kind::Providers => keys.extend(
                PROVIDERS
                    .iter()
                    .map(|(name, help)| (format!("{}.{name}", key.name), *help)),
            ),
            Kind::Codemods => {
                for codemod in registry {
                    let named = |setting: &str| format!("{}.{}.{setting}", key.name, codemod.id);
                    keys.push((named("applicability"), APPLICABILITY_HELP));
                    let settings = codemod.settings.iter();
                    keys.extend(settings.map(|setting| (named(setting.key), setting.help)));
                }
            }
            Kind::Names | Kind::NamesOfAll | Kind::Globs | Kind::Bytes => {
                keys.push((key.name.to_owned(), key.help));
            }
        }
    }
    keys
}
