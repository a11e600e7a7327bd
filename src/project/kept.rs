//! What was read is kept for the run: manifests once and for all, other files' trees while they are in use.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::ffi::OsString;
use std::hash::Hash;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rustc_hash::FxBuildHasher;

use super::{Files, Note};
use crate::source::{Preferences, Source};
use crate::syntax::{Document, Grammar};

/// Trees that are kept at a time. One holds a whole file, and a program seldom imports more files than this.
const MOST_DOCUMENTS: usize = 48;

/// Values that are kept at a time, so that what is held does not grow with the number of folders. Files come folder after
/// folder: what is asked again is nearly always among the last.
const MOST_VALUES: usize = 1024;

/// Files that are known not to be there at a time.
const MOST_MISSING: usize = 8192;

/// Lock files that are kept at a time. Each names a thousand packages.
const MOST_LOCKS: usize = 16;

/// A path from the root as a key. As a path it would be taken apart each time that it is looked up.
pub(super) type Place = OsString;

/// One value a key, made once, by whichever thread asks first; the others wait for that key only. When it holds as many
/// as it may, it begins anew.
pub(super) struct Kept<K, V> {
    values: Mutex<HashMap<K, Arc<OnceLock<V>>, FxBuildHasher>>,
    most: usize,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self {
            values: Mutex::default(),
            most: MOST_VALUES,
        }
    }
}

impl<K, V> Kept<K, V> {
    /// For values of the size of a lock file.
    pub fn of_locks() -> Self {
        Self {
            most: MOST_LOCKS,
            ..Self::default()
        }
    }
}

impl<K: Eq + Hash, V: Clone> Kept<K, V> {
    /// The value of `key`, made with `make` the first time.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> V {
        let slot = {
            let mut values = locked(&self.values);
            if values.len() >= self.most && !values.contains_key(&key) {
                values.clear();
            }
            Arc::clone(values.entry(key).or_default())
        };
        slot.get_or_init(make).clone()
    }

    /// Whether there is a value of `key` already.
    fn holds(&self, key: &K) -> bool {
        locked(&self.values).contains_key(key)
    }

    /// Drops every value.
    pub fn clear(&self) {
        locked(&self.values).clear();
    }
}

/// For each folder the nearest thing of one kind: what stands in the folder, or what is nearest to the one above it, up to
/// the root of the repository. Each folder is looked at once, however many files and folders there are in it.
pub(super) struct Nearest<V>(Kept<Place, Option<V>>);

/// What stands in a folder itself.
pub(super) enum Here<V> {
    /// This.
    Found(V),
    /// Nothing, so that what is above counts.
    Nothing,
    /// Something that hides what is above, and of which nothing is known.
    Hidden,
}

impl<V> Default for Nearest<V> {
    fn default() -> Self {
        Self(Kept::default())
    }
}

impl<V: Clone> Nearest<V> {
    /// What is nearest to the files in `folder`, which is from the root; `look` says what stands in one folder.
    pub fn get(
        &self,
        files: &dyn Files,
        folder: &Path,
        look: &dyn Fn(&Path) -> Here<V>,
    ) -> Option<V> {
        self.0.get(folder.into(), || match look(folder) {
            Here::Found(value) => Some(value),
            Here::Hidden => None,
            Here::Nothing => self.above(files, folder, look),
        })
    }

    /// As [`Nearest::get`] for the folder above `folder`, if that is in the same repository.
    pub fn above(
        &self,
        files: &dyn Files,
        folder: &Path,
        look: &dyn Fn(&Path) -> Here<V>,
    ) -> Option<V> {
        match files.exists(&folder.join(".git")) {
            true => None,
            false => self.get(files, folder.parent()?, look),
        }
    }

    /// Drops every value.
    pub fn clear(&self) {
        self.0.clear();
    }
}

/// The parsed files of one format, by path. `None` for one that cannot be understood.
pub(super) type Parsed<T> = Kept<Place, Option<Arc<T>>>;

/// Reads and parses manifests, and remembers what was wrong with them.
pub(super) struct Reader<'f> {
    /// The files that it reads.
    pub files: &'f dyn Files,
    notes: Mutex<BTreeMap<PathBuf, String>>,
    /// Files that are not there, or hold nothing that can be read. They are asked for folder after folder.
    missing: Mutex<HashSet<Place, FxBuildHasher>>,
}

impl<'f> Reader<'f> {
    /// A reader of `files` without notes.
    pub fn new(files: &'f dyn Files) -> Self {
        Self {
            files,
            notes: Mutex::default(),
            missing: Mutex::default(),
        }
    }

    /// Forgets which files are not there.
    pub fn forget(&self) {
        locked(&self.missing).clear();
    }

    /// The file at `path` as `parse` understands it, read once. What is wrong with it becomes a note.
    pub fn parsed<T>(
        &self,
        kept: &Parsed<T>,
        path: &Path,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<Arc<T>> {
        let key = Place::from(path);
        let mut text = None;
        if !kept.holds(&key) {
            if locked(&self.missing).contains(&key) {
                return None;
            }
            text = self.text(path);
            if text.is_none() {
                let mut missing = locked(&self.missing);
                if missing.len() >= MOST_MISSING {
                    missing.clear();
                }
                missing.insert(key);
                return None;
            }
        }
        kept.get(key, || match parse(&text.or_else(|| self.text(path))?) {
            Ok(value) => Some(Arc::new(value)),
            Err(problem) => {
                self.note(path, problem);
                None
            }
        })
    }

    /// The text of the file at `path`, if there is one.
    pub fn text(&self, path: &Path) -> Option<String> {
        match self.files.read(path) {
            Ok(bytes) => {
                let text = decoded(&bytes);
                if text.is_none() {
                    self.note(path, "is not UTF-8".to_owned());
                }
                text
            }
            Err(error) => {
                use io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
                if !matches!(error.kind(), NotFound | NotADirectory | IsADirectory) {
                    self.note(path, format!("cannot be read: {error}"));
                }
                None
            }
        }
    }

    /// All notes so far, by path.
    pub fn notes(&self) -> Vec<Note> {
        locked(&self.notes)
            .iter()
            .map(|(path, problem)| Note {
                path: path.clone(),
                problem: problem.clone(),
            })
            .collect()
    }

    fn note(&self, path: &Path, problem: String) {
        locked(&self.notes).insert(path.to_owned(), problem);
    }
}

/// The trees of files that others import, the least recently used dropped first.
#[derive(Default)]
pub(super) struct Documents {
    /// The most recently used last.
    kept: Mutex<VecDeque<(PathBuf, Slot)>>,
    /// All files that were ever asked for, from the root.
    asked: Mutex<HashSet<Place, FxBuildHasher>>,
}

type Slot = Arc<OnceLock<Option<Arc<Document>>>>;

impl Documents {
    /// The file at `path`, parsed; `None` where there is none, or none that iacfix reads.
    pub fn get(
        &self,
        files: &dyn Files,
        path: &Path,
        preferences: impl FnOnce() -> Preferences,
    ) -> Option<Arc<Document>> {
        locked(&self.asked).insert(files.absolute(path).into());
        let slot = {
            let mut kept = locked(&self.kept);
            let met = kept.iter().position(|(kept, _)| kept == path);
            let entry = met.and_then(|at| kept.remove(at));
            let entry = entry.unwrap_or_else(|| (path.to_owned(), Slot::default()));
            let slot = Arc::clone(&entry.1);
            kept.push_back(entry);
            if kept.len() > MOST_DOCUMENTS {
                kept.pop_front();
            }
            slot
        };
        slot.get_or_init(|| {
            let grammar = Grammar::of(path)?;
            let source = Source::from_bytes(path, files.read(path).ok()?).ok()?;
            Document::parse(source.preferring(preferences()), grammar)
                .ok()
                .map(Arc::new)
        })
        .clone()
    }

    /// Whether the file at `path`, which is from the root, was ever asked for.
    pub fn were_asked_for(&self, path: &Path) -> bool {
        locked(&self.asked).contains(path.as_os_str())
    }

    /// Drops the file at `path`, which was written.
    pub fn forget(&self, path: &Path) {
        locked(&self.kept).retain(|(kept, _)| kept != path);
    }
}

/// The value behind `mutex`. A thread that panicked left it whole: nothing here is changed in two steps.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// UTF-8, or UTF-16 with a byte order mark, which is what PowerShell makes of `pip freeze > requirements.txt`.
fn decoded(bytes: &[u8]) -> Option<String> {
    let units = |of: fn([u8; 2]) -> u16| -> Option<String> {
        let pairs = bytes[2..].chunks_exact(2);
        let units: Vec<u16> = pairs.map(|pair| of([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::memory::Memory;
    use super::*;

    #[test]
    fn a_file_is_parsed_once() {
        let files = Memory::new([("/repo/a", "x")]);
        let reader = Reader::new(&files);
        let kept = Parsed::default();
        let parse = |_: &str| Ok(1);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for path in ["/repo/a", "/repo/none"] {
                        let value = reader.parsed(&kept, Path::new(path), parse);
                        assert_eq!(value.is_some(), path == "/repo/a");
                    }
                });
            }
        });
        assert_eq!(files.reads(), 2);
        assert!(reader.notes().is_empty());
    }

    #[test]
    fn the_least_recently_used_document_goes() {
        let names: Vec<String> = (0..=MOST_DOCUMENTS)
            .map(|n| format!("/repo/{n}.py"))
            .collect();
        let files = Memory::new(names.iter().map(|name| (name.as_str(), "a = 1\n")));
        let documents = Documents::default();
        let found = |name: &str| documents.get(&files, Path::new(name), Preferences::default);
        let get = |name: &str| found(name).unwrap();
        let first = get(&names[0]);
        for name in &names[1..MOST_DOCUMENTS] {
            get(name);
        }
        assert!(Arc::ptr_eq(&first, &get(&names[0])));
        get(&names[MOST_DOCUMENTS]);
        assert!(Arc::ptr_eq(&first, &get(&names[0])));
        assert_eq!(files.reads(), MOST_DOCUMENTS + 1);
        get(&names[1]);
        assert_eq!(files.reads(), MOST_DOCUMENTS + 2);
        documents.forget(Path::new(&names[0]));
        assert!(!Arc::ptr_eq(&first, &get(&names[0])));
        assert!(found("/repo/none.py").is_none());
        assert!(found("/repo/notes.md").is_none());
    }

    #[test]
    fn powershell_writes_utf_16() {
        let utf_16: Vec<u8> = "\u{feff}a==1\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decoded(&utf_16).as_deref(), Some("a==1\r\n"));
        assert_eq!(decoded(b"\xEF\xBB\xBFa").as_deref(), Some("a"));
        assert_eq!(decoded(b"\xFFa"), None);
    }
}
