//! The work on one file, up to what is to be written and shown. Reads the file; writes and prints nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::changes::Changes;
use super::configs::{BrokenConfig, Configs, Loaded};
use super::disk::Disk;
use super::formats::{Recorder, Reported};
use super::known::{KnownFindings, KnownInFile};
use super::layout::Layout;
use super::options::{Mode, Options, Style, Verbosity};
use super::provider::ProviderNote;
use super::render;
use super::render::ShownFixes;
use crate::engine::{Change, Checked, Fingerprint, Session, contained};
use crate::fix::{Applicability, unified_diff};
use crate::project::{Files, Project};
use crate::source::Source;

/// What came of one file.
#[derive(Debug, Default)]
pub struct FileReport {
    /// The file.
    pub path: PathBuf,
    /// The findings that are left and not known, for people on standard output, in order; empty where they are not shown.
    pub findings: Vec<String>,
    /// The same for people who read a file.
    pub plain: Vec<String>,
    /// The same for reports; with a patch, all that are on the disk.
    pub reported: Vec<Reported>,
    /// For each of those that are left, the codemod and how far its fix may be trusted.
    pub kinds: Vec<(&'static str, Option<Applicability>)>,
    /// How many are left that are known.
    pub known: usize,
    /// What the baseline has to do with the file.
    pub in_baseline: Option<KnownInFile>,
    /// How many findings the changes suppress.
    pub suppressed: usize,
    /// The fixes as a patch, where one was asked for.
    pub patch: String,
    /// How many fixes are not part of that patch, because it does not reach a file that they change.
    pub unreachable: usize,
    /// What has to be written, where fixing was asked for.
    pub changes: Vec<Change>,
    /// How many fixes those changes make.
    pub fixed: usize,
    /// Sentences for people, each with its place.
    pub warnings: Vec<String>,
    /// Where a codemod could not see enough, as sentences, for those who want to know.
    pub notes: Vec<String>,
    /// How many such places there are.
    pub unseen: usize,
    /// Why it, or a part of the work on it, could not be done; without the path.
    pub errors: Vec<String>,
    /// The configuration that was used; `None` for the defaults.
    pub config: Option<PathBuf>,
    /// The version of the provider, where it is asked for.
    pub provider: Option<ProviderNote>,
    /// The configuration that keeps it from being checked.
    pub broken_config: Option<Arc<BrokenConfig>>,
    /// The text as it is now: for a file that came from standard input.
    pub text: Option<String>,
}

/// What the work on every file needs.
#[derive(Debug)]
pub struct Workshop<'a> {
    /// Where files are read.
    pub disk: &'a Disk,
    /// What is known about the surroundings of the files.
    pub project: &'a Project<'a>,
    /// How each is to be checked.
    pub configs: &'a Arc<Configs>,
    /// What was changed, where only that is to be checked.
    pub changes: Option<&'a Changes>,
    /// What to do.
    pub options: &'a Options,
    /// The findings that are known.
    pub known: Option<&'a KnownFindings>,
}

impl Workshop<'_> {
    /// Reads and checks the file at `path`, and repairs it in memory where `mode` says so. A defect of iacfix that shows
    /// in this file is reported and leaves the others alone.
    pub fn process(&self, path: &Path, mode: Mode) -> FileReport {
        let work = || match self.disk.source(path) {
            Ok(source) => self.process_source(source, mode),
            Err(error) => FileReport::failed(path, error),
        };
        contained(work).unwrap_or_else(|crash| FileReport::failed(path, crash))
    }

    /// As [`Workshop::process`], for a text that is there already.
    pub fn process_source(&self, source: Source, mode: Mode) -> FileReport {
        let path = source.path().to_owned();
        let loaded = match self.configs.of_file(&path) {
            Ok(loaded) => loaded,
            Err(broken) => {
                return FileReport {
                    path,
                    broken_config: Some(broken),
                    ..FileReport::default()
                };
            }
        };
        self.checked_report(source, mode, &loaded)
    }

    fn checked_report(&self, source: Source, mode: Mode, loaded: &Loaded) -> FileReport {
        let checker = loaded.checker();
        let mut report = FileReport {
            path: source.path().to_owned(),
            config: loaded.file.clone(),
            ..FileReport::default()
        };
        let changes = self.changes;
        let scope = changes.map(|changes| changes.scope(&source, self.disk));
        if mode == Mode::Report && self.known.is_none() {
            let checked = checker.check_within(source, self.project, &[], scope.as_ref());
            self.describe(&checked, &[], &mut report);
            self.show(&checked, &[], &mut report);
            self.add_provider(&mut report, loaded);
            return report;
        }
        let mut session = Session::open_within(checker, self.project, source, scope);
        let mut in_baseline = self
            .known
            .map(|known| known.leave_known(&mut session, checker));
        if mode == Mode::Diff {
            // Nothing is written, so that all of it stays for whoever reads a report.
            let known = self.known_in(&session);
            self.show(session.checked(), &known, &mut report);
        }
        match mode {
            Mode::Report => {}
            Mode::Suppress => report.suppressed = session.suppress_all(&self.options.reason),
            Mode::Fix | Mode::Diff => {
                let outcome = session.fix_all(self.options.policy);
                report.fixed = outcome.applied.len();
                let name = render::path(&report.path);
                let refused = outcome.refused.iter();
                report
                    .warnings
                    .extend(refused.map(|refusal| format!("{name}: {refusal}")));
            }
        }
        let known = self.known_in(&session);
        self.describe(session.checked(), &known, &mut report);
        if mode != Mode::Diff {
            self.show(session.checked(), &known, &mut report);
        }
        if let (Some(known), Some(in_file)) = (self.known, in_baseline.as_mut()) {
            report.known = known.count(&session, in_file);
            known.end_of_file(&session, checker, self.project, in_file);
        }
        report.in_baseline = in_baseline;
        if mode != Mode::Report {
            report.changes = session.changes();
            report.text = Some(session.checked().source().text().to_owned());
        }
        self.add_provider(&mut report, loaded);
        if mode == Mode::Diff {
            self.add_patch(&mut report);
        }
        report
    }

    fn known_in(&self, session: &Session<'_>) -> Vec<usize> {
        self.known
            .map_or_else(Vec::new, |known| known.known_in(session))
    }

    /// Where something was found, which provider that was found for.
    fn add_provider(&self, report: &mut FileReport, loaded: &Loaded) {
        let found_something = !report.kinds.is_empty() || report.fixed > 0;
        if found_something && self.options.verbosity == Verbosity::Verbose {
            report.provider = ProviderNote::of_file(&report.path, self.disk, self.project, loaded);
        }
    }

    /// The changes of `report` as a patch. Where one of them is out of its reach, none is part of it.
    fn add_patch(&self, report: &mut FileReport) {
        let mut patch = String::new();
        for change in &report.changes {
            let Some(name) = self.disk.patch_name(&change.path) else {
                report.warnings.push(format!(
                    "{}: not part of the patch, which reaches only what is in {}; run iacfix in a folder above the file",
                    render::path(&change.path),
                    render::path(self.disk.current())
                ));
                report.unreachable = report.fixed;
                return;
            };
            let original = change.original.as_deref();
            patch.push_str(&unified_diff(name, original, &change.text));
        }
        report.patch = patch;
    }

    /// The findings in all the forms that are asked for, without those that are known, whose indices are sorted.
    fn show(&self, checked: &Checked, known: &[usize], report: &mut FileReport) {
        let options = self.options;
        let has_text = options.style == Style::Text && options.mode != Mode::Diff;
        let (has_plain, has_documents) = (options.has_text_files(), options.has_documents());
        if !(has_text || has_plain || has_documents) {
            return;
        }
        let source = checked.source();
        let text_of = |path: &Path| String::from_utf8(self.disk.read(path).ok()?).ok();
        let fingerprints = match has_documents {
            true => Fingerprint::of_all(checked),
            false => Vec::new(),
        };
        let mut recorder = Recorder::new(source, self.disk, &text_of);
        let mut shown = ShownFixes::default();
        for (index, finding) in checked.findings.iter().enumerate() {
            if known.binary_search(&index).is_ok() {
                continue;
            }
            let text = |layout, diff| render::finding(finding, source, &text_of, layout, diff);
            let diff = shown.diff_of(finding);
            if has_text {
                report.findings.push(text(options.layout, diff));
            }
            if has_plain {
                report.plain.push(text(Layout::Unbroken, diff));
            }
            if let Some(fingerprint) = fingerprints.get(index) {
                let reported = recorder.record(finding, fingerprint.clone());
                report.reported.push(reported);
            }
        }
    }

    /// What there is to count and to say about a file besides its findings.
    fn describe(&self, checked: &Checked, known: &[usize], report: &mut FileReport) {
        let source = checked.source();
        for (index, finding) in checked.findings.iter().enumerate() {
            if known.binary_search(&index).is_err() {
                let kind = (finding.codemod, finding.applicability());
                report.kinds.push(kind);
            }
        }
        report
            .errors
            .extend(checked.errors.iter().map(ToString::to_string));
        report.warnings.extend(syntax_warning(checked));
        report.unseen += checked.notes.len();
        if self.options.verbosity == Verbosity::Verbose {
            let notes = checked.notes.iter().map(|note| {
                let place = source.place(note.span.start);
                let path = render::path(source.path());
                let (line, column) = (place.line, place.column);
                format!("{path}:{line}:{column}: {}: {}", note.codemod, note.message)
            });
            report.notes.extend(notes);
        }
    }
}

/// Says where a file does not parse.
pub fn syntax_warning(checked: &Checked) -> Option<String> {
    let (first, more) = checked.defects.split_first()?;
    let place = checked.source().place(first.start);
    let more = match more.len() {
        0 => String::new(),
        more => format!(
            ", nor in {}",
            render::count(more, "other place", "other places")
        ),
    };
    Some(format!(
        "{}:{}:{}: does not parse here{more}; findings in this region may be missing",
        render::path(checked.source().path()),
        place.line,
        place.column
    ))
}

impl FileReport {
    /// A file of which nothing is known but why.
    pub fn failed(path: &Path, error: String) -> Self {
        Self {
            path: path.to_owned(),
            errors: vec![error],
            ..Self::default()
        }
    }

    /// Whether the file was looked at.
    pub fn outcome(&self) -> Looked {
        let failed = !self.errors.is_empty() && self.kinds.is_empty() && self.text.is_none();
        match failed || self.broken_config.is_some() {
            true => Looked::Not,
            false => Looked::At,
        }
    }
}

/// Whether a file was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// It was.
    At,
    /// It could not be.
    Not,
}
