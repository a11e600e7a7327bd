//! The way of one repository through a campaign: looked at, checked, judged, fixed, judged again, committed, published.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::commands;
use super::git::Hooks;
use super::journal::{Draft, Event, Journal, Known, Stage};
use super::names::{Origin, Repository};
use super::process::{Limits, Unfinished};
use super::report::{
    BranchReport, CommitReport, Counts, LeftFinding, Outcome, Reach, RepositoryReport, TakenBack,
    Trial, Verification, WhyLeft,
};
use super::rollback::{Ids, Next, Rollback, Verdict};
use super::settings::Settings;
use super::steps::{Bench, BenchError, Fixed, Step, Survey};
use super::store::Store;
use super::tree::{self, Scratch, Trouble};
use super::words;
use crate::engine::FixPolicy;
use crate::fix::Applicability;

/// What the work on every repository needs.
#[derive(Debug)]
pub struct Worker<'c> {
    pub settings: &'c Settings,
    pub limits: &'c Limits,
    pub store: &'c Store,
    pub journal: &'c Mutex<Journal>,
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

impl<'c> Worker<'c> {
    /// Does what is left to do about a repository.
    ///
    /// # Errors
    /// [`Halt`]; what was done is in the journal.
    pub fn work(&self, repository: &Repository, known: Known) -> Result<RepositoryReport, Halt> {
        let start = Instant::now();
        let folder = self.store.tree(&repository.slug());
        let mut report = RepositoryReport::pending(&repository.name, &repository.shown());
        let result = self.proceed(repository, known, &folder, &mut report);
        let stopped = match result {
            Ok(()) => None,
            Err(Obstacle::Journal(error)) => return Err(Halt::Journal(error)),
            Err(Obstacle::Trouble(trouble)) => {
                let (outcome, reason) = match trouble {
                    Trouble::Failed(reason) => (Outcome::Failed, reason),
                    Trouble::Refused(reason) => (Outcome::Refused, reason),
                    Trouble::Skipped(reason) => (Outcome::Skipped, reason),
                    Trouble::Stopped => (Outcome::Pending, String::new()),
                };
                report.outcome = outcome;
                report.reason = Some(reason);
                (outcome == Outcome::Pending).then_some(Halt::Stopped)
            }
        };
        let holds_commits = report.branch.as_mut().filter(|branch| {
            branch.pushed_to.is_none() && matches!(repository.origin, Origin::Url(_))
        });
        match holds_commits {
            Some(branch) => branch.clone = Some(folder.to_string_lossy().into_owned()),
            None => self.discard(repository, &folder),
        }
        if let Some(halt) = stopped {
            return Err(halt);
        }
        report.seconds += start.elapsed().as_secs_f64();
        let done = Event::Done {
            report: Box::new(report.clone()),
        };
        self.write(done).map_err(Halt::Journal)?;
        Ok(report)
    }

    fn discard(&self, repository: &Repository, folder: &Path) {
        if folder.exists() {
            // An interruption is no reason to leave something behind, and this takes a moment.
            let limits = Limits {
                stop: super::process::Stop::default(),
                timeout: self.limits.timeout,
            };
            tree::discard(repository, &limits, folder);
        }
    }

    fn proceed(
        &self,
        repository: &Repository,
        known: Known,
        folder: &Path,
        report: &mut RepositoryReport,
    ) -> Result<(), Obstacle> {
        if let Some((stage, draft)) = known.draft {
            let pushed = (stage >= Stage::Pushed).then_some(self.settings.branch.as_deref());
            let scratch = tree::reopen(
                repository,
                self.limits,
                self.store.folder(),
                folder,
                &draft.tip,
                pushed.flatten(),
            );
            // What was made before stays part of the report, whatever comes.
            *report = draft.report.clone();
            if let Some(scratch) = scratch? {
                return self.publish(repository, stage, &draft, &scratch, report);
            }
            *report = RepositoryReport::pending(&repository.name, &repository.shown());
        }
        let work = self.store.folder();
        let mut opened = tree::open(repository, self.settings, self.limits, work)?;
        let scratch = opened.check_out(folder, self.settings.branch.as_deref())?;
        report.base = Some(opened.base.clone());
        let Some((bench, fixed)) = self.fix(repository, &scratch, &opened.base.commit, report)?
        else {
            return Ok(());
        };
        let base = &opened.base.commit;
        scratch.reset(base)?;
        bench.remove_created(&fixed);
        let (Some(name), true) = (&self.settings.branch, self.settings.reach > Reach::DryRun)
        else {
            replay_all(&bench, &scratch, &fixed)?;
            self.keep_patch(repository, &scratch.patch(base, None)?, report)?;
            report.outcome = Outcome::Patched;
            return Ok(());
        };
        report.commits = commit_all(&bench, &scratch, &fixed)?;
        report.outcome = match report.left.is_empty() {
            true => Outcome::Fixed,
            false => Outcome::Left,
        };
        let Some(last) = report.commits.last() else {
            // What changed is nothing that git would store: line endings that its attributes speak of.
            let message = "git stores the files as they were; nothing was committed";
            report.warnings.push(message.to_owned());
            report.outcome = Outcome::Left;
            return Ok(());
        };
        let patch = scratch.patch(base, Some(&last.id))?;
        let tip = last.id.clone();
        self.keep_patch(repository, &patch, report)?;
        let draft = Draft {
            tip,
            old_tip: opened.old_tip.clone(),
            report: RepositoryReport {
                branch: Some(BranchReport {
                    name: name.clone(),
                    origin: opened.branch,
                    pushed_to: None,
                    clone: None,
                }),
                ..report.clone()
            },
        };
        *report = draft.report.clone();
        self.write(Event::Built {
            repository: repository.name.clone(),
            draft: Box::new(draft.clone()),
        })
        .map_err(Obstacle::Journal)?;
        self.publish(repository, Stage::Built, &draft, &scratch, report)
    }

    /// Makes the fixes that stand the verification. `None` where there are none, with the report at its end.
    fn fix(
        &self,
        repository: &Repository,
        scratch: &Scratch<'_>,
        base: &str,
        report: &mut RepositoryReport,
    ) -> Result<Option<(Bench, Fixed)>, Obstacle> {
        let policy = FixPolicy {
            least: self.settings.least,
        };
        let stop = &self.limits.stop;
        let config = &self.settings.config;
        let bench = Bench::new(&scratch.folder, scratch.tracked()?, config, policy, stop)?;
        let survey = bench.survey()?;
        self.describe(&survey, &[], &Ids::new(), report);
        if !survey.is_fixable() {
            return Ok(None);
        }
        // A file that has nothing left to find is not parsed again.
        let mut unparsed = survey.unparsed.clone();
        let before = self.verify(repository, scratch, base)?;
        let mut fixed = bench.fix(survey, &Ids::new())?;
        let mut without = Ids::new();
        if let (Some(before), false) = (before, fixed.steps.is_empty()) {
            let after = self.verify_fixed(repository, scratch)?;
            let failed = after.as_ref().is_some_and(|after| !after.passed);
            let mut runs = 2;
            if before.passed && failed {
                (without, runs) = self.roll_back(repository, scratch, base, &bench, &fixed)?;
                report.taken_back = taken_back(&fixed.steps, &without);
                scratch.reset(base)?;
                fixed = bench.fix(bench.survey()?, &without)?;
            }
            report.verification = Some(Verification {
                before,
                after,
                runs,
            });
        }
        self.describe(&fixed.left, &fixed.steps, &without, report);
        unparsed.extend(fixed.left.unparsed.clone());
        report.warnings = unparsed
            .into_values()
            .chain(fixed.warnings.iter().cloned())
            .collect();
        Ok((!fixed.steps.is_empty()).then_some((bench, fixed)))
    }

    /// Finds the codemods that have to be taken back, and how often the verification ran in all.
    fn roll_back(
        &self,
        repository: &Repository,
        scratch: &Scratch<'_>,
        base: &str,
        bench: &Bench,
        all: &Fixed,
    ) -> Result<(Ids, usize), Obstacle> {
        let mut ids: Vec<&'static str> = Vec::new();
        for step in &all.steps {
            if !ids.contains(&step.codemod) {
                ids.push(step.codemod);
            }
        }
        let every: Ids = ids.iter().copied().collect();
        let mut rollback = Rollback::new(&ids);
        let mut runs = 2;
        bench.remove_created(all);
        loop {
            let wanted = match rollback.next() {
                Next::Keep(kept) => return Ok((&every - &kept, runs)),
                Next::Try(wanted) => wanted,
            };
            scratch.reset(base)?;
            let fixed = bench.fix(bench.survey()?, &(&every - &wanted))?;
            let trial = self.verify_fixed(repository, scratch)?;
            bench.remove_created(&fixed);
            runs += 1;
            rollback.hear(match trial.is_some_and(|trial| trial.passed) {
                true => Verdict::Passed,
                false => Verdict::Failed,
            });
        }
    }

    /// Judges the work tree as it is at its base, and puts back what the command changed there.
    fn verify(
        &self,
        repository: &Repository,
        scratch: &Scratch<'_>,
        base: &str,
    ) -> Result<Option<Trial>, Obstacle> {
        let trial = self.verify_fixed(repository, scratch)?;
        if trial.is_some() {
            scratch.reset(base)?;
        }
        Ok(trial)
    }

    /// Judges the work tree as it is.
    fn verify_fixed(
        &self,
        repository: &Repository,
        scratch: &Scratch<'_>,
    ) -> Result<Option<Trial>, Obstacle> {
        let Some(command) = &self.settings.verify else {
            return Ok(None);
        };
        let trial = commands::verify(command, &scratch.folder, &repository.name, self.limits)?;
        Ok(Some(trial))
    }

    /// Puts into the report what was found, what the steps repair and what is left.
    fn describe(
        &self,
        left: &Survey,
        steps: &[Step],
        without: &Ids,
        report: &mut RepositoryReport,
    ) {
        report.files = left.files;
        report.errors.clone_from(&left.errors);
        report.warnings = left.unparsed.values().cloned().collect();
        let mut codemods: BTreeMap<String, Counts> = BTreeMap::new();
        for step in steps {
            let counts = codemods.entry(step.codemod.to_owned()).or_default();
            counts.findings += step.count();
            counts.fixed += step.count();
        }
        report.left.clear();
        for found in &left.found {
            let why = self.why_left(found.codemod, found.fix, without);
            let counts = codemods.entry(found.codemod.to_owned()).or_default();
            counts.findings += 1;
            counts.left += 1;
            counts.taken_back += usize::from(why == WhyLeft::TakenBack);
            report.left.push(LeftFinding {
                codemod: found.codemod.to_owned(),
                path: found.path.clone(),
                line: found.line,
                column: found.column,
                message: found.message.clone(),
                help: found.help.clone(),
                fix: found.fix,
                why,
            });
        }
        report.outcome = match left.found.is_empty() {
            true => Outcome::Clean,
            false => Outcome::Left,
        };
        report.codemods = codemods;
    }

    fn why_left(&self, codemod: &str, fix: Option<Applicability>, without: &Ids) -> WhyLeft {
        match fix {
            None | Some(Applicability::DisplayOnly) => WhyLeft::NoFix,
            Some(fix) if fix < self.settings.least => WhyLeft::Unsafe,
            Some(_) if without.contains(codemod) => WhyLeft::TakenBack,
            Some(_) => WhyLeft::Discarded,
        }
    }

    fn keep_patch(
        &self,
        repository: &Repository,
        patch: &[u8],
        report: &mut RepositoryReport,
    ) -> Result<(), Obstacle> {
        if patch.is_empty() {
            return Ok(());
        }
        let written = self.store.write_patch(&repository.slug(), patch);
        let written = written
            .map_err(|error| Trouble::Failed(format!("its patch cannot be written: {error}")))?;
        report.patch = Some(written);
        Ok(())
    }

    /// Writes an event of a repository. It is on the disk when this returns.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn write(&self, event: Event) -> io::Result<()> {
        self.locked().write(event)
    }

    fn locked(&self) -> MutexGuard<'c, Journal> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes all fixes once more, in a work tree at the base, so that git sees the files that they create.
fn replay_all(bench: &Bench, scratch: &Scratch<'_>, fixed: &Fixed) -> Result<(), Obstacle> {
    for step in &fixed.steps {
        bench.replay(step).map_err(Trouble::Failed)?;
    }
    let created = fixed
        .originals
        .iter()
        .filter(|(_, original)| original.is_none());
    let created: Vec<&PathBuf> = created.map(|(name, _)| name).collect();
    if created.is_empty() {
        return Ok(());
    }
    stage(scratch, created, &["--intent-to-add"])
}

/// Adds files to the index.
fn stage<'n>(
    scratch: &Scratch<'_>,
    names: impl IntoIterator<Item = &'n PathBuf>,
    how: &[&str],
) -> Result<(), Obstacle> {
    let mut list = Vec::new();
    for name in names {
        list.extend(bytes_of(name));
        list.push(0);
    }
    let add = ["add", "--pathspec-from-file=-", "--pathspec-file-nul"];
    let arguments = ["--literal-pathspecs"].iter().chain(&add).chain(how);
    scratch
        .git
        .run_with(Hooks::AsConfigured, arguments, &list)?;
    Ok(())
}

/// Makes a commit for each step, in a work tree at the base.
fn commit_all(
    bench: &Bench,
    scratch: &Scratch<'_>,
    fixed: &Fixed,
) -> Result<Vec<CommitReport>, Obstacle> {
    let git = &scratch.git;
    let mut commits = Vec::new();
    for step in &fixed.steps {
        bench.replay(step).map_err(Trouble::Failed)?;
        stage(scratch, step.texts.keys(), &[])?;
        if git
            .ask(["diff", "--cached", "--quiet", "--no-ext-diff"])?
            .is_some()
        {
            continue;
        }
        let message = words::message(step);
        let commit = ["commit", "--quiet", "--cleanup=whitespace", "--file=-"];
        git.run_with(Hooks::AsConfigured, commit, message.as_bytes())?;
        commits.push(CommitReport {
            id: git.run(["rev-parse", "HEAD"])?,
            codemod: step.codemod.to_owned(),
            findings: step.count(),
            subject: words::subject(step),
        });
    }
    Ok(commits)
}

fn taken_back(steps: &[Step], without: &Ids) -> Vec<TakenBack> {
    let findings = |id: &str| {
        let of_it = steps.iter().filter(|step| step.codemod == id);
        of_it.map(Step::count).sum()
    };
    without
        .iter()
        .map(|id| TakenBack {
            codemod: (*id).to_owned(),
            findings: findings(id),
        })
        .collect()
}

/// A name of a repository's file as git has it.
#[cfg(unix)]
fn bytes_of(name: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(name.as_os_str()).to_owned()
}

#[cfg(not(unix))]
fn bytes_of(name: &Path) -> Vec<u8> {
    super::steps::shown(name).into_bytes()
}
