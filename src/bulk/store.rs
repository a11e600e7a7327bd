//! The work folder of a campaign: its journal, the patches, and a work tree for each repository while it is worked on.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The work folder.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The work folder at `folder`, made where there is none. Git does not see it, wherever it is.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn open(folder: &Path) -> io::Result<Self> {
        for part in ["trees", "patches"] {
            fs::create_dir_all(folder.join(part))?;
        }
        fs::write(folder.join(".gitignore"), "*\n")?;
        Ok(Self {
            // Git and commands run in other folders.
            folder: fs::canonicalize(folder)?,
        })
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The journal.
    pub fn journal(&self) -> PathBuf {
        self.folder.join("journal.jsonl")
    }

    /// The work tree of the repository with this slug.
    pub fn tree(&self, slug: &str) -> PathBuf {
        self.folder.join("trees").join(slug)
    }

    /// Writes the patch of the repository with this slug. Answers its name in a report.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn write_patch(&self, slug: &str, patch: &[u8]) -> io::Result<String> {
        let name = format!("patches/{slug}.patch");
        replace(&self.folder.join(&name), patch)?;
        Ok(name)
    }
}

/// Replaces the file at `path` as a whole.
///
/// # Errors
/// What the operating system says; the file is as it was then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_with(path, |file| file.write_all(bytes))
}

/// As [`replace`], with what `write` writes.
///
/// # Errors
/// As for [`replace`].
pub fn replace_with(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".iacfix-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The user's umask takes away what others may not do.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    let mut writer = io::BufWriter::new(file);
    write(&mut writer)?;
    let file = writer
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
