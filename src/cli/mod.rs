//! The command line: arguments, reading, asking, printing, writing, exit codes. What could be wanted without a terminal or
//! a disk lives in other rooms.

mod args;
mod bulk;
mod changes;
mod commands;
mod completions;
mod diff_text;
mod diff_view;
mod exit;
mod explain;
mod formats;
mod interrupt;
mod known;
mod layout;
mod options;
mod output;
mod output_args;
mod output_files;
mod passes;
mod progress;
mod provider;
mod render;
mod report;
mod review;
mod run;
mod sift;
mod stage;
mod streams;
mod tally;
mod write;

use args::{Args, Command};
use clap::CommandFactory;
use layout::Layout;
use options::{Options, Verbosity};
use streams::Streams;

use crate::workspace::{configs, disk};

pub use exit::Exit;

/// The command line as it is described to people: for its manual.
pub fn command() -> clap::Command {
    Args::command()
}

/// Runs the command line of this process.
pub fn main() -> Exit {
    let args = match Args::read() {
        Ok(args) => args,
        Err(error) => {
            // Where the terminal is gone there is nobody to tell.
            let _ = error.print();
            return match error.use_stderr() {
                true => Exit::Failure,
                false => Exit::Clean,
            };
        }
    };
    let mut streams = Streams::standard(args.color);
    match &args.command {
        Some(Command::List) => return commands::list(Layout::of_stdout(), &mut streams),
        Some(Command::Explain { words }) => {
            return explain::explain(words, Layout::of_stdout(), &mut streams);
        }
        Some(Command::Schema) => return commands::print_schema(&mut streams),
        Some(Command::Init) => return commands::init(&mut streams),
        Some(Command::Bulk(bulk)) => {
            return bulk::bulk(bulk, Verbosity::of(&args.check), &mut streams);
        }
        Some(Command::Completions { shell }) => return commands::completions(*shell, &mut streams),
        None => {}
    }
    let options = Options::of(&args.check);
    if args.check.interactive || options.leaves_files() {
        // Whoever only looks has nothing that an interruption could leave behind.
        interrupt::install();
    }
    match &args.check.stdin_filename {
        Some(path) => run::run_on_stdin(path, &options, &mut streams),
        None if args.check.interactive => review::review(&args.check.paths, &options, &mut streams),
        None => run::run(&args.check.paths, &options, &mut streams),
    }
}
