//! Prettier's settings (<https://prettier.io/docs/configuration>), but for those that are programs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jsonc_parser::ParseOptions;
use saphyr::{LoadableYamlNode, Yaml};
use serde_json::{Map, Value};

use super::glob;
use crate::project::kept::{Here, Nearest, Parsed, Reader};
use crate::project::paths::below;
use crate::source::{ArrowBrackets, Indent, Preferences, Quote, Semicolons, TrailingCommas};

/// What holds where the settings leave it open.
pub(super) const DEFAULT: Preferences = Preferences {
    width: Some(80),
    tab_width: None,
    indent: None,
    quote: None,
    semicolons: None,
    trailing_commas: None,
    argument_commas: None,
    arrow_brackets: None,
};

/// The files of one folder that may hold settings, the one that prettier takes first first.
const NAMES: [&str; 7] = [
    "package.json",
    ".prettierrc",
    ".prettierrc.json",
    ".prettierrc.yaml",
    ".prettierrc.yml",
    ".prettierrc.json5",
    ".prettierrc.toml",
];

/// Settings that are programs: that there are some is all that is known.
const PROGRAMS: [&str; 8] = [
    ".prettierrc.js",
    ".prettierrc.mjs",
    ".prettierrc.cjs",
    ".prettierrc.ts",
    "prettier.config.js",
    "prettier.config.mjs",
    "prettier.config.cjs",
    "prettier.config.ts",
];

/// What one file says.
#[derive(Debug, Default)]
pub(in crate::project) struct Settings {
    /// `None` for a package.json without settings.
    options: Option<Map<String, Value>>,
}

/// What was read so far.
#[derive(Default)]
pub(in crate::project) struct Kept {
    files: Parsed<Settings>,
    nearest: Nearest<Arc<Found>>,
}

/// The settings that hold in a folder, and the folder that they stand in.
struct Found {
    folder: PathBuf,
    settings: Arc<Settings>,
}

impl Kept {
    /// The settings of the nearest folder that has any, around the file at `path` in `folder`; `None` where none has, or
    /// they are not known.
    pub fn nearest(&self, reader: &Reader<'_>, folder: &Path, path: &Path) -> Option<Preferences> {
        let look = |folder: &Path| self.look(reader, folder);
        let found = self.nearest.get(reader.files, folder, &look)?;
        let options = found.settings.options.as_ref()?;
        Some(preferences(options, &found.folder, path))
    }

    fn look(&self, reader: &Reader<'_>, folder: &Path) -> Here<Arc<Found>> {
        for name in NAMES {
            let source = folder.join(name);
            let settings = reader.parsed(&self.files, &source, |text| parse(name, text));
            if let Some(settings) = settings.filter(|settings| settings.options.is_some()) {
                let folder = folder.to_owned();
                return Here::Found(Arc::new(Found { folder, settings }));
            }
        }
        let is_there = |name: &str| reader.files.exists(&folder.join(name));
        match PROGRAMS.into_iter().any(is_there) {
            true => Here::Hidden,
            false => Here::Nothing,
        }
    }

    /// Drops what was read.
    pub fn clear(&self) {
        self.files.clear();
        self.nearest.clear();
    }
}

fn parse(name: &str, text: &str) -> Result<Settings, String> {
    let json = |text: &str| -> Result<Value, String> {
        jsonc_parser::parse_to_serde_value(text, &ParseOptions::default())
            .map_err(|error| format!("is not valid JSON: {error}"))
    };
    let yaml = |text: &str| -> Result<Value, String> {
        let documents =
            Yaml::load_from_str(text).map_err(|error| format!("is not valid YAML: {error}"))?;
        Ok(documents.first().map_or(Value::Null, from_yaml))
    };
    let value = match name.rsplit('.').next() {
        Some("toml") => toml::from_str(text)
            .map_err(|error| format!("is not valid TOML: {}", error.message()))?,
        Some("yaml" | "yml") => yaml(text)?,
        Some("json" | "json5") => json(text)?,
        _ if text.trim_start().starts_with('{') => json(text)?,
        _ => yaml(text)?,
    };
    let options = match (name, value) {
        ("package.json", Value::Object(mut package)) => match package.remove("prettier") {
            Some(Value::Object(options)) => Some(options),
            // The name of a package that holds the settings: there are some, and they are not known.
            Some(Value::String(_)) => Some(Map::new()),
            _ => None,
        },
        ("package.json", _) => None,
        (_, Value::Object(options)) => Some(options),
        _ => Some(Map::new()),
    };
    Ok(Settings { options })
}

fn from_yaml(yaml: &Yaml<'_>) -> Value {
    if let Some(value) = yaml.as_bool() {
        return Value::from(value);
    }
    if let Some(number) = yaml.as_integer() {
        return Value::from(number);
    }
    if let Some(text) = yaml.as_str() {
        return Value::from(text);
    }
    if let Some(entries) = yaml.as_mapping() {
        let entries = entries
            .iter()
            .filter_map(|(key, value)| Some((key.as_str()?.to_owned(), from_yaml(value))));
        return Value::Object(entries.collect());
    }
    let elements = yaml.as_sequence().into_iter().flatten();
    elements.map(from_yaml).collect()
}

/// What the settings in `folder` ask of the file at `path`.
fn preferences(options: &Map<String, Value>, folder: &Path, path: &Path) -> Preferences {
    let relative = below(folder, path).unwrap_or_default();
    let mut found = read(options);
    let overrides = options.get("overrides").and_then(Value::as_array);
    for part in overrides.into_iter().flatten() {
        let names = |key: &str| texts(part.get(key)).any(|glob| glob::matches(glob, &relative));
        if names("files")
            && !names("excludeFiles")
            && let Some(options) = part.get("options").and_then(Value::as_object)
        {
            found = read(options).or(found);
        }
    }
    found
}

/// One text or a list of them.
fn texts(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let list = value.and_then(Value::as_array).map(Vec::as_slice);
    let one = value.filter(|value| value.is_string());
    list.unwrap_or_default()
        .iter()
        .chain(one)
        .filter_map(Value::as_str)
}

fn read(options: &Map<String, Value>) -> Preferences {
    let number = |key: &str| {
        let number = options.get(key).and_then(Value::as_u64);
        number.and_then(|number| usize::try_from(number).ok())
    };
    let flag = |key: &str| options.get(key).and_then(Value::as_bool);
    let text = |key: &str| options.get(key).and_then(Value::as_str);
    let commas = text("trailingComma");
    let either = |always: bool| match always {
        true => TrailingCommas::Always,
        false => TrailingCommas::Never,
    };
    Preferences {
        width: number("printWidth"),
        tab_width: number("tabWidth"),
        indent: match (flag("useTabs"), number("tabWidth")) {
            (Some(true), _) => Some(Indent::Tabs),
            (_, Some(width)) => Some(Indent::Spaces(width)),
            _ => None,
        },
        quote: flag("singleQuote").map(|single| match single {
            true => Quote::Single,
            false => Quote::Double,
        }),
        semicolons: flag("semi").map(|semi| match semi {
            true => Semicolons::Always,
            false => Semicolons::Never,
        }),
        trailing_commas: commas.map(|commas| either(commas != "none")),
        argument_commas: commas.map(|commas| either(commas == "all")),
        arrow_brackets: text("arrowParens").map(|brackets| match brackets {
            "avoid" => ArrowBrackets::Avoid,
            _ => ArrowBrackets::Always,
        }),
    }
}
