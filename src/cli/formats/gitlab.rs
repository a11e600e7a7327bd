//! A code quality report for GitLab: a list of issues, one a line.

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use super::model::{Notice, Reported, Severity, Weight};
use super::{Document, Separator, Tally, to_line};

/// The list.
#[derive(Debug, Default)]
pub(super) struct Gitlab {
    issues: Separator,
}

#[derive(Serialize)]
struct Issue<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    categories: [&'static str; 1],
    check_name: &'a str,
    description: &'a str,
    content: Content<'a>,
    /// Unique in the report, so that the file's name is part of it.
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Content<'a> {
    body: &'a str,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Document for Gitlab {
    fn opening(&mut self) -> String {
        "[".to_owned()
    }

    fn finding(&mut self, finding: &Reported) -> String {
        let path = finding.file.name();
        self.issues.before(&to_line(&Issue {
            kind: "issue",
            categories: ["Bug Risk"],
            check_name: finding.codemod,
            description: &finding.message,
            content: Content {
                body: &finding.help,
            },
            fingerprint: finding.fingerprint.in_file(&path),
            severity: match finding.severity() {
                Severity::Error => "major",
                Severity::Warning => "minor",
            },
            location: Location {
                path,
                lines: Lines {
                    begin: finding.region.start.line,
                    end: finding.region.last_line(),
                },
            },
        }))
    }

    /// What could not be done is an issue, too: a report without it would say that all is well.
    fn notice(&mut self, notice: &Notice) -> String {
        if notice.weight == Weight::Warning {
            return String::new();
        }
        let file = notice.file.as_ref().map(|file| file.name());
        let path = file.unwrap_or_else(|| ".".to_owned());
        let digest = xxh3_128(format!("{path}\n{}", notice.message).as_bytes());
        self.issues.before(&to_line(&Issue {
            kind: "issue",
            categories: ["Bug Risk"],
            check_name: "iacfix",
            description: &notice.message,
            content: Content {
                body: "iacfix could not do this; the findings may be incomplete",
            },
            fingerprint: format!("{digest:032x}"),
            severity: "critical",
            location: Location {
                path,
                lines: Lines { begin: 1, end: 1 },
            },
        }))
    }

    fn closing(&mut self, _: &Tally) -> String {
        "\n]\n".to_owned()
    }
}
