//! Findings as JSON. One document, one finding a line, in a stable order.

use std::path::Path;

use serde::Serialize;

use super::render::TextOf;
use super::tally::Tally;
use crate::codemod::Finding;
use crate::codemods;
use crate::fix::Applicability;
use crate::source::Source;

/// Rises when a reader of the document would have to change.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct JsonFinding<'a> {
    codemod: &'static str,
    /// Nothing for what is no codemod's: a suppression that silences nothing.
    group: Option<&'static str>,
    path: String,
    start: JsonPlace,
    end: JsonPlace,
    message: &'a str,
    help: &'a str,
    fix: Option<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    applicability: Applicability,
    edits: Vec<JsonEdit<'a>>,
    new_files: Vec<JsonNewFile<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    path: String,
    start: JsonPlace,
    end: JsonPlace,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonNewFile<'a> {
    path: String,
    text: &'a str,
}

/// Line and column count from 1, columns in characters; the offset counts bytes from 0.
#[derive(Serialize)]
struct JsonPlace {
    line: usize,
    column: usize,
    offset: usize,
}

/// Something that could not be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JsonError {
    /// The file, where one is at fault.
    pub path: Option<String>,
    /// What is wrong and what to do.
    pub message: String,
}

#[derive(Serialize)]
struct JsonSummary<'a> {
    findings: usize,
    #[serde(flatten)]
    tally: &'a Tally,
}

/// One finding, as one line without its end.
pub fn finding(finding: &Finding, source: &Source, text_of: TextOf<'_>) -> String {
    let fix = finding.fix.as_ref().map(|fix| {
        let mut all = Vec::new();
        for (path, edits) in &fix.edits {
            let other = (path != source.path())
                .then(|| Source::new(path, text_of(path).unwrap_or_default()));
            let source = other.as_ref().unwrap_or(source);
            all.extend(edits.iter().map(|edit| JsonEdit {
                path: name(path),
                start: place(source, edit.span.start),
                end: place(source, edit.span.end),
                text: &edit.text,
            }));
        }
        JsonFix {
            title: &fix.title,
            applicability: fix.applicability,
            edits: all,
            new_files: fix
                .new_files
                .iter()
                .map(|(path, text)| JsonNewFile {
                    path: name(path),
                    text,
                })
                .collect(),
        }
    });
    to_line(&JsonFinding {
        codemod: finding.codemod,
        group: codemods::ALL
            .iter()
            .find(|codemod| codemod.id == finding.codemod)
            .map(|codemod| codemod.group.name()),
        path: name(source.path()),
        start: place(source, finding.span.start),
        end: place(source, finding.span.end),
        message: &finding.message,
        help: &finding.help,
        fix,
    })
}

/// What stands before the first finding.
pub fn opening() -> String {
    format!("{{\"version\":{VERSION},\"findings\":[")
}

/// What stands after the last finding.
pub fn closing(errors: &[JsonError], tally: &Tally) -> String {
    let summary = JsonSummary {
        findings: tally.findings(),
        tally,
    };
    format!(
        "\n],\"errors\":{},\"summary\":{}}}\n",
        to_line(&errors),
        to_line(&summary)
    )
}

fn to_line(value: &impl Serialize) -> String {
    // Only a map with keys that are no texts, or a failing `Serialize`, could fail; there is neither.
    serde_json::to_string(value).unwrap_or_default()
}

fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn place(source: &Source, offset: usize) -> JsonPlace {
    let place = source.place(offset);
    JsonPlace {
        line: place.line,
        column: place.column,
        offset,
    }
}
