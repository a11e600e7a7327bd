//! Which programs of a case run, on which majors of the provider, and where they lie for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use iacfix::project::{Package, Project};
use iacfix::syntax::{Grammar, Language};

use crate::common::{Case, Tree};

/// The major that a program runs on where nothing says which.
const NEWEST: u32 = 7;

/// A program of a case, on one major of the provider and with one configuration. Displayed as `index.ts on version 6`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Program {
    /// The file that it begins with, from the root of the tree.
    pub entry: PathBuf,
    pub language: Language,
    pub major: u32,
    /// By key, as the case spells it.
    pub config: BTreeMap<String, String>,
}

impl std::fmt::Display for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} on version {}", self.entry.display(), self.major)?;
        let said = self
            .config
            .iter()
            .map(|(key, value)| format!("{key}={value}"));
        match said.collect::<Vec<_>>().join(", ") {
            config if config.is_empty() => Ok(()),
            config => write!(f, " with {config}"),
        }
    }
}

/// The files that begin the program where the tree's own do not: `run.ts` and `run.py` beside `before/` and `after/`.
/// They are put into the tree's root.
pub fn drivers(case: &Case) -> Vec<(PathBuf, String)> {
    ["run.ts", "run.py"]
        .iter()
        .filter_map(|name| {
            let text = fs::read_to_string(case.folder.join(name)).ok()?;
            Some((PathBuf::from(name), text))
        })
        .collect()
}

/// The programs of a case.
///
/// # Errors
/// What makes it impossible to run all of its files' languages.
pub fn programs(case: &Case) -> Result<Vec<Program>, String> {
    let mut programs = Vec::new();
    let mut configs = case.claims.config.clone();
    if configs.is_empty() {
        configs.push(BTreeMap::new());
    }
    for language in [Language::TypeScript, Language::Python] {
        let sources = || case.before.paths().filter(|path| is(path, language));
        let Some(first) = sources().next() else {
            continue;
        };
        let entries = entries(case, language);
        if entries.is_empty() {
            let name = match language {
                Language::TypeScript => "run.ts",
                Language::Python => "run.py",
            };
            return Err(format!(
                "{} begins no program: write {name} beside before/, which imports it and calls what it declares",
                first.display()
            ));
        }
        // A driver is not a file of the tree.
        let asked = |entry: &PathBuf| match case.before.text(entry) {
            Some(_) => entry.clone(),
            None => first.to_owned(),
        };
        for entry in entries {
            for major in majors_of(case, &asked(&entry), language) {
                programs.extend(configs.iter().map(|config| Program {
                    entry: entry.clone(),
                    language,
                    major,
                    config: config.clone(),
                }));
            }
        }
    }
    Ok(programs)
}

fn is(path: &Path, language: Language) -> bool {
    Grammar::of(path).is_some_and(|grammar| grammar.language() == language)
}

/// Where programs in `language` begin: a driver, else what Pulumi would run, else an index or a main.
fn entries(case: &Case, language: Language) -> Vec<PathBuf> {
    if let Some((driver, _)) = drivers(case).iter().find(|(path, _)| is(path, language)) {
        return vec![driver.clone()];
    }
    let project = Project::new(&case.before);
    let of_language = || case.before.paths().filter(|path| is(path, language));
    let declared: Vec<PathBuf> = of_language()
        .filter(|path| project.is_entry(path))
        .map(Path::to_owned)
        .collect();
    if !declared.is_empty() {
        return declared;
    }
    of_language()
        .filter(|path| match language {
            Language::TypeScript => ["index.ts", "index.js"]
                .iter()
                .any(|name| *path == Path::new(name)),
            Language::Python => path.file_name().is_some_and(|name| name == "__main__.py"),
        })
        .map(Path::to_owned)
        .collect()
}

/// The majors that the manifest around `path` names, else the case. One that is not installed stands for the nearest.
fn majors_of(case: &Case, path: &Path, language: Language) -> BTreeSet<u32> {
    let named = Project::new(&case.before).provider(path, Package::AWS);
    let said = match (named, &case.claims.majors) {
        (Some(version), _) => vec![version.major],
        (None, Some(majors)) => majors.clone(),
        (None, None) => vec![NEWEST],
    };
    let installed: &[u32] = match language {
        Language::TypeScript => &[5, 6, 7],
        // Version 5 is no longer published for the Python of today.
        Language::Python => &[6, 7],
    };
    let nearest = |major: u32| major.clamp(installed[0], installed[installed.len() - 1]);
    said.into_iter().map(nearest).collect()
}

/// Writes `tree` with the case's drivers to `root`.
pub fn lay_out(case: &Case, tree: &Tree, root: &Path) {
    tree.write(root);
    let mut added = drivers(case);
    if tree.text(Path::new("package.json")).is_none() {
        // What serializes a function's code asks for one, and would find the repository's.
        added.push((PathBuf::from("package.json"), "{}".to_owned()));
    }
    for (path, text) in added {
        assert!(
            tree.text(&path).is_none(),
            "{} is in the tree",
            path.display()
        );
        fs::write(root.join(path), text).expect("a workspace can be written");
    }
}
