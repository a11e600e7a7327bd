//! What a run says, file by file and at its end, and the exit code that it comes to.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::changes::Changes;
use super::configs::BrokenConfig;
use super::disk::Disk;
use super::exit::Exit;
use super::json::{self, JsonError};
use super::options::{Mode, Options, Strictness, Style, Verbosity};
use super::provider::{ProviderNotes, manifest_lines};
use super::render;
use super::report::{FileReport, Looked};
use super::streams::{OutState, Streams};
use super::tally::Tally;
use crate::fix::Applicability;
use crate::project::Project;

/// Which stream takes the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Stdout,
    Stderr,
}

/// Collects what came of the files of a run, and says it.
#[derive(Debug)]
pub struct Output<'a> {
    options: &'a Options,
    streams: &'a mut Streams,
    target: Target,
    tally: Tally,
    errors: Vec<JsonError>,
    configs: HashSet<String>,
    providers: ProviderNotes,
    shown: usize,
    patched: usize,
    unreachable: usize,
    unstaged: Option<&'static str>,
}

impl<'a> Output<'a> {
    /// Findings go to standard output.
    pub fn new(options: &'a Options, streams: &'a mut Streams) -> Self {
        Self {
            options,
            streams,
            target: Target::Stdout,
            tally: Tally::default(),
            errors: Vec::new(),
            configs: HashSet::new(),
            providers: ProviderNotes::default(),
            shown: 0,
            patched: 0,
            unreachable: 0,
            unstaged: None,
        }
    }

    /// Findings go to standard error, because standard output holds something else.
    pub fn on_stderr(options: &'a Options, streams: &'a mut Streams) -> Self {
        Self {
            target: Target::Stderr,
            ..Self::new(options, streams)
        }
    }

    /// Whether standard output still takes what is said.
    pub fn state(&self) -> &OutState {
        self.streams.state()
    }

    /// Says what came of a file.
    pub fn file(&mut self, report: &FileReport) {
        for error in &report.errors {
            self.error(Some(&report.path), error);
        }
        if let Some(broken) = &report.broken_config {
            self.broken_config(broken);
        }
        if report.outcome() == Looked::Not {
            return;
        }
        if self.options.verbosity > Verbosity::Quiet {
            for warning in &report.warnings {
                self.streams.note(&render::warning(warning));
            }
        }
        for note in &report.notes {
            self.streams.note(&format!("{note}\n"));
        }
        self.tally.unseen += report.unseen;
        self.tally.files += 1;
        self.tally.files_with_findings += usize::from(!report.kinds.is_empty());
        self.tally.fixed += report.fixed;
        self.tally.files_fixed += usize::from(report.fixed > 0);
        for &(codemod, applicability) in &report.kinds {
            self.tally.add(codemod, applicability);
        }
        if self.options.verbosity == Verbosity::Verbose {
            let did = match report.fixed {
                0 => "checked".to_owned(),
                fixed => format!("fixed {}", render::count(fixed, "finding", "findings")),
            };
            let path = render::path(&report.path);
            let config = match &report.config {
                Some(config) => format!(" (settings of {})", render::path(config)),
                None => String::new(),
            };
            self.streams.note(&format!("{path}: {did}{config}\n"));
            let provider = report.provider.as_ref();
            if let Some(line) = provider.and_then(|note| self.providers.line(note)) {
                self.streams.note(&line);
            }
        }
        if self.options.mode == Mode::Diff {
            self.patched += usize::from(!report.patch.is_empty());
            self.unreachable += report.unreachable;
            self.streams.patch(&report.patch);
        } else {
            for finding in &report.findings {
                self.finding(finding);
            }
        }
        self.streams.end_of_file();
    }

    /// Says that something could not be done. The run fails.
    pub fn error(&mut self, path: Option<&Path>, message: &str) {
        let text = match path {
            Some(path) => format!("{}: {message}", path.to_string_lossy()),
            None => message.to_owned(),
        };
        self.streams.note(&render::error(&text));
        self.errors.push(JsonError {
            path: path.map(|path| path.to_string_lossy().into_owned()),
            message: message.to_owned(),
        });
    }

    /// Says, once, that a configuration cannot be used. The run fails.
    pub fn broken_config(&mut self, broken: &BrokenConfig) {
        if self.configs.insert(format!("{broken:?}")) {
            self.error(broken.file.as_deref(), &broken.message);
        }
    }

    /// Says what was wrong with the manifests of the programs, to those who want to know.
    pub fn manifests(&mut self, project: &Project<'_>, disk: &Disk) {
        if self.options.verbosity == Verbosity::Verbose {
            self.streams.note(&manifest_lines(project, disk));
        }
    }

    /// Says what it all came to.
    pub fn finish(mut self) -> Exit {
        match self.options.style {
            _ if self.options.mode == Mode::Diff => self.finish_diff(),
            Style::Json => {
                if self.shown == 0 {
                    self.say_raw(&json::opening());
                }
                let closing = json::closing(&self.errors, &self.tally);
                self.say_raw(&closing);
            }
            Style::Statistics => {
                let statistics = render::statistics(&self.tally);
                self.say(&statistics);
                self.summary();
            }
            Style::Text => self.summary(),
        }
        if let Some(what_to_do) = self.unstaged {
            self.streams.note(what_to_do);
        }
        self.streams.flush();
        if let OutState::Failed(error) = self.streams.state() {
            let message = format!("standard output: {error}");
            self.error(None, &message);
        }
        let left = self.tally.findings() + self.unreachable + self.patched > 0;
        let left = left || self.unstaged.is_some();
        match (self.errors.is_empty(), left) {
            (false, _) => Exit::Failure,
            (true, true) if self.options.strictness == Strictness::FindingsFail => Exit::Findings,
            _ => Exit::Clean,
        }
    }

    fn finding(&mut self, finding: &str) {
        match self.options.style {
            Style::Json => {
                let lead = match self.shown {
                    0 => json::opening() + "\n",
                    _ => ",\n".to_owned(),
                };
                self.say_raw(&(lead + finding));
            }
            Style::Text | Style::Statistics => self.say(&format!("{finding}\n")),
        }
        self.shown += 1;
    }

    /// Says that there is nothing to check under `paths`, or nothing that was changed.
    pub fn nothing_to_check(&mut self, paths: &[PathBuf], changes: Option<&Changes>) {
        if self.options.verbosity > Verbosity::Quiet {
            let nothing = match changes {
                Some(changes) => changes.nothing(),
                None => render::nothing_to_check(paths),
            };
            self.streams.note(&nothing);
        }
    }

    /// What was checked is not what was repaired: says so, and counts it as left.
    pub fn unstaged(&mut self, what_to_do: Option<&'static str>) {
        self.unstaged = what_to_do;
    }

    fn summary(&mut self) {
        // Nothing was looked at, and why was said.
        let nothing = self.tally.files == 0;
        if self.options.verbosity > Verbosity::Quiet && !nothing {
            let summary = render::summary(&self.tally);
            self.say(&summary);
            if self.tally.unseen > 0 && self.options.verbosity < Verbosity::Verbose {
                let places = render::count(self.tally.unseen, "place", "places");
                self.streams.note(&format!(
                    "{places} could not be followed, so that defects there are not seen; -v shows where\n"
                ));
            }
        }
    }

    fn finish_diff(&mut self) {
        let left = self.tally.findings() + self.unreachable;
        if left > 0 && self.options.verbosity > Verbosity::Quiet {
            let findings = render::count(left, "finding is", "findings are");
            let more = match self.tally.unsafe_() {
                some if some > 0 && self.options.policy.least > Applicability::Unsafe => {
                    format!("--unsafe-fixes includes {some} of them; ")
                }
                _ => String::new(),
            };
            self.streams.note(&format!(
                "{findings} not part of the patch; {more}run without --diff to see why\n"
            ));
        }
    }

    fn say(&mut self, text: &str) {
        match self.target {
            Target::Stdout => self.streams.text(text),
            Target::Stderr => self.streams.note(text),
        }
    }

    fn say_raw(&mut self, text: &str) {
        match self.target {
            Target::Stdout => self.streams.raw(text),
            Target::Stderr => self.streams.note(text),
        }
    }
}
