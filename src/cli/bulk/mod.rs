//! `iacfix bulk`: from its arguments to a campaign. What is done to a repository lives in another room.

mod args;
mod screen;

use std::env;
use std::fs;
use std::io::{self, Read};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use self::args::Existing;
use self::screen::{Screen, end};
use super::configs::ConfigOptions;
use super::disk::advice;
use super::exit::Exit;
use super::options::{Strictness, Verbosity};
use super::streams::Streams;
use super::{interrupt, render};
use crate::bulk::report::{self, CampaignState, Reach};
use crate::bulk::{Campaign, Dirty, OnExisting, Repository, Restart, Settings, Stop, file_name};
use crate::fix::Applicability;

pub use self::args::BulkArgs;

/// The folder of the campaigns' work folders.
const WORK: &str = ".iacfix-bulk";

/// Runs a campaign, or merges the reports of one.
pub fn bulk(args: &BulkArgs, verbosity: Verbosity, streams: &mut Streams) -> Exit {
    let strictness = match args.exit_zero {
        true => Strictness::FindingsPass,
        false => Strictness::FindingsFail,
    };
    if let (false, Some(into)) = (args.merge_reports.is_empty(), &args.report) {
        return match report::merge(&args.merge_reports, into) {
            Ok(sums) => end(
                &sums,
                CampaignState::Complete,
                args,
                (strictness, verbosity),
                streams,
            ),
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
        Ok(ended) => end(
            &ended.sums,
            ended.state,
            args,
            (strictness, verbosity),
            streams,
        ),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_one_repository_a_line() {
        let list = "\u{feff}a\r\n\n  # not this one\n https://h/b \n";
        assert_eq!(lines_of(list).collect::<Vec<_>>(), ["a", "https://h/b"]);
    }
}
