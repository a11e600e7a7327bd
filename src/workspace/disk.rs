//! The files of the disk, as a project sees them, and the names by which people know them.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::project::Files;
use crate::source::Source;

/// The files of the disk, relative to the current folder.
#[derive(Clone, Debug)]
pub struct Disk {
    current: PathBuf,
}

impl Disk {
    /// The disk, seen from the current folder.
    pub fn new() -> Self {
        Self {
            // Without a current folder there are no relative paths either.
            current: env::current_dir().unwrap_or_default(),
        }
    }

    /// The disk, seen from the folder at `path`, which is named from the root.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            current: path.into(),
        }
    }

    /// The name of `path` for people: relative to the current folder, with `/`.
    pub fn relative_name(&self, path: &Path) -> String {
        let absolute = self.absolute(path);
        let common = self
            .current
            .components()
            .zip(absolute.components())
            .take_while(|(a, b)| a == b)
            .count();
        let up = self.current.components().count() - common;
        let down = absolute.components().skip(common);
        let parts: Vec<_> = std::iter::repeat_n("..".into(), up)
            .chain(down.map(|part| part.as_os_str().to_string_lossy()))
            .collect();
        parts.join("/")
    }

    /// The name of `path` in a patch for the current folder, with `/` and as bytes, which a name need not be a text of.
    /// A link is named by what it leads to: neither git nor patch writes through one. `None` outside of the current folder:
    /// nor do they follow a name out of it.
    pub fn patch_name(&self, path: &Path) -> Option<Vec<u8>> {
        let (current, target) = self
            .without_links(path)
            .unwrap_or_else(|| (self.current.clone(), self.absolute(path)));
        let parts: Vec<Vec<u8>> = target
            .strip_prefix(&current)
            .ok()?
            .components()
            .map(|part| bytes_of(part.as_os_str()))
            .collect();
        Some(parts.join(&b'/'))
    }

    /// The current folder, for people.
    pub fn current(&self) -> &Path {
        &self.current
    }

    /// The current folder and the file at `path`, which may be new, as they are named when all links are followed.
    fn without_links(&self, path: &Path) -> Option<(PathBuf, PathBuf)> {
        let path = self.current.join(path);
        let target = fs::canonicalize(&path).ok().or_else(|| {
            let folder = fs::canonicalize(path.parent()?).ok()?;
            Some(folder.join(path.file_name()?))
        })?;
        Some((fs::canonicalize(&self.current).ok()?, target))
    }
}

#[cfg(unix)]
fn bytes_of(name: &OsStr) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(name).to_owned()
}

#[cfg(not(unix))]
fn bytes_of(name: &OsStr) -> Vec<u8> {
    name.to_string_lossy().into_owned().into_bytes()
}

impl Default for Disk {
    fn default() -> Self {
        Self::new()
    }
}

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(self.current.join(path))
    }

    fn exists(&self, path: &Path) -> bool {
        self.current.join(path).exists()
    }

    fn list(&self, folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.current.join(folder));
        let mut paths: Vec<PathBuf> = entries
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(folder.join(entry.ok()?.file_name())))
            .collect();
        paths.sort();
        paths
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        let mut absolute = PathBuf::new();
        for component in self.current.join(path).components() {
            match component {
                Component::CurDir => {}
                Component::ParentDir => {
                    absolute.pop();
                }
                component => absolute.push(component),
            }
        }
        absolute
    }
}

/// The file at `path` as text, or what is wrong with it and what to do.
///
/// # Errors
/// A sentence for people, without the path.
pub fn read_source(path: &Path) -> Result<Source, String> {
    let bytes = fs::read(path).map_err(|error| format!("cannot be read: {}", advice(&error)))?;
    Source::from_bytes(path, bytes).map_err(|not_text| not_text.to_string())
}

/// An error of the operating system, with what to do about it where that is known.
pub fn advice(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "permission denied; change its permissions or exclude it".to_owned()
        }
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full; free some space and run again".to_owned(),
        io::ErrorKind::QuotaExceeded => {
            "your share of the disk is full; free some space and run again".to_owned()
        }
        io::ErrorKind::FileTooLarge => {
            "the file would be larger than this process may write; raise the limit (ulimit -f) and run again"
                .to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "the file system is read-only; mount it writable and run again".to_owned()
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn infra() -> Disk {
        Disk {
            current: PathBuf::from("/work/infra"),
        }
    }

    #[test]
    fn names_are_relative_to_the_current_folder() {
        let name = |path| infra().relative_name(Path::new(path));
        assert_eq!(name("a/b.ts"), "a/b.ts");
        assert_eq!(name("/work/infra/a.ts"), "a.ts");
        assert_eq!(name("../lib/x/../a.ts"), "../lib/a.ts");
    }

    #[test]
    fn names_in_a_patch_do_not_leave_the_current_folder() {
        let name = |path| infra().patch_name(Path::new(path));
        assert_eq!(name("a/b.ts").as_deref(), Some(b"a/b.ts".as_slice()));
        assert_eq!(name("a/../b.ts").as_deref(), Some(b"b.ts".as_slice()));
        assert_eq!(name("../lib/a.ts"), None);
        assert_eq!(name("/work/infra-2/b.ts"), None);
    }
}
