//! What a run says, file by file and at its end, and the exit code that it comes to.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::args::Format;
use super::changes::Changes;
use super::configs::{BrokenConfig, Configs};
use super::disk::Disk;
use super::exit::Exit;
use super::formats::{self, Artifact, Document, Notice, Reported};
use super::known::{KnownFindings, KnownRun};
use super::options::{Mode, Options, Strictness, Style, Verbosity};
use super::output_files::{OutputFiles, Unwritable};
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
    disk: &'a Disk,
    /// The report on standard output, where one is printed.
    document: Option<Box<dyn Document>>,
    files: OutputFiles,
    /// What cannot be written, so that there is no point in beginning.
    unwritable: Vec<Unwritable>,
    known: KnownRun,
    tally: Tally,
    /// What reports hold, which may be more than what is left.
    reported: Tally,
    errors: usize,
    configs: HashSet<String>,
    providers: ProviderNotes,
    patched: usize,
    unreachable: usize,
    unstaged: Option<&'static str>,
}

impl<'a> Output<'a> {
    /// Findings go to standard output.
    pub fn new(options: &'a Options, disk: &'a Disk, streams: &'a mut Streams) -> Self {
        Self::to(Target::Stdout, options, disk, streams)
    }

    /// Findings go to standard error, because standard output holds something else.
    pub fn on_stderr(options: &'a Options, disk: &'a Disk, streams: &'a mut Streams) -> Self {
        Self::to(Target::Stderr, options, disk, streams)
    }

    fn to(target: Target, options: &'a Options, disk: &'a Disk, streams: &'a mut Streams) -> Self {
        let (files, unwritable) = OutputFiles::begin(&options.outputs, disk);
        let mut output = Self {
            options,
            streams,
            target,
            disk,
            document: match options.style {
                Style::Document(format) if options.mode != Mode::Diff => {
                    formats::document(format, disk.current())
                }
                _ => None,
            },
            files,
            unwritable,
            known: KnownRun::default(),
            tally: Tally::default(),
            reported: Tally::default(),
            errors: 0,
            configs: HashSet::new(),
            providers: ProviderNotes::default(),
            patched: 0,
            unreachable: 0,
            unstaged: None,
        };
        let opening = output.document.as_mut().map(|document| document.opening());
        output.say_raw(&opening.unwrap_or_default());
        output
    }

    /// Says which files cannot be written, and answers whether there are such, so that the run is not worth its work.
    pub fn is_refused(&mut self) -> bool {
        let unwritable = std::mem::take(&mut self.unwritable);
        for file in &unwritable {
            self.error(Some(&file.path), &file.message);
        }
        !unwritable.is_empty()
    }

    /// Whether standard output still takes what is said.
    pub fn state(&self) -> &OutState {
        self.streams.state()
    }

    /// Counts files in which there is nothing to be found, and of which there is nothing to be said.
    pub fn clean(&mut self, count: usize) {
        self.tally.files += count;
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
        for warning in &report.warnings {
            if self.options.verbosity > Verbosity::Quiet {
                self.streams.note(&render::warning(warning));
            }
            let file = Artifact::new(&report.path, self.disk);
            self.notice(&Notice::warning(file, warning));
        }
        for note in &report.notes {
            self.streams.note(&format!("{note}\n"));
        }
        self.tally.unseen += report.unseen;
        self.tally.files += 1;
        self.tally.files_with_findings += usize::from(!report.kinds.is_empty());
        self.tally.fixed += report.fixed;
        self.tally.files_fixed += usize::from(report.fixed > 0);
        self.tally.suppressed += report.suppressed;
        self.tally.known += report.known;
        if let Some(in_baseline) = &report.in_baseline {
            self.known.add(in_baseline);
        }
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
                self.say(&format!("{finding}\n"));
            }
        }
        for finding in &report.plain {
            self.files.text(&format!("{finding}\n"));
        }
        for finding in &report.reported {
            self.report(finding);
        }
        if self.options.style == Style::Document(Format::JsonLines) && !report.reported.is_empty() {
            // Whoever asks for lines reads along.
            self.streams.flush();
        }
        self.streams.end_of_file();
    }

    /// Prints a text that came from standard input, as it is now; findings go to standard error.
    pub fn repaired(&mut self, text: &str) {
        self.streams.raw(text);
    }

    /// Says that something could not be done. The run fails.
    pub fn error(&mut self, path: Option<&Path>, message: &str) {
        let text = match path {
            Some(path) => format!("{}: {message}", path.to_string_lossy()),
            None => message.to_owned(),
        };
        self.streams.note(&render::error(&text));
        self.errors += 1;
        let file = path.map(|path| Artifact::new(path, self.disk));
        self.notice(&Notice::failure(file, message));
    }

    fn notice(&mut self, notice: &Notice) {
        let said = self
            .document
            .as_mut()
            .map(|document| document.notice(notice));
        self.say_raw(&said.unwrap_or_default());
        self.files.notice(notice);
    }

    fn report(&mut self, finding: &Reported) {
        let applicability = finding.fix.as_ref().map(|fix| fix.applicability);
        self.reported.add(finding.codemod, applicability);
        let said = self
            .document
            .as_mut()
            .map(|document| document.finding(finding));
        self.say_raw(&said.unwrap_or_default());
        self.files.finding(finding);
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

    /// Ends a run over `paths` with what is known, before it is summed up.
    pub fn known(&mut self, known: &KnownFindings, paths: &[PathBuf], configs: &Configs) {
        let end = known.end(std::mem::take(&mut self.known), paths, configs);
        self.tally.gone = end.gone;
        if self.options.verbosity > Verbosity::Quiet {
            self.streams.note(&end.notes);
        }
        if let Some(problem) = end.problem {
            self.error(Some(known.file()), &problem);
        }
    }

    /// Says what it all came to.
    pub fn finish(mut self) -> Exit {
        let reported = self.reported_tally();
        let summary = self.summary_text();
        self.files.text(&summary);
        // Before the report on standard output ends, which says what could not be written.
        for file in std::mem::take(&mut self.files).write(&reported) {
            self.error(Some(&file.path), &file.message);
        }
        match self.options.style {
            _ if self.options.mode == Mode::Diff => self.finish_diff(),
            Style::Document(_) => {
                let document = self.document.take();
                let said = document.map(|mut document| document.closing(&reported));
                self.say_raw(&said.unwrap_or_default());
            }
            Style::Statistics => {
                let statistics = render::statistics(&self.tally);
                self.say(&statistics);
                self.summary(&summary);
            }
            Style::Text => self.summary(&summary),
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
        match (self.errors == 0, left) {
            (false, _) => Exit::Failure,
            (true, true) if self.options.strictness == Strictness::FindingsFail => Exit::Findings,
            _ => Exit::Clean,
        }
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

    /// What is counted in reports: what they hold, with the files that were looked at.
    fn reported_tally(&self) -> Tally {
        Tally {
            by_codemod: match self.options.mode {
                Mode::Diff => self.reported.by_codemod.clone(),
                Mode::Report | Mode::Fix | Mode::Suppress => self.tally.by_codemod.clone(),
            },
            ..self.tally.clone()
        }
    }

    /// The summary, where there is one: of a run that looked at nothing it was said why.
    fn summary_text(&self) -> String {
        match self.options.verbosity > Verbosity::Quiet && self.tally.files > 0 {
            true => render::summary(&self.tally),
            false => String::new(),
        }
    }

    fn summary(&mut self, summary: &str) {
        self.say(summary);
        let is_unsaid = self.options.verbosity == Verbosity::Normal && self.tally.unseen > 0;
        if !summary.is_empty() && is_unsaid {
            let places = render::count(self.tally.unseen, "place", "places");
            self.streams.note(&format!(
                "{places} could not be followed, so that defects there are not seen; -v shows where\n"
            ));
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
