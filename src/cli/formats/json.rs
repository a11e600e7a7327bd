//! One JSON document for programs: one finding a line, in a stable order.

use serde::Serialize;

use super::model::{Artifact, Notice, Position, Reported, ReportedFix, Weight};
use super::{Document, Separator, Tally, to_line};
use crate::codemod::Group;
use crate::fix::Applicability;

/// Rises when a reader of the document would have to change.
pub(super) const VERSION: u32 = 1;

/// The document, of which findings are written one by one.
#[derive(Debug, Default)]
pub(super) struct Json {
    findings: Separator,
    errors: Vec<JsonNotice>,
    warnings: Vec<JsonNotice>,
}

#[derive(Debug, Serialize)]
pub(super) struct JsonFinding<'a> {
    codemod: &'static str,
    /// Nothing for what is no codemod's: a suppression that silences nothing.
    group: Option<&'static str>,
    path: String,
    start: JsonPlace,
    end: JsonPlace,
    message: &'a str,
    help: &'a str,
    fix: Option<JsonFix<'a>>,
    fingerprint: String,
}

#[derive(Debug, Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    applicability: Applicability,
    edits: Vec<JsonEdit<'a>>,
    new_files: Vec<JsonNewFile<'a>>,
}

#[derive(Debug, Serialize)]
struct JsonEdit<'a> {
    path: String,
    start: JsonPlace,
    end: JsonPlace,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct JsonNewFile<'a> {
    path: String,
    text: &'a str,
}

/// Line and column count from 1, columns in characters; the offset counts bytes from 0.
#[derive(Debug, Serialize)]
struct JsonPlace {
    line: usize,
    column: usize,
    offset: usize,
}

/// Something that could not be done, or that limits what was found.
#[derive(Debug, Serialize)]
pub(super) struct JsonNotice {
    path: Option<String>,
    message: String,
}

/// What a run came to.
#[derive(Debug, Serialize)]
pub(super) struct JsonSummary<'a> {
    findings: usize,
    #[serde(flatten)]
    tally: &'a Tally,
}

impl Document for Json {
    fn opening(&mut self) -> String {
        format!("{{\"version\":{VERSION},\"findings\":[")
    }

    fn finding(&mut self, finding: &Reported) -> String {
        self.findings.before(&to_line(&JsonFinding::of(finding)))
    }

    fn notice(&mut self, notice: &Notice) -> String {
        match notice.weight {
            Weight::Failure => self.errors.push(JsonNotice::of(notice)),
            Weight::Warning => self.warnings.push(JsonNotice::of(notice)),
        }
        String::new()
    }

    fn closing(&mut self, tally: &Tally) -> String {
        format!(
            "\n],\"errors\":{},\"warnings\":{},\"summary\":{}}}\n",
            to_line(&self.errors),
            to_line(&self.warnings),
            to_line(&JsonSummary::of(tally))
        )
    }
}

impl<'a> JsonFinding<'a> {
    pub(super) fn of(finding: &'a Reported) -> Self {
        Self {
            codemod: finding.codemod,
            group: finding.group.map(Group::name),
            path: name(&finding.file),
            start: finding.region.start.into(),
            end: finding.region.end.into(),
            message: &finding.message,
            help: &finding.help,
            fix: finding.fix.as_deref().map(JsonFix::of),
            fingerprint: finding.fingerprint.to_string(),
        }
    }
}

impl<'a> JsonFix<'a> {
    fn of(fix: &'a ReportedFix) -> Self {
        let edits = fix.edits.iter().flat_map(|(file, edits)| {
            edits.iter().map(|edit| JsonEdit {
                path: name(file),
                start: edit.region.start.into(),
                end: edit.region.end.into(),
                text: &edit.text,
            })
        });
        let new_files = fix.new_files.iter().map(|(file, text)| JsonNewFile {
            path: name(file),
            text,
        });
        Self {
            title: &fix.title,
            applicability: fix.applicability,
            edits: edits.collect(),
            new_files: new_files.collect(),
        }
    }
}

impl JsonNotice {
    pub(super) fn of(notice: &Notice) -> Self {
        Self {
            path: notice.file.as_ref().map(name),
            message: notice.message.clone(),
        }
    }
}

impl<'a> JsonSummary<'a> {
    pub(super) fn of(tally: &'a Tally) -> Self {
        Self {
            findings: tally.findings(),
            tally,
        }
    }
}

impl From<Position> for JsonPlace {
    fn from(position: Position) -> Self {
        Self {
            line: position.line,
            column: position.column,
            offset: position.offset,
        }
    }
}

/// A name as the user gave it.
fn name(file: &Artifact) -> String {
    file.given.to_string_lossy().into_owned()
}
