//! Replacing a file by a text that has nothing to do with what it held.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::{WRITTEN, WriteProblem, begun, folder_of, may_be_written, sync_folder};
use crate::cli::disk::advice;
use crate::cli::stage::stage;

/// Why the file at `path` cannot be replaced as a whole, as far as that is known beforehand; what is wrong and what to do.
pub fn refusal(path: &Path) -> Option<String> {
    Place::of(path).err().map(|problem| problem.to_string())
}

/// Writes `text` to the file at `path`, whatever it held: as a whole, or not at all. What is no file but takes bytes, as a
/// pipe does, is written to.
///
/// # Errors
/// What is wrong and what to do.
pub fn replace(path: &Path, text: &str) -> Result<(), String> {
    let _guard = begun();
    let said = |error: io::Error| format!("not written: {}", advice(&error));
    match Place::of(path).map_err(|problem| problem.to_string())? {
        Place::Stream => fs::write(path, text).map_err(said),
        Place::File(target) => {
            let folder = folder_of(&target);
            let staged = stage(folder, &target, text).map_err(said)?;
            staged.persist(&target).map_err(|error| said(error.error))?;
            sync_folder(&target);
            WRITTEN.fetch_add(1, Ordering::SeqCst);
            Ok(())
        }
    }
}

/// What a text is written to.
enum Place {
    /// A file that is there or will be, with no link on the way.
    File(PathBuf),
    /// Something that takes bytes: a pipe, a terminal.
    Stream,
}

impl Place {
    fn of(path: &Path) -> Result<Self, WriteProblem> {
        let target = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => return Err(WriteProblem::IsFolder),
            Ok(metadata) if !metadata.is_file() || is_open_already(path) => {
                return Ok(Place::Stream);
            }
            Ok(metadata) if metadata.permissions().readonly() => {
                return Err(WriteProblem::ReadOnlyFile);
            }
            // A link stays a link.
            Ok(_) => fs::canonicalize(path).map_err(WriteProblem::System)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
            Err(error) => return Err(WriteProblem::System(error)),
        };
        if target.exists() {
            may_be_written(&target).map_err(WriteProblem::System)?;
        }
        let folder = folder_of(&target);
        match fs::metadata(folder) {
            Ok(metadata) if !metadata.is_dir() => Err(WriteProblem::NoFolder(folder.to_owned())),
            Ok(metadata) if metadata.permissions().readonly() => {
                Err(WriteProblem::ReadOnlyFolder(folder.to_owned()))
            }
            Ok(_) => match may_be_written(folder) {
                Ok(()) => Ok(Place::File(target)),
                Err(_) => Err(WriteProblem::ReadOnlyFolder(folder.to_owned())),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(WriteProblem::NoFolder(folder.to_owned()))
            }
            Err(error) => Err(WriteProblem::System(error)),
        }
    }
}

/// Whether the path is a name for what this process has open: a new file in its place would not be what is open.
fn is_open_already(path: &Path) -> bool {
    let names = ["/dev/stdout", "/dev/stderr", "/dev/fd", "/proc"];
    names.iter().any(|name| path.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_what_stands_in_the_way_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("old"), "a longer text").unwrap();
        for name in ["old", "new"] {
            replace(&at(name), "text").unwrap();
            assert_eq!(fs::read_to_string(at(name)).unwrap(), "text");
        }
        for (path, says) in [
            (folder.path().to_owned(), "it is a folder"),
            (at("no/new"), "/no does not exist; create it"),
            (at("old/new"), "not written: "),
        ] {
            assert!(
                refusal(&path).unwrap().contains(says),
                "{:?}",
                refusal(&path)
            );
            assert!(replace(&path, "text").is_err());
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_a_device_stays_one() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink("real", &link).unwrap();
        replace(&link, "new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        replace(Path::new("/dev/null"), "text").unwrap();
        assert!(!Path::new("/dev/null").metadata().unwrap().is_file());
    }
}
