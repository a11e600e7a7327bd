//! Python's manifests, and which lock file answers for them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use pep440_rs::Version;

use super::python_locks::PythonLock;
use super::requirement::Requirement;
use super::requirements::{Line, Requirements};
use super::{Answer, Ask, Declared, Locked, VersionUnknown, locked_answer, pyproject, setup};
use crate::project::kept::{Parsed, Reader};
use crate::project::paths::{below, normalized};

/// What requirements files say of one package, and which of them were looked into.
#[derive(Default)]
struct Included {
    seen: HashSet<(PathBuf, Role)>,
    required: Vec<Requirement>,
    constraints: Vec<Requirement>,
}

/// What a requirements file is included for. What constrains another is no requirement of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Role {
    /// `-r`
    Requires,
    /// `-c`
    Constrains,
}

/// The parsed files of Python's package managers.
pub(super) struct Python {
    locks: Parsed<PythonLock>,
    manifests: Parsed<Named>,
    requirements: Parsed<Requirements>,
}

impl Default for Python {
    fn default() -> Self {
        Self {
            locks: Parsed::of_locks(),
            manifests: Parsed::default(),
            requirements: Parsed::default(),
        }
    }
}

/// The requirements of a manifest, by normalized name; several of one name are alternatives.
pub(super) type Named = Vec<(String, Requirement)>;

type ParseLock = fn(&str) -> Result<PythonLock, String>;
type ParseManifest = fn(&str) -> Result<Named, String>;

/// Lock files, and the tool of Pulumi's `toolchain` option that uses them.
const LOCKS: [(&str, &str, ParseLock); 4] = [
    ("uv.lock", "uv", PythonLock::parse),
    ("poetry.lock", "poetry", PythonLock::parse),
    ("pylock.toml", "", PythonLock::parse),
    ("Pipfile.lock", "", PythonLock::parse_pipfile),
];

const MANIFESTS: [(&str, ParseManifest); 4] = [
    ("pyproject.toml", pyproject::parse),
    ("Pipfile", pyproject::parse_pipfile),
    ("setup.cfg", setup::parse_cfg),
    ("setup.py", setup::parse_py),
];

/// What pip is usually asked to install. Read before the others, whose names only the folder's list tells.
const REQUIREMENTS: &str = "requirements.txt";

impl Python {
    /// Asks from the nearest folder on.
    pub fn answer(&self, ask: &Ask<'_>) -> Answer {
        let mut declared: Option<Declared> = None;
        for folder in &ask.folders {
            if declared.is_none() {
                let all = self.declared(ask, folder);
                declared = chosen(ask.name, all)?;
            }
            let locked = self.locked(ask, folder, declared.as_ref());
            let has_lock = !locked.is_empty();
            if let Some(answer) = locked_answer(ask.name, locked) {
                return match declared {
                    Some(declared) if declared.folder == *folder => settled(ask, answer, declared),
                    _ => answer,
                };
            }
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
        self.locks.clear();
        self.manifests.clear();
        self.requirements.clear();
    }

    /// What each lock file in `folder` says; one that speaks of another program is left out or says no version.
    fn locked(&self, ask: &Ask<'_>, folder: &Path, declared: Option<&Declared>) -> Vec<Locked> {
        // What a lock file of another folder locks is for the workspaces that it lists, which only uv's does.
        let place = declared.and_then(|declared| below(folder, &declared.folder));
        let place = place.unwrap_or_default();
        let admits = |version: &str| {
            let ranges = declared.and_then(|declared| declared.requirement.ranges.as_ref());
            let version = Version::from_str(version.trim_start_matches('='));
            ranges
                .zip(version.ok())
                .is_none_or(|(ranges, version)| ranges.contains(&version))
        };
        let mut found: Vec<(&str, Locked)> = Vec::new();
        for (name, tool, parse) in LOCKS {
            let source = folder.join(name);
            let Some(lock) = ask.reader.parsed(&self.locks, &source, parse) else {
                continue;
            };
            if !place.is_empty() && !lock.lists(&place) {
                continue;
            }
            let mut versions = lock.versions(ask.name).to_vec();
            // Environments may differ in version: those that the manifest rules out are others'.
            if versions.iter().any(|version| admits(version)) {
                versions.retain(|version| admits(version));
            }
            found.push((tool, Locked { source, versions }));
        }
        let tool = ask.tool.as_deref();
        if found.iter().any(|(owner, _)| Some(*owner) == tool) {
            found.retain(|(owner, _)| Some(*owner) == tool);
        }
        found.into_iter().map(|(_, locked)| locked).collect()
    }

    /// What each manifest in `folder` requires, pip's files first.
    fn declared(&self, ask: &Ask<'_>, folder: &Path) -> Vec<Declared> {
        let mut all = Vec::new();
        let mut declare = |source: &Path, requirement: Requirement| {
            all.push(Declared {
                folder: folder.to_owned(),
                source: source.to_owned(),
                requirement,
            });
        };
        let usual = folder.join(REQUIREMENTS);
        match self.required(ask, &usual) {
            Some(requirement) => declare(&usual, requirement),
            None => {
                let others = requirement_files(ask.reader, folder);
                let other = others
                    .into_iter()
                    .find_map(|source| Some((self.required(ask, &source)?, source)));
                if let Some((requirement, source)) = other {
                    declare(&source, requirement);
                }
            }
        }
        for (name, parse) in MANIFESTS {
            let source = folder.join(name);
            let manifest = ask.reader.parsed(&self.manifests, &source, parse);
            let requirement = manifest.and_then(|manifest| {
                let same = manifest.iter().filter(|(name, _)| name == ask.name);
                same.map(|(_, requirement)| requirement.clone())
                    .reduce(Requirement::or)
            });
            if let Some(requirement) = requirement {
                declare(&source, requirement);
            }
        }
        all
    }

    /// What the requirements file at `path` requires of the package, with what it includes.
    fn required(&self, ask: &Ask<'_>, path: &Path) -> Option<Requirement> {
        let mut found = Included::default();
        self.collect(ask, path, Role::Requires, &mut found);
        let requirement = found.required.into_iter().reduce(Requirement::or)?;
        let constraint = found.constraints.into_iter().reduce(Requirement::or);
        Some(match constraint {
            Some(constraint) => requirement.and(&constraint),
            None => requirement,
        })
    }

    fn collect(&self, ask: &Ask<'_>, path: &Path, role: Role, found: &mut Included) {
        // Files may include one another, and each as often as it likes.
        if !found.seen.insert((path.to_owned(), role)) {
            return;
        }
        let Some(file) = self.requirements(ask.reader, path) else {
            return;
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        for line in &file.lines {
            match line {
                Line::Package(name, requirement) if name == ask.name => match role {
                    Role::Requires => found.required.push(requirement.clone()),
                    Role::Constrains => found.constraints.push(requirement.clone()),
                },
                Line::Package(..) => {}
                Line::Include(other) => {
                    self.collect(ask, &normalized(&folder.join(other)), role, found);
                }
                Line::Constraints(other) => {
                    let other = normalized(&folder.join(other));
                    self.collect(ask, &other, Role::Constrains, found);
                }
            }
        }
    }

    fn requirements(&self, reader: &Reader<'_>, path: &Path) -> Option<Arc<Requirements>> {
        reader.parsed(&self.requirements, path, |text| {
            Ok(Requirements::parse(text))
        })
    }
}

/// The first manifest that says a major, else the first at all.
///
/// # Errors
/// [`VersionUnknown::Disagreement`] where two say different ones.
fn chosen(name: &'static str, all: Vec<Declared>) -> Result<Option<Declared>, VersionUnknown> {
    let definite = |declared: &&Declared| declared.requirement.major.is_ok();
    let Some(first) = all.iter().find(definite) else {
        return Ok(all.into_iter().next());
    };
    if all
        .iter()
        .filter(definite)
        .any(|other| other.requirement.major != first.requirement.major)
    {
        let found = all.iter().filter(definite);
        let found = found.map(|it| (it.requirement.text.clone(), it.source.clone()));
        let found = found.collect();
        return Err(VersionUnknown::Disagreement { name, found });
    }
    Ok(all.into_iter().find(|it| definite(&it)))
}

/// The lock file's answer, unless pip's file beside it speaks of another environment with another major.
fn settled(ask: &Ask<'_>, answer: Answer, declared: Declared) -> Answer {
    let Ok(locked) = &answer else { return answer };
    let is_pips = declared
        .source
        .extension()
        .is_some_and(|extension| extension == "txt");
    if !is_pips || declared.requirement.major.is_err() {
        return answer;
    }
    if declared.requirement.major == Ok(locked.major) {
        return answer;
    }
    match ask.tool.as_deref() {
        Some("pip") => declared.answer(ask.name),
        Some(_) => answer,
        None => {
            let version = locked.version.clone().unwrap_or_default();
            let lock = locked.source.clone().unwrap_or_default();
            Err(VersionUnknown::Disagreement {
                name: ask.name,
                found: vec![
                    (version, lock),
                    (declared.requirement.text, declared.source),
                ],
            })
        }
    }
}

/// Requirements files under other names: `requirements-dev.txt`, `requirements/base.txt`.
fn requirement_files(reader: &Reader<'_>, folder: &Path) -> Vec<std::path::PathBuf> {
    let named = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| {
            name.starts_with("requirements") && name.ends_with(".txt") && name != REQUIREMENTS
        })
    };
    let mut files = reader.files.list(folder);
    files.retain(|path| named(path));
    let mut inner = reader.files.list(&folder.join("requirements"));
    inner.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    inner.sort();
    files.append(&mut inner);
    files
}

/// A name as PyPI compares it: `Pulumi.AWS` and `pulumi_aws` are `pulumi-aws`
/// (<https://packaging.python.org/en/latest/specifications/name-normalization/>).
pub(super) fn normalized_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for character in name.trim().chars() {
        let character = match character {
            '_' | '.' | '-' if out.ends_with('-') => continue,
            '_' | '.' => '-',
            other => other.to_ascii_lowercase(),
        };
        out.push(character);
    }
    out
}
