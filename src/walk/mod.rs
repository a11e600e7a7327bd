//! Finding the files to check. Looks at names and kinds only, never at content.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use ignore::{DirEntry, Walk, WalkBuilder};

use crate::syntax::Grammar;

mod visit;

pub use visit::{Visited, visit};

/// Decides about a path inside a folder that is walked: whether to leave it out. A folder left out is not entered.
pub type Exclude = Arc<dyn Fn(&Path, Kind) -> bool + Send + Sync>;

/// What stands at a path inside a folder that is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file, or anything else that is not a folder.
    File,
    /// A folder.
    Folder,
}

/// Folders of other people's code, by name. Hidden ones (`.venv`, `.git`) are skipped anyway.
const FOREIGN_FOLDERS: [&str; 4] = ["node_modules", "site-packages", "venv", "__pycache__"];

/// What was found under the paths that were asked for, all at once.
#[derive(Debug, Default)]
pub struct Found {
    /// The files, sorted, each once, named relative to where the path that led to them is relative to.
    pub files: Vec<PathBuf>,
    /// What could not be looked at.
    pub errors: Vec<WalkError>,
}

/// A path that could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkError {
    /// The path; the one that was asked for where no other is known.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: Problem,
}

/// Why a path could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is nothing at this path.
    NotFound,
    /// A file that was named, of a kind that is not read.
    UnknownKind,
    /// The operating system says no.
    Unreadable(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::NotFound => f.write_str("no such file or folder"),
            Problem::UnknownKind => write!(
                f,
                "not a kind of file that is read; known are .{}",
                Grammar::EXTENSIONS.join(" .")
            ),
            Problem::Unreadable(reason) => write!(f, "cannot be read: {reason}"),
        }
    }
}

impl Found {
    /// All that is found.
    pub fn of(files: impl IntoIterator<Item = Result<PathBuf, WalkError>>) -> Self {
        let mut found = Self::default();
        for file in files {
            match file {
                Ok(file) => found.files.push(file),
                Err(error) => found.errors.push(error),
            }
        }
        found
    }
}

/// All files of a known kind under `paths`, sorted, each once, and what could not be looked at; found while they are asked
/// for, so that nothing grows with their number. What git ignores, hidden files, folders of foreign code and what
/// `exclude` names are left out, and links are not followed; a path that is named itself is always taken.
pub fn files(paths: &[PathBuf], exclude: &Exclude) -> Files {
    let Roots {
        folders,
        files,
        errors,
    } = Roots::of(paths);
    let mut roots: Vec<Root> = folders.into_iter().map(Root::Folder).collect();
    roots.extend(files.into_iter().map(Root::File));
    // By name, folder after folder, as paths compare; comparing them part by part takes much longer.
    roots.sort_by_cached_key(|root| sort_key(&tidy(root.path())));
    let overlap = overlap(roots.iter().map(Root::path));
    let files = Files {
        errors: errors.into_iter(),
        roots: roots.into_iter(),
        walk: None,
        exclude: Arc::clone(exclude),
        above: Above::Heard,
    };
    match overlap {
        true => files.each_once(),
        false => files,
    }
}

/// The paths that were asked for, each as what it is.
struct Roots {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    /// Sorted, each once.
    errors: Vec<WalkError>,
}

impl Roots {
    fn of(paths: &[PathBuf]) -> Self {
        let mut roots = Self {
            folders: Vec::new(),
            files: Vec::new(),
            errors: Vec::new(),
        };
        for path in paths {
            let problem = match fs::metadata(path) {
                Ok(metadata) if metadata.is_dir() => {
                    roots.folders.push(path.clone());
                    continue;
                }
                Ok(_) if Grammar::of(path).is_some() => {
                    roots.files.push(tidy(path));
                    continue;
                }
                Ok(_) => Problem::UnknownKind,
                Err(error) => problem(&error),
            };
            roots.errors.push(WalkError {
                path: tidy(path),
                problem,
            });
        }
        roots
            .errors
            .sort_by_cached_key(|error| (error.path.clone(), error.problem.to_string()));
        roots.errors.dedup();
        roots
    }
}

/// As [`files`] for the one folder `root`, where what is ignored above it does not count.
pub fn files_within(root: &Path, exclude: &Exclude) -> Files {
    Files {
        errors: Vec::new().into_iter(),
        roots: vec![Root::Folder(root.to_owned())].into_iter(),
        walk: None,
        exclude: Arc::clone(exclude),
        above: Above::Unheard,
    }
}

/// Whether what the folders above one ignore is ignored in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Above {
    Heard,
    Unheard,
}

/// Files as they are found.
pub struct Files {
    errors: std::vec::IntoIter<WalkError>,
    roots: std::vec::IntoIter<Root>,
    /// The folder that is walked.
    walk: Option<(PathBuf, Walk)>,
    exclude: Exclude,
    above: Above,
}

/// A path that was asked for.
enum Root {
    Folder(PathBuf),
    File(PathBuf),
}

impl Root {
    fn path(&self) -> &Path {
        match self {
            Root::Folder(path) | Root::File(path) => path,
        }
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").finish_non_exhaustive()
    }
}

impl Iterator for Files {
    type Item = Result<PathBuf, WalkError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.errors.next() {
            return Some(Err(error));
        }
        loop {
            let Some((root, walk)) = &mut self.walk else {
                match self.roots.next()? {
                    Root::File(file) => return Some(Ok(file)),
                    Root::Folder(folder) => {
                        let walk = walk_of(&folder, &self.exclude, self.above);
                        self.walk = Some((folder, walk));
                        continue;
                    }
                }
            };
            match walk.next() {
                Some(Ok(entry)) => {
                    if let Some(file) = file_of(&entry) {
                        return Some(Ok(file));
                    }
                }
                Some(Err(error)) => return Some(Err(walk_error(root, &error))),
                None => self.walk = None,
            }
        }
    }
}

impl Files {
    /// The same, where two of the paths may lead to one file, perhaps under two names; fixing it twice at once would lose
    /// one of the fixes.
    fn each_once(self) -> Self {
        let (exclude, above) = (Arc::clone(&self.exclude), self.above);
        let Found { mut files, errors } = Found::of(self);
        files.sort_by_cached_key(|path| sort_key(path));
        let mut seen = HashSet::new();
        files.retain(|file| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
        let roots: Vec<Root> = files.into_iter().map(Root::File).collect();
        Self {
            errors: errors.into_iter(),
            roots: roots.into_iter(),
            walk: None,
            exclude,
            above,
        }
    }
}

/// Whether one of the paths leads to another, or into it. Links inside a folder are not followed.
fn overlap<'r>(roots: impl Iterator<Item = &'r Path>) -> bool {
    let real = |root: &Path| fs::canonicalize(root).unwrap_or_else(|_| tidy(root));
    let roots: Vec<&Path> = roots.collect();
    if roots.len() < 2 {
        return false;
    }
    let mut real: Vec<PathBuf> = roots.into_iter().map(real).collect();
    real.sort_by_cached_key(|path| sort_key(path));
    real.windows(2).any(|pair| pair[1].starts_with(&pair[0]))
}

fn walk_of(root: &Path, exclude: &Exclude, above: Above) -> Walk {
    builder(root, exclude, above)
        .sort_by_file_name(|one, other| one.cmp(other))
        .build()
}

/// What holds for every walk.
fn builder(root: &Path, exclude: &Exclude, above: Above) -> WalkBuilder {
    let exclude = Arc::clone(exclude);
    let mut builder = WalkBuilder::new(root);
    builder
        .require_git(false)
        .parents(above == Above::Heard)
        .follow_links(false)
        .filter_entry(move |entry| entry.depth() == 0 || !is_left_out(entry, &exclude));
    builder
}

/// The name of an entry that is a file of a known kind.
fn file_of(entry: &DirEntry) -> Option<PathBuf> {
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    (is_file && Grammar::of(entry.path()).is_some()).then(|| tidy(entry.path()))
}

fn is_left_out(entry: &DirEntry, exclude: &Exclude) -> bool {
    let kind = match entry.file_type() {
        Some(kind) if kind.is_dir() => Kind::Folder,
        _ => Kind::File,
    };
    if kind == Kind::File && Grammar::of(entry.path()).is_none() {
        // Nobody would read it.
        return true;
    }
    let foreign = kind == Kind::Folder
        && entry
            .file_name()
            .to_str()
            .is_some_and(|name| FOREIGN_FOLDERS.contains(&name));
    foreign || exclude(entry.path(), kind)
}

/// Compares as paths do: what separates names comes before everything else.
pub fn sort_key(path: &Path) -> Vec<u8> {
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    let separates = |byte: u8| std::path::is_separator(char::from(byte));
    bytes
        .map(|&byte| if separates(byte) { 0 } else { byte })
        .collect()
}

fn walk_error(root: &Path, error: &ignore::Error) -> WalkError {
    let mut path = None;
    let mut inner = error;
    loop {
        inner = match inner {
            ignore::Error::WithPath { path: at, err } => {
                path = Some(at.clone());
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            _ => break,
        };
    }
    let problem = inner
        .io_error()
        .map_or_else(|| Problem::Unreadable(inner.to_string()), problem);
    WalkError {
        path: tidy(path.as_deref().unwrap_or(root)),
        problem,
    }
}

fn problem(error: &std::io::Error) -> Problem {
    match error.kind() {
        std::io::ErrorKind::NotFound => Problem::NotFound,
        _ => Problem::Unreadable(error.to_string()),
    }
}

/// The path without `.` components, so that `./a.ts` and `a.ts` are one name.
pub fn tidy(path: &Path) -> PathBuf {
    let bytes = path.as_os_str().as_encoded_bytes();
    let holds = |part: &[u8]| memchr::memmem::find(bytes, part).is_some();
    if !bytes.starts_with(b".") && !holds(b"/.") && !holds(b"//") {
        return path.to_owned();
    }
    let tidy: PathBuf = path
        .components()
        .filter(|component| *component != Component::CurDir)
        .collect();
    if tidy.as_os_str().is_empty() {
        path.to_owned()
    } else {
        tidy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(paths: &[PathBuf], exclude: &Exclude) -> Found {
        Found::of(files(paths, exclude))
    }

    fn nothing_excluded() -> Exclude {
        Arc::new(|_, _| false)
    }

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        folder
    }

    fn names(folder: &Path, found: &Found) -> Vec<String> {
        let name = |file: &PathBuf| file.strip_prefix(folder).unwrap().display().to_string();
        found.files.iter().map(name).collect()
    }

    #[test]
    fn takes_known_kinds_and_leaves_foreign_hidden_and_ignored_files() {
        let folder = tree(&[
            "b.ts",
            "a.py",
            "notes.md",
            ".hidden/x.ts",
            "node_modules/x/index.js",
            "venv/lib/x.py",
            "lib/site-packages/x.py",
            "dist/x.js",
            "lib/c.tsx",
        ]);
        fs::write(folder.path().join(".gitignore"), "dist/\n").unwrap();
        let found = find(&[folder.path().to_owned()], &nothing_excluded());
        assert_eq!(names(folder.path(), &found), ["a.py", "b.ts", "lib/c.tsx"]);
        assert!(found.errors.is_empty());
    }

    #[test]
    fn a_path_that_is_named_is_taken_whatever_ignores_it() {
        let folder = tree(&["dist/x.js", "dist/x.md"]);
        fs::write(folder.path().join(".gitignore"), "dist/\n").unwrap();
        let paths = ["dist/x.js", "dist/x.md", "gone", "dist/../dist/x.js"];
        let paths = paths.map(|path| folder.path().join(path));
        let exclude: Exclude = Arc::new(|_, _| true);
        let found = find(&paths, &exclude);
        assert_eq!(found.files.len(), 1);
        let problems: Vec<_> = found.errors.iter().map(|error| &error.problem).collect();
        assert_eq!(problems, [&Problem::UnknownKind, &Problem::NotFound]);
    }

    #[test]
    fn within_a_folder_nothing_around_it_counts() {
        let folder = tree(&["repo/a.ts", "repo/out/b.ts", "c.ts"]);
        fs::write(folder.path().join(".gitignore"), "*\n").unwrap();
        fs::write(folder.path().join("repo/.gitignore"), "out/\n").unwrap();
        let root = folder.path().join("repo");
        let found = Found::of(files_within(&root, &nothing_excluded()));
        assert_eq!(found.files, [root.join("a.ts")]);
    }

    #[test]
    fn an_excluded_folder_is_not_entered() {
        let folder = tree(&["a/x.ts", "b/x.ts"]);
        let exclude: Exclude = Arc::new(|path, _| {
            assert!(
                !path.ends_with("a/x.ts"),
                "the folder is left out as a whole"
            );
            path.ends_with("a")
        });
        let found = find(&[folder.path().to_owned()], &exclude);
        assert_eq!(names(folder.path(), &found), ["b/x.ts"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_folder_are_not_followed() {
        let folder = tree(&["a/x.ts"]);
        std::os::unix::fs::symlink("..", folder.path().join("a/loop")).unwrap();
        std::os::unix::fs::symlink("x.ts", folder.path().join("a/y.ts")).unwrap();
        let found = find(&[folder.path().to_owned()], &nothing_excluded());
        assert_eq!(names(folder.path(), &found), ["a/x.ts"]);
        let named = find(&[folder.path().join("a/y.ts")], &nothing_excluded());
        assert_eq!(names(folder.path(), &named), ["a/y.ts"]);
    }

    #[test]
    fn files_come_as_paths_compare_and_each_once() {
        let folder = tree(&["a.ts", "a/z.ts", "a/b/c.ts", "a-b/x.ts", "b/x.ts"]);
        let sorted = ["a/b/c.ts", "a/z.ts", "a-b/x.ts", "a.ts", "b/x.ts"];
        let whole = folder.path().to_owned();
        let found = find(std::slice::from_ref(&whole), &nothing_excluded());
        assert_eq!(names(folder.path(), &found), sorted);
        // Apart from one another, in whatever order they are named.
        let apart = ["b", "a.ts", "a-b", "a"].map(|path| whole.join(path));
        let found = find(&apart, &nothing_excluded());
        assert_eq!(names(folder.path(), &found), sorted);
        let within = ["a/z.ts", "", "a", "a/../b"].map(|path| whole.join(path));
        let found = find(&within, &nothing_excluded());
        let mut names = names(folder.path(), &found);
        // Of two names of a file, the one that comes first.
        assert_eq!(names.remove(0), "a/../b/x.ts");
        assert_eq!(names, sorted[..4]);
    }
}
