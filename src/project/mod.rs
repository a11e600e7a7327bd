//! What surrounds a file: manifests, lock files, attributes, other files. Reads through [`Files`]; edits nothing.

mod attributes;
mod entry;
mod formatting;
mod ignored;
mod kept;
#[cfg(test)]
mod memory;
mod modules;
mod paths;
mod versions;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::formatting::Formatting;
use self::kept::{Documents, Reader};
use self::modules::Modules;
use self::versions::Versions;
use crate::syntax::Document;

pub use attributes::LineEndingRule;
pub use entry::PulumiProgram;
pub use paths::is_plain;
pub use versions::{Exactness, Package, ProviderVersion, Undecided, VersionUnknown};

/// The files of a project, as whoever runs iacfix provides them. The command line reads the disk, tests a map.
pub trait Files: Send + Sync {
    /// The bytes of the file at `path`.
    ///
    /// # Errors
    /// Any error of reading; [`io::ErrorKind::NotFound`] where there is no such file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Whether there is a file or folder at `path`.
    fn exists(&self, path: &Path) -> bool;

    /// `path` from the root of the file system, without following links.
    fn absolute(&self, path: &Path) -> PathBuf;

    /// The files and folders in the folder at `path`, in any order; none where it cannot be told. Asked only where a
    /// name cannot be guessed: `requirements-prod.txt`, `bin/app.ts`.
    fn list(&self, _path: &Path) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// No files at all: what is known is the text itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _: &Path) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn exists(&self, _: &Path) -> bool {
        false
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }
}

/// Something that is wrong with a manifest or lock file, which is therefore not heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The file, from the root.
    pub path: PathBuf,
    /// What is wrong, as the rest of a sentence that begins with the file: `is not valid TOML: …`.
    pub problem: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path.display(), self.problem)
    }
}

/// What is known about the surroundings of the files of one run. Shared by its threads: each manifest, lock file and
/// imported file is read once, when it is first asked for.
pub struct Project<'f> {
    reader: Reader<'f>,
    versions: Versions,
    programs: entry::Programs,
    modules: Modules,
    formatting: Formatting,
    documents: Documents,
}

impl fmt::Debug for Project<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Project").finish_non_exhaustive()
    }
}

impl<'f> Project<'f> {
    /// A project over `files`. Nothing is read yet.
    pub fn new(files: &'f dyn Files) -> Self {
        Self {
            reader: Reader::new(files),
            versions: Versions::default(),
            programs: entry::Programs::default(),
            modules: Modules::default(),
            formatting: Formatting::default(),
            documents: Documents::default(),
        }
    }

    /// The files it reads.
    pub fn files(&self) -> &'f dyn Files {
        self.reader.files
    }

    /// What `.gitattributes` says about the line endings of the file at `path`.
    pub fn line_ending_rule(&self, path: &Path) -> LineEndingRule {
        attributes::line_ending_rule(self.reader.files, path)
    }

    /// The file at `path`, parsed, as it is on disk; `None` where there is none that iacfix reads. The most recently
    /// used are kept.
    pub fn document(&self, path: &Path) -> Option<Arc<Document>> {
        self.documents
            .get(self.reader.files, path, || self.preferences(path))
    }

    /// Whether what was found in some file may depend on the one at `path`, because that was asked for as a document.
    pub fn was_looked_into(&self, path: &Path) -> bool {
        self.documents
            .were_asked_for(&self.reader.files.absolute(path))
    }

    /// Forgets what was read of the file at `path`, which was written since; `path` spelled as it was asked for. After a
    /// manifest, everything that manifests said is read again.
    pub fn forget(&self, path: &Path) {
        self.documents.forget(path);
        self.modules.forget_found();
        if crate::syntax::Grammar::of(path).is_none() {
            self.reader.forget();
            self.versions.forget();
            self.programs.forget();
            self.modules.forget();
            self.formatting.forget();
        }
    }

    /// What was wrong with the manifests and lock files read so far, by path.
    pub fn notes(&self) -> Vec<Note> {
        self.reader.notes()
    }
}
