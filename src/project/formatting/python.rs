//! The settings of black and of ruff.

use std::path::PathBuf;

use toml::{Table, Value};

use crate::project::kept::{Parsed, Reader};
use crate::source::{Preferences, Quote};

/// The nearest file that says something about layout; nothing where there is none.
pub(super) fn nearest(
    reader: &Reader<'_>,
    kept: &Parsed<Preferences>,
    folders: &[PathBuf],
) -> Preferences {
    const NAMES: [&str; 3] = [".ruff.toml", "ruff.toml", "pyproject.toml"];
    for folder in folders {
        for name in NAMES {
            let found = reader.parsed(kept, &folder.join(name), |text| parse(name, text));
            if let Some(found) = found.filter(|found| found.width.is_some()) {
                return *found;
            }
        }
    }
    Preferences::default()
}

/// What one file says; without a width it is not about layout.
fn parse(name: &str, text: &str) -> Result<Preferences, String> {
    let toml: Table =
        toml::from_str(text).map_err(|error| format!("is not valid TOML: {}", error.message()))?;
    let tool = |name: &str| toml.get("tool").and_then(|tool| tool.get(name));
    let (black, ruff) = match name {
        "pyproject.toml" => (tool("black").cloned(), tool("ruff").cloned()),
        _ => (None, Some(Value::Table(toml.clone()))),
    };
    let width = |settings: &Value| {
        let width = settings
            .get("line-length")
            .or_else(|| settings.get("line_length"));
        let width = width.and_then(Value::as_integer).unwrap_or(88);
        usize::try_from(width).ok()
    };
    let quote = ruff
        .as_ref()
        .and_then(|ruff| ruff.get("format")?.get("quote-style")?.as_str());
    Ok(Preferences {
        width: black
            .as_ref()
            .and_then(width)
            .or_else(|| ruff.as_ref().and_then(width)),
        quote: match quote {
            Some("single") => Some(Quote::Single),
            Some("double") => Some(Quote::Double),
            _ => None,
        },
        ..Preferences::default()
    })
}
