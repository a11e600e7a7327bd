//! What commits and pull requests say. Text from data; runs nothing.

use std::fmt::Write as _;

use super::report::{self, RepositoryReport, code, plain};
use super::steps::Step;
use super::survey::shown;
use crate::fix::Applicability;

/// Of the files of a commit, so many are named.
const MOST_FILES: usize = 50;

/// Of the findings that are left, so many are listed in a pull request.
const MOST_LEFT: usize = 50;

/// A pull request says at most so many bytes: services have limits, and so has the environment of a process.
const LONGEST_BODY: usize = if cfg!(windows) { 16_000 } else { 60_000 };

/// The first line of the commit with the fixes of a step.
pub fn subject(step: &Step) -> String {
    format!(
        "{} ({})",
        sentence(step.codemod),
        report::count(step.count())
    )
}

/// The whole message of that commit.
pub fn message(step: &Step) -> String {
    let mut message = format!("{}\n\n", subject(step));
    for (path, count) in step.findings.iter().take(MOST_FILES) {
        let _ = writeln!(message, "{}: {count}", on_one_line(&shown(path)));
    }
    let more = step.findings.len().saturating_sub(MOST_FILES);
    if more > 0 {
        let _ = writeln!(message, "and {more} more files");
    }
    if step.least < Applicability::Safe {
        message.push_str("\nThis may change what is deployed.\n");
    }
    let _ = write!(
        message,
        "\nIacfix-Codemod: {}\nIacfix-Version: {}\n",
        step.codemod,
        env!("CARGO_PKG_VERSION")
    );
    message
}

/// The title of a pull request.
pub fn title(report: &RepositoryReport) -> String {
    match report.commits.as_slice() {
        [only] => only.subject.clone(),
        commits => {
            let findings = commits.iter().map(|commit| commit.findings).sum();
            format!("Repair {} with iacfix", report::count(findings))
        }
    }
}

/// What a pull request says, as Markdown.
pub fn body(report: &RepositoryReport) -> String {
    let mut body = String::new();
    for commit in &report.commits {
        let _ = writeln!(
            body,
            "- {}: {} ({})",
            code(&commit.codemod),
            plain(&report::summary_of(&commit.codemod)),
            report::count(commit.findings)
        );
    }
    if let Some(verification) = &report.verification {
        body.push_str(match (verification.before.passed, &verification.after) {
            (true, _) => "\nThe verification passes, before the fixes and with them.\n",
            (false, Some(after)) if after.passed => {
                "\nThe verification failed before the fixes and passes with them.\n"
            }
            (false, _) => {
                "\nThe verification failed before the fixes already, and says nothing about them.\n"
            }
        });
    }
    for taken in &report.taken_back {
        let _ = writeln!(
            body,
            "\n{} is not part of this: the verification failed with its fixes ({}).",
            code(&taken.codemod),
            report::count(taken.findings)
        );
    }
    if !report.left.is_empty() {
        let _ = write!(body, "\n### Left: {}\n\n", report::count(report.left.len()));
    }
    for left in report.left.iter().take(MOST_LEFT) {
        let _ = writeln!(
            body,
            "- {} {}: {} ({})",
            code(&format!("{}:{}", left.path, left.line)),
            code(&left.codemod),
            plain(&left.message),
            report::why(left.why)
        );
    }
    let more = report.left.len().saturating_sub(MOST_LEFT);
    if more > 0 {
        let _ = writeln!(body, "- and {more} more");
    }
    let _ = write!(
        body,
        "\nMade by iacfix {}; `iacfix explain ID` says more about each codemod.\n",
        env!("CARGO_PKG_VERSION")
    );
    cut(body)
}

/// What a codemod does, as a subject.
fn sentence(codemod: &str) -> String {
    let summary = report::summary_of(codemod);
    let mut letters = summary.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => summary,
    }
}

/// A name of a file may hold anything, and a message must not.
fn on_one_line(name: &str) -> String {
    name.replace(|next: char| next.is_control(), "?")
}

fn cut(mut body: String) -> String {
    if body.len() > LONGEST_BODY {
        let fits = (0..=LONGEST_BODY)
            .rev()
            .find(|&at| body.is_char_boundary(at));
        let line = body[..fits.unwrap_or(0)].rfind('\n').map_or(0, |at| at + 1);
        body.truncate(line);
        body.push_str("\n…\n");
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::report::{CommitReport, LeftFinding, WhyLeft};
    use std::collections::BTreeMap;
    use std::path::PathBuf;

    fn step(findings: &[(&str, usize)]) -> Step {
        Step {
            codemod: "normalize-lf",
            findings: findings
                .iter()
                .map(|(path, count)| (PathBuf::from(path), *count))
                .collect(),
            least: Applicability::Safe,
            texts: BTreeMap::new(),
        }
    }

    #[test]
    fn a_commit_says_what_it_does_and_how_often() {
        assert_eq!(
            message(&step(&[("a/b.ts", 2), ("c\n.py", 1)])),
            format!(
                "Turn CRLF and lone CR line endings into LF (3 findings)\n\na/b.ts: 2\nc?.py: 1\n\n\
                 Iacfix-Codemod: normalize-lf\nIacfix-Version: {}\n",
                env!("CARGO_PKG_VERSION")
            )
        );
        let unsafe_step = Step {
            least: Applicability::Unsafe,
            ..step(&[("a.ts", 1)])
        };
        let message = message(&unsafe_step);
        assert!(message.contains("(1 finding)\n"), "{message}");
        assert!(
            message.contains("\n\nThis may change what is deployed.\n\nIacfix-"),
            "{message}"
        );
    }

    #[test]
    fn a_pull_request_says_no_more_than_fits() {
        let mut report = RepositoryReport::pending("r", "r");
        report.commits = vec![CommitReport {
            id: "1".to_owned(),
            codemod: "normalize-lf".to_owned(),
            findings: 3,
            subject: "S".to_owned(),
        }];
        assert_eq!(title(&report), "S");
        report.commits.push(report.commits[0].clone());
        assert_eq!(title(&report), "Repair 6 findings with iacfix");
        report.left = vec![
            LeftFinding {
                codemod: "normalize-lf".to_owned(),
                path: "日".repeat(2000),
                line: 1,
                column: 1,
                message: "m".repeat(400),
                help: String::new(),
                fix: None,
                why: WhyLeft::NoFix,
            };
            200
        ];
        let body = body(&report);
        assert!(
            body.contains("- and 150 more\n") || body.ends_with("\n…\n"),
            "{body}"
        );
        assert!(body.len() <= LONGEST_BODY + 10, "{}", body.len());
    }
}
