//! The review: one fix at a time, and a person who decides.

mod edit;
mod file;
mod keys;

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::known::{KnownFindings, KnownRun};
use super::options::{Options, Strictness, Verbosity};
use super::provider::{ProviderNote, ProviderNotes, manifest_lines};
use super::report::syntax_warning;
use super::run::{NoSearch, Search};
use super::streams::{Presence, Streams, is_someone_there};
use super::{interrupt, render, run, write};
use crate::codemod::Finding;
use crate::engine::{Session, contained};
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
    /// Findings that are known and were not shown.
    known: usize,
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
    let Search {
        files,
        configs,
        changes,
        disk,
    } = match run::find(paths, options) {
        Ok(search) => search,
        Err(NoSearch::Config(broken)) => {
            let path = broken.file.as_deref().map(render::path);
            let lead = path.map(|path| format!("{path}: ")).unwrap_or_default();
            streams.note(&render::error(&format!("{lead}{}", broken.message)));
            return Exit::Failure;
        }
        Err(NoSearch::Changes(error)) => {
            streams.note(&render::error(&error.message));
            return error.exit;
        }
    };
    let known =
        match options.known.as_ref().map(|known| {
            KnownFindings::read(known, &disk).map_err(|message| (&known.file, message))
        }) {
            None => None,
            Some(Ok(known)) => Some(known),
            Some(Err((file, message))) => {
                let file = render::path(file);
                streams.note(&render::error(&format!("{file}: {message}")));
                return Exit::Failure;
            }
        };
    let mut known_run = KnownRun::default();
    let mut review = Review {
        streams,
        rules: Vec::new(),
        decided: Decided::default(),
        left: 0,
        known: 0,
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
        let nothing = match &changes {
            Some(changes) => changes.nothing(),
            None => render::nothing_to_check(paths),
        };
        review.streams.note(&nothing);
    }
    let project = Project::new(&disk);
    let mut broken_configs = Vec::new();
    let mut providers = ProviderNotes::default();
    let mut unseen = 0;
    for (index, path) in found.files.iter().enumerate() {
        let source = match disk.source(path) {
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
        let changes = changes.as_ref();
        let scope = changes.map(|changes| changes.scope(&source, &disk));
        let opened = contained(|| {
            let mut session = Session::open_within(checker, &project, source, scope);
            let in_file = known
                .as_ref()
                .map(|known| known.leave_known(&mut session, checker));
            (session, in_file)
        });
        let session = match opened {
            Ok((session, in_file)) => {
                if let Some(in_file) = in_file {
                    known_run.add(&in_file);
                }
                session
            }
            Err(crash) => {
                review.error(path, &crash);
                continue;
            }
        };
        let refusal = changes.and_then(|changes| changes.refusal(path, &disk));
        if let (Some(refusal), Some(_)) = (refusal, session.next()) {
            // Nobody wants to decide about what cannot be written.
            review.left += session.findings().len();
            review.error(path, refusal);
            continue;
        }
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
    if let Some(known) = &known {
        let end = known.end(known_run, paths, &configs);
        if options.verbosity > Verbosity::Quiet {
            review.streams.note(&end.notes);
        }
    }
    if options.verbosity == Verbosity::Verbose {
        review.streams.note(&manifest_lines(&project, &disk));
    }
    review.summary(options.verbosity, unseen);
    let changes = changes.as_ref();
    if let Some(unstaged) = changes.and_then(|changes| changes.unstaged(review.files_written)) {
        review.streams.note(unstaged);
        review.left += 1;
    }
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
            self.count_left(&session);
            return end;
        }
        match write::commit(&changes) {
            Ok(()) => {
                self.decided.add(decided);
                self.count_left(&session);
                self.files_written += changes.len();
            }
            Err(error) => {
                // Nothing of it is on the disk, so all that was found there is left.
                self.left += decided.applied + decided.suppressed;
                self.count_left(&session);
                self.error(&error.path, &error.problem.to_string());
            }
        }
        end
    }

    /// Counts what is found now: what is left, and what is known.
    fn count_left(&mut self, session: &Session<'_>) {
        let all = session.findings().len();
        let known = (0..all).filter(|&index| session.is_left(index)).count();
        self.left += all - known;
        self.known += known;
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
        let (nothing, known) = match self.known {
            0 => ("No findings", String::new()),
            known => (
                "No new findings",
                format!(
                    " {} not shown.",
                    render::count(known, "known finding is", "known findings are")
                ),
            ),
        };
        if self.decided.count() == 0 && self.left == 0 && unseen == 0 {
            let files = render::count(self.files, "file", "files");
            self.streams
                .note(&format!("{nothing} in {files}.{known}\n"));
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
        self.streams.note(&format!("{text}{known}\n"));
    }
}
