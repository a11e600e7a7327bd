//! The command line as it is typed.

use std::path::PathBuf;

use super::bulk::BulkArgs;
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{
    ArgAction, ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, ValueHint,
};

use super::output_args::{KnownArgs, OutputArgs};

/// Finds deploy-blocking and deprecated patterns in Pulumi programs, and repairs them.
///
/// Without --fix, --diff or --interactive it shows what it finds, with the repair as a diff, and writes nothing.
#[derive(Debug, Parser)]
#[command(
    name = "iacfix",
    version,
    override_usage = "iacfix [OPTIONS] [PATHS]...\n       iacfix [OPTIONS] <COMMAND>",
    max_term_width = 100,
    after_help = "A deploy failed? `iacfix explain \"<error message>\"` says what repairs it.\n\n\
                  Exit codes: 0 nothing left to do, 1 findings are left, 2 wrong usage or a file that could not be \
                  read or written, 3 there is no repository, 130 interrupted."
)]
pub struct Args {
    /// What to do instead of checking.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// How to check.
    #[command(flatten)]
    pub check: CheckArgs,

    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Color,
}

/// What to do instead of checking.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List all codemods
    List,
    /// Show what a codemod does, why, and when its fix is safe
    Explain {
        /// The codemod's id, or the message that a deploy failed with
        #[arg(required = true, value_name = "ID|ERROR")]
        words: Vec<String>,
    },
    /// Write a commented iacfix.toml into the current folder
    Init,
    /// Print the JSON schema of iacfix.toml
    Schema,
    /// Check and fix many repositories, on a branch of each
    #[command(
        after_help = "Exit codes: 0 nothing left to do, 1 findings are left, 2 a repository failed, 3 one was \
                            refused, 130 interrupted."
    )]
    Bulk(Box<BulkArgs>),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// How to check.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Files and folders to check
    #[arg(default_value = ".", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// Apply all safe fixes
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["diff", "interactive"])]
    pub fix: bool,

    /// With --fix or --diff: include fixes that change what is deployed
    #[arg(long, help_heading = "Fixing", conflicts_with = "interactive")]
    pub unsafe_fixes: bool,

    /// Print the fixes as a patch for `git apply`, and nothing else
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["interactive", "statistics"])]
    pub diff: bool,

    /// Review fix by fix
    #[arg(short, long, help_heading = "Fixing", conflicts_with_all = ["format", "stdin_filename", "statistics"])]
    pub interactive: bool,

    /// Run only these codemods, or those of these groups
    #[arg(
        long,
        value_name = "ID|GROUP,…",
        value_delimiter = ',',
        help_heading = "Choosing"
    )]
    pub select: Vec<String>,

    /// Do not run these codemods, or those of these groups, whatever is selected
    #[arg(
        long,
        value_name = "ID|GROUP,…",
        value_delimiter = ',',
        help_heading = "Choosing"
    )]
    pub ignore: Vec<String>,

    /// Use this configuration for all files, instead of the nearest one above each
    #[arg(long, value_name = "FILE", help_heading = "Choosing", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,

    /// Set one key as a configuration file would: codemod.ID.KEY=VALUE
    #[arg(long = "set", value_name = "KEY=VALUE", help_heading = "Choosing")]
    pub settings: Vec<String>,

    /// Only what lines that were changed have to do with: since the last commit, or since the branch left REF
    #[arg(
        long,
        value_name = "REF",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "HEAD",
        help_heading = "Choosing",
        conflicts_with_all = ["staged", "stdin_filename"]
    )]
    pub changed: Option<String>,

    /// Only what staged lines have to do with, in the files as they are staged
    #[arg(long, help_heading = "Choosing", conflicts_with = "stdin_filename")]
    pub staged: bool,

    /// Leave out what is excluded, or of a kind that is not read, even where it is named
    #[arg(long, help_heading = "Choosing", conflicts_with = "stdin_filename")]
    pub force_exclude: bool,

    /// Check standard input as if it were the file at PATH
    #[arg(
        long,
        value_name = "PATH",
        value_hint = ValueHint::FilePath,
        help_heading = "Choosing",
        conflicts_with = "paths"
    )]
    pub stdin_filename: Option<PathBuf>,

    /// How to print what is found
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        help_heading = "Output",
        conflicts_with = "diff"
    )]
    pub format: Format,

    /// Where else to write it.
    #[command(flatten)]
    pub outputs: OutputArgs,

    /// Which findings are known.
    #[command(flatten)]
    pub known: KnownArgs,

    /// Count the findings by codemod instead of showing them
    #[arg(long, help_heading = "Output")]
    pub statistics: bool,

    /// Exit with 0 even when findings are left
    #[arg(long, help_heading = "Output")]
    pub exit_zero: bool,

    /// Check on so many threads; all cores by default
    #[arg(long, value_name = "N", help_heading = "Output", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,

    /// Say more, on standard error
    #[arg(
        short,
        long,
        help_heading = "Output",
        conflicts_with = "quiet",
        global = true
    )]
    pub verbose: bool,

    /// Say only what is found and what went wrong
    #[arg(short, long, help_heading = "Output", action = ArgAction::SetTrue, global = true)]
    pub quiet: bool,
}

impl Args {
    /// Reads the arguments of this process.
    ///
    /// # Errors
    /// An error that can print itself; asking for help counts as one.
    pub fn read() -> Result<Self, clap::Error> {
        let matches = Self::command().try_get_matches()?;
        refuse_options_of_checking(&matches)?;
        let args = Self::from_arg_matches(&matches)?;
        refuse_uncounted_statistics(&args.check)?;
        Ok(args)
    }
}

/// A command that checks nothing takes none of the options of checking. (Clap's own `args_conflicts_with_subcommands`
/// takes the name of a command for a path as soon as any option stands before it.)
fn refuse_options_of_checking(matches: &ArgMatches) -> Result<(), clap::Error> {
    let Some(name) = matches.subcommand_name() else {
        return Ok(());
    };
    let mut command = Args::command();
    command.build();
    let typed = |id: &str| {
        let is_known = matches.try_contains_id(id).unwrap_or(false);
        is_known && matches.value_source(id) == Some(ValueSource::CommandLine)
    };
    let foreign = command
        .get_arguments()
        .find(|argument| !argument.is_global_set() && typed(argument.get_id().as_str()))
        .map(ToString::to_string);
    match foreign {
        Some(option) => Err(command.error(
            ErrorKind::ArgumentConflict,
            format!("the argument '{option}' cannot be used with the command '{name}'"),
        )),
        None => Ok(()),
    }
}

/// Text and the JSON documents count the findings by codemod; the other formats have no place for that.
fn refuse_uncounted_statistics(args: &CheckArgs) -> Result<(), clap::Error> {
    let counts = matches!(args.format, Format::Text | Format::Json | Format::JsonLines);
    match args.statistics && !counts {
        true => Err(Args::command().error(
            ErrorKind::ArgumentConflict,
            "the argument '--statistics' cannot be used with a format that does not count; use --output-file for that one",
        )),
        false => Ok(()),
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How to print what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// A JSON document on each line, as findings come.
    JsonLines,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A code quality report of GitLab.
    Gitlab,
    /// A JUnit report, with a test that fails for each finding.
    Junit,
    /// For reviewdog, with suggestions.
    Rdjson,
}
