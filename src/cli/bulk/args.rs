//! `iacfix bulk` as it is typed.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::bulk::Shard;

/// What `iacfix bulk` is told.
#[derive(Debug, clap::Args)]
pub struct BulkArgs {
    /// Repositories: paths, or URLs that git understands
    #[arg(value_name = "REPOS")]
    pub repositories: Vec<String>,

    /// Read repositories from a file, one a line; - is standard input
    #[arg(long, value_name = "FILE", help_heading = "Choosing")]
    pub repos: Option<PathBuf>,

    /// Do only the K-th of N parts of the repositories, which are told apart by a hash of their names
    #[arg(long, value_name = "K/N", value_parser = Shard::parse, help_heading = "Choosing")]
    pub shard: Option<Shard>,

    /// Run only these codemods
    #[arg(
        long,
        value_name = "ID,…",
        value_delimiter = ',',
        help_heading = "Choosing"
    )]
    pub select: Vec<String>,

    /// Do not run these codemods
    #[arg(
        long,
        value_name = "ID,…",
        value_delimiter = ',',
        help_heading = "Choosing"
    )]
    pub ignore: Vec<String>,

    /// Use this configuration for all files, instead of those in the repositories
    #[arg(long, value_name = "FILE", help_heading = "Choosing")]
    pub config: Option<PathBuf>,

    /// Set one key as a configuration file would: codemod.ID.KEY=VALUE
    #[arg(long = "set", value_name = "KEY=VALUE", help_heading = "Choosing")]
    pub settings: Vec<String>,

    /// Include fixes that change what is deployed
    #[arg(long, help_heading = "Fixing")]
    pub unsafe_fixes: bool,

    /// Judge each repository with this command before and after, and take back fixes that make it fail
    #[arg(long, value_name = "COMMAND", help_heading = "Fixing")]
    pub verify: Option<String>,

    /// Commit the fixes to --branch, one commit for each codemod; without it no repository is changed
    #[arg(long, requires = "branch", help_heading = "Publishing")]
    pub commit: bool,

    /// The branch that takes the fixes; checkouts and current branches stay as they are
    #[arg(long, value_name = "NAME", help_heading = "Publishing")]
    pub branch: Option<String>,

    /// Push the branch; never forced
    #[arg(long, requires = "commit", help_heading = "Publishing")]
    pub push: bool,

    /// Ask for a pull request with this command; what to say is in $IACFIX_TITLE, $IACFIX_BODY and others
    #[arg(
        long,
        value_name = "COMMAND",
        requires = "commit",
        help_heading = "Publishing"
    )]
    pub pr_command: Option<String>,

    /// What to do where the branch exists
    #[arg(
        long,
        value_name = "WHAT",
        default_value = "skip",
        help_heading = "Publishing"
    )]
    pub on_existing: Existing,

    /// Work on repositories with uncommitted work, too, as they are committed
    #[arg(long, help_heading = "Publishing")]
    pub allow_dirty: bool,

    /// Do what is left of a campaign that was interrupted, or in which something failed
    #[arg(long, help_heading = "Running")]
    pub resume: bool,

    /// Work on so many repositories at once; as many as there are cores by default
    #[arg(long, value_name = "N", help_heading = "Running", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,

    /// How long one call of git or of a command may take
    #[arg(long, value_name = "SECONDS", default_value = "600", help_heading = "Running", value_parser = clap::value_parser!(u64).range(1..))]
    pub timeout: u64,

    /// The folder for the campaign's state, clones and work trees; below .iacfix-bulk by default
    #[arg(long, value_name = "DIR", help_heading = "Running")]
    pub work: Option<PathBuf>,

    /// Write the report into this folder: summary.json, summary.md, index.html, patches
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    pub report: Option<PathBuf>,

    /// Only merge the reports in these folders, those of shards, into --report
    #[arg(
        long,
        value_name = "DIR",
        num_args = 1..,
        requires = "report",
        conflicts_with_all = ["repositories", "repos", "commit", "resume"],
        help_heading = "Output"
    )]
    pub merge_reports: Vec<PathBuf>,

    /// Exit with 0 even when findings are left
    #[arg(long, help_heading = "Output")]
    pub exit_zero: bool,
}

/// What to do where the branch exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Existing {
    /// Leave the repository as it is.
    Skip,
    /// Add commits to the branch for what is found on it.
    Update,
    /// Let the repository fail.
    Fail,
}
