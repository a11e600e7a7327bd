//! The settings of black and of ruff.

use std::path::Path;

use toml::{Table, Value};

use crate::project::kept::{Here, Nearest, Parsed, Reader};
use crate::source::{Preferences, Quote};

/// The files that may say something about layout, the one that counts first first.
const NAMES: [&str; 3] = [".ruff.toml", "ruff.toml", "pyproject.toml"];

/// What was read so far.
#[derive(Default)]
pub(in crate::project) struct Kept {
    files: Parsed<Preferences>,
    nearest: Nearest<Preferences>,
}

impl Kept {
    /// What the nearest file around `folder` that says something about layout says; nothing where there is none.
    pub fn nearest(&self, reader: &Reader<'_>, folder: &Path) -> Preferences {
        let look = |folder: &Path| {
            let read = |name: &str| {
                let source = folder.join(name);
                let found = reader.parsed(&self.files, &source, |text| parse(name, text))?;
                found.width.is_some().then_some(*found)
            };
            match NAMES.into_iter().find_map(read) {
                Some(found) => Here::Found(found),
                None => Here::Nothing,
            }
        };
        let found = self.nearest.get(reader.files, folder, &look);
        found.unwrap_or_default()
    }

    /// Drops what was read.
    pub fn clear(&self) {
        self.files.clear();
        self.nearest.clear();
    }
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
