//! EditorConfig (<https://spec.editorconfig.org>), as far as prettier obeys it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::glob;
use crate::project::kept::{Here, Nearest, Parsed, Reader};
use crate::project::paths::below;
use crate::source::{Indent, Preferences};

/// What one `.editorconfig` says.
#[derive(Debug, Default)]
pub(in crate::project) struct Settings {
    root: bool,
    /// The glob of each section, and its pairs in small letters.
    sections: Vec<(String, Vec<(String, String)>)>,
}

/// What was read so far.
#[derive(Default)]
pub(in crate::project) struct Kept {
    files: Parsed<Settings>,
    nearest: Nearest<Arc<Chain>>,
}

/// A file, and the nearest one above it that counts too.
struct Chain {
    folder: PathBuf,
    settings: Arc<Settings>,
    above: Option<Arc<Chain>>,
}

impl Kept {
    /// What all files around the file at `path` in `folder` say; the nearest of them decides, and in it the last section.
    pub fn around(&self, reader: &Reader<'_>, folder: &Path, path: &Path) -> Preferences {
        let look = |folder: &Path| self.look(reader, folder);
        let nearest = self.nearest.get(reader.files, folder, &look);
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut link = nearest.as_deref();
        while let Some(Chain {
            folder,
            settings,
            above,
        }) = link
        {
            let relative = below(folder, path).unwrap_or_default();
            let named = settings.sections.iter().rev();
            for (_, section) in named.filter(|(name, _)| glob::matches(name, &relative)) {
                pairs.extend(section.iter().rev().cloned());
            }
            link = above.as_deref();
        }
        preferences(&pairs)
    }

    fn look(&self, reader: &Reader<'_>, folder: &Path) -> Here<Arc<Chain>> {
        let source = folder.join(".editorconfig");
        let Some(settings) = reader.parsed(&self.files, &source, |text| Ok(parse(text))) else {
            return Here::Nothing;
        };
        let look = |folder: &Path| self.look(reader, folder);
        let above = match settings.root {
            true => None,
            false => self.nearest.above(reader.files, folder, &look),
        };
        Here::Found(Arc::new(Chain {
            folder: folder.to_owned(),
            settings,
            above,
        }))
    }

    /// Drops what was read.
    pub fn clear(&self) {
        self.files.clear();
        self.nearest.clear();
    }
}

fn parse(text: &str) -> Settings {
    let mut settings = Settings::default();
    for line in text.lines() {
        let line = match line.trim() {
            line if line.starts_with(['#', ';']) => continue,
            line => line.split(" #").next().unwrap_or(line),
        };
        let line = line.split(" ;").next().unwrap_or(line).trim();
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            settings.sections.push((name.to_owned(), Vec::new()));
        } else if let Some((key, value)) = line.split_once('=') {
            let pair = (key.trim().to_lowercase(), value.trim().to_lowercase());
            match settings.sections.last_mut() {
                Some((_, section)) => section.push(pair),
                None => settings.root |= pair == ("root".to_owned(), "true".to_owned()),
            }
        }
    }
    settings
}

/// Pairs by their weight, the one that decides first.
fn preferences(pairs: &[(String, String)]) -> Preferences {
    let get = |wanted: &str| {
        let pair = pairs.iter().find(|(key, _)| key == wanted);
        pair.map(|(_, value)| value.as_str())
    };
    let number = |key: &str| get(key).and_then(|value| value.parse::<usize>().ok());
    let size = number("indent_size").or_else(|| number("tab_width"));
    let tabs = get("indent_style") == Some("tab") || get("indent_size") == Some("tab");
    Preferences {
        width: number("max_line_length"),
        tab_width: number("tab_width").or(size),
        indent: match tabs {
            true => Some(Indent::Tabs),
            false => size.map(Indent::Spaces),
        },
        ..Preferences::default()
    }
}
