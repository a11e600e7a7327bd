//! A campaign: which repositories are worked on, on how many threads, and what is known when it ends or is interrupted.

use std::collections::HashSet;
use std::env;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use super::git::{Git, GitError};
use super::journal::{Journal, JournalError};
use super::names::Repository;
use super::process::{Limits, Stop};
use super::report::{self, CampaignInfo, CampaignState, Reach, RepositoryReport, Results, Sums};
use super::repository::Worker;
use super::settings::{Restart, Settings};
use super::state::{Event, Header, is_final};
use super::store::Store;
use super::trouble::Halt;
use crate::fix::Applicability;
use crate::workspace::configs::Configs;
use crate::workspace::disk::Disk;

/// Files nest, and each level of a tree takes its share.
const STACK: usize = 8 * 1024 * 1024;

/// A campaign that may begin, or go on.
#[derive(Debug)]
pub struct Campaign {
    settings: Settings,
    repositories: Vec<Repository>,
    store: Store,
    journal: Mutex<Journal>,
    limits: Limits,
    /// What a person should know before it begins, as sentences.
    pub warnings: Vec<String>,
}

/// How far a campaign is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Repositories that are done, those of an earlier run included.
    pub done: usize,
    /// All of them.
    pub of: usize,
}

/// Hears what comes of repositories, one after the other.
pub trait Observer {
    /// The campaign begins, or goes on.
    fn begins(&mut self, progress: Progress);
    /// One repository is done.
    fn done(&mut self, report: &RepositoryReport, progress: Progress);
}

/// What a campaign came to.
#[derive(Debug)]
pub struct Ended {
    /// The counts.
    pub sums: Sums,
    /// Whether it came to its end.
    pub state: CampaignState,
}

/// Why a campaign cannot begin, or not come to its end.
#[derive(Debug)]
pub enum CampaignError {
    /// There is no git.
    NoGit(String),
    /// Git would not take such a branch.
    Branch(String),
    /// An option or the configuration that it names is not valid.
    Option(String),
    /// The work folder cannot be used.
    Work(PathBuf, io::Error),
    /// Another process has it.
    InUse(PathBuf),
    /// The journal in it cannot be read.
    Journal(PathBuf, String),
    /// Another campaign in it is not at its end.
    Unfinished(PathBuf),
    /// The campaign in it was begun with something else for this option.
    Different(String, PathBuf),
    /// The report cannot be written.
    Report(PathBuf, io::Error),
}

impl fmt::Display for CampaignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CampaignError::NoGit(why) => write!(f, "git cannot be run: {why}; install it"),
            CampaignError::Branch(name) => {
                write!(
                    f,
                    "--branch: {name:?} is no name for a branch; choose another one"
                )
            }
            CampaignError::Option(message) => f.write_str(message),
            CampaignError::Work(folder, error) => write!(
                f,
                "{}: the work folder cannot be used: {error}; --work names another one",
                folder.display()
            ),
            CampaignError::InUse(folder) => write!(
                f,
                "{}: another iacfix works there; wait for it, or name another folder with --work",
                folder.display()
            ),
            CampaignError::Journal(path, problem) => write!(
                f,
                "{}: {problem}; remove its folder to begin anew",
                path.display()
            ),
            CampaignError::Unfinished(folder) => write!(
                f,
                "{0}: a campaign there is not at its end; --resume does what is left, removing the folder begins anew",
                folder.display()
            ),
            CampaignError::Different(option, folder) => write!(
                f,
                "{}: the campaign there was begun with something else for {option}; resume it as it was begun, or remove the folder to begin anew",
                folder.display()
            ),
            CampaignError::Report(folder, error) => write!(
                f,
                "{}: the report cannot be written: {error}; --resume writes it elsewhere with another --report",
                folder.display()
            ),
        }
    }
}

impl Campaign {
    /// The campaign that `settings` describe, over those of `repositories` that are in its shard. Nothing is done yet.
    ///
    /// # Errors
    /// [`CampaignError`] where it cannot begin.
    pub fn open(
        settings: Settings,
        repositories: Vec<Repository>,
        stop: &Stop,
    ) -> Result<Self, CampaignError> {
        let limits = Limits {
            stop: stop.clone(),
            timeout: settings.timeout,
        };
        check_git(&settings, &limits)?;
        // A mistake on the command line is one, and not one of every repository.
        Configs::new(Disk::new(), settings.config.clone())
            .map_err(|broken| CampaignError::Option(option_error(&broken.message, broken.file)))?;
        let work = &settings.work;
        let unusable = |error| CampaignError::Work(work.clone(), error);
        let store = Store::open(work).map_err(unusable)?;
        let mut journal = Journal::open(&store.journal())
            .map_err(|error| journal_error(error, &store.journal(), work))?;
        let fingerprint = settings.fingerprint();
        match (&journal.state.header, settings.restart) {
            (Some(header), Restart::Resume) => {
                let known = header.settings.iter();
                let changed = known
                    .zip(&fingerprint)
                    .find(|(known, wanted)| known != wanted);
                if let Some((_, (option, _))) = changed {
                    return Err(CampaignError::Different(option.clone(), work.clone()));
                }
            }
            // A dry run changes nothing: there is none to go on with unless that is asked for.
            (Some(_), Restart::Begin)
                if !journal.state.is_finished && settings.reach > Reach::DryRun =>
            {
                return Err(CampaignError::Unfinished(work.clone()));
            }
            _ => {
                let header = Header::new(report::now(), fingerprint);
                journal.begin(header).map_err(unusable)?;
            }
        }
        let mut warnings = Vec::new();
        let repositories = chosen(repositories, &settings, &mut warnings);
        Ok(Self {
            settings,
            repositories,
            store,
            journal: Mutex::new(journal),
            limits,
            warnings,
        })
    }

    /// Does what is left to do, and writes the report.
    ///
    /// # Errors
    /// [`CampaignError`] where the work folder or the report cannot be written.
    pub fn run(self, observer: &mut dyn Observer) -> Result<Ended, CampaignError> {
        let unusable = |error| CampaignError::Work(self.store.folder().to_owned(), error);
        let left: Vec<&Repository> = {
            let journal = self.locked();
            let is_left = |repository: &&Repository| {
                let done = journal.state.of(&repository.name).done;
                done.is_none_or(|(outcome, _)| !is_final(outcome))
            };
            self.repositories.iter().filter(is_left).collect()
        };
        self.work_on(&left, observer).map_err(unusable)?;
        let state = match self.limits.stop.is_raised() {
            true => CampaignState::Interrupted,
            false => CampaignState::Complete,
        };
        let sums = report::sums(&self).map_err(unusable)?;
        if let Some(folder) = &self.settings.report {
            self.write_report(folder, state)?;
        }
        let outcomes = &sums.totals.outcomes;
        let nothing_left = outcomes.failed + outcomes.refused + outcomes.pending == 0;
        let mut journal = self.locked();
        if nothing_left && !journal.state.is_finished {
            journal.write(Event::Finished).map_err(unusable)?;
        }
        drop(journal);
        Ok(Ended { sums, state })
    }

    fn work_on(&self, left: &[&Repository], observer: &mut dyn Observer) -> io::Result<()> {
        let mut progress = Progress {
            done: self.repositories.len() - left.len(),
            of: self.repositories.len(),
        };
        observer.begins(progress);
        let worker = Worker {
            settings: &self.settings,
            limits: &self.limits,
            store: &self.store,
            journal: &self.journal,
        };
        let next = AtomicUsize::new(0);
        let threads = self.settings.jobs.min(left.len());
        thread::scope(|scope| {
            let (sender, receiver) = mpsc::channel();
            for _ in 0..threads {
                let (sender, worker, next) = (sender.clone(), &worker, &next);
                let work = move || {
                    while !self.limits.stop.is_raised() {
                        let index = next.fetch_add(1, Ordering::SeqCst);
                        let Some(repository) = left.get(index) else {
                            break;
                        };
                        let known = self.locked().state.of(&repository.name);
                        let result = worker.work(repository, known);
                        if matches!(result, Err(Halt::Journal(_))) {
                            // What cannot be written down must not be done.
                            self.limits.stop.raise();
                        }
                        if sender.send(result).is_err() {
                            break;
                        }
                    }
                };
                thread::Builder::new()
                    .stack_size(STACK)
                    .spawn_scoped(scope, work)?;
            }
            drop(sender);
            let mut failed = None;
            for result in receiver {
                match result {
                    Ok(report) => {
                        progress.done += 1;
                        observer.done(&report, progress);
                    }
                    Err(Halt::Stopped) => {}
                    Err(Halt::Journal(error)) => failed = Some(error),
                }
            }
            failed.map_or(Ok(()), Err)
        })
    }

    fn write_report(&self, folder: &Path, state: CampaignState) -> Result<(), CampaignError> {
        let started = self
            .locked()
            .state
            .header
            .as_ref()
            .map(|header| header.started.clone());
        let info = CampaignInfo {
            branch: self.settings.branch.clone(),
            reach: self.settings.reach,
            unsafe_fixes: self.settings.least < Applicability::Safe,
            verify: self.settings.verify.clone(),
            shards: self
                .settings
                .shard
                .iter()
                .map(ToString::to_string)
                .collect(),
            started: started.unwrap_or_default(),
            written: report::now(),
            state,
        };
        let patch_of = |report: &RepositoryReport| {
            let name = report.patch.as_ref()?;
            Some(self.store.folder().join(name))
        };
        report::write(folder, &info, self, &patch_of)
            .map(drop)
            .map_err(|error| CampaignError::Report(folder.to_owned(), error))
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, Journal> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Results for Campaign {
    fn each(&self, take: &mut dyn FnMut(&RepositoryReport) -> io::Result<()>) -> io::Result<()> {
        for repository in &self.repositories {
            let journal = self.locked();
            let report = match journal.state.report_of(&repository.name) {
                Some(place) => journal.report(place)?,
                None => RepositoryReport::pending(&repository.name, &repository.shown()),
            };
            drop(journal);
            take(&report)?;
        }
        Ok(())
    }
}

/// Those of the shard, each name once.
fn chosen(
    repositories: Vec<Repository>,
    settings: &Settings,
    warnings: &mut Vec<String>,
) -> Vec<Repository> {
    let mut names = HashSet::new();
    let takes = |repository: &Repository| {
        settings
            .shard
            .is_none_or(|shard| shard.takes(&repository.name))
    };
    let mut chosen = Vec::new();
    for repository in repositories.into_iter().filter(takes) {
        if names.insert(repository.name.clone()) {
            chosen.push(repository);
        } else {
            warnings.push(format!(
                "{} is named twice; the first one counts",
                repository.name
            ));
        }
    }
    chosen
}

fn check_git(settings: &Settings, limits: &Limits) -> Result<(), CampaignError> {
    let here = env::current_dir().unwrap_or_default();
    let git = Git::new(&here, limits);
    git.run(["--version"]).map_err(|error| match error {
        GitError::Said(why) => CampaignError::NoGit(why),
        GitError::Stopped => CampaignError::NoGit("interrupted".to_owned()),
    })?;
    if let Some(branch) = &settings.branch {
        // A leading dash would be an option, and `@{-1}` another branch.
        let checked = git.ask(["check-ref-format", &format!("refs/heads/{branch}")]);
        let is_valid =
            matches!(checked, Ok(Some(_))) && !branch.starts_with('-') && branch != "HEAD";
        if !is_valid {
            return Err(CampaignError::Branch(branch.clone()));
        }
    }
    Ok(())
}

fn option_error(message: &str, file: Option<PathBuf>) -> String {
    match file {
        Some(file) => format!("{}: {message}", file.display()),
        None => message.to_owned(),
    }
}

fn journal_error(error: JournalError, path: &Path, work: &Path) -> CampaignError {
    let broken = |problem: String| CampaignError::Journal(path.to_owned(), problem);
    match error {
        JournalError::System(error) => CampaignError::Work(work.to_owned(), error),
        JournalError::InUse => CampaignError::InUse(work.to_owned()),
        JournalError::Broken(line) => broken(format!("line {line} is not what iacfix wrote")),
        JournalError::OtherVersion(version) => broken(format!(
            "it was begun by iacfix {version}, whose journals are different"
        )),
    }
}
