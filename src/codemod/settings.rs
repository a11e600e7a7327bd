use std::collections::BTreeMap;
use std::fmt;

use super::Codemod;
use crate::fix::Applicability;

/// One thing that a user may set for a codemod.
#[derive(Debug)]
pub struct Setting {
    /// The key under `[codemod.<id>]`, in kebab-case.
    pub key: &'static str,
    /// What it means, as one sentence with its unit.
    pub help: &'static str,
    /// Which values it takes, and the default.
    pub kind: SettingKind,
}

/// Which values a setting takes.
#[derive(Debug)]
pub enum SettingKind {
    /// A whole number of at least `least`.
    Integer {
        /// Used when nothing is set.
        default: i64,
        /// The smallest value that makes sense.
        least: i64,
    },
    /// A whole number between two others.
    Range {
        /// Used when nothing is set.
        default: i64,
        /// The smallest value that is taken.
        least: i64,
        /// The largest value that is taken.
        most: i64,
    },
    /// One of a few words.
    Choice {
        /// Used when nothing is set; one of `choices`.
        default: &'static str,
        /// All words.
        choices: &'static [&'static str],
    },
    /// Any text.
    Text {
        /// Used when nothing is set.
        default: &'static str,
    },
    /// A list of texts; empty when nothing is set.
    Texts,
}

/// A value that was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingValue {
    /// A whole number.
    Integer(i64),
    /// A word or any text.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
}

/// What a user set for one codemod; what was not set has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Overrides the applicability of every fix of the codemod.
    pub applicability: Option<Applicability>,
    values: BTreeMap<&'static str, SettingValue>,
}

/// Why a value cannot be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsError {
    /// The codemod has no such setting; these are the ones it has.
    UnknownKey {
        /// The keys that exist.
        known: Vec<&'static str>,
    },
    /// The value is not of the setting's kind; this is what is expected.
    WrongValue {
        /// For instance "a whole number of at least 0".
        expected: String,
    },
}

impl fmt::Display for SettingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SettingKind::Integer { least, .. } => write!(f, "a whole number of at least {least}"),
            SettingKind::Range { least, most, .. } => {
                write!(f, "a whole number from {least} to {most}")
            }
            SettingKind::Choice { choices, .. } => {
                let quoted: Vec<_> = choices.iter().map(|choice| format!("{choice:?}")).collect();
                write!(f, "one of {}", quoted.join(", "))
            }
            SettingKind::Text { .. } => f.write_str("a text"),
            SettingKind::Texts => f.write_str("a list of texts"),
        }
    }
}

impl Settings {
    /// Sets `key` of `codemod`.
    ///
    /// # Errors
    /// [`SettingsError`] when the codemod has no such setting, or the value is not of its kind.
    pub fn set(
        &mut self,
        codemod: &Codemod,
        key: &str,
        value: SettingValue,
    ) -> Result<(), SettingsError> {
        let setting = codemod
            .settings
            .iter()
            .find(|setting| setting.key == key)
            .ok_or_else(|| SettingsError::UnknownKey {
                known: codemod.settings.iter().map(|setting| setting.key).collect(),
            })?;
        let fits = match (&setting.kind, &value) {
            (SettingKind::Integer { least, .. }, SettingValue::Integer(number)) => number >= least,
            (SettingKind::Range { least, most, .. }, SettingValue::Integer(number)) => {
                (least..=most).contains(&number)
            }
            (SettingKind::Choice { choices, .. }, SettingValue::Text(text)) => {
                choices.contains(&text.as_str())
            }
            (SettingKind::Text { .. }, SettingValue::Text(_))
            | (SettingKind::Texts, SettingValue::Texts(_)) => true,
            _ => false,
        };
        if !fits {
            return Err(SettingsError::WrongValue {
                expected: setting.kind.to_string(),
            });
        }
        self.values.insert(setting.key, value);
        Ok(())
    }

    /// The number set for `key`, else its default.
    pub(super) fn integer(&self, codemod: &Codemod, key: &str) -> i64 {
        match (self.values.get(key), kind(codemod, key)) {
            (Some(SettingValue::Integer(number)), _) => *number,
            (
                _,
                Some(SettingKind::Integer { default, .. } | SettingKind::Range { default, .. }),
            ) => *default,
            _ => 0,
        }
    }

    /// The word or text set for `key`, else its default.
    pub(super) fn text<'a>(&'a self, codemod: &Codemod, key: &str) -> &'a str {
        match (self.values.get(key), kind(codemod, key)) {
            (Some(SettingValue::Text(text)), _) => text,
            (_, Some(SettingKind::Choice { default, .. } | SettingKind::Text { default })) => {
                default
            }
            _ => "",
        }
    }

    /// The texts set for `key`, else none.
    pub(super) fn texts(&self, key: &str) -> &[String] {
        match self.values.get(key) {
            Some(SettingValue::Texts(texts)) => texts,
            _ => &[],
        }
    }
}

fn kind(codemod: &Codemod, key: &str) -> Option<&'static SettingKind> {
    let setting = codemod.settings.iter().find(|setting| setting.key == key);
    debug_assert!(
        setting.is_some(),
        "{} declares no setting {key}",
        codemod.id
    );
    setting.map(|setting| &setting.kind)
}
