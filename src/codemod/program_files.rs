//! The files of a Pulumi program: its entry and what that imports, one after the other.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::iac::Program;
use crate::project::Project;
use crate::syntax::{Document, Language};

/// A program of more files than this is not followed to its end.
const MAX_FILES: usize = 200;

/// The files of the program that `path` belongs to, by path. Empty where no `Pulumi.yaml` says that it belongs to one, or
/// where its entry does not lead to it.
pub(super) fn program_files(
    project: &Project<'_>,
    path: &Path,
) -> BTreeMap<PathBuf, Arc<Document>> {
    let mut found = BTreeMap::new();
    let Some(program) = project.program_of(path) else {
        return found;
    };
    let mut waiting: VecDeque<PathBuf> = program.entries.into_iter().collect();
    while let Some(path) = waiting.pop_front() {
        if found.contains_key(&path) || found.len() >= MAX_FILES {
            continue;
        }
        let Some(document) = project.document(&path) else {
            continue;
        };
        let program = Program::new(&document);
        for (module, name) in program.imported_modules() {
            waiting.extend(resolve(project, &path, program.language(), module, name));
        }
        found.insert(path, document);
    }
    if !found.contains_key(path) {
        return BTreeMap::new();
    }
    found
}

/// The file of a module that the file `from` imports, with the name that is taken of it where it is one.
pub(super) fn resolve(
    project: &Project<'_>,
    from: &Path,
    language: Language,
    module: &str,
    name: Option<&str>,
) -> Option<PathBuf> {
    match language {
        Language::TypeScript => project.resolve_import(from, module),
        Language::Python => {
            let plain = module.trim_start_matches('.');
            let level = module.len() - plain.len();
            // `from package import module` names a file of the package, else a name of it.
            let inner = name.and_then(|name| {
                let inner = match plain {
                    "" => name.to_owned(),
                    plain => format!("{plain}.{name}"),
                };
                project.resolve_python(from, &inner, level)
            });
            inner.or_else(|| project.resolve_python(from, plain, level))
        }
    }
}
