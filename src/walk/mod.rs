//! Finding the files to check. Looks at names and kinds only, never at content.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder, WalkState};

use crate::syntax::Grammar;

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

/// What was found under the paths that were asked for.
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

/// All files of a known kind under `paths`, on `threads` threads. What git ignores, hidden files, folders of foreign code
/// and what `exclude` names are left out, and links are not followed; a path that is named itself is always taken.
pub fn find(paths: &[PathBuf], exclude: &Exclude, threads: usize) -> Found {
    let mut found = Found::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                walk_folder(path, exclude, threads, Above::Heard, &mut found);
            }
            Ok(_) if Grammar::of(path).is_some() => found.files.push(tidy(path)),
            Ok(_) => found.errors.push(WalkError {
                path: tidy(path),
                problem: Problem::UnknownKind,
            }),
            Err(error) => found.errors.push(WalkError {
                path: tidy(path),
                problem: problem(&error),
            }),
        }
    }
    // By name, folder after folder, as paths compare; comparing them part by part takes much longer.
    found.files.sort_by_cached_key(|path| sort_key(path));
    found.files.dedup();
    if paths.len() > 1 {
        // Two of the paths may lead to one file under two names; fixing it twice at once would lose one of the fixes.
        let mut seen = HashSet::new();
        found
            .files
            .retain(|file| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
    }
    found
        .errors
        .sort_by(|a, b| (&a.path, a.problem.to_string()).cmp(&(&b.path, b.problem.to_string())));
    found.errors.dedup();
    found
}

/// As [`find`] for the one folder `root`, where what is ignored above it does not count.
pub fn find_within(root: &Path, exclude: &Exclude) -> Found {
    let mut found = Found::default();
    walk_folder(root, exclude, 1, Above::Unheard, &mut found);
    found.files.sort_by_cached_key(|path| sort_key(path));
    found
}

/// Whether what the folders above one ignore is ignored in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Above {
    Heard,
    Unheard,
}

fn walk_folder(root: &Path, exclude: &Exclude, threads: usize, above: Above, found: &mut Found) {
    let collected = Mutex::new((Vec::new(), Vec::new()));
    let exclude = Arc::clone(exclude);
    let walker = WalkBuilder::new(root)
        .require_git(false)
        .parents(above == Above::Heard)
        .follow_links(false)
        .threads(threads)
        .filter_entry(move |entry| entry.depth() == 0 || !is_left_out(entry, &exclude))
        .build_parallel();
    walker.run(|| {
        Box::new(|entry| {
            let collected = || collected.lock().unwrap_or_else(PoisonError::into_inner);
            match entry {
                Ok(entry) => {
                    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                    if is_file && Grammar::of(entry.path()).is_some() {
                        let path = tidy(entry.path());
                        collected().0.push(path);
                    }
                }
                Err(error) => collected().1.push(walk_error(root, &error)),
            }
            WalkState::Continue
        })
    });
    let (files, errors) = collected
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    found.files.extend(files);
    found.errors.extend(errors);
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
fn sort_key(path: &Path) -> Vec<u8> {
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
fn tidy(path: &Path) -> PathBuf {
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
        let found = find(&[folder.path().to_owned()], &nothing_excluded(), 2);
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
        let found = find(&paths, &exclude, 1);
        assert_eq!(found.files.len(), 1);
        let problems: Vec<_> = found.errors.iter().map(|error| &error.problem).collect();
        assert_eq!(problems, [&Problem::UnknownKind, &Problem::NotFound]);
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
        let found = find(&[folder.path().to_owned()], &exclude, 1);
        assert_eq!(names(folder.path(), &found), ["b/x.ts"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_folder_are_not_followed() {
        let folder = tree(&["a/x.ts"]);
        std::os::unix::fs::symlink("..", folder.path().join("a/loop")).unwrap();
        std::os::unix::fs::symlink("x.ts", folder.path().join("a/y.ts")).unwrap();
        let found = find(&[folder.path().to_owned()], &nothing_excluded(), 2);
        assert_eq!(names(folder.path(), &found), ["a/x.ts"]);
        let named = find(&[folder.path().join("a/y.ts")], &nothing_excluded(), 2);
        assert_eq!(names(folder.path(), &named), ["a/y.ts"]);
    }
}
