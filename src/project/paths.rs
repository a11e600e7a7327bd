//! Paths by name alone: nothing here follows a link or asks whether a file is there, but for the `.git` of a repository.

use std::path::{Component, Path, PathBuf};

use super::Files;

/// `path` from the root of the file system, without `.` and `..`.
pub(super) fn rooted(files: &dyn Files, path: &Path) -> PathBuf {
    normalized(&files.absolute(path))
}

/// `path` without `.` and without the `..` that follow a name.
pub(super) fn normalized(path: &Path) -> PathBuf {
    if is_plain(path) {
        return path.to_owned();
    }
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match out.components().next_back() {
                Some(Component::Normal(_)) => {
                    out.pop();
                }
                Some(Component::RootDir | Component::Prefix(_)) => {}
                _ => out.push(component),
            },
            _ => out.push(component),
        }
    }
    out
}

/// Whether `path` is certainly spelled as its parts alone say: without `.`, `..`, and separators that separate nothing. Told
/// from its bytes, as taking a path apart takes much longer.
pub fn is_plain(path: &Path) -> bool {
    let bytes = path.as_os_str().as_encoded_bytes();
    let is_separator = |byte: u8| std::path::is_separator(char::from(byte));
    let starts_part = |at: usize| {
        let byte = bytes.get(at);
        byte.is_some_and(|&byte| !is_separator(byte) && byte != b'.')
    };
    let separators = (0..bytes.len()).filter(|&at| is_separator(bytes[at]));
    let root = bytes.first().is_some_and(|&byte| is_separator(byte));
    (root || starts_part(0)) && separators.map(|at| at + 1).all(starts_part)
}

/// The folders around the file at `path` (from the root), nearest first, up to the root of its repository. Outside a
/// repository, up to the root of the file system.
pub(super) fn folders_around(files: &dyn Files, path: &Path) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for folder in path.ancestors().skip(1) {
        folders.push(folder.to_owned());
        if files.exists(&folder.join(".git")) {
            break;
        }
    }
    folders
}

/// `path` below `base`, with slashes: `packages/app`; empty for `base` itself, `None` for what is not below it.
pub(super) fn below(base: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(base).ok()?;
    let names: Vec<_> = relative
        .components()
        .map(|component| component.as_os_str().to_string_lossy())
        .collect();
    Some(names.join("/"))
}

/// How the caller spells paths, so that a file that it named relative to its own folder leads to others spelled alike.
pub(super) struct Spelling {
    /// Folders from the root and as the caller would name them, nearest first.
    folders: Vec<(PathBuf, PathBuf)>,
}

impl Spelling {
    /// The spelling of `path`.
    pub fn of(files: &dyn Files, path: &Path) -> Self {
        let mut folders = Vec::new();
        let mut named = path;
        let rooted = rooted(files, path);
        let mut rooted = rooted.as_path();
        while let Some(Component::Normal(_)) = named.components().next_back() {
            let (Some(named_parent), Some(rooted_parent)) = (named.parent(), rooted.parent())
            else {
                break;
            };
            (named, rooted) = (named_parent, rooted_parent);
            folders.push((rooted.to_owned(), named.to_owned()));
        }
        Self { folders }
    }

    /// `path` (from the root) in this spelling; as it is where the caller's folder does not contain it.
    pub fn spell(&self, path: &Path) -> PathBuf {
        let named = self.folders.iter().find_map(|(rooted, named)| {
            let rest = path.strip_prefix(rooted).ok()?;
            let is_folder_itself = rest.as_os_str().is_empty();
            Some(match (is_folder_itself, named.as_os_str().is_empty()) {
                (true, true) => PathBuf::from("."),
                (true, false) => named.clone(),
                (false, _) => named.join(rest),
            })
        });
        named.unwrap_or_else(|| path.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::super::memory::Memory;
    use super::*;

    #[test]
    fn what_is_plain_is_spelled_as_its_parts_say() {
        for path in [
            "/a/b.ts", "a/b", "a", "/a/.b", ".a", "./a", "a/./b", "a/../b", "..", "a//b", "a/",
            "/", "",
        ] {
            let path = Path::new(path);
            let parts: PathBuf = path.components().collect();
            let is_same = parts.as_os_str() == path.as_os_str();
            assert!(
                !is_plain(path) || is_same && normalized(&parts) == parts,
                "{path:?}"
            );
        }
        assert!(is_plain(Path::new("/a/b.ts")) && is_plain(Path::new("a/b")));
    }

    #[test]
    fn names_are_resolved() {
        let normal = |path: &str| normalized(Path::new(path)).display().to_string();
        assert_eq!(normal("/a/./b/../c.ts"), "/a/c.ts");
        assert_eq!(normal("/../a"), "/a");
        assert_eq!(normal("../a/../b"), "../b");
    }

    #[test]
    fn others_are_spelled_as_the_first_was() {
        let files = Memory::new([]);
        let spell = |from: &str, path: &str| {
            let spelling = Spelling::of(&files, Path::new(from));
            spelling.spell(Path::new(path)).display().to_string()
        };
        assert_eq!(spell("app/index.ts", "/repo/lib/a.ts"), "lib/a.ts");
        assert_eq!(spell("./app/index.ts", "/repo/app/a.ts"), "./app/a.ts");
        assert_eq!(
            spell("../other/a.ts", "/other/lib/b.ts"),
            "../other/lib/b.ts"
        );
        assert_eq!(spell("/repo/a.ts", "/repo/lib/b.ts"), "/repo/lib/b.ts");
        assert_eq!(spell("app/index.ts", "/elsewhere/b.ts"), "/elsewhere/b.ts");
        assert_eq!(spell("app/index.ts", "/repo/app"), "app");
        assert_eq!(spell("index.ts", "/repo"), ".");
    }

    #[test]
    fn the_repository_is_the_border() {
        let files = Memory::new([("/repo/.git/HEAD", ""), ("/repo/a/b/c.ts", "")]);
        let folders = folders_around(&files, Path::new("/repo/a/b/c.ts"));
        assert_eq!(
            folders,
            ["/repo/a/b", "/repo/a", "/repo"].map(PathBuf::from)
        );
        assert_eq!(below(&folders[2], &folders[0]).as_deref(), Some("a/b"));
    }
}
