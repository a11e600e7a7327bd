//! Files in memory, for tests.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Files;

/// Files by path from the root; relative paths are of `/repo`.
pub(super) struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
    reads: AtomicUsize,
}

impl Memory {
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let files = files
            .into_iter()
            .map(|(path, text)| (Path::new("/repo").join(path), text.as_bytes().to_vec()))
            .collect();
        Self {
            files,
            reads: AtomicUsize::new(0),
        }
    }

    /// How often a file was asked for.
    pub fn reads(&self) -> usize {
        self.reads.load(Ordering::Relaxed)
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        let bytes = self.files.get(&self.absolute(path));
        bytes.cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn exists(&self, path: &Path) -> bool {
        let path = self.absolute(path);
        self.files.keys().any(|file| file.starts_with(&path))
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        Path::new("/repo").join(path)
    }

    fn list(&self, folder: &Path) -> Vec<PathBuf> {
        let folder = self.absolute(folder);
        let inside = self
            .files
            .keys()
            .filter_map(|file| file.strip_prefix(&folder).ok());
        let mut names: Vec<PathBuf> = inside
            .filter_map(|file| Some(folder.join(file.components().next()?)))
            .collect();
        names.dedup();
        names
    }
}
