//! The commands that check nothing: list, init, schema, completions.

use std::fs;
use std::path::PathBuf;

use clap_complete::Shell;

use super::completions;
use super::exit::Exit;
use super::layout::Layout;
use super::render;
use super::streams::Streams;
use super::write::{self, WriteProblem};
use crate::codemod::Group;
use crate::codemods;
use crate::config::{SCHEMA_FILE, default_value, schema, template};
use crate::engine::Change;

/// Lists all codemods by group, with what may be set.
pub fn list(layout: Layout, streams: &mut Streams) -> Exit {
    let width = codemods::ALL.iter().map(|codemod| codemod.id.len()).max();
    let width = width.unwrap_or_default();
    let codemods = |group| {
        let all = codemods::ALL.iter();
        all.filter(move |codemod| codemod.group == group)
    };
    let groups = Group::ALL.into_iter();
    for (index, group) in groups
        .filter(|group| codemods(*group).next().is_some())
        .enumerate()
    {
        let runs = match group.runs_by_default() {
            true => "runs by default",
            false => "runs only where it is selected",
        };
        let heading = format!("{group}: {}; {runs}", group.summary());
        let heading = layout.wrapped(0, &heading);
        let gap = if index > 0 { "\n" } else { "" };
        streams.text(&format!("{gap}{heading}\n"));
        for codemod in codemods(group) {
            let summary = layout.wrapped(width + 4, codemod.summary);
            streams.text(&format!("  {:width$}  {summary}\n", codemod.id));
            for setting in codemod.settings {
                let text = format!(
                    "{} = {}: {}",
                    setting.key,
                    default_value(&setting.kind),
                    setting.help
                );
                let text = layout.wrapped(width + 6, &text);
                streams.text(&format!("{:width$}      {text}\n", ""));
            }
        }
    }
    streams.flush();
    Exit::Clean
}

/// Writes a configuration into the current folder, unless there is one, and its schema.
pub fn init(streams: &mut Streams) -> Exit {
    let new = Change {
        path: PathBuf::from("iacfix.toml"),
        original: None,
        text: template(codemods::ALL),
    };
    let written = match new.path.symlink_metadata() {
        Ok(_) => Err(WriteProblem::Exists),
        Err(_) => write::commit(&[new, schema_file()]).map_err(|error| error.problem),
    };
    match written {
        Ok(()) => {
            streams.note(&format!(
                "wrote iacfix.toml; every setting in it is a comment that shows the default\n\
                 wrote {SCHEMA_FILE}, with which editors complete it\n"
            ));
            Exit::Clean
        }
        Err(problem) => {
            let message = match problem {
                WriteProblem::Exists => {
                    "iacfix.toml: exists already and is left as it is; remove it first to start anew"
                        .to_owned()
                }
                problem => format!("iacfix.toml: {problem}"),
            };
            streams.note(&render::error(&message));
            Exit::Failure
        }
    }
}

/// The schema, in place of one that another version wrote.
fn schema_file() -> Change {
    let path = PathBuf::from(SCHEMA_FILE);
    Change {
        original: fs::read_to_string(&path).ok(),
        text: schema(codemods::ALL),
        path,
    }
}

/// Prints the schema of a configuration.
pub fn print_schema(streams: &mut Streams) -> Exit {
    streams.raw(&schema(codemods::ALL));
    streams.flush();
    Exit::Clean
}

/// Prints a completion script.
pub fn completions(shell: Shell, streams: &mut Streams) -> Exit {
    streams.raw(&completions::script(shell));
    streams.flush();
    Exit::Clean
}
