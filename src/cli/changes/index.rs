//! What is staged, where the work tree has something else. Reads git's index; writes nothing.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::ChangesError;
use super::git::{self, Repository};
use crate::workspace::disk::Overlay;

/// The files of which the work tree and the index hold different texts, as they are staged.
#[derive(Debug)]
pub struct Index {
    /// From the root of the file system.
    files: HashMap<PathBuf, Staged>,
}

/// One staged text, read when it is asked for.
#[derive(Debug)]
struct Staged {
    id: String,
    bytes: OnceLock<Result<Vec<u8>, String>>,
}

impl Index {
    /// Compares the work tree with the index.
    pub(super) fn read(repository: &Repository) -> Result<Self, ChangesError> {
        let answer = git::ask(&[
            "-c",
            // Leaves out what only looks changed, as a file that was touched.
            "diff.autoRefreshIndex=true",
            "diff",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--no-relative",
            "--no-ext-diff",
            "--ignore-submodules=all",
        ])?;
        let mut files = HashMap::new();
        // `:100644 100644 <id> <id> M`, then the name.
        let mut fields = answer.split(|&byte| byte == 0);
        while let (Some(entry), Some(name)) = (fields.next(), fields.next()) {
            let entry = String::from_utf8_lossy(entry);
            let mut words = entry.split(' ');
            let (mode, id) = (words.next().unwrap_or_default(), words.nth(1));
            // Neither links nor what is announced (`git add -N`) or in conflict has a text there.
            if let Some(id) = id.filter(|_| mode.starts_with(":100")) {
                let staged = Staged {
                    id: id.to_owned(),
                    bytes: OnceLock::new(),
                };
                files.insert(repository.root.join(git::path_of(name)), staged);
            }
        }
        Ok(Self { files })
    }
}

impl Overlay for Index {
    fn differs(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    fn bytes(&self, path: &Path) -> Option<io::Result<Vec<u8>>> {
        let staged = self.files.get(path)?;
        let bytes = staged.bytes.get_or_init(|| {
            git::ask(&["cat-file", "blob", &staged.id]).map_err(|error| error.message)
        });
        Some(bytes.clone().map_err(io::Error::other))
    }
}
