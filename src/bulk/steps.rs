//! Finding and fixing in one work tree, one codemod after the other, until nothing is left. Knows no git.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fence::Fence;
use super::process::Stop;
use super::rollback::Ids;
use super::survey::{Survey, shown};
use crate::codemod::Finding;
use crate::codemods;
use crate::engine::{Change, Checked, FixPolicy, Session, UNUSED_SUPPRESSION, contained};
use crate::fix::Applicability;
use crate::project::Project;
use crate::walk;
use crate::workspace::configs::{ConfigOptions, Configs};

/// Rounds over the files with findings of one codemod before the whole tree is looked at again.
const MAX_ROUNDS: usize = 10;

/// One work tree, and how its files are checked.
#[derive(Debug)]
pub struct Bench {
    fence: Fence,
    configs: Arc<Configs>,
    tracked: HashSet<PathBuf>,
    policy: FixPolicy,
    stop: Stop,
}

/// The fixes of one codemod, made after those of the steps before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The codemod.
    pub codemod: &'static str,
    /// How many findings they repair, by the file in which those were found.
    pub findings: BTreeMap<PathBuf, usize>,
    /// The least trusted of them.
    pub least: Applicability,
    /// Each file that they change, with its text after them.
    pub texts: BTreeMap<PathBuf, String>,
}

impl Step {
    /// How many findings it repairs.
    pub fn count(&self) -> usize {
        self.findings.values().sum()
    }
}

/// What fixing came to.
#[derive(Debug)]
pub struct Fixed {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// What is found after them.
    pub left: Survey,
    /// Each file that they change, with its text before them; `None` for a new one.
    pub originals: BTreeMap<PathBuf, Option<String>>,
    /// Fixes that were not made, as sentences.
    pub warnings: Vec<String>,
}

/// Why a work tree could not be checked or fixed as a whole.
#[derive(Debug)]
pub enum BenchError {
    /// A sentence for people.
    Said(String),
    /// The campaign is to end.
    Stopped,
}

impl Bench {
    /// The work tree at `root`, of which the `tracked` files count, named from there.
    ///
    /// # Errors
    /// [`BenchError`] where the folder cannot be used or the options are not valid.
    pub fn new(
        root: &Path,
        tracked: HashSet<PathBuf>,
        options: &ConfigOptions,
        policy: FixPolicy,
        stop: &Stop,
    ) -> Result<Self, BenchError> {
        let fence = Fence::new(root).map_err(|error| BenchError::Said(error.to_string()))?;
        let configs = Configs::within(fence.disk().clone(), options.clone())
            .map_err(|broken| BenchError::Said(broken.message))?;
        Ok(Self {
            fence,
            configs: Arc::new(configs),
            tracked,
            policy,
            stop: stop.clone(),
        })
    }

    /// Checks everything.
    ///
    /// # Errors
    /// [`BenchError`] where a configuration is not valid: what it leaves out cannot be known then.
    pub fn survey(&self) -> Result<Survey, BenchError> {
        self.survey_after(&Texts::default())
    }

    fn survey_after(&self, texts: &Texts) -> Result<Survey, BenchError> {
        let mut survey = Survey::default();
        let project = Project::new(&self.fence);
        for path in self.files(texts, &mut survey) {
            if self.stop.is_raised() {
                return Err(BenchError::Stopped);
            }
            let checked = contained(|| self.check(&path, &project));
            match checked.unwrap_or_else(|crash| Ok(Err(crash)))? {
                Ok(checked) => survey.add(&path, &checked, self.policy),
                Err(error) => survey.errors.push(format!("{}: {error}", shown(&path))),
            }
        }
        Ok(survey)
    }

    /// Fixes what is found, but for the codemods `without`, one codemod after the other, and writes it into the work tree.
    /// What one codemod's fixes bring about for another is fixed, too, in a step of its own.
    ///
    /// # Errors
    /// [`BenchError`]; the work tree is in any state then.
    pub fn fix(&self, mut survey: Survey, without: &Ids) -> Result<Fixed, BenchError> {
        let mut steps: Vec<Step> = Vec::new();
        let mut texts = Texts::default();
        let mut seen = HashSet::from([texts.hash()]);
        let mut warnings = BTreeSet::new();
        // Codemods whose fixes were all discarded: until something changes there is no use in trying again.
        let mut idle = Ids::new();
        loop {
            let last = steps.last().map(|step| step.codemod);
            let mut candidates = last.into_iter().chain(every_codemod());
            let next = candidates.find(|id| {
                !without.contains(id) && !idle.contains(id) && survey.fixable.contains_key(id)
            });
            let Some(codemod) = next else { break };
            let files = survey.fixable.remove(codemod).unwrap_or_default();
            let step = self.step(codemod, &files, &mut texts, &mut warnings)?;
            if step.texts.is_empty() {
                idle.insert(codemod);
                continue;
            }
            idle.clear();
            match steps.last_mut() {
                Some(last) if last.codemod == codemod => last.join(step),
                _ => steps.push(step),
            }
            if !seen.insert(texts.hash()) {
                let ids: BTreeSet<&str> = steps.iter().map(|step| step.codemod).collect();
                let ids: Vec<&str> = ids.into_iter().collect();
                return Err(BenchError::Said(format!(
                    "{} undo each other's fixes; select only one of them",
                    ids.join(" and ")
                )));
            }
            survey = self.survey_after(&texts)?;
        }
        Ok(Fixed {
            steps,
            left: survey,
            originals: texts.originals,
            warnings: warnings.into_iter().collect(),
        })
    }

    /// Writes the texts of a step once more, into a work tree that is as it was before it.
    ///
    /// # Errors
    /// A sentence for people.
    pub fn replay(&self, step: &Step) -> Result<(), String> {
        step.texts
            .iter()
            .try_for_each(|(name, text)| self.fence.write(name, text))
    }

    /// Removes the files that steps created.
    pub fn remove_created(&self, fixed: &Fixed) {
        for (name, original) in &fixed.originals {
            if original.is_none() {
                self.fence.remove(name);
            }
        }
    }

    /// The files that count, named from the root, in order. What cannot be looked at is an error of the survey.
    fn files(&self, texts: &Texts, survey: &mut Survey) -> Vec<PathBuf> {
        let excluding = Arc::clone(&self.configs);
        let exclude: walk::Exclude = Arc::new(move |path, kind| excluding.excludes(path, kind));
        let root = self.fence.root();
        let name_of = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_owned();
        let mut names = Vec::new();
        for file in walk::files_within(root, &exclude) {
            match file {
                Ok(path) => {
                    let name = name_of(&path);
                    if self.tracked.contains(&name) || texts.originals.contains_key(&name) {
                        names.push(name);
                    }
                }
                Err(error) => {
                    let name = name_of(&error.path);
                    let error = format!("{}: {}", shown(&name), error.problem);
                    survey.errors.push(error);
                }
            }
        }
        names
    }

    fn check(
        &self,
        path: &Path,
        project: &Project<'_>,
    ) -> Result<Result<Checked, String>, BenchError> {
        let loaded = self.configs.of_file(path).map_err(|broken| {
            let place = broken
                .file
                .as_deref()
                .map(|file| format!("{}: ", shown(file)));
            let place = place.unwrap_or_default();
            BenchError::Said(format!("{place}{}", broken.message))
        })?;
        let source = match self.fence.source(path) {
            Ok(source) => source,
            Err(error) => return Ok(Err(error)),
        };
        Ok(Ok(loaded.checker().check(source, project)))
    }

    /// Makes all fixes of one codemod in `files`, until they bring about no more of them there.
    fn step(
        &self,
        codemod: &'static str,
        files: &[PathBuf],
        texts: &mut Texts,
        warnings: &mut BTreeSet<String>,
    ) -> Result<Step, BenchError> {
        let mut step = Step {
            codemod,
            findings: BTreeMap::new(),
            least: Applicability::Safe,
            texts: BTreeMap::new(),
        };
        for _ in 0..MAX_ROUNDS {
            let mut changed = false;
            for path in files {
                if self.stop.is_raised() {
                    return Err(BenchError::Stopped);
                }
                let repaired = contained(|| self.repair(codemod, path));
                let repaired = match repaired.unwrap_or_else(|crash| Ok(Err(crash)))? {
                    Ok(repaired) => repaired,
                    Err(error) => {
                        warnings.insert(format!("{}: {error}", shown(path)));
                        continue;
                    }
                };
                warnings.extend(repaired.warnings);
                match self.write(&repaired.changes, texts, &mut step) {
                    Ok(wrote) => {
                        changed |= wrote;
                        if wrote {
                            *step.findings.entry(path.clone()).or_default() += repaired.count;
                            step.least = step.least.min(repaired.least);
                        }
                    }
                    Err(warning) => {
                        warnings.insert(format!("{}: {warning}", shown(path)));
                    }
                }
            }
            if !changed {
                break;
            }
        }
        Ok(step)
    }

    /// What the fixes of one codemod make of one file and of those that they touch.
    fn repair(
        &self,
        codemod: &'static str,
        path: &Path,
    ) -> Result<Result<Repaired, String>, BenchError> {
        let Ok(loaded) = self.configs.of_file(path) else {
            return Ok(Err("its configuration is not valid".to_owned()));
        };
        // Another one's fix may have changed what surrounds it.
        let project = Project::new(&self.fence);
        let source = match self.fence.source(path) {
            Ok(source) => source,
            Err(error) => return Ok(Err(error)),
        };
        let mut session = Session::open(loaded.checker(), &project, source);
        let count = |session: &Session<'_>| {
            let findings = session.findings().iter();
            findings
                .filter(|finding| finding.codemod == codemod)
                .count()
        };
        let before = count(&session);
        let outcome = session.fix_all_of(codemod, self.policy);
        // One fix may be the end of several findings, and one finding may take several fixes.
        let ended = before.saturating_sub(count(&session));
        let least = outcome.applied.iter().filter_map(Finding::applicability);
        Ok(Ok(Repaired {
            count: outcome.applied.len().max(ended),
            least: least.min().unwrap_or(Applicability::Safe),
            warnings: outcome
                .refused
                .iter()
                .map(|refusal| format!("{}: {refusal}", shown(path)))
                .collect(),
            changes: session.changes(),
        }))
    }

    /// Writes changes that belong together, or none of them. Answers whether there were any.
    fn write(
        &self,
        changes: &[Change],
        texts: &mut Texts,
        step: &mut Step,
    ) -> Result<bool, String> {
        let mut named = Vec::new();
        for change in changes {
            let name = self.fence.name(&change.path).ok_or_else(|| {
                format!(
                    "a fix was not made: {} is not in the repository",
                    shown(&change.path)
                )
            })?;
            let is_known = self.tracked.contains(&name) || texts.originals.contains_key(&name);
            if change.original.is_some() && !is_known {
                return Err(format!(
                    "a fix was not made: git does not track {}",
                    shown(&name)
                ));
            }
            named.push((name, change));
        }
        for (name, change) in &named {
            self.fence.write(name, &change.text)?;
            texts.put(name, change);
            step.texts.insert(name.clone(), change.text.clone());
        }
        Ok(!named.is_empty())
    }
}

/// What one codemod's fixes make of one file.
struct Repaired {
    count: usize,
    least: Applicability,
    warnings: Vec<String>,
    changes: Vec<Change>,
}

/// What the steps so far changed.
#[derive(Default)]
struct Texts {
    originals: BTreeMap<PathBuf, Option<String>>,
    current: BTreeMap<PathBuf, String>,
}

impl Texts {
    fn put(&mut self, name: &Path, change: &Change) {
        self.originals
            .entry(name.to_owned())
            .or_insert_with(|| change.original.clone());
        self.current.insert(name.to_owned(), change.text.clone());
    }

    /// Equal where the whole tree is.
    fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for (name, text) in &self.current {
            if self.originals.get(name).and_then(Option::as_ref) != Some(text) {
                (name, text).hash(&mut hasher);
            }
        }
        hasher.finish()
    }
}

impl Step {
    /// More of the same codemod's fixes, made right after these.
    fn join(&mut self, more: Step) {
        for (path, count) in more.findings {
            *self.findings.entry(path).or_default() += count;
        }
        self.least = self.least.min(more.least);
        self.texts.extend(more.texts);
    }
}

/// All ids, in the order of their steps.
fn every_codemod() -> impl Iterator<Item = &'static str> {
    let ids = codemods::ALL.iter().map(|codemod| codemod.id);
    ids.chain([UNUSED_SUPPRESSION])
}
