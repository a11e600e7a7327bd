//! TOML, flattened to assignments of dotted keys, each with its line.

use toml::de::{DeTable, DeValue};

use super::ConfigError;

/// Which part of a TOML text holds the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// All of it: `iacfix.toml`.
    Whole,
    /// `[tool.iacfix]`, if it is there: `pyproject.toml`.
    Pyproject,
}

/// `key = value` at a line of the text.
#[derive(Debug)]
pub(super) struct Assignment {
    pub(super) key: Vec<String>,
    pub(super) value: Value,
    /// From 1.
    pub(super) line: usize,
}

/// A value, as far as settings need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Integer(i64),
    Text(String),
    Texts(Vec<String>),
    /// A table that was opened and holds nothing.
    EmptyTable,
    /// What no setting takes.
    Other,
}

/// All assignments of the table in the order of the text's keys; `None` where the text has no such table.
pub(super) fn parse(text: &str, table: Table) -> Result<Option<Vec<Assignment>>, ConfigError> {
    let document = DeTable::parse(text).map_err(|error| ConfigError {
        line: error.span().map(|span| line_of(text, span.start)),
        message: format!("not valid TOML: {}", error.message()),
    })?;
    let mut settings = document.get_ref();
    if table == Table::Pyproject {
        for name in ["tool", "iacfix"] {
            let inner = settings
                .get(name)
                .and_then(|value| value.get_ref().as_table());
            let Some(inner) = inner else {
                return Ok(None);
            };
            settings = inner;
        }
    }
    let mut assignments = Vec::new();
    flatten(text, &mut Vec::new(), settings, &mut assignments);
    assignments.sort_by_key(|assignment| assignment.line);
    Ok(Some(assignments))
}

/// The value that `text` is in TOML, else the text itself.
pub(super) fn value(text: &str) -> Value {
    match DeValue::parse(text) {
        Ok(parsed) => match Value::of(parsed.get_ref()) {
            // `1.5.0` or a date is a text that happens to look like something else.
            Value::Other => Value::Text(text.to_owned()),
            value => value,
        },
        Err(_) => Value::Text(text.to_owned()),
    }
}

fn flatten(text: &str, prefix: &mut Vec<String>, table: &DeTable<'_>, out: &mut Vec<Assignment>) {
    for (key, value) in table {
        prefix.push(key.get_ref().to_string());
        match value.get_ref() {
            DeValue::Table(inner) if !inner.is_empty() => flatten(text, prefix, inner, out),
            value => out.push(Assignment {
                key: prefix.clone(),
                value: Value::of(value),
                line: line_of(text, key.span().start),
            }),
        }
        prefix.pop();
    }
}

impl Value {
    fn of(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => Value::Integer(number),
                    Err(_) => Value::Other,
                }
            }
            DeValue::Array(items) => items
                .iter()
                .map(|item| item.get_ref().as_str().map(str::to_owned))
                .collect::<Option<Vec<_>>>()
                .map_or(Value::Other, Value::Texts),
            DeValue::Table(table) if table.is_empty() => Value::EmptyTable,
            _ => Value::Other,
        }
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|&byte| byte == b'\n')
        .count()
}
