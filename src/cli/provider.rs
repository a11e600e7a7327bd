//! Which version of the provider the programs of a run have, for those who ask with `-v`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::configs::Loaded;
use super::disk::Disk;
use super::render;
use crate::project::{Package, Project, ProviderVersion};
use crate::syntax::Grammar;

/// The version that the program of a file has, and where that is said.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProviderNote {
    folder: String,
    says: String,
}

impl ProviderNote {
    /// What holds for the file at `path`; `None` for a kind of file that has no provider.
    pub fn of_file(
        path: &Path,
        disk: &Disk,
        project: &Project<'_>,
        loaded: &Loaded,
    ) -> Option<Self> {
        let language = Grammar::of(path)?.language();
        let answer = match loaded.config.aws_major {
            Some(major) => Ok(ProviderVersion::overridden(Package::AWS, language, major)),
            None => project.provider_or_reason(path, Package::AWS),
        };
        let source = match &answer {
            Ok(version) => version.source.as_deref(),
            Err(_) => None,
        };
        let folder = source.unwrap_or(path).parent().unwrap_or(Path::new(""));
        let folder = match disk.relative_name(folder) {
            name if name.is_empty() => ".".to_owned(),
            name => name,
        };
        Some(Self {
            folder,
            says: answer.map_or_else(|unknown| unknown.to_string(), |version| version.to_string()),
        })
    }
}

/// Says each thing once.
#[derive(Debug, Default)]
pub struct ProviderNotes(HashSet<ProviderNote>);

impl ProviderNotes {
    /// The line about `note`, unless it was said.
    pub fn line(&mut self, note: &ProviderNote) -> Option<String> {
        let is_new = self.0.insert(note.clone());
        let folder = render::path(&PathBuf::from(&note.folder));
        is_new.then(|| format!("{folder}: {}\n", render::visible(&note.says)))
    }
}

/// What was wrong with the manifests and lock files that were read, a line each.
pub fn manifest_lines(project: &Project<'_>, disk: &Disk) -> String {
    let notes = project.notes().into_iter();
    notes
        .map(|note| {
            let name = disk.relative_name(&note.path);
            render::warning(&format!("{name} {}", note.problem))
        })
        .collect()
}
