//! A report for reviewdog in its own format, with the fixes as suggestions.

use serde::Serialize;

use super::model::{Notice, Position, Reported, ReportedLines, Severity, Weight};
use super::{Document, Separator, Tally, to_line};

/// The report, of which diagnostics are written one by one.
#[derive(Debug, Default)]
pub(super) struct Rdjson {
    diagnostics: Separator,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: &'a str,
    location: Location,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Clone, Serialize)]
struct Range {
    start: Place,
    end: Place,
}

/// Counts from 1, columns in bytes. Without columns, whole lines are meant, the last one included.
#[derive(Clone, Serialize)]
struct Place {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

impl Document for Rdjson {
    fn opening(&mut self) -> String {
        "{\"source\":{\"name\":\"iacfix\"},\"diagnostics\":[".to_owned()
    }

    /// A suggestion is offered where its lines are those of the diagnostic, so these are widened to what the fix changes.
    /// One fix is one suggestion: a part of it must not be applied without the rest.
    fn finding(&mut self, finding: &Reported) -> String {
        let lines = finding.fix_to_apply().and_then(|fix| fix.lines.as_ref());
        let range = match lines {
            Some(lines) => Range::of_lines(lines),
            None => Range {
                start: Place::at(finding.region.start),
                end: Place::at(finding.region.end),
            },
        };
        let suggestions = lines.map(|lines| Suggestion {
            range: range.clone(),
            text: &lines.text,
        });
        self.diagnostics.before(&to_line(&Diagnostic {
            message: &finding.text(),
            suggestions: suggestions.into_iter().collect(),
            location: Location {
                path: finding.file.name(),
                range: Some(range),
            },
            severity: match finding.severity() {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
            },
            code: Some(Code {
                value: finding.codemod,
            }),
        }))
    }

    fn notice(&mut self, notice: &Notice) -> String {
        let file = notice.file.as_ref().map(|file| file.name());
        self.diagnostics.before(&to_line(&Diagnostic {
            message: &notice.message,
            location: Location {
                path: file.unwrap_or_default(),
                range: None,
            },
            severity: match notice.weight {
                Weight::Failure => "ERROR",
                Weight::Warning => "WARNING",
            },
            code: None,
            suggestions: Vec::new(),
        }))
    }

    fn closing(&mut self, _: &Tally) -> String {
        "\n]}\n".to_owned()
    }
}

impl Range {
    fn of_lines(lines: &ReportedLines) -> Self {
        let whole = |line| Place { line, column: None };
        Self {
            start: whole(lines.first),
            end: whole(lines.last),
        }
    }
}

impl Place {
    fn at(position: Position) -> Self {
        Self {
            line: position.line,
            column: Some(position.byte_column),
        }
    }
}
