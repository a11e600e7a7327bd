//! Reports for other programs: a module for each format, over one model of what a run found. Writes and prints nothing.

mod github;
mod gitlab;
mod json;
mod json_lines;
mod junit;
mod model;
mod rdjson;
mod sarif;

use std::fmt::Debug;
use std::path::Path;

use serde::Serialize;

use super::args::Format;
use super::tally::Tally;

pub use model::{Artifact, Notice, Recorder, Reported};

/// A report that is under way. What it answers is written in the order in which it answers, at once or later.
pub trait Document: Debug {
    /// What stands before everything else.
    fn opening(&mut self) -> String {
        String::new()
    }

    /// What is to be written about a finding.
    fn finding(&mut self, finding: &Reported) -> String;

    /// What is to be written about something that could not be done, or may not be as expected.
    fn notice(&mut self, notice: &Notice) -> String;

    /// What stands behind everything else.
    fn closing(&mut self, tally: &Tally) -> String;
}

/// An empty report in this format, of a run in the folder `current`; `None` for text, which is for people.
pub fn document(format: Format, current: &Path) -> Option<Box<dyn Document>> {
    Some(match format {
        Format::Text => return None,
        Format::Json => Box::new(json::Json::default()),
        Format::JsonLines => Box::new(json_lines::JsonLines),
        Format::Sarif => Box::new(sarif::Sarif::new(current)),
        Format::Github => Box::new(github::Github),
        Format::Gitlab => Box::new(gitlab::Gitlab::default()),
        Format::Junit => Box::new(junit::Junit::default()),
        Format::Rdjson => Box::new(rdjson::Rdjson::default()),
    })
}

/// What separates the elements of a list that is written one by one, each on a line of its own.
#[derive(Debug, Default)]
struct Separator {
    written: bool,
}

impl Separator {
    /// The element with what stands before it.
    fn before(&mut self, element: &str) -> String {
        let lead = if self.written { ",\n" } else { "\n" };
        self.written = true;
        format!("{lead}{element}")
    }
}

fn to_line(value: &impl Serialize) -> String {
    // Only a map with keys that are no texts, or a failing `Serialize`, could fail; there is neither.
    serde_json::to_string(value).unwrap_or_default()
}
