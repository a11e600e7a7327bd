//! What surrounds a file: manifests, lock files, attributes, other files. Reads through [`Files`]; edits nothing.

mod attributes;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub use attributes::LineEndingRule;

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

/// What is known about the surroundings of the files of one run.
pub struct Project<'f> {
    files: &'f dyn Files,
}

impl fmt::Debug for Project<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Project").finish_non_exhaustive()
    }
}

impl<'f> Project<'f> {
    /// A project over `files`. Nothing is read yet.
    pub fn new(files: &'f dyn Files) -> Self {
        Self { files }
    }

    /// The files it reads.
    pub fn files(&self) -> &'f dyn Files {
        self.files
    }

    /// What `.gitattributes` says about the line endings of the file at `path`.
    pub fn line_ending_rule(&self, path: &Path) -> LineEndingRule {
        attributes::line_ending_rule(self.files, path)
    }
}
