//! The command line as it is meant: what was typed, turned into what a run needs.

use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use super::args::{CheckArgs, Format};
use super::changes::Since;
use super::configs::ConfigOptions;
use super::layout::Layout;
use super::output_args::{BaselineWriting, OutputFileArg};
use crate::engine::FixPolicy;
use crate::fix::Applicability;

/// What a run does with what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Shows it.
    Report,
    /// Repairs it.
    Fix,
    /// Prints the repairs as a patch.
    Diff,
    /// Suppresses it by comments.
    Suppress,
}

impl Mode {
    /// Whether files are changed.
    pub fn writes(self) -> bool {
        matches!(self, Mode::Fix | Mode::Suppress)
    }
}

/// How much a run says besides what it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Only what went wrong.
    Quiet,
    /// Warnings and a summary.
    Normal,
    /// What it did, too.
    Verbose,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Each with its diff, for people.
    Text,
    /// Counted by codemod, for people.
    Statistics,
    /// As a report for programs.
    Document(Format),
}

/// Whether findings that are left make the run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// They do.
    FindingsFail,
    /// They don't.
    FindingsPass,
}

/// What becomes of files that are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedFiles {
    /// They are checked, whatever the configuration excludes.
    Always,
    /// They are checked as those that are found in a folder.
    AsFound,
}

/// Findings that are known.
#[derive(Clone, Debug)]
pub struct KnownOptions {
    /// The baseline.
    pub file: PathBuf,
    /// How it is written, if it is.
    pub writing: Option<BaselineWriting>,
}

/// What a run that checks files needs to know.
#[derive(Clone, Debug)]
pub struct Options {
    /// What to do.
    pub mode: Mode,
    /// Which fixes count as applicable.
    pub policy: FixPolicy,
    /// How to show findings.
    pub style: Style,
    /// The files that take what is found, besides standard output.
    pub outputs: Vec<OutputFileArg>,
    /// The findings that are known, if any are.
    pub known: Option<KnownOptions>,
    /// Why findings are suppressed, where they are.
    pub reason: String,
    /// How much to say.
    pub verbosity: Verbosity,
    /// What findings do to the exit code.
    pub strictness: Strictness,
    /// How wide the findings may be.
    pub layout: Layout,
    /// What was changed, where only that is to be checked.
    pub since: Option<Since>,
    /// Whether named files may be left out.
    pub named: NamedFiles,
    /// How many threads, at least 1, where that is asked for.
    pub threads: Option<usize>,
    /// Where the settings come from.
    pub config: ConfigOptions,
}

impl Verbosity {
    /// Reads the arguments.
    pub fn of(args: &CheckArgs) -> Self {
        match (args.quiet, args.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        }
    }
}

impl Options {
    /// Reads the arguments. `paths`, `interactive` and `stdin_filename` choose the command and are left to the caller.
    pub fn of(args: &CheckArgs) -> Self {
        let mode = match (args.fix, args.diff, &args.known.add_suppressions) {
            (true, ..) => Mode::Fix,
            (_, true, _) => Mode::Diff,
            (.., Some(_)) => Mode::Suppress,
            _ => Mode::Report,
        };
        let least = match args.unsafe_fixes {
            true => Applicability::Unsafe,
            false => Applicability::Safe,
        };
        let style = match (args.format, args.statistics) {
            (Format::Text, true) => Style::Statistics,
            (Format::Text, false) => Style::Text,
            // The documents that may be asked for it count by codemod anyway.
            (format, _) => Style::Document(format),
        };
        let verbosity = Verbosity::of(args);
        Self {
            mode,
            policy: FixPolicy { least },
            style,
            outputs: args.outputs.files.clone(),
            known: args.known.baseline.clone().map(|file| KnownOptions {
                file,
                writing: args.known.write_baseline,
            }),
            reason: args.known.add_suppressions.clone().unwrap_or_default(),
            verbosity,
            strictness: match args.exit_zero {
                true => Strictness::FindingsPass,
                false => Strictness::FindingsFail,
            },
            layout: match (mode, &args.stdin_filename) {
                // Standard output takes the repaired text.
                (Mode::Fix | Mode::Suppress, Some(_)) => Layout::of_stderr(),
                _ => Layout::of_stdout(),
            },
            since: match (&args.changed, args.staged) {
                (_, true) => Some(Since::Staged),
                (Some(reference), _) if reference == "HEAD" => Some(Since::LastCommit),
                (Some(reference), _) => Some(Since::ForkFrom(reference.clone())),
                (None, false) => None,
            },
            named: match args.force_exclude {
                true => NamedFiles::AsFound,
                false => NamedFiles::Always,
            },
            threads: args.threads.map(usize::from),
            config: ConfigOptions {
                file: args.config.clone(),
                settings: args.settings.clone(),
                select: args.select.clone(),
                ignore: args.ignore.clone(),
            },
        }
    }

    /// How many threads, at least 1. Finding out how many there are takes as long as reading some files.
    pub fn threads(&self) -> usize {
        let cores = || thread::available_parallelism().map_or(1, NonZero::get);
        self.threads.unwrap_or_else(cores)
    }

    /// Whether a report for programs is asked for.
    pub fn has_documents(&self) -> bool {
        let on_stdout = matches!(self.style, Style::Document(_));
        let mut outputs = self.outputs.iter();
        on_stdout || outputs.any(|output| output.format != Format::Text)
    }

    /// Whether a file takes what is found as text.
    pub fn has_text_files(&self) -> bool {
        let mut outputs = self.outputs.iter();
        outputs.any(|output| output.format == Format::Text)
    }

    /// Whether something is left on the disk when the run ends, whoever reads standard output.
    pub fn leaves_files(&self) -> bool {
        let writing = self.known.as_ref().and_then(|known| known.writing);
        self.mode.writes() || !self.outputs.is_empty() || writing.is_some()
    }
}
