//! Golden cases on disk.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use iacfix::codemod::Codemod;
use iacfix::codemods;
use iacfix::config::{Config, Table};
use iacfix::engine::{Checker, Selection};

use crate::laws::tree::{Tree, entries};

/// One folder of `golden/<codemod>/`.
pub(super) struct Case {
    pub(super) codemod: &'static Codemod,
    pub(super) before: Tree,
    /// `None` where nothing may change.
    pub(super) after: Option<Tree>,
    pub(super) report: Option<String>,
    /// Why the sources need not parse.
    pub(super) broken: Option<String>,
    folder: PathBuf,
}

/// The name of the folder of a codemod in `codemods/` and `golden/`.
pub(super) fn folder(codemod: &Codemod) -> String {
    codemod.id.replace('-', "_")
}

/// The names of the folders of `place`, which is relative to the repository.
pub(super) fn folders_of(place: &str) -> BTreeSet<String> {
    entries(&repository().join(place))
        .iter()
        .filter(|path| path.is_dir())
        .map(|path| name_of(path))
        .collect()
}

impl Case {
    /// The cases of `codemod`, by name.
    pub(super) fn all(codemod: &'static Codemod) -> Vec<Self> {
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
            broken: fs::read_to_string(folder.join("broken")).ok(),
            folder,
        }
    }

    /// `<codemod>/<case>`, as in `golden/`.
    pub(super) fn name(&self) -> String {
        format!("golden/{}/{}", folder(self.codemod), name_of(&self.folder))
    }

    /// A checker that runs nothing but the codemod of the case.
    pub(super) fn checker(&self) -> Checker {
        Checker::new(selection_for(self)).expect("the queries are well-formed")
    }

    /// Records what was found; nothing found is no file.
    pub(super) fn write_report(&self, report: &str) {
        let path = self.folder.join("report.txt");
        if report.is_empty() {
            fs::remove_file(path).expect("a stale report can be removed");
        } else {
            fs::write(path, report).expect("the report can be written");
        }
    }

    /// Records `tree` as `after/`; a tree in which nothing changed is no folder.
    pub(super) fn write_after(&self, tree: &Tree) {
        let after = self.folder.join("after");
        if after.is_dir() {
            fs::remove_dir_all(&after).expect("the old after/ can be removed");
        }
        if *tree != self.before {
            tree.write(&after);
        }
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
