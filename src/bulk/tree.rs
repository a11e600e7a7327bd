//! A work tree of iacfix's own for each repository: the user's checkout, index and current branch are never touched.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::git::{Git, GitError, Hooks};
use super::names::{Origin, Repository};
use super::process::Limits;
use super::trouble::Trouble;

/// A work tree of iacfix's own.
#[derive(Debug)]
pub struct Scratch<'l> {
    /// Git in it.
    pub git: Git<'l>,
    /// Its folder.
    pub folder: PathBuf,
}

/// Git in the repository at `path`, which is a folder.
///
/// # Errors
/// [`Trouble`] where it is not.
pub fn local_git<'l>(path: &Path, limits: &'l Limits) -> Result<Git<'l>, Trouble> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(Git::new(path, limits)),
        Ok(_) => Err(Trouble::Failed("is not a folder".to_owned())),
        Err(error) => Err(Trouble::Failed(format!("cannot be opened: {error}"))),
    }
}

/// The work tree of a repository whose commits are made: the clone that holds them, or a new one beside the user's.
/// `None` where they are gone, so that all is to be done once more.
///
/// # Errors
/// [`Trouble`] where it cannot be told.
pub fn reopen<'l>(
    repository: &Repository,
    limits: &'l Limits,
    work: &Path,
    folder: &Path,
    tip: &str,
    pushed_branch: Option<&str>,
) -> Result<Option<Scratch<'l>>, Trouble> {
    let commit = format!("{tip}^{{commit}}");
    match &repository.origin {
        Origin::Path(path) => {
            let git = local_git(path, limits)?;
            if git.ask(["cat-file", "-e", &commit])?.is_none() {
                return Ok(None);
            }
            add_work_tree(&git, folder, tip).map(Some)
        }
        Origin::Url(_) => {
            let git = Git::new(work, limits).apart().hiding(repository);
            let scratch = Scratch {
                git: git.in_scratch(folder),
                folder: folder.to_owned(),
            };
            // Whatever surrounds the work folder may be a repository, too.
            if folder.join(".git").exists()
                && scratch.git.ask(["cat-file", "-e", &commit])?.is_some()
            {
                return Ok(Some(scratch));
            }
            match pushed_branch {
                None => Ok(None),
                Some(branch) => {
                    remove(None, folder);
                    clone(&git, &repository.shown(), Some(branch), folder).map(Some)
                }
            }
        }
    }
}

/// A work tree at a commit of a repository on this machine, in a folder that is emptied for it.
///
/// # Errors
/// What git says.
pub fn add_work_tree<'l>(
    git: &Git<'l>,
    folder: &Path,
    commit: &str,
) -> Result<Scratch<'l>, Trouble> {
    remove(Some(git), folder);
    // Forced, because one that was killed may have left its registration behind.
    let arguments = [
        "worktree", "add", "--force", "--force", "--quiet", "--detach",
    ]
    .map(OsStr::new);
    let arguments = arguments
        .into_iter()
        .chain([folder.as_os_str(), OsStr::new(commit)]);
    // From where the user is: the folder is not there yet.
    git.as_stored().run_with(Hooks::None, arguments, b"")?;
    Ok(Scratch {
        git: git.in_scratch(folder),
        folder: folder.to_owned(),
    })
}

/// A clone of a branch, else of the default one, in a folder that is not there.
///
/// # Errors
/// What git says.
pub fn clone<'l>(
    git: &Git<'l>,
    url: &str,
    branch: Option<&str>,
    folder: &Path,
) -> Result<Scratch<'l>, Trouble> {
    let mut arguments: Vec<&OsStr> = [
        "clone",
        "--quiet",
        "--depth=1",
        "--single-branch",
        "--no-tags",
        "--no-recurse-submodules",
        "--config=core.autocrlf=false",
        "--config=core.eol=lf",
    ]
    .map(OsStr::new)
    .to_vec();
    let branch = branch.map(|branch| format!("--branch={branch}"));
    arguments.extend(branch.as_deref().map(OsStr::new));
    arguments.extend([OsStr::new("--"), OsStr::new(url), folder.as_os_str()]);
    git.for_network()
        .as_stored()
        .run_with(Hooks::None, arguments, b"")?;
    let scratch = Scratch {
        git: git.in_scratch(folder),
        folder: folder.to_owned(),
    };
    // The branch that was cloned must not be the one that commits are made on.
    scratch
        .git
        .run_with(Hooks::None, ["checkout", "--quiet", "--detach"], b"")?;
    Ok(scratch)
}

/// Removes the work tree of a repository.
pub fn discard(repository: &Repository, limits: &Limits, folder: &Path) {
    match &repository.origin {
        Origin::Path(path) => remove(Some(&Git::new(path, limits)), folder),
        Origin::Url(_) => remove(None, folder),
    }
}

/// Removes a work tree, in whatever state it is, and what the repository knows of it.
pub fn remove(git: Option<&Git<'_>>, folder: &Path) {
    if let Some(git) = git
        && folder.exists()
    {
        // Twice, because one whose making was interrupted is locked.
        let arguments = ["worktree", "remove", "--force", "--force"].map(OsStr::new);
        let _ = git.ask(arguments.into_iter().chain([folder.as_os_str()]));
    }
    let _ = fs::remove_dir_all(folder);
}

impl Scratch<'_> {
    /// The files that git tracks, named from the root.
    ///
    /// # Errors
    /// What git says.
    pub fn tracked(&self) -> Result<HashSet<PathBuf>, GitError> {
        let names = self.git.run_with(Hooks::None, ["ls-files", "-z"], b"")?;
        let names = names.split(|&byte| byte == 0);
        Ok(names.filter(|name| !name.is_empty()).map(path_of).collect())
    }

    /// What differs from the commit `from` in the commit `to`, or else in the work tree, as a patch for the root of the
    /// repository. It speaks of texts as git stores them, which is what `git apply` compares with, and is made in the same
    /// way whatever the user has set.
    ///
    /// # Errors
    /// What git says.
    pub fn patch(&self, from: &str, to: Option<&str>) -> Result<Vec<u8>, GitError> {
        let arguments = [
            "diff",
            "--text",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-renames",
            "--unified=3",
            "--inter-hunk-context=0",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            "--ignore-submodules=all",
            from,
        ];
        let arguments = arguments.into_iter().chain(to);
        self.git.run_with(Hooks::None, arguments, b"")
    }

    /// Puts all tracked files back to a commit, and the index with them.
    ///
    /// # Errors
    /// What git says.
    pub fn reset(&self, commit: &str) -> Result<(), GitError> {
        self.git
            .run(["reset", "--quiet", "--hard", commit])
            .map(drop)
    }
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(<OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}
