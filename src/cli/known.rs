//! The baseline of a run: read before it, asked about each file, told about at its end, and written where that is wanted.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::configs::Configs;
use super::disk::{Disk, advice, relative_path};
use super::options::KnownOptions;
use super::output_args::BaselineWriting;
use super::render;
use super::write;
use crate::baseline::{Baseline, Known};
use crate::codemod::Finding;
use crate::engine::{Change, Checked, Checker, Fingerprint, Session};
use crate::project::{Files, Project};
use crate::source::Source;

/// The baseline of a run.
#[derive(Debug)]
pub struct KnownFindings {
    /// As the user named it.
    file: PathBuf,
    /// The folder that its names are relative to.
    folder: PathBuf,
    /// `None` for one that is to be made.
    original: Option<String>,
    baseline: Baseline,
    writing: Option<BaselineWriting>,
    disk: Disk,
}

/// What the baseline has to do with one file.
#[derive(Debug)]
pub struct KnownInFile {
    name: String,
    /// What is known and no longer occurs.
    pub gone: Vec<Known>,
    /// What is known and occurs.
    here: Vec<Known>,
    /// What is known in it after the run, where the baseline is written.
    after: BTreeSet<Known>,
}

/// What came of the baseline in a run.
#[derive(Debug, Default)]
pub struct KnownRun {
    seen: HashSet<String>,
    gone: BTreeMap<String, Vec<Known>>,
    after: BTreeMap<String, BTreeSet<Known>>,
}

/// How it ended.
#[derive(Debug)]
pub struct KnownEnd {
    /// What there is to say, a line each.
    pub notes: String,
    /// How many known findings no longer occur.
    pub gone: usize,
    /// Why the baseline could not be written.
    pub problem: Option<String>,
}

impl KnownFindings {
    /// Reads the baseline that `options` name.
    ///
    /// # Errors
    /// What is wrong with it and what to do.
    pub fn read(options: &KnownOptions, disk: &Disk) -> Result<Self, String> {
        let (text, baseline) = match fs::read_to_string(&options.file) {
            Ok(text) => {
                let baseline = Baseline::parse(&text).map_err(|error| error.to_string())?;
                (Some(text), baseline)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => match options.writing {
                Some(_) => (None, Baseline::default()),
                None => {
                    return Err("no such file; --write-baseline makes it".to_owned());
                }
            },
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err("is no baseline: it is not UTF-8".to_owned());
            }
            Err(error) => return Err(format!("cannot be read: {}", advice(&error))),
        };
        if let (Some(_), Some(problem)) = (options.writing, write::refusal(&options.file)) {
            return Err(problem);
        }
        let real = disk.real_path(&options.file);
        Ok(Self {
            file: options.file.clone(),
            folder: real.parent().unwrap_or(Path::new("")).to_owned(),
            original: text,
            baseline,
            writing: options.writing,
            disk: disk.clone(),
        })
    }

    /// The baseline, as the user named it.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Has `session` leave what is known alone, before anything else is done in it.
    pub fn leave_known(&self, session: &mut Session<'_>, checker: &Checker) -> KnownInFile {
        let checked = session.checked();
        let name = self.name(checked.source().path());
        let found: Vec<Known> = all_of(checked);
        let is_known = |&index: &usize| self.baseline.holds(&name, &found[index]);
        let known: Vec<usize> = (0..found.len()).filter(is_known).collect();
        let mut in_file = KnownInFile {
            name: name.clone(),
            gone: Vec::new(),
            here: known.iter().map(|&index| found[index].clone()).collect(),
            after: BTreeSet::new(),
        };
        let found: HashSet<&Known> = found.iter().collect();
        for known in self.baseline.of_file(&name) {
            if !is_whole(checked) || !checker.looks_for(&known.codemod) {
                // What was not looked for is as known as it was.
                in_file.after.insert(known.clone());
            } else if !found.contains(known) {
                in_file.gone.push(known.clone());
            }
        }
        session.leave(&known);
        in_file
    }

    /// Ends what the baseline has to do with a file: what is left in `session`, or is in the text that it made, is what the
    /// next run finds. `checker` looks for it as that run will.
    pub fn end_of_file(
        &self,
        session: &Session<'_>,
        checker: &Checker,
        project: &Project<'_>,
        in_file: &mut KnownInFile,
    ) {
        if self.writing.is_none() {
            return;
        }
        let is_left = |finding: &Finding| {
            let mut all = (0..session.findings().len()).filter(|&index| session.is_left(index));
            self.takes_all()
                || all.any(|index| {
                    let left = &session.findings()[index];
                    (left.codemod, left.span.start) == (finding.codemod, finding.span.start)
                })
        };
        if !self.takes_all() && session.changes().is_empty() {
            in_file.after.extend(in_file.here.iter().cloned());
            return;
        }
        let source = session.checked().source();
        let source = Source::new(source.path(), source.text());
        let checked = checker.check(source, project);
        let all = all_of(&checked).into_iter().zip(&checked.findings);
        let known = all.filter(|(_, finding)| is_left(finding));
        in_file.after.extend(known.map(|(known, _)| known));
    }

    /// The indices of the findings of `session` that are known, those included that this run makes known.
    pub fn known_in(&self, session: &Session<'_>) -> Vec<usize> {
        let all = 0..session.findings().len();
        match self.takes_all() {
            true => all.collect(),
            false => all.filter(|&index| session.is_left(index)).collect(),
        }
    }

    /// How many findings of `session` that are left are known.
    pub fn count(&self, session: &Session<'_>, in_file: &KnownInFile) -> usize {
        let known = self.known_in(session).len();
        match self.takes_all() {
            true => known,
            // One that is kept may be found as several.
            false => known.min(in_file.here.len()),
        }
    }

    /// Whether every finding of this run becomes known.
    fn takes_all(&self) -> bool {
        match self.writing {
            Some(BaselineWriting::All) => true,
            Some(BaselineWriting::Shrink) => self.original.is_none(),
            None => false,
        }
    }

    fn name(&self, path: &Path) -> String {
        let relative = relative_path(&self.folder, &self.disk.real_path(path));
        let parts = relative.components();
        let parts: Vec<_> = parts
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }

    /// What is known of files below `paths` that are no longer there, with what was to be looked for in them.
    fn of_missing_files(&self, run: &mut KnownRun, paths: &[PathBuf], configs: &Configs) {
        let paths: Vec<PathBuf> = paths.iter().map(|path| self.disk.real_path(path)).collect();
        for name in self.baseline.names() {
            let file = self.disk.absolute(&self.folder.join(name));
            let is_below = paths.iter().any(|path| file.starts_with(path));
            let is_missing = || {
                let found = fs::symlink_metadata(&file);
                found.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
            };
            if run.seen.contains(name) || !is_below || !is_missing() {
                continue;
            }
            let Ok(loaded) = configs.of_file(&file) else {
                continue;
            };
            let known = self.baseline.of_file(name).cloned();
            let (gone, after): (Vec<Known>, Vec<Known>) =
                known.partition(|known| loaded.checker().looks_for(&known.codemod));
            run.gone.insert(name.to_owned(), gone);
            run.after
                .insert(name.to_owned(), BTreeSet::from_iter(after));
        }
    }

    /// Ends a run over `paths`: writes the baseline where that is wanted.
    pub fn end(&self, mut run: KnownRun, paths: &[PathBuf], configs: &Configs) -> KnownEnd {
        self.of_missing_files(&mut run, paths, configs);
        let gone: usize = run.gone.values().map(Vec::len).sum();
        let mut end = KnownEnd {
            notes: String::new(),
            gone,
            problem: None,
        };
        for (name, known) in &run.gone {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for known in known {
                *counts.entry(&known.codemod).or_default() += 1;
            }
            let name = render::path(&self.disk.relative_path(&self.folder.join(name)));
            for (codemod, count) in counts {
                let (codemod, count) = (
                    render::visible(codemod),
                    render::count(count, "known finding", "known findings"),
                );
                end.note(&format!("{name}: {count} of {codemod} no longer there"));
            }
        }
        let file = render::path(&self.file);
        let are = render::count(gone, "known finding is", "known findings are");
        match self.writing {
            None if gone > 0 => {
                end.note(&format!(
                    "{are} no longer there; --write-baseline takes that out of {file}"
                ));
            }
            None => {}
            Some(_) => self.write(run, &mut end),
        }
        end
    }

    fn write(&self, run: KnownRun, end: &mut KnownEnd) {
        let mut baseline = self.baseline.clone();
        for (name, after) in run.after {
            baseline.set_file(&name, after);
        }
        let change = Change {
            path: self.file.clone(),
            original: self.original.clone(),
            text: baseline.text(),
        };
        let file = render::path(&self.file);
        let knows = render::count(baseline.len(), "finding", "findings");
        if change.original.as_ref() == Some(&change.text) {
            end.note(&format!("{file} knows {knows}, as before"));
            return;
        }
        match write::commit(&[change]) {
            Ok(()) => end.note(&format!("wrote {file}, which knows {knows}")),
            Err(error) => end.problem = Some(error.problem.to_string()),
        }
    }
}

impl KnownRun {
    /// Takes in what the baseline has to do with a file that was looked at.
    pub fn add(&mut self, in_file: &KnownInFile) {
        if in_file.gone.is_empty() && in_file.here.is_empty() && in_file.after.is_empty() {
            // Nothing is known in it, and there are many of these.
            return;
        }
        let name = &in_file.name;
        self.seen.insert(name.clone());
        if !in_file.gone.is_empty() {
            self.gone.insert(name.clone(), in_file.gone.clone());
        }
        self.after.insert(name.clone(), in_file.after.clone());
    }
}

impl KnownEnd {
    fn note(&mut self, text: &str) {
        self.notes.push_str(&format!("{text}\n"));
    }
}

/// What all findings of a file are known by, in their order.
fn all_of(checked: &Checked) -> Vec<Known> {
    let fingerprints = Fingerprint::of_all(checked);
    let findings = checked.findings.iter().zip(fingerprints);
    findings
        .map(|(finding, fingerprint)| Known::of(finding, fingerprint))
        .collect()
}

/// Whether all that was looked for in a file was found.
fn is_whole(checked: &Checked) -> bool {
    checked.errors.is_empty() && checked.defects.is_empty()
}
