//! The JSON schema of a configuration, made from what the parser reads it with.

use serde_json::{Map, Value, json};

use super::DEFAULT_MAX_FILE_SIZE;
use super::keys::{
    APPLICABILITIES, APPLICABILITY_HELP, KEYS, Kind, PROVIDERS, UNUSED_SUPPRESSION_HELP,
};
use super::selector::ALL;
use crate::codemod::{Codemod, Group, Setting, SettingKind};
use crate::engine::UNUSED_SUPPRESSION;

/// The schema of `iacfix.toml`, as text. It accepts what [`super::Config::parse`] accepts with `registry`, but for globs
/// that are not valid. What editors built on Taplo show beside a value stands under `x-taplo`.
pub fn schema(registry: &[&Codemod]) -> String {
    let properties = KEYS.iter().map(|key| {
        let mut value = value_of(key.kind, registry);
        value["description"] = json!(key.help);
        (key.name, value)
    });
    let ids = registry
        .iter()
        .map(|codemod| (codemod.id, codemod.summary.to_owned()));
    let groups = Group::ALL.map(|group| (group.name(), group.summary().to_owned()));
    let all = (ALL, "every codemod".to_owned());
    let names = ids.chain(groups).chain([all]);
    let unused = (UNUSED_SUPPRESSION, UNUSED_SUPPRESSION_HELP.to_owned());
    let applicabilities = APPLICABILITIES
        .iter()
        .map(|(word, _, help)| (*word, (*help).to_owned()));
    let mut schema = table(properties);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("iacfix.toml");
    schema["description"] = json!("Settings of iacfix.");
    schema["definitions"] = json!({
        "name": one_of(names.clone()),
        "ignored": one_of(names.chain([unused])),
        "applicability": one_of(applicabilities),
    });
    // Texts and numbers alone cannot fail.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

fn value_of(kind: Kind, registry: &[&Codemod]) -> Value {
    match kind {
        Kind::Names => texts(&json!({ "$ref": "#/definitions/name" })),
        Kind::NamesOfAll => texts(&json!({ "$ref": "#/definitions/ignored" })),
        Kind::Globs => texts(&json!({ "type": "string" })),
        Kind::Bytes => integer(0, i64::MAX, Some(json!(DEFAULT_MAX_FILE_SIZE))),
        Kind::Providers => table(PROVIDERS.iter().map(|(name, help)| {
            let mut major = integer(0, i64::from(u32::MAX), None);
            major["description"] = json!(help);
            (*name, major)
        })),
        Kind::Codemods => table(registry.iter().map(|codemod| {
            let mut settings = table(codemod.settings.iter().map(setting));
            settings["description"] = json!(codemod.summary);
            settings["properties"]["applicability"] = json!({
                // Beside a reference nothing else is heard.
                "allOf": [{ "$ref": "#/definitions/applicability" }],
                "description": APPLICABILITY_HELP,
            });
            (codemod.id, settings)
        })),
    }
}

fn setting(setting: &Setting) -> (&'static str, Value) {
    let mut value = match setting.kind {
        SettingKind::Integer { default, least } => integer(least, i64::MAX, Some(json!(default))),
        SettingKind::Range {
            default,
            least,
            most,
        } => integer(least, most, Some(json!(default))),
        SettingKind::Choice { default, choices } => json!({ "enum": choices, "default": default }),
        SettingKind::Text { default } => json!({ "type": "string", "default": default }),
        SettingKind::Texts => {
            json!({ "type": "array", "items": { "type": "string" }, "default": [] })
        }
    };
    value["description"] = json!(setting.help);
    (setting.key, value)
}

fn table<'k>(properties: impl Iterator<Item = (&'k str, Value)>) -> Value {
    let properties: Map<String, Value> = properties
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// A list, or what it would have one of.
fn texts(item: &Value) -> Value {
    json!({ "anyOf": [{ "type": "array", "items": item }, item] })
}

fn integer(least: i64, most: i64, default: Option<Value>) -> Value {
    let mut value = json!({ "type": "integer", "minimum": least });
    if most < i64::MAX {
        value["maximum"] = json!(most);
    }
    if let Some(default) = default {
        value["default"] = default;
    }
    value
}

fn one_of(words: impl Iterator<Item = (&'static str, String)>) -> Value {
    let (words, help): (Vec<&str>, Vec<String>) = words.unzip();
    json!({ "enum": words, "x-taplo": { "docs": { "enumValues": help } } })
}
