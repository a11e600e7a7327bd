//! Golden cases on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use iacfix::codemod::Codemod;
use iacfix::codemods;
use iacfix::config::{Config, Table};
use iacfix::engine::Checker;
use serde::Deserialize;

use crate::laws::tree::{Tree, entries};

/// One folder of `golden/<codemod>/`, or one of `examples/` that has a `before/`.
pub struct Case {
    pub runs: Runs,
    pub before: Tree,
    /// `None` where nothing may change.
    pub after: Option<Tree>,
    pub report: Option<String>,
    /// What it says about itself.
    pub claims: Claims,
    /// Where it lies.
    pub folder: PathBuf,
}

/// What runs for a case.
#[derive(Clone, Copy, Debug)]
pub enum Runs {
    /// One codemod, with its settings from `before/iacfix.toml`.
    One(&'static Codemod),
    /// All that `before/iacfix.toml` selects: the case is a whole program.
    Selected,
}

/// `case.toml`: what a case says about itself where the rules of all cases don't hold for it. Each reason is a sentence.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Claims {
    /// Why the sources do not parse; only then they need not. Nothing else is asked of such a case.
    pub broken: Option<String>,
    /// The majors of the provider that the case is for, where its manifests don't name one.
    pub majors: Option<Vec<u32>>,
    /// The majors on which `before/` does not compile, and has not to.
    #[serde(default)]
    pub before_does_not_compile: Vec<u32>,
    /// Why the type checkers cannot check it.
    pub not_checked: Option<String>,
    /// Why some of what its fixes change is not reached when it is run.
    pub not_reached: Option<String>,
    /// Why it cannot be run.
    pub not_run: Option<String>,
    /// What it reads of its configuration when it is run, once with each table; a key without a namespace is the
    /// program's own. What it requires and no table gives is made up.
    #[serde(default)]
    pub config: Vec<BTreeMap<String, String>>,
    /// Why `before/` is not as the formatters would have it.
    pub not_formatted: Option<String>,
}

/// The name of the folder of a codemod in `codemods/` and `golden/`.
pub fn folder(codemod: &Codemod) -> String {
    codemod.id.replace('-', "_")
}

/// The names of the folders of `place`, which is relative to the repository.
pub fn folders_of(place: &str) -> BTreeSet<String> {
    entries(&repository().join(place))
        .iter()
        .filter(|path| path.is_dir())
        .map(|path| name_of(path))
        .collect()
}

impl Case {
    /// The cases of all codemods, by codemod and name, and the whole programs.
    pub fn every() -> Vec<Self> {
        let cases = codemods::ALL.iter().copied().flat_map(Self::all);
        cases.chain(Self::whole_programs()).collect()
    }

    /// The cases of `codemod`, by name.
    pub fn all(codemod: &'static Codemod) -> Vec<Self> {
        entries(&repository().join("golden").join(folder(codemod)))
            .into_iter()
            .filter(|path| path.is_dir())
            .map(|path| Self::read(Runs::One(codemod), path))
            .collect()
    }

    /// The programs of `examples/` that all codemods together repair, by name.
    pub fn whole_programs() -> Vec<Self> {
        entries(&repository().join("examples"))
            .into_iter()
            .filter(|path| path.join("before").is_dir())
            .map(|path| Self::read(Runs::Selected, path))
            .collect()
    }

    fn read(runs: Runs, folder: PathBuf) -> Self {
        let after = folder.join("after");
        Self {
            runs,
            before: Tree::read(&folder.join("before")),
            after: after.is_dir().then(|| Tree::read(&after)),
            report: fs::read_to_string(folder.join("report.txt")).ok(),
            claims: Claims::read(&folder.join("case.toml")),
            folder,
        }
    }

    /// Where it lies in the repository: `golden/<codemod>/<case>` or `examples/<program>`.
    pub fn name(&self) -> String {
        let name = name_of(&self.folder);
        match self.runs {
            Runs::One(codemod) => format!("golden/{}/{name}", folder(codemod)),
            Runs::Selected => format!("examples/{name}"),
        }
    }

    /// A checker that runs what the case is about.
    pub fn checker(&self) -> Checker {
        let mut config = self.config();
        if let Runs::One(codemod) = self.runs {
            let selected = config.select(&[codemod.id]);
            selected.expect("the codemod exists");
        }
        Checker::new(config.selection())
    }

    /// A checker that runs one codemod, with the settings of the case.
    pub fn checker_of(&self, codemod: &'static Codemod) -> Checker {
        let mut config = self.config();
        config.select(&[codemod.id]).expect("the codemod exists");
        Checker::new(config.selection())
    }

    /// The codemods that run for it.
    pub fn codemods(&self) -> Vec<&'static Codemod> {
        match self.runs {
            Runs::One(codemod) => vec![codemod],
            Runs::Selected => {
                let selected = self.config().selection().codemods;
                selected.into_iter().map(|(codemod, _)| codemod).collect()
            }
        }
    }

    /// The settings of `before/iacfix.toml`.
    fn config(&self) -> Config {
        match self.before.text(Path::new("iacfix.toml")) {
            Some(text) => Config::parse(codemods::ALL, text, Table::Whole)
                .expect("the case's iacfix.toml is valid")
                .expect("a file of its own always has settings"),
            None => Config::new(codemods::ALL),
        }
    }

    /// Records what was found; nothing found is no file.
    pub fn write_report(&self, report: &str) {
        let path = self.folder.join("report.txt");
        if report.is_empty() {
            fs::remove_file(path).expect("a stale report can be removed");
        } else {
            fs::write(path, report).expect("the report can be written");
        }
    }

    /// Records `tree` as `after/`; a tree in which nothing changed is no folder.
    pub fn write_after(&self, tree: &Tree) {
        let after = self.folder.join("after");
        if after.is_dir() {
            fs::remove_dir_all(&after).expect("the old after/ can be removed");
        }
        if *tree != self.before {
            tree.write(&after);
        }
    }
}

impl Claims {
    /// What stands in the file at `path`; nothing where there is none.
    fn read(path: &Path) -> Self {
        let Ok(text) = fs::read_to_string(path) else {
            return Self::default();
        };
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
