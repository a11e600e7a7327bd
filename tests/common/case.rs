//! Golden cases on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use iacfix::codemod::Codemod;
use iacfix::codemods;
use iacfix::config::{Config, Table};
use iacfix::engine::{Checker, Selection};
use serde::Deserialize;

use crate::laws::tree::{Tree, entries};

/// One folder of `golden/<codemod>/`.
pub struct Case {
    pub codemod: &'static Codemod,
    pub before: Tree,
    /// `None` where nothing may change.
    pub after: Option<Tree>,
    pub report: Option<String>,
    /// What it says about itself.
    pub claims: Claims,
    /// Where it lies.
    pub folder: PathBuf,
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
    /// The cases of all codemods, by codemod and name.
    pub fn every() -> Vec<Self> {
        codemods::ALL.iter().copied().flat_map(Self::all).collect()
    }

    /// The cases of `codemod`, by name.
    pub fn all(codemod: &'static Codemod) -> Vec<Self> {
        entries(&repository().join("golden").join(folder(codemod)))
            .into_iter()
            .filter(|path| path.is_dir())
            .map(|path| Self::read(codemod, path))
            .collect()
    }

    fn read(codemod: &'static Codemod, folder: PathBuf) -> Self {
        let after = folder.join("after");
        Self {
            codemod,
            before: Tree::read(&folder.join("before")),
            after: after.is_dir().then(|| Tree::read(&after)),
            report: fs::read_to_string(folder.join("report.txt")).ok(),
            claims: Claims::read(&folder.join("case.toml")),
            folder,
        }
    }

    /// `<codemod>/<case>`, as in `golden/`.
    pub fn name(&self) -> String {
        format!("golden/{}/{}", folder(self.codemod), name_of(&self.folder))
    }

    /// A checker that runs nothing but the codemod of the case.
    pub fn checker(&self) -> Checker {
        Checker::new(selection_for(self))
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

/// What runs for a case: its codemod alone, with the settings of `before/iacfix.toml`.
fn selection_for(case: &Case) -> Selection {
    let mut config = match case.before.text(Path::new("iacfix.toml")) {
        Some(text) => Config::parse(codemods::ALL, text, Table::Whole)
            .expect("the case's iacfix.toml is valid")
            .expect("a file of its own always has settings"),
        None => Config::new(codemods::ALL),
    };
    config
        .select(&[case.codemod.id])
        .expect("the codemod exists");
    config.selection()
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
