//! Which version of a package the program of a file gets: the override, else the lock file, else the manifest. What
//! does not say one major says so.

mod npm;
mod npm_locks;
mod pyproject;
mod python;
mod python_locks;
mod requirement;
mod requirements;
mod setup;
#[cfg(test)]
mod tests;
mod yarn;

use std::fmt;
use std::path::{Path, PathBuf};

use self::requirement::{Requirement, major_of, or_any};
use super::kept::{Kept, Place, Reader};
use super::{Project, entry, paths};
use crate::syntax::{Grammar, Language};

/// A package, by the names that it has in the registries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Package {
    /// The name that users override its major with: `aws`.
    pub key: &'static str,
    /// Its name on npm: `@pulumi/aws`.
    pub npm: &'static str,
    /// Its normalized name on PyPI: `pulumi-aws`.
    pub pypi: &'static str,
}

impl Package {
    /// The AWS provider: [npm](https://www.npmjs.com/package/@pulumi/aws), [PyPI](https://pypi.org/project/pulumi-aws/).
    pub const AWS: Package = Package {
        key: "aws",
        npm: "@pulumi/aws",
        pypi: "pulumi-aws",
    };

    /// What the package is called where programs of `language` get it.
    pub fn name(self, language: Language) -> &'static str {
        match language {
            Language::TypeScript => self.npm,
            Language::Python => self.pypi,
        }
    }
}

/// The version that a program gets. Displayed as `@pulumi/aws 6.83.4, from package-lock.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderVersion {
    /// The package's name in the language of the program.
    pub name: &'static str,
    /// The major version.
    pub major: u32,
    /// The whole version, where only one is possible.
    pub version: Option<String>,
    /// How exactly the source says so.
    pub exactness: Exactness,
    /// The file that says so, from the root; `None` for an override.
    pub source: Option<PathBuf>,
}

impl ProviderVersion {
    /// The major that the user set for `package`, for a file in `language`; it wins over every manifest and lock file.
    pub fn overridden(package: Package, language: Language, major: u32) -> Self {
        Self {
            name: package.name(language),
            major,
            version: None,
            exactness: Exactness::Overridden,
            source: None,
        }
    }
}

/// How exactly a version is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exactness {
    /// The user said so.
    Overridden,
    /// A lock file names the version.
    Locked,
    /// A manifest admits only this version.
    Pinned,
    /// A manifest admits versions of this major only; the requirement as it is written.
    Range(String),
}

impl fmt::Display for ProviderVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, major, .. } = self;
        match (&self.exactness, &self.version) {
            (Exactness::Range(range), _) => write!(f, "{name} {range}")?,
            (_, Some(version)) => write!(f, "{name} {version}")?,
            (_, None) => write!(f, "{name} {major}")?,
        }
        match &self.source {
            Some(source) => write!(f, ", from {}", file_name(source)),
            None => f.write_str(", set in the configuration"),
        }
    }
}

/// Why the version is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionUnknown {
    /// No manifest and no lock file around the file names the package.
    NotDeclared {
        /// The package's name, or its key where the kind of file is not one that iacfix reads.
        name: &'static str,
    },
    /// A manifest names it, but not one major.
    Undecided {
        /// The package's name.
        name: &'static str,
        /// The requirement as it is written.
        requirement: String,
        /// Why it does not say a major.
        why: Undecided,
        /// The manifest, from the root.
        source: PathBuf,
    },
    /// Files of one folder, or entries of one lock file, name different majors.
    Disagreement {
        /// The package's name.
        name: &'static str,
        /// The versions or requirements and the files, from the root, that name them.
        found: Vec<(String, PathBuf)>,
    },
}

/// Why a requirement does not say one major.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// There is no upper end: `>=6`, `*`.
    Unbounded,
    /// There is one, but it lies in another major than the lower: `>=6,<8`.
    SeveralMajors,
    /// A tag, a folder, a repository, or something that is none of these.
    NotARange,
}

impl fmt::Display for VersionUnknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VersionUnknown::NotDeclared { name } => {
                write!(f, "{name}: no manifest or lock file names it")
            }
            VersionUnknown::Undecided {
                name,
                requirement,
                why,
                source,
            } => {
                let why = match why {
                    Undecided::Unbounded => "has no upper bound",
                    Undecided::SeveralMajors => "admits several major versions",
                    Undecided::NotARange => "is not a range of versions",
                };
                let source = file_name(source);
                write!(f, "{name}: {} of {source} {why}", or_any(requirement))
            }
            VersionUnknown::Disagreement { name, found } => {
                let found: Vec<String> = found
                    .iter()
                    .map(|(version, source)| format!("{version} of {}", file_name(source)))
                    .collect();
                write!(f, "{name}: {} disagree", found.join(" and "))
            }
        }
    }
}

/// The answer for one package and one folder.
pub(super) type Answer = Result<ProviderVersion, VersionUnknown>;

/// Manifests and lock files, and what they answered.
#[derive(Default)]
pub(super) struct Versions {
    npm: npm::Npm,
    python: python::Python,
    answers: Kept<(Place, Language, Package), Answer>,
}

impl Versions {
    /// Drops what was read, as after a manifest was written.
    pub fn forget(&self) {
        self.npm.forget();
        self.python.forget();
        self.answers.clear();
    }
}

impl Project<'_> {
    /// The version of `package` that the program of the file at `path` gets, if it is known.
    ///
    /// Asks npm's manifests for TypeScript and JavaScript, Python's for Python; the nearest wins, and in one folder a
    /// lock file beats a manifest. A workspace's manifest is answered by the lock file of the workspace's root.
    pub fn provider(&self, path: &Path, package: Package) -> Option<ProviderVersion> {
        self.provider_or_reason(path, package).ok()
    }

    /// As [`Project::provider`], with the reason where it is not known.
    ///
    /// # Errors
    /// [`VersionUnknown`] says why.
    pub fn provider_or_reason(&self, path: &Path, package: Package) -> Answer {
        let Some(grammar) = Grammar::of(path) else {
            return Err(VersionUnknown::NotDeclared { name: package.key });
        };
        let language = grammar.language();
        let name = package.name(language);
        let path = paths::rooted(self.reader.files, path);
        let folder = Place::from(path.parent().unwrap_or(Path::new("")));
        self.versions.answers.get((folder, language, package), || {
            let ask = Ask {
                reader: &self.reader,
                folders: paths::folders_around(self.reader.files, &path),
                name,
                tool: entry::nearest(&self.reader, &self.programs, &path)
                    .and_then(|found| found.tool.clone()),
            };
            match language {
                Language::TypeScript => self.versions.npm.answer(&ask),
                Language::Python => self.versions.python.answer(&ask),
            }
        })
    }
}

/// One question to the manifests of a language.
struct Ask<'a> {
    reader: &'a Reader<'a>,
    /// The folders around the file, from the root, nearest first.
    folders: Vec<PathBuf>,
    /// The package's name.
    name: &'static str,
    /// The package manager that the Pulumi program names: `pnpm`, `uv`.
    tool: Option<String>,
}

/// A requirement and the manifest that it stands in.
struct Declared {
    folder: PathBuf,
    source: PathBuf,
    requirement: Requirement,
}

impl Declared {
    /// What the requirement alone says.
    fn answer(self, name: &'static str) -> Answer {
        let text = or_any(&self.requirement.text).to_owned();
        match self.requirement.major {
            Ok(major) => Ok(ProviderVersion {
                name,
                major,
                exactness: match self.requirement.pinned {
                    Some(_) => Exactness::Pinned,
                    None => Exactness::Range(text),
                },
                version: self.requirement.pinned,
                source: Some(self.source),
            }),
            Err(why) => Err(VersionUnknown::Undecided {
                name,
                requirement: text,
                why,
                source: self.source,
            }),
        }
    }
}

/// What a lock file says: the versions of its entries for the package, which are several where it cannot be told which
/// of them the program gets.
struct Locked {
    source: PathBuf,
    versions: Vec<String>,
}

/// What the lock files of one folder say together; `None` where none of them names the package.
fn locked_answer(name: &'static str, locked: Vec<Locked>) -> Option<Answer> {
    let mut found: Vec<(u32, String, PathBuf)> = Vec::new();
    for lock in locked {
        for version in lock.versions {
            if let Some(major) = major_of(&version) {
                found.push((major, version, lock.source.clone()));
            }
        }
    }
    let (major, version, source) = found.first().cloned()?;
    if found.iter().all(|(other, ..)| *other == major) {
        let is_only = found.iter().all(|(_, other, _)| *other == version);
        return Some(Ok(ProviderVersion {
            name,
            major,
            version: is_only.then_some(version),
            exactness: Exactness::Locked,
            source: Some(source),
        }));
    }
    let mut found: Vec<_> = found
        .into_iter()
        .map(|(_, version, source)| (version, source))
        .collect();
    found.dedup();
    Some(Err(VersionUnknown::Disagreement { name, found }))
}

/// The name of the manifest at `path`, for people.
fn file_name(path: &Path) -> std::borrow::Cow<'_, str> {
    path.file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy())
}
