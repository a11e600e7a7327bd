//! The lock files of npm, pnpm and bun.

use std::collections::HashMap;

use jsonc_parser::ParseOptions;
use saphyr::{LoadableYamlNode, Yaml};
use serde::Deserialize;

use super::npm::{NodeLock, Place, Wanted};
use super::requirement::major_of;

/// package-lock.json and npm-shrinkwrap.json of every version
/// (<https://docs.npmjs.com/cli/configuring-npm/package-lock-json>).
#[derive(Deserialize)]
pub(super) struct NpmLock {
    /// Versions 2 and 3: by the folder that the package is installed in, or that a workspace lives in.
    #[serde(default)]
    packages: HashMap<String, Entry>,
    /// Version 1: by name.
    #[serde(default)]
    dependencies: HashMap<String, Entry>,
}

#[derive(Deserialize)]
struct Entry {
    version: Option<String>,
    /// Where a link leads to.
    resolved: Option<serde_json::Value>,
    #[serde(default)]
    link: bool,
}

impl NpmLock {
    pub fn parse(text: &str) -> Result<Box<dyn NodeLock>, String> {
        let lock: Self = serde_json::from_str(text)
            .map_err(|error| format!("is not a valid lock file of npm: {error}"))?;
        Ok(Box::new(lock))
    }

    fn version(&self, entry: &Entry) -> Option<String> {
        if entry.link {
            let target = entry.resolved.as_ref()?.as_str()?;
            return self.packages.get(target)?.version.clone();
        }
        entry.version.clone()
    }
}

impl NodeLock for NpmLock {
    fn versions(&self, wanted: &Wanted<'_>) -> Vec<String> {
        let folder = match wanted.place {
            Place::Root(folder) => folder,
            // Only a workspace has an entry for its own folder.
            Place::Workspace(folder) | Place::Elsewhere(folder) => {
                if !self.packages.contains_key(folder) {
                    return Vec::new();
                }
                folder
            }
        };
        // As Node looks for it: here, then in each folder above.
        let installed = upwards(folder).find_map(|folder| {
            let separator = if folder.is_empty() { "" } else { "/" };
            let key = format!("{folder}{separator}node_modules/{}", wanted.name);
            self.version(self.packages.get(&key)?)
        });
        let version = installed.or_else(|| self.dependencies.get(wanted.name)?.version.clone());
        version.into_iter().collect()
    }
}

/// pnpm-lock.yaml of every version. Holds the direct dependencies of each workspace.
pub(super) struct PnpmLock {
    /// Versions by package, by the workspace's folder; `.` is the root.
    importers: HashMap<String, HashMap<String, String>>,
}

impl PnpmLock {
    pub fn parse(text: &str) -> Result<Box<dyn NodeLock>, String> {
        let mut importers = HashMap::new();
        // There may be a document before, of pnpm's own tools.
        for document in text.split("\n---") {
            // The workspaces stand before the packages, which are nearly all of the file.
            let end = document.find("\npackages:").unwrap_or(document.len());
            let head = document[..end].trim_start_matches("---");
            let head = Yaml::load_from_str(head)
                .map_err(|error| format!("is not a valid lock file of pnpm: {error}"))?;
            let Some(head) = head.first() else { continue };
            match head.as_mapping_get("importers").and_then(Yaml::as_mapping) {
                Some(workspaces) => {
                    for (folder, workspace) in workspaces {
                        let folder = folder.as_str().unwrap_or_default();
                        importers.insert(folder.to_owned(), direct(workspace));
                    }
                }
                // Before version 9, a lock file without workspaces has the root's dependencies at the top.
                None => {
                    importers.insert(".".to_owned(), direct(head));
                }
            }
        }
        Ok(Box::new(Self { importers }))
    }
}

impl NodeLock for PnpmLock {
    fn versions(&self, wanted: &Wanted<'_>) -> Vec<String> {
        let importer = |folder: &str| {
            let folder = if folder.is_empty() { "." } else { folder };
            self.importers.get(folder)?.get(wanted.name)
        };
        let version = match wanted.place {
            Place::Root(folder) => upwards(folder).find_map(importer),
            Place::Workspace(folder) | Place::Elsewhere(folder) => importer(folder),
        };
        version.into_iter().cloned().collect()
    }
}

/// The versions of the direct dependencies: `name: 6.1.0_peer` (version 5), `name: {version: 6.1.0(peer)}` (6 and 9).
fn direct(workspace: &Yaml<'_>) -> HashMap<String, String> {
    let mut versions = HashMap::new();
    for group in ["optionalDependencies", "devDependencies", "dependencies"] {
        let entries = workspace.as_mapping_get(group).and_then(Yaml::as_mapping);
        for (name, entry) in entries.into_iter().flatten() {
            let version = entry.as_mapping_get("version").unwrap_or(entry);
            if let (Some(name), Some(version)) = (name.as_str(), version.as_str()) {
                // An alias is written as the package that it stands for: `/@pulumi/aws/6.1.0`, `@pulumi/aws@6.1.0`.
                let version = version.split(['(', '_']).next().unwrap_or_default();
                let version = version.rsplit(['/', '@']).next().unwrap_or_default();
                versions.insert(name.to_owned(), version.to_owned());
            }
        }
    }
    versions
}

/// bun.lock (<https://bun.com/docs/pm/lockfile>): JSON with trailing commas.
#[derive(Deserialize)]
pub(super) struct BunLock {
    workspaces: HashMap<String, Workspace>,
    packages: HashMap<String, Vec<serde_json::Value>>,
}

#[derive(Deserialize)]
struct Workspace {
    #[serde(default)]
    name: String,
}

impl BunLock {
    pub fn parse(text: &str) -> Result<Box<dyn NodeLock>, String> {
        let lock: Self = jsonc_parser::parse_to_serde_value(text, &ParseOptions::default())
            .map_err(|error| format!("is not a valid lock file of bun: {error}"))?;
        Ok(Box::new(lock))
    }
}

impl NodeLock for BunLock {
    fn versions(&self, wanted: &Wanted<'_>) -> Vec<String> {
        let workspace = match wanted.place {
            Place::Root(folder) => upwards(folder).find_map(|folder| self.workspaces.get(folder)),
            Place::Workspace(folder) | Place::Elsewhere(folder) => {
                let workspace = self.workspaces.get(folder);
                if workspace.is_none() {
                    return Vec::new();
                }
                workspace
            }
        };
        // Where workspaces get different versions, all but one are listed under the workspace's name.
        let own = workspace.map(|workspace| format!("{}/{}", workspace.name, wanted.name));
        let entry = own
            .and_then(|own| self.packages.get(&own))
            .or_else(|| self.packages.get(wanted.name));
        let resolved = entry.and_then(|entry| entry.first()?.as_str());
        let version = resolved.and_then(|resolved| Some(resolved.rsplit_once('@')?.1));
        version
            .filter(|version| major_of(version).is_some())
            .map(str::to_owned)
            .into_iter()
            .collect()
    }
}

/// `a/b`, `a` and the empty root.
fn upwards(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| {
        if folder.is_empty() {
            return None;
        }
        Some(folder.rsplit_once('/').map_or("", |(above, _)| above))
    })
}
