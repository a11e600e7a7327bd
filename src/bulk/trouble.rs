//! Why the work on a repository does not come to its end, and what that means for the others.

use std::io;

use super::git::GitError;
use super::process::Unfinished;
use super::steps::BenchError;

/// Why the work on a repository ends early.
#[derive(Debug)]
pub enum Trouble {
    /// Something went wrong.
    Failed(String),
    /// There is uncommitted work, or no repository.
    Refused(String),
    /// There is nothing to do.
    Skipped(String),
    /// The campaign is to end.
    Stopped,
}

impl From<GitError> for Trouble {
    fn from(error: GitError) -> Self {
        match error {
            GitError::Said(message) => Trouble::Failed(message),
            GitError::Stopped => Trouble::Stopped,
        }
    }
}

/// Why the work on a repository ends without a report.
#[derive(Debug)]
pub enum Halt {
    /// The campaign is to end.
    Stopped,
    /// The journal cannot be written: nothing more may be done.
    Journal(io::Error),
}

/// Why the work on a repository does not come to its end.
#[derive(Debug)]
pub enum Obstacle {
    /// Something about the repository.
    Trouble(Trouble),
    /// The journal cannot be written.
    Journal(io::Error),
}

impl<T: Into<Trouble>> From<T> for Obstacle {
    fn from(trouble: T) -> Self {
        Obstacle::Trouble(trouble.into())
    }
}

impl From<BenchError> for Trouble {
    fn from(error: BenchError) -> Self {
        match error {
            BenchError::Said(message) => Trouble::Failed(message),
            BenchError::Stopped => Trouble::Stopped,
        }
    }
}

impl From<Unfinished> for Trouble {
    fn from(unfinished: Unfinished) -> Self {
        match unfinished {
            Unfinished::Stopped => Trouble::Stopped,
            other => Trouble::Failed(format!("a command {other}")),
        }
    }
}
