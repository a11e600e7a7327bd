//! A project in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use iacfix::project::Files;

/// Where a tree seems to lie, so that nothing around the repository's own files is ever seen.
const VIRTUAL_ROOT: &str = "/golden";

/// What git would obey in the repository itself, without the dot.
const OF_GIT: [&str; 2] = ["gitattributes", "gitignore"];

/// What opens a file in a project that is written as one text.
const SECTION: &str = "=== ";

/// A project as a map from relative path to text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree(BTreeMap<PathBuf, String>);

impl Tree {
    /// The files of a folder on disk. `gitattributes` stands for `.gitattributes`, which git would obey itself, and
    /// `gitignore` for `.gitignore`.
    pub fn read(root: &Path) -> Self {
        let mut files = BTreeMap::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for path in entries(&folder) {
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let relative = path.strip_prefix(root).expect("it lies below its root");
                let text = fs::read_to_string(&path)
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let hidden = OF_GIT.iter().fold(relative.to_owned(), |path, name| {
                    renamed(&path, name, &format!(".{name}"))
                });
                files.insert(hidden, text);
            }
        }
        Self(files)
    }

    /// Writes all files below `root`, as they are read again by [`Tree::read`].
    pub fn write(&self, root: &Path) {
        for (path, text) in &self.0 {
            let shown = OF_GIT.iter().fold(path.clone(), |path, name| {
                renamed(&path, &format!(".{name}"), name)
            });
            let path = root.join(shown);
            let folder = path.parent().expect("a file lies in a folder");
            fs::create_dir_all(folder)
                .and_then(|()| fs::write(&path, text))
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }

    /// A project that is written as one text: a line `=== lib/stack.ts` opens a file, and what stands before the first
    /// such line is the file at `first`. A path that would leave the project is none.
    pub fn of_sections(text: &str, first: &str) -> Self {
        let mut tree = Self::default();
        let (mut path, mut body) = (first.to_owned(), String::new());
        for line in text.split_inclusive('\n') {
            let opened = line.strip_prefix(SECTION).map(str::trim);
            let inside = |path: &&str| {
                !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
            };
            match opened.filter(inside) {
                Some(next) => {
                    tree.put_unless_empty(&path, &body);
                    (path, body) = (next.to_owned(), String::new());
                }
                None => body.push_str(line),
            }
        }
        tree.put_unless_empty(&path, &body);
        tree
    }

    /// The project as one text, which [`Tree::of_sections`] reads.
    pub fn to_sections(&self) -> String {
        let mut text = String::new();
        for (path, body) in &self.0 {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            let _ = write!(text, "{SECTION}{}\n{body}", path.display());
        }
        text
    }

    fn put_unless_empty(&mut self, path: &str, text: &str) {
        if !text.is_empty() {
            self.put(PathBuf::from(path), text.to_owned());
        }
    }

    /// The paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.keys().map(PathBuf::as_path)
    }

    /// The paths and texts of all files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.0
            .iter()
            .map(|(path, text)| (path.as_path(), text.as_str()))
    }

    /// The text of one file, if there is such a file.
    pub fn text(&self, path: &Path) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Writes one file.
    pub fn put(&mut self, path: PathBuf, text: String) {
        self.0.insert(path, text);
    }

    /// The files that `before` has not, or not with this text.
    pub fn changed_from<'t>(&'t self, before: &'t Tree) -> impl Iterator<Item = &'t Path> {
        self.files()
            .filter(|(path, text)| before.text(path) != Some(text))
            .map(|(path, _)| path)
    }

    /// The tree with every text replaced by what `change` makes of it.
    pub fn map(&self, change: impl Fn(&Path, &str) -> String) -> Self {
        let changed = |(path, text): (&PathBuf, &String)| (path.clone(), change(path, text));
        Self(self.0.iter().map(changed).collect())
    }
}

impl Files for Tree {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let relative = path.strip_prefix(VIRTUAL_ROOT).unwrap_or(path);
        let text = self.text(relative).ok_or(io::ErrorKind::NotFound)?;
        Ok(text.as_bytes().to_vec())
    }

    fn exists(&self, path: &Path) -> bool {
        let relative = path.strip_prefix(VIRTUAL_ROOT).unwrap_or(path);
        self.paths().any(|file| file.starts_with(relative))
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        Path::new(VIRTUAL_ROOT).join(path)
    }

    fn list(&self, path: &Path) -> Vec<PathBuf> {
        let folder = path.strip_prefix(VIRTUAL_ROOT).unwrap_or(path);
        let inside = self
            .paths()
            .filter_map(|file| file.strip_prefix(folder).ok());
        let names: BTreeSet<PathBuf> = inside
            .filter_map(|file| Some(path.join(file.components().next()?)))
            .collect();
        names.into_iter().collect()
    }
}

/// What lies in a folder, sorted; nothing where there is no such folder.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder can be listed").path())
        .collect();
    paths.sort();
    paths
}

fn renamed(path: &Path, from: &str, to: &str) -> PathBuf {
    if path.file_name().is_some_and(|name| name == from) {
        path.with_file_name(to)
    } else {
        path.to_owned()
    }
}
