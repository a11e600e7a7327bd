//! Modules of Python (<https://docs.python.org/3/reference/import.html>), as `sys.path` is when Pulumi runs a program.

use std::path::{Path, PathBuf};

use crate::project::paths::{Spelling, folders_around, normalized, rooted};
use crate::project::{Files, Project, entry};
use crate::syntax::{Grammar, Language};

impl Project<'_> {
    /// The file of the module `module` (dotted; may be empty) that the file `from` imports with `level` leading dots,
    /// spelled as `from` is. A package is its `__init__.py`; a namespace package, which has none, is `None`.
    ///
    /// For `from pkg import name`, `name` is a submodule if `pkg.name` leads to a file and `pkg` itself binds no such
    /// name; a namespace package's names are all submodules.
    ///
    /// `level` 0 looks in the folder of the Pulumi program, then in those that hold a package of `from`, and in the
    /// `src` folder of each.
    pub fn resolve_python(&self, from: &Path, module: &str, level: usize) -> Option<PathBuf> {
        if Grammar::of(from)?.language() != Language::Python {
            return None;
        }
        let key = (from.parent()?.into(), module.to_owned(), level);
        self.modules
            .python
            .get(key, || self.find_python(from, module, level))
    }

    fn find_python(&self, from: &Path, module: &str, level: usize) -> Option<PathBuf> {
        let files = self.reader.files;
        let spelling = Spelling::of(files, from);
        let from = rooted(files, from);
        let names: Vec<&str> = module.split('.').filter(|name| !name.is_empty()).collect();
        let found = if level > 0 {
            // One dot is the file's own folder.
            let folder = from.ancestors().nth(level)?;
            file(files, folder, &names)
        } else {
            if names.is_empty() {
                return None;
            }
            let roots = self.python_roots(&from);
            roots.iter().find_map(|root| file(files, root, &names))
        };
        Some(spelling.spell(&found?))
    }

    /// The folders that absolute imports are looked up in.
    fn python_roots(&self, from: &Path) -> Vec<PathBuf> {
        let files = self.reader.files;
        let mut roots = Vec::new();
        let program = entry::nearest(&self.reader, &self.programs, from);
        roots.extend(program.iter().map(|found| found.program.folder.clone()));
        // The first folder that is no package holds the package that the file is part of.
        let folders = folders_around(files, from);
        let outside = |folder: &&PathBuf| !files.exists(&folder.join("__init__.py"));
        roots.extend(folders.iter().find(outside).cloned());
        // A program may be installed with its project, whose root is the folder of pyproject.toml or setup.py.
        let is_project = |folder: &&PathBuf| {
            let manifests = ["pyproject.toml", "setup.py", "setup.cfg"];
            manifests
                .iter()
                .any(|name| files.exists(&folder.join(name)))
        };
        roots.extend(folders.iter().find(is_project).cloned());
        roots
            .into_iter()
            .flat_map(|root| [root.clone(), root.join("src")])
            .fold(Vec::new(), |mut unique, root| {
                if !unique.contains(&root) {
                    unique.push(root);
                }
                unique
            })
    }
}

/// The module `names` in `folder`. A package wins over a module of the same name, as in Python.
fn file(files: &dyn Files, folder: &Path, names: &[&str]) -> Option<PathBuf> {
    let mut path = normalized(folder);
    path.extend(names);
    let package = path.join("__init__.py");
    if files.exists(&package) {
        return Some(package);
    }
    let name = names.last()?;
    let module = path.with_file_name(format!("{name}.py"));
    files.exists(&module).then_some(module)
}
