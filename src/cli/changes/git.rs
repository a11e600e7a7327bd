//! Asking git. Runs the user's own git with the user's settings and the environment that a hook gives; changes nothing.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use super::ChangesError;
use crate::cli::exit::Exit;

/// The repository of the current folder.
#[derive(Debug)]
pub(super) struct Repository {
    /// The top of its work tree, from the root of the file system.
    pub(super) root: PathBuf,
    depth: Depth,
}

/// How much of its history a repository has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    All,
    Shallow,
}

impl Repository {
    /// Finds it. `asked` is the option that needs it, for the error.
    pub(super) fn find(asked: &str) -> Result<Self, ChangesError> {
        let output =
            start(&["rev-parse", "--is-shallow-repository", "--show-toplevel"]).and_then(end)?;
        if !output.status.success() {
            let said = what_it_said(&output);
            let none = ["not a git repository", "must be run in a work tree"];
            return Err(match none.iter().any(|none| said.contains(none)) {
                true => ChangesError {
                    exit: Exit::Refused,
                    message: format!(
                        "{asked} needs a git repository, and there is none here ({said}); run it in one, or without {asked}"
                    ),
                },
                false => ChangesError::failure(format!("git: {said}")),
            });
        }
        // The folder comes last: its name may hold anything.
        let newline = memchr::memchr(b'\n', &output.stdout).unwrap_or(output.stdout.len());
        let (shallow, root) = output.stdout.split_at(newline);
        let root = root.strip_prefix(b"\n").unwrap_or(root);
        let root = path_of(root.strip_suffix(b"\n").unwrap_or(root));
        Ok(Self {
            // Git on Windows and some settings name it through links.
            root: root.canonicalize().unwrap_or(root),
            depth: match shallow {
                b"true" => Depth::Shallow,
                _ => Depth::All,
            },
        })
    }

    /// What the last commit holds; before the first one, nothing.
    pub(super) fn head(&self) -> Result<OsString, ChangesError> {
        match self.commit("HEAD")? {
            Some(commit) => Ok(commit),
            None => first_line(&ask(&["hash-object", "-t", "tree", "--stdin"])?),
        }
    }

    /// Where the history of `reference` and that of the last commit part.
    pub(super) fn fork_point(&self, reference: &str) -> Result<OsString, ChangesError> {
        let shallow = match self.depth {
            Depth::Shallow => {
                "; this clone is shallow: fetch more of its history (git fetch --unshallow, or fetch-depth: 0 in a workflow)"
            }
            Depth::All => "",
        };
        let Some(commit) = self.commit(reference)? else {
            let advice = match self.depth {
                Depth::Shallow => shallow,
                Depth::All => "; fetch it first, or name another one",
            };
            return Err(ChangesError::failure(format!(
                "--changed={reference}: there is no such commit here{advice}"
            )));
        };
        let arguments = [
            OsStr::new("merge-base"),
            commit.as_os_str(),
            OsStr::new("HEAD"),
        ];
        let output = start(&arguments).and_then(end)?;
        match output.status.code() {
            Some(0) => first_line(&output.stdout),
            Some(1) => Err(ChangesError::failure(format!(
                "--changed={reference}: it has no commit in common with HEAD{shallow}"
            ))),
            _ => Err(ChangesError::failure(format!(
                "git: {}",
                what_it_said(&output)
            ))),
        }
    }

    fn commit(&self, reference: &str) -> Result<Option<OsString>, ChangesError> {
        let commit = format!("{reference}^{{commit}}");
        let output = start(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ])
        .and_then(end)?;
        match output.status.success() {
            true => first_line(&output.stdout).map(Some),
            false => Ok(None),
        }
    }
}

/// What git answers.
///
/// # Errors
/// [`ChangesError`] with what it said where it fails.
pub(super) fn ask<S: AsRef<OsStr>>(arguments: &[S]) -> Result<Vec<u8>, ChangesError> {
    start(arguments).and_then(answer)
}

/// Starts git, to be asked for its answer later.
pub(super) fn start<S: AsRef<OsStr>>(arguments: &[S]) -> Result<Child, ChangesError> {
    let mut git = Command::new("git");
    git.args(arguments)
        // What it says is read; and whoever only looks takes no lock that another git waits for.
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env_remove("GIT_LITERAL_PATHSPECS")
        .env_remove("GIT_GLOB_PATHSPECS")
        .env_remove("GIT_NOGLOB_PATHSPECS")
        .env_remove("GIT_ICASE_PATHSPECS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    git.spawn().map_err(|error| {
        ChangesError::failure(match error.kind() {
            io::ErrorKind::NotFound => {
                "git is not in the path; install it, or name the files to check".to_owned()
            }
            _ => format!("git cannot be started: {error}"),
        })
    })
}

/// The answer of a git that was started.
pub(super) fn answer(child: Child) -> Result<Vec<u8>, ChangesError> {
    let output = end(child)?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(ChangesError::failure(format!(
            "git: {}",
            what_it_said(&output)
        ))),
    }
}

fn end(child: Child) -> Result<Output, ChangesError> {
    child
        .wait_with_output()
        .map_err(|error| ChangesError::failure(format!("git: {error}")))
}

/// Its last words, without the word that every error of git begins with.
fn what_it_said(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find(|line| !line.trim().is_empty());
    match line {
        Some(line) => line.trim_start_matches("fatal: ").to_owned(),
        None => output.status.to_string(),
    }
}

fn first_line(bytes: &[u8]) -> Result<OsString, ChangesError> {
    let text = String::from_utf8_lossy(bytes);
    match text.lines().next() {
        Some(line) => Ok(OsString::from(line)),
        None => Err(ChangesError::failure("git answers nothing".to_owned())),
    }
}

/// A name as git gives it: bytes with `/`.
#[cfg(unix)]
pub(super) fn path_of(name: &[u8]) -> PathBuf {
    let name: &OsStr = std::os::unix::ffi::OsStrExt::from_bytes(name);
    PathBuf::from(name)
}

/// A name as git gives it: UTF-8 with `/`.
#[cfg(not(unix))]
pub(super) fn path_of(name: &[u8]) -> PathBuf {
    let name = String::from_utf8_lossy(name);
    name.split('/').collect()
}
