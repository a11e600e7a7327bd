//! The command line as it is meant: what was typed, turned into what a run needs.

use std::num::NonZero;
use std::thread;

use super::args::{CheckArgs, Format};
use super::configs::ConfigOptions;
use super::layout::Layout;
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
    /// One JSON document.
    Json,
}

/// Whether findings that are left make the run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// They do.
    FindingsFail,
    /// They don't.
    FindingsPass,
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
    /// How much to say.
    pub verbosity: Verbosity,
    /// What findings do to the exit code.
    pub strictness: Strictness,
    /// How wide the findings may be.
    pub layout: Layout,
    /// How many threads, at least 1.
    pub threads: usize,
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
        let mode = match (args.fix, args.diff) {
            (true, _) => Mode::Fix,
            (_, true) => Mode::Diff,
            _ => Mode::Report,
        };
        let least = match args.unsafe_fixes {
            true => Applicability::Unsafe,
            false => Applicability::Safe,
        };
        let style = match (args.format, args.statistics) {
            // The document counts by codemod anyway.
            (Format::Json, _) => Style::Json,
            (Format::Text, true) => Style::Statistics,
            (Format::Text, false) => Style::Text,
        };
        let verbosity = Verbosity::of(args);
        let cores = || thread::available_parallelism().map_or(1, NonZero::get);
        Self {
            mode,
            policy: FixPolicy { least },
            style,
            verbosity,
            strictness: match args.exit_zero {
                true => Strictness::FindingsPass,
                false => Strictness::FindingsFail,
            },
            layout: match (mode, &args.stdin_filename) {
                // Standard output takes the repaired text.
                (Mode::Fix, Some(_)) => Layout::of_stderr(),
                _ => Layout::of_stdout(),
            },
            threads: args.threads.map_or_else(cores, usize::from),
            config: ConfigOptions {
                file: args.config.clone(),
                settings: args.settings.clone(),
                select: args.select.clone(),
                ignore: args.ignore.clone(),
            },
        }
    }
}
