//! The files of the disk, as a project sees them, and the names by which people know them.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::project::{Files, is_plain};
use crate::source::Source;

/// The files of the disk, relative to the current folder.
#[derive(Clone, Debug)]
pub struct Disk {
    current: PathBuf,
    /// What is seen instead of some files of the disk.
    overlay: Option<Arc<dyn Overlay>>,
}

/// Other texts for some files of the disk. Paths are from the root.
pub trait Overlay: fmt::Debug + Send + Sync {
    /// Whether it has a text for the file at `path`.
    fn differs(&self, path: &Path) -> bool;

    /// The text for the file at `path`; `None` where that is the disk's.
    fn bytes(&self, path: &Path) -> Option<io::Result<Vec<u8>>>;
}

impl Disk {
    /// The disk, seen from the current folder.
    pub fn new() -> Self {
        Self {
            // Without a current folder there are no relative paths either.
            current: env::current_dir().unwrap_or_default(),
            overlay: None,
        }
    }

    /// The same, seen through `overlay`.
    pub fn under(self, overlay: Arc<dyn Overlay>) -> Self {
        Self {
            overlay: Some(overlay),
            ..self
        }
    }

    /// The file at `path` as text, or what is wrong with it and what to do.
    ///
    /// # Errors
    /// A sentence for people, without the path.
    pub fn source(&self, path: &Path) -> Result<Source, String> {
        let bytes = self.read(path);
        let bytes = bytes.map_err(|error| format!("cannot be read: {}", advice(&error)))?;
        Source::from_bytes(path, bytes).map_err(|not_text| not_text.to_string())
    }

    /// The disk, seen from the folder at `path`, which is named from the root.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            current: path.into(),
            overlay: None,
        }
    }

    /// The name of `path` for people: relative to the current folder, with `/`.
    pub fn relative_name(&self, path: &Path) -> String {
        let relative = self.relative_path(path);
        let parts = relative.components();
        let parts: Vec<_> = parts
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }

    /// The path from the current folder to `path`.
    pub fn relative_path(&self, path: &Path) -> PathBuf {
        relative_path(&self.current, &self.absolute(path))
    }

    /// The file at `path`, which may be new, as it is named when all links are followed.
    pub fn real_path(&self, path: &Path) -> PathBuf {
        let real = self.without_links(path);
        real.map_or_else(|| self.absolute(path), |(_, target)| target)
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

    /// The name that git has for the file at `path`, from the root.
    fn named_in_overlay(&self, path: &Path) -> PathBuf {
        self.without_links(path)
            .map_or_else(|| self.absolute(path), |(_, file)| file)
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

/// The path from one folder to a file, both from the root.
pub fn relative_path(folder: &Path, file: &Path) -> PathBuf {
    let parts = folder.components().zip(file.components());
    let common = parts.take_while(|(a, b)| a == b).count();
    let up = folder.components().count() - common;
    let up = std::iter::repeat_n(Component::ParentDir, up);
    up.chain(file.components().skip(common)).collect()
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
        let staged = |overlay: &Arc<dyn Overlay>| overlay.bytes(&self.named_in_overlay(path));
        match self.overlay.as_ref().and_then(staged) {
            Some(staged) => staged,
            None => fs::read(self.current.join(path)),
        }
    }

    fn exists(&self, path: &Path) -> bool {
        let staged = |overlay: &Arc<dyn Overlay>| overlay.differs(&self.named_in_overlay(path));
        self.overlay.as_ref().is_some_and(staged) || self.current.join(path).exists()
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
        let joined = self.current.join(path);
        if is_plain(&joined) {
            return joined;
        }
        let mut absolute = PathBuf::new();
        for component in joined.components() {
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
            overlay: None,
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
