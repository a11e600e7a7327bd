//! What is recorded of a run.

use std::fmt::Write as _;

use iacfix::engine::Checker;

use crate::laws::run::checked;
use crate::laws::tree::Tree;

/// The findings as they stand in `report.txt`.
pub(super) fn report(checker: &Checker, tree: &Tree) -> String {
    let mut report = String::new();
    for checked in checked(checker, tree) {
        let source = checked.source();
        for finding in &checked.findings {
            let place = source.place(finding.span.start);
            let applicability = finding
                .applicability()
                .map_or("no fix".to_owned(), |applicability| {
                    applicability.to_string()
                });
            let group = finding
                .group
                .map_or(String::new(), |group| format!(" ({group})"));
            let _ = write!(
                report,
                "{}:{}:{}: {}{group} [{applicability}] {}\n  help: {}\n",
                source.path().display(),
                place.line,
                place.column,
                finding.codemod,
                finding.message,
                finding.help,
            );
        }
    }
    report
}
