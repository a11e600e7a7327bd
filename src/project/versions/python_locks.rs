//! The lock files of uv, Poetry and Pipenv, and pylock.toml.

use std::collections::HashMap;

use serde::Deserialize;

use super::python::normalized_name;
use super::requirement::major_of;

/// The versions of a lock file.
#[derive(Debug, Default)]
pub(super) struct PythonLock {
    /// By normalized name. Several where environments differ.
    versions: HashMap<String, Vec<String>>,
    /// The folders of the workspaces, relative to the lock file.
    workspaces: Vec<String>,
}

/// uv.lock and poetry.lock say `[[package]]`, pylock.toml (PEP 751) says `[[packages]]`.
#[derive(Deserialize)]
struct Toml {
    #[serde(default, alias = "packages")]
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: Option<String>,
    /// uv: where the package is from. A workspace is a folder.
    source: Option<toml::Value>,
}

#[derive(Deserialize)]
struct PipfileLock {
    #[serde(default)]
    default: HashMap<String, Pinned>,
    #[serde(default)]
    develop: HashMap<String, Pinned>,
}

#[derive(Deserialize)]
struct Pinned {
    version: Option<String>,
}

impl PythonLock {
    pub fn parse(text: &str) -> Result<Self, String> {
        let toml: Toml = toml::from_str(text)
            .map_err(|error| format!("is not a valid lock file: {}", error.message()))?;
        let mut lock = Self::default();
        for package in toml.package {
            let folder = ["editable", "virtual", "directory"]
                .iter()
                .find_map(|kind| package.source.as_ref()?.get(kind)?.as_str());
            lock.workspaces.extend(folder.map(str::to_owned));
            lock.add(&package.name, package.version);
        }
        Ok(lock)
    }

    pub fn parse_pipfile(text: &str) -> Result<Self, String> {
        let pipfile: PipfileLock = serde_json::from_str(text)
            .map_err(|error| format!("is not a valid Pipfile.lock: {error}"))?;
        let mut lock = Self::default();
        for (name, pinned) in pipfile.develop.into_iter().chain(pipfile.default) {
            lock.add(&name, pinned.version);
        }
        Ok(lock)
    }

    /// The versions of the package of this normalized name.
    pub fn versions(&self, name: &str) -> &[String] {
        self.versions.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether `folder` is one of its workspaces.
    pub fn lists(&self, folder: &str) -> bool {
        self.workspaces.iter().any(|workspace| workspace == folder)
    }

    fn add(&mut self, name: &str, version: Option<String>) {
        let version = version.map(|version| version.trim_start_matches('=').to_owned());
        if let Some(version) = version.filter(|version| major_of(version).is_some()) {
            let versions = self.versions.entry(normalized_name(name)).or_default();
            if !versions.contains(&version) {
                versions.push(version);
            }
        }
    }
}
