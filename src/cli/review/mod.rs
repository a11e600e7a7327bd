//! The review: one fix at a time, and a person who decides.

mod edit;
mod file;
mod keys;

use std::path::{Path, PathBuf};

use super::disk::{Disk, read_source};
use super::exit::Exit;
use super::options::{Options, Strictness, Verbosity};
use super::provider::{ProviderNote, ProviderNotes, manifest_lines};
use super::report::{contained, syntax_warning};
use super::streams::{Presence, Streams, is_someone_there};
use super::{interrupt, render, run, write};
use crate::codemod::Finding;
use crate::engine::Session;
use crate::fix::Applicability;
use crate::project::Project;
use crate::walk;
use file::{FileEnd, FileReview};

/// A decision that stands for findings that are not on the screen yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rule {
    codemod: Option<&'static str>,
    scope: Scope,
    verdict: Verdict,
}

/// How far a [`Rule`] reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    ThisFile,
    AllFiles,
}

/// What a [`Rule`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Apply fixes that may be trusted as far as this. What is less safe than what was seen is asked about.
    Apply(Applicability),
    Skip,
}

impl Rule {
    fn verdict_on(&self, finding: &Finding) -> Option<Verdict> {
        if self
            .codemod
            .is_some_and(|codemod| codemod != finding.codemod)
        {
            return None;
        }
        match self.verdict {
            Verdict::Apply(least) if finding.applicability() < Some(least) => None,
            verdict => Some(verdict),
        }
    }
}

/// What was decided, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Decided {
    applied: usize,
    skipped: usize,
    suppressed: usize,
}

impl Decided {
    fn add(&mut self, other: Decided) {
        self.applied += other.applied;
        self.skipped += other.skipped;
        self.suppressed += other.suppressed;
    }

    fn count(self) -> usize {
        self.applied + self.skipped + self.suppressed
    }
}

/// A review of many files.
struct Review<'a> {
    streams: &'a mut Streams,
    rules: Vec<Rule>,
    decided: Decided,
    left: usize,
    files: usize,
    files_written: usize,
    failed: Failed,
}

/// Whether something could not be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failed {
    Nothing,
    Something,
}

/// Reviews all files under `paths`, one after the other. Each file is written when its review ends.
pub fn review(paths: &[PathBuf], options: &Options, streams: &mut Streams) -> Exit {
    if is_someone_there() == Presence::Nobody {
        let message = "--interactive needs a terminal to ask on; use --fix to apply all safe fixes, or --diff to see them";
        streams.note(&render::error(message));
        return Exit::Failure;
    }
    interrupt::remember_terminal();
    let disk = Disk::new();
    let (files, configs) = match run::find(paths, &disk, options) {
        Ok(found) => found,
        Err(broken) => {
            let path = broken.file.as_deref().map(render::path);
            let lead = path.map(|path| format!("{path}: ")).unwrap_or_default();
            streams.note(&render::error(&format!("{lead}{}", broken.message)));
            return Exit::Failure;
        }
    };
    let mut review = Review {
        streams,
        rules: Vec::new(),
        decided: Decided::default(),
        left: 0,
        files: 0,
        files_written: 0,
        failed: Failed::Nothing,
    };
    let found = walk::Found::of(files);
    for error in &found.errors {
        review.error(&error.path, &error.problem.to_string());
    }
    let nothing = found.files.is_empty() && found.errors.is_empty();
    if nothing && options.verbosity > Verbosity::Quiet {
        review.streams.note(&render::nothing_to_check(paths));
    }
    let project = Project::new(&disk);
    let mut broken_configs = Vec::new();
    let mut providers = ProviderNotes::default();
    let mut unseen = 0;
    for (index, path) in found.files.iter().enumerate() {
        let source = match read_source(path) {
            Ok(source) => source,
            Err(error) => {
                review.error(path, &error);
                continue;
            }
        };
        let loaded = match configs.of_file(path) {
            Ok(loaded) => loaded,
            Err(broken) => {
                if !broken_configs.contains(&broken) {
                    let file = broken.file.as_deref().unwrap_or(path);
                    review.error(file, &broken.message);
                    broken_configs.push(broken);
                }
                continue;
            }
        };
        let checker = loaded.checker();
        review.files += 1;
        let session = match contained(|| Session::open(checker, &project, source)) {
            Ok(session) => session,
            Err(crash) => {
                review.error(path, &crash);
                continue;
            }
        };
        if options.verbosity == Verbosity::Verbose && !session.findings().is_empty() {
            let note = ProviderNote::of_file(path, &disk, &project, &loaded);
            if let Some(line) = note.and_then(|note| providers.line(&note)) {
                review.streams.note(&line);
            }
        }
        match review.file(session) {
            FileEnd::Done => {}
            FileEnd::Quit => {
                unseen = found.files.len() - index - 1;
                break;
            }
            FileEnd::Interrupted => return Exit::Interrupted,
        }
    }
    if options.verbosity == Verbosity::Verbose {
        review.streams.note(&manifest_lines(&project, &disk));
    }
    review.summary(options.verbosity, unseen);
    match (review.failed, review.left, options.strictness) {
        (Failed::Something, ..) => Exit::Failure,
        (_, 0, _) | (.., Strictness::FindingsPass) => Exit::Clean,
        _ => Exit::Findings,
    }
}

impl Review<'_> {
    /// Reviews one file and writes what was accepted.
    fn file(&mut self, session: Session<'_>) -> FileEnd {
        let path = session.checked().source().path().to_owned();
        for error in &session.checked().errors {
            self.error(&path, &error.to_string());
        }
        if let Some(warning) = syntax_warning(session.checked()) {
            self.streams.note(&render::warning(&warning));
        }
        let mut review = FileReview::new(session, &mut self.rules, self.streams);
        let end = review.run();
        let (decided, session) = review.close();
        self.rules.retain(|rule| rule.scope == Scope::AllFiles);
        let changes = session.changes();
        if end == FileEnd::Interrupted {
            self.interrupted(&path, decided);
            return end;
        }
        if changes.is_empty() {
            self.decided.add(decided);
            self.left += session.findings().len();
            return end;
        }
        match write::commit(&changes) {
            Ok(()) => {
                self.decided.add(decided);
                self.left += session.findings().len();
                self.files_written += changes.len();
            }
            Err(error) => {
                // Nothing of it is on the disk, so all that was found there is left.
                self.left += decided.applied + decided.suppressed + session.findings().len();
                self.error(&error.path, &error.problem.to_string());
            }
        }
        end
    }

    fn interrupted(&mut self, path: &Path, decided: Decided) {
        let path = render::path(path);
        let discarded = match decided.count() {
            0 => String::new(),
            count => format!(
                ", {} discarded",
                render::count(count, "decision is", "decisions are")
            ),
        };
        let written = match self.files_written {
            0 => String::new(),
            count => format!(
                "; {} written before",
                render::count(count, "file was", "files were")
            ),
        };
        self.streams.note(&format!(
            "\ninterrupted: {path} is unchanged{discarded}{written}\n"
        ));
    }

    fn error(&mut self, path: &Path, message: &str) {
        let path = path.to_string_lossy();
        self.streams
            .note(&render::error(&format!("{path}: {message}")));
        self.failed = Failed::Something;
    }

    fn summary(&mut self, verbosity: Verbosity, unseen: usize) {
        if verbosity == Verbosity::Quiet || (self.files == 0 && unseen == 0) {
            return;
        }
        let Decided {
            applied,
            skipped,
            suppressed,
        } = self.decided;
        if self.decided.count() == 0 && self.left == 0 && unseen == 0 {
            let files = render::count(self.files, "file", "files");
            self.streams.note(&format!("No findings in {files}.\n"));
            return;
        }
        let mut parts = vec![format!(
            "Applied {}",
            render::count(applied, "fix", "fixes")
        )];
        if suppressed > 0 {
            parts.push(format!("suppressed {suppressed}"));
        }
        if skipped > 0 {
            parts.push(format!("skipped {skipped}"));
        }
        let mut text = parts.join(", ");
        let left = render::count(self.left, "finding is", "findings are");
        text.push_str(&format!("; {left} left."));
        if unseen > 0 {
            let files = render::count(unseen, "file was", "files were");
            text.push_str(&format!(" {files} not reviewed."));
        }
        self.streams.note(&format!("{text}\n"));
    }
}
