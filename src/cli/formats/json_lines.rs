//! A JSON document on each line, for programs that read while iacfix runs: findings and errors as they come, the summary
//! last.

use serde::Serialize;

use super::json::{JsonError, JsonFinding, JsonSummary, VERSION};
use super::model::{Notice, Reported};
use super::{Document, Tally, to_line};

/// The lines.
#[derive(Debug)]
pub(super) struct JsonLines;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Finding(JsonFinding<'a>),
    Error(JsonError),
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
        let error = JsonError::of(notice);
        error.map_or_else(String::new, |error| line(&Line::Error(error)))
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
