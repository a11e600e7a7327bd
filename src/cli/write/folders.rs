//! The folders of new files: made where they are missing, and taken away again where nothing comes of the files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::WriteProblem;

/// Folders that were made, outermost first.
#[derive(Debug, Default)]
pub struct Folders(Vec<PathBuf>);

impl Folders {
    /// Makes the folder at `path`, and those around it, where they are missing.
    ///
    /// # Errors
    /// [`WriteProblem`] where one cannot be made.
    pub fn make(&mut self, path: &Path) -> Result<(), WriteProblem> {
        let missing: Vec<&Path> = path
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
            .collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.0.push(folder.to_owned()),
                // Another run made it.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    let around = folder.parent().unwrap_or(folder);
                    return Err(WriteProblem::ReadOnlyFolder(around.to_owned()));
                }
                Err(error) => return Err(WriteProblem::System(error)),
            }
        }
        Ok(())
    }

    /// Removes those that were made and are still empty.
    pub fn remove(&self) {
        for folder in self.0.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
