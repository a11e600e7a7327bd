//! yarn.lock, classic and berry. Both are read line by line: berry's is YAML, classic's only looks like it.

use std::collections::HashMap;

use super::npm::{NodeLock, Place, Wanted};

/// The entries of a yarn.lock.
pub(super) struct YarnLock {
    /// Ranges and their versions, by package.
    entries: HashMap<String, Vec<(String, String)>>,
    /// The folders of the workspaces, which berry lists.
    workspaces: Vec<String>,
}

impl YarnLock {
    pub fn parse(text: &str) -> Result<Box<dyn NodeLock>, String> {
        let mut lock = Self {
            entries: HashMap::new(),
            workspaces: Vec::new(),
        };
        let mut descriptors: Vec<(&str, &str)> = Vec::new();
        for line in text.lines() {
            if line.starts_with("<<<<<<<") {
                return Err(
                    "is not a valid lock file of yarn: it holds conflict markers".to_owned(),
                );
            }
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            // A key too long for YAML stands behind `? `, and the first of its fields behind `: `.
            let is_field = line.starts_with([' ', ':']);
            if !is_field {
                let key = line.trim_start_matches("? ").trim_end_matches(':');
                descriptors = key
                    .trim_matches('"')
                    .split(", ")
                    .filter_map(descriptor)
                    .collect();
                continue;
            }
            // Deeper fields are of dependencies, one of which may be called `version`.
            let field = line.strip_prefix("  ").or_else(|| line.strip_prefix(": "));
            let Some(version) = field.and_then(|field| field.strip_prefix("version")) else {
                continue;
            };
            if !version.starts_with([' ', ':']) {
                continue;
            }
            let version = version.trim_start_matches(':').trim().trim_matches('"');
            for (name, range) in std::mem::take(&mut descriptors) {
                if let Some(folder) = range.strip_prefix("workspace:") {
                    lock.workspaces.push(folder.to_owned());
                }
                let entries = lock.entries.entry(name.to_owned()).or_default();
                entries.push((range.to_owned(), version.to_owned()));
            }
        }
        Ok(Box::new(lock))
    }
}

impl NodeLock for YarnLock {
    fn versions(&self, wanted: &Wanted<'_>) -> Vec<String> {
        if let Place::Elsewhere(folder) = wanted.place
            && !self.workspaces.iter().any(|workspace| workspace == folder)
        {
            return Vec::new();
        }
        let Some(entries) = self.entries.get(wanted.name) else {
            return Vec::new();
        };
        let asked = entries.iter().find(|(range, _)| {
            let range = range.strip_prefix("npm:").unwrap_or(range);
            wanted
                .range
                .is_some_and(|wanted| wanted.strip_prefix("npm:").unwrap_or(wanted) == range)
        });
        // A resolution replaces the range, so the versions of all entries are possible then.
        match asked {
            Some((_, version)) => vec![version.clone()],
            None => entries.iter().map(|(_, version)| version.clone()).collect(),
        }
    }
}

/// `@pulumi/aws` and `^6.0.0` of `@pulumi/aws@^6.0.0`.
fn descriptor(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_matches('"');
    let at = 1 + text.get(1..)?.find('@')?;
    Some((&text[..at], &text[at + 1..]))
}
