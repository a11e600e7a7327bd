//! The files of one repository: nothing outside of its folder is seen or written, wherever links and imports lead.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::project::Files;
use crate::source::Source;
use crate::workspace::disk::{Disk, advice};

/// The files below a folder. Paths are relative to it.
#[derive(Clone, Debug)]
pub struct Fence {
    disk: Disk,
    /// As it is named when all links are followed.
    root: PathBuf,
}

impl Fence {
    /// The files below `root`, which exists.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn new(root: &Path) -> io::Result<Self> {
        let root = fs::canonicalize(root)?;
        Ok(Self {
            disk: Disk::at(&root),
            root,
        })
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The disk, seen from the folder.
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    /// The name of the file at `path`, which may be new, when all links are followed; `None` outside of the folder and in
    /// the parts of it that are git's.
    pub fn name(&self, path: &Path) -> Option<PathBuf> {
        let target = self.disk.absolute(path);
        let target = fs::canonicalize(&target).ok().or_else(|| {
            // One that leads nowhere would create a file somewhere else.
            if fs::symlink_metadata(&target).is_ok() {
                return None;
            }
            // The folders of a new file may be new, too.
            let mut folders = target.ancestors().skip(1);
            let (there, folder) =
                folders.find_map(|there| Some((there, fs::canonicalize(there).ok()?)))?;
            let missing = target.strip_prefix(there).ok()?;
            let mut parts = missing.components();
            let is_named = |part: Component<'_>| matches!(part, Component::Normal(_));
            let first = there.join(parts.next().filter(|part| is_named(*part))?);
            let is_new = parts.all(is_named) && fs::symlink_metadata(first).is_err();
            is_new.then(|| folder.join(missing))
        })?;
        let name = target.strip_prefix(&self.root).ok()?;
        let is_of_git = |part: Component<'_>| part.as_os_str().eq_ignore_ascii_case(".git");
        (!name.components().any(is_of_git)).then(|| name.to_owned())
    }

    /// The file at `path` as text, or what is wrong with it.
    ///
    /// # Errors
    /// A sentence for people, without the path.
    pub fn source(&self, path: &Path) -> Result<Source, String> {
        let bytes = self
            .read(path)
            .map_err(|error| format!("cannot be read: {}", advice(&error)))?;
        Source::from_bytes(path, bytes).map_err(|not_text| not_text.to_string())
    }

    /// Gives the file of this name, as [`Fence::name`] has it, a text. Its permissions stay; missing folders are made.
    ///
    /// # Errors
    /// A sentence for people.
    pub fn write(&self, name: &Path, text: &str) -> Result<(), String> {
        let path = self.root.join(name);
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("{}: not written: {}", name.display(), advice(&error)))
    }

    /// Removes the file of this name.
    pub fn remove(&self, name: &Path) {
        // One that is not there is as good as removed.
        let _ = fs::remove_file(self.root.join(name));
        // Git knows no empty folder; one that holds something else stays.
        for folder in name.ancestors().skip(1) {
            if folder.as_os_str().is_empty() || fs::remove_dir(self.root.join(folder)).is_err() {
                break;
            }
        }
    }

    fn is_inside(&self, path: &Path) -> bool {
        let target = fs::canonicalize(self.disk.absolute(path));
        target.is_ok_and(|target| target.starts_with(&self.root))
    }
}

impl Files for Fence {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.is_inside(path) {
            true => self.disk.read(path),
            false => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn exists(&self, path: &Path) -> bool {
        self.is_inside(path)
    }

    fn list(&self, folder: &Path) -> Vec<PathBuf> {
        match self.is_inside(folder) {
            true => self.disk.list(folder),
            false => Vec::new(),
        }
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        self.disk.absolute(path)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn nothing_outside_is_seen_or_named() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("repo");
        fs::create_dir_all(root.join("lib")).unwrap();
        fs::create_dir_all(root.join(".git")).unwrap();
        fs::write(folder.path().join("package.json"), "{}").unwrap();
        fs::write(root.join("lib/a.ts"), "a").unwrap();
        for (to, link) in [
            ("../package.json", "out.json"),
            ("..", "up"),
            ("lib/a.ts", "in.ts"),
            ("../new.ts", "dangling.ts"),
        ] {
            symlink(to, root.join(link)).unwrap();
        }
        let fence = Fence::new(&root).unwrap();
        let name = |path: &str| fence.name(Path::new(path));
        assert_eq!(name("in.ts"), Some(PathBuf::from("lib/a.ts")));
        for new in ["lib/new.ts", "no/such/folder.ts"] {
            assert_eq!(name(new), Some(PathBuf::from(new)));
        }
        for outside in [
            "../package.json",
            "out.json",
            "up/package.json",
            "up/new.ts",
            "dangling.ts",
            ".git/hooks",
            "no/../../new.ts",
            "dangling.ts/new.ts",
            "up/no/new.ts",
        ] {
            assert_eq!(name(outside), None, "{outside}");
        }
        for outside in ["../package.json", "out.json", "up/package.json"] {
            assert!(fence.read(Path::new(outside)).is_err(), "{outside}");
            assert!(!fence.exists(Path::new(outside)), "{outside}");
        }
        assert!(fence.list(Path::new("up")).is_empty());
        assert_eq!(fence.read(Path::new("in.ts")).unwrap(), b"a");
    }
    #[test]
    fn folders_come_and_go_with_new_files() {
        let folder = tempfile::tempdir().unwrap();
        let fence = Fence::new(folder.path()).unwrap();
        fs::create_dir(folder.path().join("lambda")).unwrap();
        fs::write(folder.path().join("lambda/kept.js"), "").unwrap();
        let name = Path::new("lambda/api/index.js");
        fence.write(name, "a").unwrap();
        assert_eq!(fence.read(name).unwrap(), b"a");
        fence.remove(name);
        assert!(!folder.path().join("lambda/api").exists());
        assert!(folder.path().join("lambda/kept.js").exists());
    }
}
