//! Writing files: whole or not at all, and never over what someone else wrote in the meantime.

mod folders;
mod replace;

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use tempfile::NamedTempFile;

use self::folders::Folders;
use super::disk::advice;
use super::stage::stage;
use crate::engine::Change;

pub use replace::{refusal, replace};

/// Held while files are replaced, so that an interruption waits for the end of it.
static WRITING: Mutex<()> = Mutex::new(());

/// Set when no change is to be begun any more.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// How many files were replaced or created.
static WRITTEN: AtomicUsize = AtomicUsize::new(0);

/// Waits for the change that is being written, and lets none begin after it. Answers how many files were written.
pub fn stop() -> usize {
    STOPPED.store(true, Ordering::SeqCst);
    let _guard = writing();
    WRITTEN.load(Ordering::SeqCst)
}

fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins a change, unless none is to be begun any more.
fn begun() -> MutexGuard<'static, ()> {
    let guard = writing();
    if STOPPED.load(Ordering::SeqCst) {
        // The process is about to end, and must not do so in the middle of this.
        drop(guard);
        loop {
            thread::park();
        }
    }
    guard
}

/// Why a change was not written. Nothing of it is on the disk then.
#[derive(Debug)]
pub struct WriteError {
    /// The file that could not be written.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: WriteProblem,
}

/// What keeps a file from being written.
#[derive(Debug)]
pub enum WriteProblem {
    /// The file is no longer the one that was read.
    Changed,
    /// The file is no longer there.
    Gone,
    /// A file that was to be created is there already.
    Exists,
    /// Nobody may write the file.
    ReadOnlyFile,
    /// Nobody may write in the folder.
    ReadOnlyFolder(PathBuf),
    /// There is a folder where a file is to be written.
    IsFolder,
    /// The folder of a new file is not there.
    NoFolder(PathBuf),
    /// The operating system says no.
    System(io::Error),
}

impl fmt::Display for WriteProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteProblem::Changed => {
                f.write_str("not written: the file changed on disk since it was read; run again")
            }
            WriteProblem::Gone => {
                f.write_str("not written: the file is gone from the disk since it was read")
            }
            WriteProblem::Exists => f.write_str("not written: the file exists already"),
            WriteProblem::ReadOnlyFile => f.write_str(
                "not written: the file is read-only; make it writable (chmod u+w) and run again",
            ),
            WriteProblem::ReadOnlyFolder(folder) => write!(
                f,
                "not written: the folder {} is read-only; make it writable (chmod u+w) and run again",
                folder.display()
            ),
            WriteProblem::IsFolder => f.write_str("not written: it is a folder; name a file in it"),
            WriteProblem::NoFolder(folder) => write!(
                f,
                "not written: the folder {} does not exist; create it (mkdir -p) and run again",
                folder.display()
            ),
            WriteProblem::System(error) => write!(f, "not written: {}", advice(error)),
        }
    }
}

/// Writes all changes, or none: each file is replaced by a new one with the same permissions, and a failure puts back
/// those that were replaced before. A file that has its new text already, from another run, is left alone. The folders of
/// a new file are made.
///
/// What is not seen is a change by someone else in the moment between the last look at a file and its replacement: no
/// system offers to do both at once. Nor are several files replaced in one moment, so that a process that is killed between
/// them leaves a part of such a change.
///
/// # Errors
/// [`WriteError`] for the first file that could not be written.
pub fn commit(changes: &[Change]) -> Result<(), WriteError> {
    let _guard = begun();
    let mut folders = Folders::default();
    let written = write_all(changes, &mut folders);
    if written.is_err() {
        folders.remove();
    }
    written
}

fn write_all(changes: &[Change], folders: &mut Folders) -> Result<(), WriteError> {
    let staged: Vec<Staged<'_>> = changes
        .iter()
        .map(|change| {
            Staged::prepare(change, folders).map_err(|problem| WriteError {
                path: change.path.clone(),
                problem,
            })
        })
        .collect::<Result<_, _>>()?;
    let mut done: Vec<Replaced<'_>> = Vec::new();
    for staged in staged {
        let path = staged.change.path.clone();
        match staged.put_in_place() {
            Ok(Outcome::Taken(replaced)) => done.push(replaced),
            Ok(Outcome::Alike) => {}
            Err(problem) => {
                for replaced in done.iter().rev() {
                    replaced.put_back();
                }
                return Err(WriteError { path, problem });
            }
        }
    }
    WRITTEN.fetch_add(done.len(), Ordering::SeqCst);
    Ok(())
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A change whose new text lies beside the file that it will replace.
struct Staged<'c> {
    change: &'c Change,
    target: PathBuf,
    file: NamedTempFile,
}

/// What came of a change.
enum Outcome<'c> {
    /// The new text stands there.
    Taken(Replaced<'c>),
    /// Somebody else made the same change.
    Alike,
}

/// A change that is in place.
struct Replaced<'c> {
    change: &'c Change,
    target: PathBuf,
}

impl<'c> Staged<'c> {
    fn prepare(change: &'c Change, folders: &mut Folders) -> Result<Self, WriteProblem> {
        // A link stays a link: what it leads to is replaced.
        let target = match change.original {
            Some(_) => fs::canonicalize(&change.path).map_err(gone_or_refused)?,
            None => change.path.clone(),
        };
        let folder = folder_of(&target);
        if change.original.is_some() {
            let metadata = fs::metadata(&target).map_err(gone_or_refused)?;
            // A rename would replace it all the same: what the owner forbade is the content, not the name.
            if metadata.permissions().readonly() {
                return Err(WriteProblem::ReadOnlyFile);
            }
            may_be_written(&target).map_err(gone_or_refused)?;
        } else {
            folders.make(folder)?;
        }
        let folder_metadata = fs::metadata(folder).map_err(gone_or_refused)?;
        if folder_metadata.permissions().readonly() {
            return Err(WriteProblem::ReadOnlyFolder(folder.to_owned()));
        }
        let file = stage(folder, &target, &change.text).map_err(|error| match error.kind() {
            io::ErrorKind::PermissionDenied => WriteProblem::ReadOnlyFolder(folder.to_owned()),
            _ => WriteProblem::System(error),
        })?;
        Ok(Self {
            change,
            target,
            file,
        })
    }

    fn put_in_place(self) -> Result<Outcome<'c>, WriteProblem> {
        match &self.change.original {
            Some(original) => {
                let now = fs::read(&self.target).map_err(gone_or_refused)?;
                if now == self.change.text.as_bytes() {
                    return Ok(Outcome::Alike);
                }
                if now != original.as_bytes() {
                    return Err(WriteProblem::Changed);
                }
                self.file
                    .persist(&self.target)
                    .map_err(|error| WriteProblem::System(error.error))?;
            }
            None => {
                if let Err(error) = self.file.persist_noclobber(&self.target) {
                    return match error.error.kind() {
                        io::ErrorKind::AlreadyExists if holds(&self.target, &self.change.text) => {
                            Ok(Outcome::Alike)
                        }
                        io::ErrorKind::AlreadyExists => Err(WriteProblem::Exists),
                        _ => Err(WriteProblem::System(error.error)),
                    };
                }
            }
        }
        sync_folder(&self.target);
        Ok(Outcome::Taken(Replaced {
            change: self.change,
            target: self.target,
        }))
    }
}

impl Replaced<'_> {
    /// Restores what was there, unless somebody changed it since. A failure leaves the new text, which is whole; there is
    /// nothing better to do about it.
    fn put_back(&self) {
        if !holds(&self.target, &self.change.text) {
            return;
        }
        let folder = self.target.parent().unwrap_or(Path::new("."));
        let _ = match &self.change.original {
            Some(original) => stage(folder, &self.target, original)
                .and_then(|file| file.persist(&self.target).map_err(|error| error.error))
                .map(drop),
            None => fs::remove_file(&self.target),
        };
    }
}

fn holds(path: &Path, text: &str) -> bool {
    fs::read(path).is_ok_and(|now| now == text.as_bytes())
}

fn gone_or_refused(error: io::Error) -> WriteProblem {
    match error.kind() {
        io::ErrorKind::NotFound => WriteProblem::Gone,
        _ => WriteProblem::System(error),
    }
}

/// Whether this user may write the file at `path`, which its folder alone does not say.
#[cfg(unix)]
fn may_be_written(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::access(path, rustix::fs::Access::WRITE_OK)?)
}

#[cfg(not(unix))]
fn may_be_written(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes the new name survive a crash, where the system can.
fn sync_folder(target: &Path) {
    if let Some(folder) = target.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(path: &Path, original: Option<&str>, text: &str) -> Change {
        Change {
            path: path.to_owned(),
            original: original.map(str::to_owned),
            text: text.to_owned(),
        }
    }

    fn entries(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn a_change_of_two_files_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b, new) = (
            folder.path().join("a.ts"),
            folder.path().join("b.ts"),
            folder.path().join("new.ts"),
        );
        fs::write(&a, "a").unwrap();
        fs::write(&b, "b").unwrap();
        let mut changes = vec![
            change(&a, Some("a"), "A"),
            change(&new, None, "N"),
            change(&b, Some("not b"), "B"),
        ];
        let error = commit(&changes).unwrap_err();
        assert_eq!(error.path, b);
        assert!(matches!(error.problem, WriteProblem::Changed));
        assert_eq!(fs::read_to_string(&a).unwrap(), "a");
        assert_eq!(entries(folder.path()), 2);

        let nested = folder.path().join("lambda/api/index.js");
        changes[1].path.clone_from(&nested);
        commit(&changes).unwrap_err();
        assert_eq!(entries(folder.path()), 2);
        changes[1].path.clone_from(&new);

        changes[2].original = Some("b".to_owned());
        commit(&changes).unwrap();
        let texts = [&a, &b, &new].map(|path| fs::read_to_string(path).unwrap());
        assert_eq!(texts, ["A", "B", "N"]);
        assert_eq!(entries(folder.path()), 3);
        commit(&[change(&nested, None, "N")]).unwrap();
        assert_eq!(fs::read_to_string(&nested).unwrap(), "N");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.py"), folder.path().join("link.py"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o751)).unwrap();
        std::os::unix::fs::symlink("real.py", &link).unwrap();
        commit(&[change(&link, Some("old"), "new")]).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        let mode = fs::metadata(&real).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o751);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_read_only_stays_as_it_is() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.ts");
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        let error = commit(&[change(&file, Some("old"), "new")]).unwrap_err();
        assert!(matches!(error.problem, WriteProblem::ReadOnlyFile));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
        let error = commit(&[change(&file, Some("old"), "new")]).unwrap_err();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        assert!(matches!(error.problem, WriteProblem::ReadOnlyFolder(_)));
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    }
}
