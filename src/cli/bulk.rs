//! `iacfix bulk`: its arguments, its progress, its last words. What is done to a repository lives in another room.

use std::env;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::configs::ConfigOptions;
use super::disk::advice;
use super::exit::Exit;
use super::options::{Strictness, Verbosity};
use super::streams::Streams;
use super::{interrupt, render};
use crate::bulk::report::{self, CampaignState, Outcome, Reach, RepositoryReport, Sums};
use crate::bulk::{
    Campaign, Dirty, Observer, OnExisting, Progress, Repository, Restart, Settings, Shard, Stop,
    file_name,
};
use crate::fix::Applicability;

/// The folder of the campaigns' work folders.
const WORK: &str = ".iacfix-bulk";

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

    /// Write the report into this folder: summary.json, summary.md, patches
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

/// Runs a campaign, or merges the reports of one.
pub fn bulk(args: &BulkArgs, verbosity: Verbosity, streams: &mut Streams) -> Exit {
    let strictness = match args.exit_zero {
        true => Strictness::FindingsPass,
        false => Strictness::FindingsFail,
    };
    if let (false, Some(into)) = (args.merge_reports.is_empty(), &args.report) {
        return match report::merge(&args.merge_reports, into) {
            Ok(sums) => end(&sums, CampaignState::Complete, args, strictness, streams),
            Err(error) => fail(&error.to_string(), streams),
        };
    }
    let repositories = match repositories(args) {
        Ok(repositories) => repositories,
        Err(message) => return fail(&message, streams),
    };
    let stop = Stop::default();
    interrupt::install_for(&stop);
    let campaign = match Campaign::open(settings(args), repositories, &stop) {
        Ok(campaign) => campaign,
        Err(error) => return fail(&error.to_string(), streams),
    };
    for warning in &campaign.warnings {
        streams.note(&render::warning(warning));
    }
    let mut screen = Screen::new(verbosity, streams);
    let ended = campaign.run(&mut screen);
    screen.clear();
    match ended {
        Ok(ended) => end(&ended.sums, ended.state, args, strictness, streams),
        Err(error) => fail(&error.to_string(), streams),
    }
}

fn fail(message: &str, streams: &mut Streams) -> Exit {
    streams.note(&render::error(message));
    Exit::Failure
}

/// The repositories that are named, on the command line and in the list.
fn repositories(args: &BulkArgs) -> Result<Vec<Repository>, String> {
    let listed = match &args.repos {
        Some(path) => read_list(path)?,
        None => String::new(),
    };
    let current = env::current_dir().unwrap_or_default();
    let named = args.repositories.iter().map(String::as_str);
    let named = named.chain(lines_of(&listed));
    let found: Vec<Repository> = named
        .map(|text| Repository::parse(text, &current))
        .collect();
    if found.is_empty() && args.repos.is_none() {
        return Err(
            "no repository is named; name paths or URLs, or a list of them with --repos FILE"
                .to_owned(),
        );
    }
    Ok(found)
}

fn read_list(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = match path == Path::new("-") {
        true => io::stdin().lock().read_to_end(&mut bytes).map(drop),
        false => fs::read(path).map(|read| bytes = read),
    };
    let name = render::path(path);
    read.map_err(|error| format!("--repos {name}: cannot be read: {}", advice(&error)))?;
    String::from_utf8(bytes).map_err(|_| format!("--repos {name}: is not UTF-8"))
}

/// The repositories of a list: one a line; empty lines and those with `#` in front are none.
fn lines_of(list: &str) -> impl Iterator<Item = &str> {
    let lines = list.trim_start_matches('\u{feff}').lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn settings(args: &BulkArgs) -> Settings {
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let current = env::current_dir().unwrap_or_default();
    Settings {
        branch: args.branch.clone(),
        reach: match (args.commit, args.push) {
            (_, true) => Reach::Push,
            (true, false) => Reach::Commit,
            (false, false) => Reach::DryRun,
        },
        least: match args.unsafe_fixes {
            true => Applicability::Unsafe,
            false => Applicability::Safe,
        },
        config: ConfigOptions {
            // Named from here, and read in other folders.
            file: args.config.as_ref().map(|file| current.join(file)),
            settings: args.settings.clone(),
            select: args.select.clone(),
            ignore: args.ignore.clone(),
        },
        verify: args.verify.clone(),
        pull_request: args.pr_command.clone(),
        on_existing: match args.on_existing {
            Existing::Skip => OnExisting::Skip,
            Existing::Update => OnExisting::Update,
            Existing::Fail => OnExisting::Fail,
        },
        dirty: match args.allow_dirty {
            true => Dirty::Allow,
            false => Dirty::Refuse,
        },
        shard: args.shard,
        restart: match args.resume {
            true => Restart::Resume,
            false => Restart::Begin,
        },
        jobs: args.jobs.map_or_else(cores, usize::from),
        timeout: Duration::from_secs(args.timeout),
        work: work_folder(args),
        report: args.report.clone(),
    }
}

/// Each campaign has a folder of its own, and so has each of its shards.
fn work_folder(args: &BulkArgs) -> PathBuf {
    if let Some(folder) = &args.work {
        return folder.clone();
    }
    let mut folder = PathBuf::from(WORK);
    folder.push(match (&args.branch, args.commit) {
        (Some(branch), true) => file_name(branch),
        _ => "dry-run".to_owned(),
    });
    if let Some(shard) = args.shard {
        folder.push(shard.slug());
    }
    folder
}

/// Says what comes of repositories, above a bar on a terminal.
struct Screen<'s> {
    verbosity: Verbosity,
    streams: &'s mut Streams,
    bar: Option<ProgressBar>,
}

impl<'s> Screen<'s> {
    fn new(verbosity: Verbosity, streams: &'s mut Streams) -> Self {
        Self {
            verbosity,
            streams,
            bar: None,
        }
    }

    fn clear(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Observer for Screen<'_> {
    fn begins(&mut self, progress: Progress) {
        if self.verbosity == Verbosity::Quiet || !io::stderr().is_terminal() || progress.of < 2 {
            return;
        }
        let target = ProgressDrawTarget::stderr();
        let bar = ProgressBar::with_draw_target(Some(progress.of as u64), target);
        let style = "{bar:30} {pos}/{len} repositories, about {eta} left";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        bar.set_position(progress.done as u64);
        // What an earlier run did took no time of this one.
        bar.reset_eta();
        bar.enable_steady_tick(Duration::from_secs(1));
        self.bar = Some(bar);
    }

    fn done(&mut self, report: &RepositoryReport, progress: Progress) {
        let line = line_of(report);
        let is_trouble = matches!(report.outcome, Outcome::Failed | Outcome::Refused);
        let least = match report.outcome {
            Outcome::Failed | Outcome::Refused => Verbosity::Quiet,
            Outcome::Clean if report.errors.is_empty() => Verbosity::Verbose,
            _ => Verbosity::Normal,
        };
        let (verbosity, streams) = (self.verbosity, &mut *self.streams);
        let mut print = || {
            match is_trouble {
                true => streams.note(&render::error(&line)),
                false if verbosity >= least => streams.text(&format!("{line}\n")),
                false => {}
            }
            for error in &report.errors {
                streams.note(&render::error(&format!("{}: {error}", report.name)));
            }
            if verbosity > Verbosity::Quiet {
                for warning in &report.warnings {
                    streams.note(&render::warning(&format!("{}: {warning}", report.name)));
                }
            }
            streams.end_of_file();
        };
        match &self.bar {
            Some(bar) => {
                bar.suspend(print);
                bar.set_position(progress.done as u64);
            }
            None => print(),
        }
    }
}

/// What came of a repository, in one line.
fn line_of(report: &RepositoryReport) -> String {
    let counts = report.counts();
    let findings = |count| render::count(count, "finding", "findings");
    let reason = report.reason.as_deref().unwrap_or_default();
    let mut parts = Vec::new();
    match report.outcome {
        Outcome::Clean => parts.push("nothing found".to_owned()),
        Outcome::Skipped => parts.push(format!("skipped: it {reason}")),
        Outcome::Refused => parts.push(format!("refused: it {reason}")),
        Outcome::Failed => parts.push(reason.to_owned()),
        Outcome::Pending => parts.push("not reached".to_owned()),
        Outcome::Fixed | Outcome::Patched | Outcome::Left => {
            if counts.fixed > 0 {
                let does = match report.outcome {
                    Outcome::Patched => "a patch repairs",
                    _ => "repaired",
                };
                parts.push(format!("{does} {}", findings(counts.fixed)));
            }
            if counts.left > 0 {
                parts.push(format!("{} left", findings(counts.left)));
            }
        }
    }
    if !report.commits.is_empty() && report.outcome != Outcome::Failed {
        parts.push(render::count(report.commits.len(), "commit", "commits"));
    }
    for taken in &report.taken_back {
        parts.push(format!(
            "{} taken back, the verification failed with it",
            taken.codemod
        ));
    }
    if let Some(url) = report
        .pull_request
        .as_ref()
        .and_then(|request| request.url.as_ref())
    {
        parts.push(url.clone());
    }
    format!("{}: {}", report.name, parts.join(", "))
}

/// Says what it all came to.
fn end(
    sums: &Sums,
    state: CampaignState,
    args: &BulkArgs,
    strictness: Strictness,
    streams: &mut Streams,
) -> Exit {
    let totals = &sums.totals;
    let outcomes = &totals.outcomes;
    let kinds = [
        ("repaired", outcomes.fixed),
        ("patched", outcomes.patched),
        ("with findings left", outcomes.left),
        ("with nothing found", outcomes.clean),
        ("skipped", outcomes.skipped),
        ("refused", outcomes.refused),
        ("failed", outcomes.failed),
        ("not reached", outcomes.pending),
    ];
    let kinds: Vec<String> = kinds
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect();
    let mut text = render::count(totals.repositories, "repository", "repositories");
    if !kinds.is_empty() {
        text.push_str(&format!(": {}", kinds.join(", ")));
    }
    text.push_str(&format!(
        ".\n{}: {} repaired, {} left.",
        render::count(totals.findings, "finding", "findings"),
        totals.fixed,
        totals.left
    ));
    if let Some(folder) = &args.report {
        let page = folder.join("summary.md");
        text.push_str(&format!(" The report is in {}.", render::path(&page)));
    }
    text.push('\n');
    if !args.commit && totals.fixed > 0 && args.merge_reports.is_empty() {
        text.push_str("Nothing was changed; --commit --branch NAME commits the fixes.\n");
    }
    streams.text(&text);
    streams.flush();
    if state == CampaignState::Interrupted {
        streams.note("interrupted: --resume does what is left\n");
    }
    exit(sums, state, strictness)
}

/// How the process ends.
fn exit(sums: &Sums, state: CampaignState, strictness: Strictness) -> Exit {
    let outcomes = &sums.totals.outcomes;
    let is_strict = strictness == Strictness::FindingsFail;
    if state == CampaignState::Interrupted {
        Exit::Interrupted
    } else if outcomes.failed + outcomes.pending + sums.unchecked_files > 0 {
        Exit::Failure
    } else if outcomes.refused > 0 {
        Exit::Refused
    } else if outcomes.left + outcomes.patched > 0 && is_strict {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_one_repository_a_line() {
        let list = "\u{feff}a\r\n\n  # not this one\n https://h/b \n";
        assert_eq!(lines_of(list).collect::<Vec<_>>(), ["a", "https://h/b"]);
    }

    #[test]
    fn the_worst_repository_decides_how_the_process_ends() {
        let sums = |outcomes: &[Outcome]| {
            let mut sums = Sums::default();
            for &outcome in outcomes {
                let mut report = RepositoryReport::pending("r", "r");
                report.outcome = outcome;
                sums.add(&report, str::to_owned);
            }
            sums
        };
        use CampaignState::{Complete, Interrupted};
        use Outcome::{Clean, Failed, Fixed, Left, Patched, Refused, Skipped};
        for (outcomes, code) in [
            (&[][..], 0),
            (&[Clean, Fixed, Skipped], 0),
            (&[Clean, Left], 1),
            (&[Patched], 1),
            (&[Left, Refused], 3),
            (&[Refused, Failed, Left], 2),
        ] {
            let ends = exit(&sums(outcomes), Complete, Strictness::FindingsFail);
            assert_eq!(ends.code(), code, "{outcomes:?}");
        }
        let passes = exit(&sums(&[Left]), Complete, Strictness::FindingsPass);
        assert_eq!(passes, Exit::Clean);
        let ends = exit(&sums(&[Failed]), Interrupted, Strictness::FindingsFail);
        assert_eq!(ends, Exit::Interrupted);
        let mut unchecked = sums(&[Fixed]);
        unchecked.unchecked_files = 1;
        let ends = exit(&unchecked, Complete, Strictness::FindingsFail);
        assert_eq!(ends, Exit::Failure);
    }
}
