//! package.json, and which lock file answers for it.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use gix_glob::wildmatch;
use serde::Deserialize;

use super::npm_locks::{BunLock, NpmLock, PnpmLock};
use super::requirement::Requirement;
use super::yarn::YarnLock;
use super::{Answer, Ask, Declared, Locked, VersionUnknown, locked_answer};
use crate::project::kept::{Parsed, Reader};
use crate::project::paths::below;

/// The parsed files of npm and its likes.
pub(super) struct Npm {
    manifests: Parsed<PackageJson>,
    locks: Parsed<Box<dyn NodeLock>>,
}

impl Default for Npm {
    fn default() -> Self {
        Self {
            manifests: Parsed::default(),
            locks: Parsed::of_locks(),
        }
    }
}

/// A lock file.
pub(super) trait NodeLock: Send + Sync {
    /// The versions that the program gets, or may get; none where the lock file does not speak of it.
    fn versions(&self, wanted: &Wanted<'_>) -> Vec<String>;
}

/// What is wanted of a lock file.
pub(super) struct Wanted<'a> {
    /// The package's name.
    pub name: &'a str,
    /// The range of the nearest manifest that names the package.
    pub range: Option<&'a str>,
    /// The place of the program relative to the lock file.
    pub place: Place<'a>,
}

/// Where a program stands, as its lock file sees it. Folders are relative to the lock file, with slashes.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// The manifest that names the package, or none, is the one beside the lock file; the file is in this folder.
    Root(&'a str),
    /// The manifest is further down, and the root's manifest lists its folder as a workspace.
    Workspace(&'a str),
    /// The manifest is further down; whether it is a workspace, only the lock file knows.
    Elsewhere(&'a str),
}

type Parse = fn(&str) -> Result<Box<dyn NodeLock>, String>;

/// Lock files, the tool that writes them, and how they are read. npm-shrinkwrap.json takes precedence over
/// package-lock.json (<https://docs.npmjs.com/cli/configuring-npm/npm-shrinkwrap-json>).
const LOCKS: [(&str, &str, Parse); 5] = [
    ("npm-shrinkwrap.json", "npm", |text| NpmLock::parse(text)),
    ("package-lock.json", "npm", |text| NpmLock::parse(text)),
    ("yarn.lock", "yarn", |text| YarnLock::parse(text)),
    ("pnpm-lock.yaml", "pnpm", |text| PnpmLock::parse(text)),
    ("bun.lock", "bun", |text| BunLock::parse(text)),
];

impl Npm {
    /// Asks from the nearest folder on.
    pub fn answer(&self, ask: &Ask<'_>) -> Answer {
        let mut declared: Option<Declared> = None;
        for folder in &ask.folders {
            let manifest = self.manifest(ask.reader, folder);
            if declared.is_none()
                && let Some(manifest) = &manifest
                && let Some(range) = manifest.range(ask.name)
            {
                declared = Some(Declared {
                    folder: folder.clone(),
                    source: folder.join("package.json"),
                    requirement: Requirement::npm(range),
                });
            }

            let locked = self.locked(ask, folder, manifest.as_deref(), declared.as_ref());
            let has_lock = !locked.is_empty();
            if let Some(answer) = locked_answer(ask.name, locked) {
                return answer;
            }
            // A lock file beside the manifest is the manifest's own: one further up has nothing to say.
            if has_lock && declared.as_ref().is_some_and(|it| it.folder == *folder) {
                break;
            }
        }
        match declared {
            Some(declared) => declared.answer(ask.name),
            None => Err(VersionUnknown::NotDeclared { name: ask.name }),
        }
    }

    /// Drops what was read.
    pub fn forget(&self) {
        self.manifests.clear();
        self.locks.clear();
    }

    fn manifest(&self, reader: &Reader<'_>, folder: &Path) -> Option<Arc<PackageJson>> {
        reader.parsed(&self.manifests, &folder.join("package.json"), |text| {
            serde_json::from_str(text)
                .map_err(|error| format!("is not a valid package.json: {error}"))
        })
    }

    /// What each lock file in `folder` says; one that speaks of another program says no version.
    fn locked(
        &self,
        ask: &Ask<'_>,
        folder: &Path,
        manifest: Option<&PackageJson>,
        declared: Option<&Declared>,
    ) -> Vec<Locked> {
        let from = declared.map_or(&ask.folders[0], |declared| &declared.folder);
        let below_lock = below(folder, from).unwrap_or_default();
        let file_below_lock = below(folder, &ask.folders[0]).unwrap_or_default();
        let place = if declared.is_none() || below_lock.is_empty() {
            Place::Root(&file_below_lock)
        } else if manifest.is_some_and(|manifest| manifest.lists(&below_lock)) {
            Place::Workspace(&below_lock)
        } else {
            Place::Elsewhere(&below_lock)
        };
        let wanted = Wanted {
            name: ask.name,
            range: declared.map(|declared| declared.requirement.text.as_str()),
            place,
        };

        let tool = manifest.and_then(PackageJson::tool).or(ask.tool.as_deref());
        let mut found: Vec<(&str, Locked)> = Vec::new();
        for (name, tool, parse) in LOCKS {
            // The shrinkwrap stands for both.
            if found.iter().any(|(other, _)| *other == tool) {
                continue;
            }
            let source = folder.join(name);
            if let Some(lock) = ask.reader.parsed(&self.locks, &source, parse) {
                let versions = lock.versions(&wanted);
                found.push((tool, Locked { source, versions }));
            }
        }
        // Where the program names its package manager, what others left behind does not count.
        if found.iter().any(|(owner, _)| Some(*owner) == tool) {
            found.retain(|(owner, _)| Some(*owner) == tool);
        }
        found.into_iter().map(|(_, locked)| locked).collect()
    }
}

/// What package.json says about versions.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PackageJson {
    #[serde(default)]
    dependencies: Ranges,
    #[serde(default)]
    dev_dependencies: Ranges,
    #[serde(default)]
    optional_dependencies: Ranges,
    #[serde(default)]
    peer_dependencies: Ranges,
    package_manager: Option<serde_json::Value>,
    workspaces: Option<serde_json::Value>,
}

/// Ranges by package; a value that is not a text is nobody's.
type Ranges = HashMap<String, serde_json::Value>;

impl PackageJson {
    fn range(&self, name: &str) -> Option<&str> {
        [
            &self.dependencies,
            &self.dev_dependencies,
            &self.optional_dependencies,
            &self.peer_dependencies,
        ]
        .into_iter()
        .find_map(|ranges| ranges.get(name)?.as_str())
    }

    /// `pnpm` of `"packageManager": "pnpm@9.1.0"`.
    fn tool(&self) -> Option<&str> {
        let tool = self.package_manager.as_ref()?.as_str()?;
        tool.split('@').next()
    }

    /// Whether `folder` is one of its workspaces: `["packages/*", "!packages/old"]`, or these under `packages`.
    fn lists(&self, folder: &str) -> bool {
        let Some(workspaces) = &self.workspaces else {
            return false;
        };
        let patterns = workspaces.get("packages").unwrap_or(workspaces);
        let patterns = patterns.as_array().into_iter().flatten();
        let mut listed = false;
        for pattern in patterns.filter_map(serde_json::Value::as_str) {
            let (pattern, lists) = match pattern.strip_prefix('!') {
                Some(pattern) => (pattern, false),
                None => (pattern, true),
            };
            let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
            let mode = wildmatch::Mode::NO_MATCH_SLASH_LITERAL;
            if gix_glob::wildmatch(pattern.into(), folder.into(), mode) {
                listed = lists;
            }
        }
        listed
    }
}
