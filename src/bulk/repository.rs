//! The way of one repository through a campaign: looked at, checked, judged, fixed, judged again, committed, published.

use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::commit::{commit_all, replay_all};
use super::journal::Journal;
use super::names::{Origin, Repository};
use super::open;
use super::process::{Limits, Stop};
use super::report::{BranchReport, Outcome, Reach, RepositoryReport};
use super::settings::Settings;
use super::state::{Draft, Event, Known, Stage};
use super::store::Store;
use super::tree;
use super::trouble::{Halt, Obstacle, Trouble};

/// What the work on every repository needs.
#[derive(Debug)]
pub struct Worker<'c> {
    pub settings: &'c Settings,
    pub limits: &'c Limits,
    pub store: &'c Store,
    pub journal: &'c Mutex<Journal>,
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
                stop: Stop::default(),
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
        let mut opened = open::open(repository, self.settings, self.limits, work)?;
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
            let patch = scratch.patch(base, None)?;
            if patch.is_empty() {
                stored_as_before(report);
                return Ok(());
            }
            report.outcome = Outcome::Patched;
            return self.keep_patch(repository, &patch, report);
        };
        report.commits = commit_all(&bench, &scratch, &fixed)?;
        report.outcome = match report.left.is_empty() {
            true => Outcome::Fixed,
            false => Outcome::Left,
        };
        let Some(last) = report.commits.last() else {
            stored_as_before(report);
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

    fn keep_patch(
        &self,
        repository: &Repository,
        patch: &[u8],
        report: &mut RepositoryReport,
    ) -> Result<(), Obstacle> {
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

/// What changed is nothing that git would store: line endings that its attributes speak of.
fn stored_as_before(report: &mut RepositoryReport) {
    let message = "git stores the files as they were, so that nothing changes";
    report.warnings.push(message.to_owned());
    report.outcome = Outcome::Left;
}
