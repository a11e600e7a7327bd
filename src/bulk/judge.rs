//! Which fixes stand: made, judged by the user's command, taken back where it says no, and put on record.

use std::collections::BTreeMap;

use super::commands;
use super::names::Repository;
use super::report::{
    Counts, LeftFinding, Outcome, RepositoryReport, TakenBack, Trial, Verification, WhyLeft,
};
use super::repository::Worker;
use super::rollback::{Ids, Next, Rollback, Verdict};
use super::steps::{Bench, Fixed, Step};
use super::survey::Survey;
use super::tree::Scratch;
use super::trouble::Obstacle;
use crate::engine::FixPolicy;
use crate::fix::Applicability;

impl Worker<'_> {
    /// Makes the fixes that stand the verification. `None` where there are none, with the report at its end.
    ///
    /// # Errors
    /// [`Obstacle`]; the work tree is in any state then.
    pub(super) fn fix(
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
