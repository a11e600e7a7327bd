//! What a campaign is asked to do.

use std::path::PathBuf;
use std::time::Duration;

use super::names::{Shard, stable_hash};
use super::report::Reach;
use crate::fix::Applicability;
use crate::workspace::configs::ConfigOptions;

/// What a campaign is asked to do.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The branch that takes the fixes; needed for everything but a dry run.
    pub branch: Option<String>,
    /// How far the fixes go.
    pub reach: Reach,
    /// Fixes below this are left.
    pub least: Applicability,
    /// Where the settings of the codemods come from.
    pub config: ConfigOptions,
    /// A command of the shell that judges a repository by its exit code.
    pub verify: Option<String>,
    /// A command of the shell that asks for a pull request.
    pub pull_request: Option<String>,
    /// What happens where the branch exists.
    pub on_existing: OnExisting,
    /// What happens where there is uncommitted work.
    pub dirty: Dirty,
    /// The part of the repositories that is done.
    pub shard: Option<Shard>,
    /// Whether a campaign goes on.
    pub restart: Restart,
    /// How many repositories are worked on at once, at least 1.
    pub jobs: usize,
    /// How long one call of git or of a command may take.
    pub timeout: Duration,
    /// The folder with the campaign's state and work.
    pub work: PathBuf,
    /// The folder that takes the report.
    pub report: Option<PathBuf>,
}

/// What happens where the branch exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnExisting {
    /// The repository is left as it is.
    Skip,
    /// The branch goes on: what is found on it is fixed in further commits.
    Update,
    /// The repository fails.
    Fail,
}

/// What happens where there is uncommitted work, which is never part of the branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dirty {
    /// The repository is refused.
    Refuse,
    /// It is worked on as it is committed.
    Allow,
}

/// Whether a campaign goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restart {
    /// It begins; where another one is not at its end, it does not.
    Begin,
    /// What is left of the one in the work folder is done, if there is one.
    Resume,
}

impl Settings {
    /// What must not change when a campaign goes on, by the option that says it. Commands, which may hold secrets, stand
    /// for themselves as a hash.
    pub fn fingerprint(&self) -> Vec<(String, String)> {
        let hashed = |command: &Option<String>| match command {
            Some(command) => format!("{:016x}", stable_hash(command)),
            None => String::new(),
        };
        let config = self.config.file.as_ref();
        [
            ("--branch", self.branch.clone().unwrap_or_default()),
            ("--commit and --push", format!("{:?}", self.reach)),
            ("--unsafe-fixes", self.least.to_string()),
            ("--select", self.config.select.join(",")),
            ("--ignore", self.config.ignore.join(",")),
            ("--set", self.config.settings.join("\n")),
            (
                "--config",
                config.map_or_else(String::new, |file| file.to_string_lossy().into_owned()),
            ),
            ("--verify", hashed(&self.verify)),
            ("--pr-command", hashed(&self.pull_request)),
            ("--on-existing", format!("{:?}", self.on_existing)),
            (
                "--shard",
                self.shard
                    .map_or_else(String::new, |shard| shard.to_string()),
            ),
        ]
        .map(|(option, value)| (option.to_owned(), value))
        .to_vec()
    }
}
