//! What a user may set, from text to settings. Reads no file and prints nothing.

mod document;
mod keys;
mod schema;
mod selector;
mod template;

use std::collections::BTreeMap;
use std::fmt;

use crate::codemod::{Codemod, SettingValue, Settings, SettingsError};
use crate::engine::{Selection, UNUSED_SUPPRESSION, UnusedSuppressions};
use document::{Assignment, Value};
use keys::{APPLICABILITIES, KEYS, PROVIDERS};
use selector::Selector;

pub use document::Table;
pub use keys::{UNUSED_SUPPRESSION_HELP, keys_to_set};
pub use schema::schema;
pub use selector::ALL;
pub use template::{SCHEMA_FILE, default_value, template};

/// A file of more bytes than this is not parsed unless the user says otherwise.
pub const DEFAULT_MAX_FILE_SIZE: usize = 16 * 1024 * 1024;

const LIST_SHOWS_ALL: &str = "`iacfix list` shows all";

/// Everything that a user set.
#[derive(Clone, Debug)]
pub struct Config {
    registry: &'static [&'static Codemod],
    select: Option<Vec<Selector>>,
    ignore: Vec<Selector>,
    unused_suppressions: UnusedSuppressions,
    codemods: BTreeMap<&'static str, Settings>,
    /// Globs of files that are not checked, relative to the folder of the configuration file.
    pub exclude: Vec<String>,
    /// A file of more bytes than this is not parsed.
    pub max_file_size: usize,
    /// The major version of the AWS provider, where no manifest is to be asked.
    pub aws_major: Option<u32>,
}

/// Why something cannot be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The line in the text, from 1, where there is one.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl From<String> for ConfigError {
    fn from(message: String) -> Self {
        Self {
            line: None,
            message,
        }
    }
}

impl Config {
    /// Nothing set: the codemods of `registry` that run by default, with their defaults.
    pub fn new(registry: &'static [&'static Codemod]) -> Self {
        Self {
            registry,
            select: None,
            ignore: Vec::new(),
            codemods: BTreeMap::new(),
            exclude: Vec::new(),
            max_file_size: DEFAULT_MAX_FILE_SIZE,
            unused_suppressions: UnusedSuppressions::Report,
            aws_major: None,
        }
    }

    /// What `text`, of which `table` holds the settings, sets. `None` where it has no such table.
    ///
    /// # Errors
    /// [`ConfigError`] for text that is not TOML, for an unknown key or codemod, and for a value of the wrong kind.
    pub fn parse(
        registry: &'static [&'static Codemod],
        text: &str,
        table: Table,
    ) -> Result<Option<Self>, ConfigError> {
        let Some(assignments) = document::parse(text, table)? else {
            return Ok(None);
        };
        let mut config = Self::new(registry);
        for Assignment { key, value, line } in assignments {
            config.apply(&key, value).map_err(|error| ConfigError {
                line: Some(line),
                ..error
            })?;
        }
        Ok(Some(config))
    }

    /// Sets one thing from the text `KEY=VALUE`: a dotted key, and a value in TOML or else a plain text.
    ///
    /// # Errors
    /// [`ConfigError`] as for [`Config::parse`].
    pub fn set(&mut self, assignment: &str) -> Result<(), ConfigError> {
        let Some((key, value)) = assignment.split_once('=') else {
            return Err(ConfigError::from(format!(
                "{assignment:?} is not of the form KEY=VALUE"
            )));
        };
        let key: Vec<String> = key.trim().split('.').map(str::to_owned).collect();
        self.apply(&key, document::value(value.trim()))
    }

    /// Runs only the codemods of these ids and groups, whatever was selected before.
    ///
    /// # Errors
    /// [`ConfigError`] for what is neither an id nor a group.
    pub fn select<S: AsRef<str>>(&mut self, names: &[S]) -> Result<(), ConfigError> {
        self.select = Some(self.selectors(names)?);
        Ok(())
    }

    /// Leaves out the codemods of these ids and groups, besides those that are left out already, and whatever is selected;
    /// `unused-suppression` leaves out the reports of suppressions that silence nothing.
    ///
    /// # Errors
    /// [`ConfigError`] for what is neither an id nor a group.
    pub fn ignore<S: AsRef<str>>(&mut self, names: &[S]) -> Result<(), ConfigError> {
        let (unused, names): (Vec<&str>, Vec<&str>) = names
            .iter()
            .map(AsRef::as_ref)
            .partition(|name| *name == UNUSED_SUPPRESSION);
        let selectors = self.selectors(&names)?;
        self.ignore.extend(selectors);
        if !unused.is_empty() {
            self.unused_suppressions = UnusedSuppressions::Leave;
        }
        Ok(())
    }

    /// The codemods that run, with their settings.
    pub fn selection(&self) -> Selection {
        let runs = |codemod: &Codemod| {
            let named = |selectors: &[Selector]| {
                let mut selectors = selectors.iter();
                selectors.any(|selector| selector.names(codemod))
            };
            let selected = match &self.select {
                Some(select) => named(select),
                None => codemod.group.runs_by_default(),
            };
            selected && !named(&self.ignore)
        };
        Selection {
            codemods: self
                .registry
                .iter()
                .filter(|codemod| runs(codemod))
                .map(|codemod| {
                    let settings = self.codemods.get(codemod.id).cloned();
                    (*codemod, settings.unwrap_or_default())
                })
                .collect(),
            known: self.registry.to_vec(),
            max_file_size: self.max_file_size,
            unused_suppressions: self.unused_suppressions,
            provider_majors: self
                .aws_major
                .map(|major| ("aws".to_owned(), major))
                .into_iter()
                .collect(),
        }
    }

    fn apply(&mut self, key: &[String], value: Value) -> Result<(), ConfigError> {
        let parts: Vec<&str> = key.iter().map(String::as_str).collect();
        let dotted = key.join(".");
        let wrong = |expected: &str| ConfigError::from(format!("`{dotted}` takes {expected}"));
        match parts.as_slice() {
            ["select"] => self.select(
                &value
                    .texts()
                    .ok_or_else(|| wrong("a list of ids and groups of codemods"))?,
            ),
            ["ignore"] => self.ignore(
                &value
                    .texts()
                    .ok_or_else(|| wrong("a list of ids and groups of codemods"))?,
            ),
            ["exclude"] => {
                let globs = value.texts().ok_or_else(|| wrong("a list of globs"))?;
                self.exclude.extend(globs);
                Ok(())
            }
            ["max-file-size"] => {
                let size = value.integer().and_then(|size| usize::try_from(size).ok());
                self.max_file_size = size.ok_or_else(|| wrong("a number of bytes"))?;
                Ok(())
            }
            ["provider"] | ["codemod"] if value.is_empty_table() => Ok(()),
            ["provider"] => Err(wrong("a table, for instance `provider.aws = 7`")),
            ["codemod"] => Err(wrong("a table for each codemod: `[codemod.ID]`")),
            ["provider", "aws"] => {
                let major = value.integer().and_then(|major| u32::try_from(major).ok());
                self.aws_major = Some(major.ok_or_else(|| wrong("a major version, such as 7"))?);
                Ok(())
            }
            ["provider", name, ..] => {
                let known = PROVIDERS.map(|(name, _)| name);
                Err(unknown("provider", name, &known, None))
            }
            ["codemod", id] => {
                self.codemod(id)?;
                match value.is_empty_table() {
                    true => Ok(()),
                    false => Err(wrong("a table of settings")),
                }
            }
            ["codemod", id, "applicability"] => {
                let codemod = self.codemod(id)?;
                let mut known = APPLICABILITIES.iter();
                let set = known.find(|(word, ..)| value.text() == Some(word));
                let (_, applicability, _) = set.ok_or_else(|| {
                    wrong(&format!(
                        "one of {}",
                        APPLICABILITIES
                            .map(|(word, ..)| format!("{word:?}"))
                            .join(", ")
                    ))
                })?;
                self.codemods.entry(codemod.id).or_default().applicability = Some(*applicability);
                Ok(())
            }
            ["codemod", id, setting @ ..] => {
                let codemod = self.codemod(id)?;
                let name = setting.join(".");
                let value = value
                    .setting()
                    .ok_or_else(|| wrong("a whole number, a text or a list of texts"))?;
                self.codemods
                    .entry(codemod.id)
                    .or_default()
                    .set(codemod, &name, value)
                    .map_err(|error| match error {
                        SettingsError::UnknownKey { mut known } => {
                            known.push("applicability");
                            unknown(&format!("setting of {id}"), &name, &known, None)
                        }
                        SettingsError::WrongValue { expected } => wrong(&expected),
                    })
            }
            [name, ..] => Err(unknown("key", name, &KEYS.map(|key| key.name), None)),
            [] => Err(ConfigError::from("a key is missing".to_owned())),
        }
    }

    fn codemod(&self, id: &str) -> Result<&'static Codemod, ConfigError> {
        find_codemod(self.registry, id)
    }

    fn selectors<S: AsRef<str>>(&self, names: &[S]) -> Result<Vec<Selector>, ConfigError> {
        let selector = |name: &S| Selector::of(self.registry, name.as_ref());
        names.iter().map(selector).collect()
    }
}

/// The codemod called `id`.
///
/// # Errors
/// [`ConfigError`] that names the nearest id.
pub fn find_codemod(
    registry: &'static [&'static Codemod],
    id: &str,
) -> Result<&'static Codemod, ConfigError> {
    let found = registry.iter().find(|codemod| codemod.id == id);
    found.copied().ok_or_else(|| {
        let known: Vec<&str> = registry.iter().map(|codemod| codemod.id).collect();
        unknown("codemod", id, &known, Some(LIST_SHOWS_ALL))
    })
}

/// "unknown key `selct`; did you mean `select`?", or all known names where none is near.
fn unknown(what: &str, name: &str, known: &[&str], more: Option<&str>) -> ConfigError {
    let nearest = known
        .iter()
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let advice = match (nearest, more) {
        (Some((_, nearest)), _) => format!("did you mean `{nearest}`?"),
        (None, Some(more)) => more.to_owned(),
        (None, None) => format!("known are {}", known.join(", ")),
    };
    ConfigError::from(format!("unknown {what} `{name}`; {advice}"))
}

impl Value {
    fn setting(self) -> Option<SettingValue> {
        match self {
            Value::Integer(number) => Some(SettingValue::Integer(number)),
            Value::Text(text) => Some(SettingValue::Text(text)),
            Value::Texts(texts) => Some(SettingValue::Texts(texts)),
            Value::EmptyTable | Value::Other => None,
        }
    }

    fn texts(self) -> Option<Vec<String>> {
        match self {
            Value::Texts(texts) => Some(texts),
            Value::Text(text) => Some(vec![text]),
            _ => None,
        }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn integer(&self) -> Option<i64> {
        match self {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    fn is_empty_table(&self) -> bool {
        matches!(self, Value::EmptyTable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codemod::{Group, Rewrite, Setting, SettingKind};
    use crate::fix::Applicability;

    const fn codemod(id: &'static str, group: Group, settings: &'static [Setting]) -> Codemod {
        Codemod {
            id,
            group,
            summary: "a codemod of this test",
            docs: "",
            errors: &[],
            settings,
            needles: &[],
            rewrite: Rewrite::Text(|_, _| {}),
        }
    }

    static FIRST: Codemod = codemod(
        "first-thing",
        Group::Deploy,
        &[Setting {
            key: "max",
            help: "",
            kind: SettingKind::Integer {
                default: 5,
                least: 0,
            },
        }],
    );
    static SECOND: Codemod = codemod("second-thing", Group::Hygiene, &[]);
    static THIRD: Codemod = codemod("third-thing", Group::Policy, &[]);
    static REGISTRY: &[&Codemod] = &[&FIRST, &SECOND, &THIRD];

    fn parse(text: &str) -> Result<Option<Config>, ConfigError> {
        Config::parse(REGISTRY, text, Table::Whole)
    }

    fn error(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    fn ids(config: &Config) -> Vec<&str> {
        let selection = config.selection();
        selection
            .codemods
            .iter()
            .map(|(codemod, _)| codemod.id)
            .collect()
    }

    #[test]
    fn every_key_is_understood() {
        let config = parse(
            "select = [\"first-thing\"]\nexclude = [\"gen/**\"]\nmax-file-size = 10\n\
             [provider]\naws = 6\n[codemod.first-thing]\napplicability = \"unsafe\"\nmax = 3\n",
        );
        let config = config.unwrap().unwrap();
        assert_eq!(ids(&config), ["first-thing"]);
        assert_eq!(config.exclude, ["gen/**"]);
        assert_eq!((config.max_file_size, config.aws_major), (10, Some(6)));
        let (_, settings) = &config.selection().codemods[0];
        let mut expected = Settings::default();
        expected.applicability = Some(Applicability::Unsafe);
        expected
            .set(&FIRST, "max", SettingValue::Integer(3))
            .unwrap();
        assert_eq!(*settings, expected);
    }

    #[test]
    fn errors_name_the_line_and_what_is_near() {
        assert_eq!(
            error("\nselct = []\n"),
            "line 2: unknown key `selct`; did you mean `select`?"
        );
        assert_eq!(
            error("select = [\"first-thin\"]"),
            "line 1: unknown codemod or group `first-thin`; did you mean `first-thing`?"
        );
        assert_eq!(
            error("select = [\"polici\"]"),
            "line 1: unknown codemod or group `polici`; did you mean `policy`?"
        );
        assert_eq!(
            error("[codemod.policy]"),
            "line 1: unknown codemod `policy`; `iacfix list` shows all"
        );
        assert_eq!(
            error("ignore = [\"zzz\"]"),
            "line 1: unknown codemod or group `zzz`; `iacfix list` shows all"
        );
        assert_eq!(
            error("[codemod.first-thing]\nmaxx = 1"),
            "line 2: unknown setting of first-thing `maxx`; did you mean `max`?"
        );
        assert_eq!(
            error("[codemod.first-thing]\nmax = -1"),
            "line 2: `codemod.first-thing.max` takes a whole number of at least 0"
        );
        assert_eq!(
            error("[codemod.second-thin]"),
            "line 1: unknown codemod `second-thin`; did you mean `second-thing`?"
        );
        assert_eq!(
            error("max-file-size = \"big\""),
            "line 1: `max-file-size` takes a number of bytes"
        );
        assert!(error("select = [").starts_with("line 1: "));
    }

    #[test]
    fn pyproject_is_read_only_where_it_speaks_of_iacfix() {
        let text = "[project]\nname = \"x\"\n";
        assert!(
            Config::parse(REGISTRY, text, Table::Pyproject)
                .unwrap()
                .is_none()
        );
        let text = "[project]\nname = \"x\"\n[tool.iacfix]\nignore = [\"first-thing\"]\n";
        let config = Config::parse(REGISTRY, text, Table::Pyproject);
        assert_eq!(ids(&config.unwrap().unwrap()), ["second-thing"]);
    }

    #[test]
    fn set_takes_toml_and_else_a_text() {
        let mut config = Config::new(REGISTRY);
        config.set("max-file-size=1_000").unwrap();
        config.set("provider.aws = 7").unwrap();
        config.set("codemod.first-thing.max=20").unwrap();
        config
            .set("codemod.first-thing.applicability=unsafe")
            .unwrap();
        config.set("ignore=[\"second-thing\"]").unwrap();
        assert_eq!((config.max_file_size, config.aws_major), (1000, Some(7)));
        assert_eq!(ids(&config), ["first-thing"]);
        assert!(config.set("max-file-size").is_err());
        assert!(config.set("codemod.first-thing.max=a lot").is_err());
    }

    #[test]
    fn the_command_line_replaces_what_is_selected_and_adds_to_what_is_ignored() {
        let mut config = parse("select = [\"first-thing\"]").unwrap().unwrap();
        config.select(&["first-thing", "second-thing"]).unwrap();
        config.ignore(&["first-thing"]).unwrap();
        assert_eq!(ids(&config), ["second-thing"]);
    }

    #[test]
    fn all_selects_every_group() {
        let config = parse("select = [\"all\"]").unwrap().unwrap();
        assert_eq!(ids(&config).len(), REGISTRY.len());
    }

    #[test]
    fn policy_runs_only_where_it_is_selected_by_id_or_group() {
        assert_eq!(ids(&Config::new(REGISTRY)), ["first-thing", "second-thing"]);
        for (select, ran) in [
            ("[\"third-thing\"]", ["third-thing"].as_slice()),
            ("[\"policy\"]", &["third-thing"]),
            ("\"deploy\"", &["first-thing"]),
            ("[\"policy\", \"deploy\"]", &["first-thing", "third-thing"]),
            ("[\"deprecated\"]", &[]),
            ("[]", &[]),
        ] {
            let config = parse(&format!("select = {select}")).unwrap().unwrap();
            assert_eq!(ids(&config), ran, "{select}");
        }
        // To set something of a codemod does not select it.
        let config = parse("[codemod.third-thing]\napplicability = \"safe\"");
        assert_eq!(
            ids(&config.unwrap().unwrap()),
            ["first-thing", "second-thing"]
        );
    }

    #[test]
    fn what_is_ignored_by_id_or_group_does_not_run_whatever_is_selected() {
        let mut config = Config::new(REGISTRY);
        config.ignore(&["hygiene"]).unwrap();
        assert_eq!(ids(&config), ["first-thing"]);
        config.select(&["second-thing", "policy"]).unwrap();
        assert_eq!(ids(&config), ["third-thing"]);
        config.ignore(&["third-thing"]).unwrap();
        assert_eq!(ids(&config), [""; 0]);
    }

    #[test]
    fn the_template_sets_nothing_until_a_line_is_uncommented() {
        let text = template(REGISTRY);
        assert_eq!(
            ids(&parse(&text).unwrap().unwrap()),
            ["first-thing", "second-thing"]
        );
        let uncommented: String = text
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(setting) if !setting.is_empty() && !setting.starts_with([' ', ':']) => {
                    format!("{setting}\n")
                }
                _ => format!("{line}\n"),
            })
            .collect();
        assert!(uncommented.contains("\nmax = 5\n"), "{uncommented}");
        let config = parse(&uncommented).unwrap().unwrap();
        let default = Config::new(REGISTRY);
        assert_eq!(ids(&config), ids(&default));
        assert_eq!(config.exclude, default.exclude);
        assert_eq!(config.max_file_size, default.max_file_size);
        assert_eq!(config.aws_major, default.aws_major);
        for (codemod, settings) in config.selection().codemods {
            let mut expected = Settings::default();
            for setting in codemod.settings {
                let SettingKind::Integer { default, .. } = setting.kind else {
                    panic!("{} is of another kind", setting.key)
                };
                let value = SettingValue::Integer(default);
                expected.set(codemod, setting.key, value).unwrap();
            }
            assert_eq!(settings, expected, "{}", codemod.id);
        }
    }
}
