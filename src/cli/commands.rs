//! The commands that check nothing: list, explain, init, completions.

use std::path::PathBuf;

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Args;
use super::exit::Exit;
use super::layout::Layout;
use super::render;
use super::streams::Streams;
use super::write::{self, WriteProblem};
use crate::codemod::{Codemod, Group};
use crate::codemods;
use crate::config::{default_value, find_codemod, template};
use crate::engine::{Change, UNUSED_SUPPRESSION};

/// The page about the one finding that is not a codemod's.
const ABOUT_UNUSED_SUPPRESSION: &str = "\
# unused-suppression

A comment `iacfix-ignore` suppresses nothing, or names no codemod. It is reported so that it cannot hide a later finding.

The fix removes the comment. It is safe: a comment changes nothing that is deployed.
";

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

/// Shows the page of a codemod, named by its id or by the message that a deploy failed with.
pub fn explain(words: &[String], streams: &mut Streams) -> Exit {
    match pages(&words.join(" ")) {
        Ok(pages) => {
            streams.text(&pages.join("\n"));
            streams.flush();
            Exit::Clean
        }
        Err(message) => {
            streams.note(&render::error(&message));
            Exit::Failure
        }
    }
}

/// The page about a codemod, or what to ask for instead.
pub fn page(id: &str) -> Result<String, String> {
    match id {
        UNUSED_SUPPRESSION => Ok(ABOUT_UNUSED_SUPPRESSION.to_owned()),
        id => match find_codemod(codemods::ALL, id) {
            Ok(codemod) => Ok(page_of(codemod)),
            Err(error) => Err(error.to_string()),
        },
    }
}

/// The page of a codemod, with its group under the title.
fn page_of(codemod: &Codemod) -> String {
    let Codemod { id, group, .. } = codemod;
    let runs = match group.runs_by_default() {
        true => "It runs by default.".to_owned(),
        false => {
            format!("It runs only where it is selected: `--select {id}` or `--select {group}`.")
        }
    };
    let about = format!("Group `{group}`: {}. {runs}", group.summary());
    match codemod.docs.split_once('\n') {
        Some((title, text)) => format!("{title}\n\n{about}\n{text}"),
        None => format!("{}\n\n{about}\n", codemod.docs),
    }
}

/// The page of an id, or those of the codemods that an error message or a word of one speaks of.
fn pages(asked: &str) -> Result<Vec<String>, String> {
    let asked = asked.trim();
    let by_id = page(asked);
    if by_id.is_ok() || !asked.contains(' ') {
        let found: Vec<String> = codemods::ALL
            .iter()
            .filter(|codemod| holds_word(codemod.docs, asked))
            .map(|codemod| page_of(codemod))
            .collect();
        return match by_id {
            Err(_) if !found.is_empty() => Ok(found),
            by_id => by_id.map(|page| vec![page]),
        };
    }
    let message = plain_words(asked);
    let found: Vec<String> = codemods::ALL
        .iter()
        .filter(|codemod| {
            let mut errors = codemod.errors.iter();
            errors.any(|error| message.contains(&plain_words(error)))
        })
        .map(|codemod| page_of(codemod))
        .collect();
    if found.is_empty() {
        return Err(
            "no codemod repairs what this message speaks of; `iacfix list` shows what each one does"
                .to_owned(),
        );
    }
    Ok(found)
}

/// Whether `word` stands in the text, as a whole and in any case. What joins the parts of an identifier or of an id joins
/// words.
fn holds_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    let joins = |next: Option<char>| {
        next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '_' | '-'))
    };
    !word.is_empty()
        && text.match_indices(&word).any(|(at, _)| {
            !joins(text[..at].chars().next_back()) && !joins(text[at + word.len()..].chars().next())
        })
}

/// The words of a message in lower case, whatever stands between them and however its lines are broken.
fn plain_words(text: &str) -> String {
    let words: Vec<String> = text
        .split(|next: char| !next.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    format!(" {} ", words.join(" "))
}

/// Writes a configuration into the current folder, unless there is one.
pub fn init(streams: &mut Streams) -> Exit {
    let new = Change {
        path: PathBuf::from("iacfix.toml"),
        original: None,
        text: template(codemods::ALL),
    };
    let written = match new.path.symlink_metadata() {
        Ok(_) => Err(WriteProblem::Exists),
        Err(_) => write::commit(&[new]).map_err(|error| error.problem),
    };
    match written {
        Ok(()) => {
            streams.note(
                "wrote iacfix.toml; every setting in it is a comment that shows the default\n",
            );
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

/// Prints a completion script.
pub fn completions(shell: Shell, streams: &mut Streams) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "iacfix", &mut script);
    streams.raw(&String::from_utf8_lossy(&script));
    streams.flush();
    Exit::Clean
}
