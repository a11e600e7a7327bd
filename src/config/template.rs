//! The `iacfix.toml` that `iacfix init` writes.

use std::fmt::Write;

use super::DEFAULT_MAX_FILE_SIZE;
use crate::codemod::{Codemod, Group, SettingKind};

/// The name of the schema that the template tells editors to look for beside it.
pub const SCHEMA_FILE: &str = ".iacfix.schema.json";

/// A configuration in which every line is a comment. Prose starts with `# `, settings with `#` alone, so that removing
/// that character sets them; each shows the default, and what has none is prose. The first line is for editors.
pub fn template(registry: &[&Codemod]) -> String {
    let by_default = Group::ALL
        .into_iter()
        .filter(|group| group.runs_by_default());
    let groups: Vec<String> = by_default
        .map(|group| format!("{:?}", group.name()))
        .collect();
    let mut text = format!(
        "\
#:schema ./{SCHEMA_FILE}
# Settings of iacfix. Each line shows the default; uncomment it to change it.

# The codemods that run, by id or group; `iacfix list` shows what each does.
#select = [{groups}]

# Codemods that do not run, by id or group, whatever is selected.
#ignore = []

# Files that are not checked: globs as in .gitignore, relative to this file.
#exclude = []

# Files of more bytes than this are not parsed.
#max-file-size = {DEFAULT_MAX_FILE_SIZE}

# For programs without a lock file or manifest that says it, the provider's major version is set by a line such as
# `aws = 7` in this table.
#[provider]
",
        groups = groups.join(", ")
    );
    for codemod in registry {
        // Writing to a `String` cannot fail.
        let _ = write!(
            text,
            "\n# {}: {}\n#[codemod.{}]\n# How far its fixes are trusted is each fix's own; `applicability` sets it for all: \"safe\", \"unsafe\" or\n# \"display-only\".\n",
            codemod.id, codemod.summary, codemod.id
        );
        for setting in codemod.settings {
            let _ = write!(
                text,
                "# {}\n# Takes {}.\n#{} = {}\n",
                setting.help,
                setting.kind,
                setting.key,
                default_value(&setting.kind)
            );
        }
    }
    text
}

/// The default of a setting, as TOML.
pub fn default_value(kind: &SettingKind) -> String {
    match kind {
        SettingKind::Integer { default, .. } | SettingKind::Range { default, .. } => {
            default.to_string()
        }
        SettingKind::Choice { default, .. } | SettingKind::Text { default } => {
            format!("{default:?}")
        }
        SettingKind::Texts => "[]".to_owned(),
    }
}
