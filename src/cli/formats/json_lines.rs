//! A JSON document on each line, for programs that read while iacfix runs: findings, errors and warnings as they come, the summary
//! last.

use serde::Serialize;

use super::json::{JsonFinding, JsonNotice, JsonSummary, VERSION};
use super::model::{Notice, Reported, Weight};
use super::{Document, Tally, to_line};

/// The lines.
#[derive(Debug)]
pub(super) struct JsonLines;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Finding(JsonFinding<'a>),
    Error(JsonNotice),
    Warning(JsonNotice),
    Summary(Summary<'a>),
}

#[derive(Serialize)]
struct Summary<'a> {
    version: u32,
    #[serde(flatten)]
    summary: JsonSummary<'a>,
}

impl Document for JsonLines {
    fn finding(&mut self, finding: &Reported) -> String {
        line(&Line::Finding(JsonFinding::of(finding)))
    }

    fn notice(&mut self, notice: &Notice) -> String {
        let said = JsonNotice::of(notice);
        line(&match notice.weight {
            Weight::Failure => Line::Error(said),
            Weight::Warning => Line::Warning(said),
        })
    }

    fn closing(&mut self, tally: &Tally) -> String {
        line(&Line::Summary(Summary {
            version: VERSION,
            summary: JsonSummary::of(tally),
        }))
    }
}

fn line(line: &Line<'_>) -> String {
    to_line(line) + "\n"
}
