//! Running one codemod over a tree in memory.

use std::fmt::Write as _;
use std::path::Path;

use iacfix::engine::{Checked, Checker, FixPolicy, Session};
use iacfix::fix::Applicability;
use iacfix::project::Project;
use iacfix::source::Source;
use iacfix::syntax::Grammar;

use crate::common::Tree;

/// Passes over all files after which fixes that span files are taken to make no end.
const MAX_PASSES: usize = 10;

/// A tree after the fixes.
pub(super) struct Run {
    pub(super) tree: Tree,
    /// Fixes that the engine refused, and errors of the codemod.
    pub(super) complaints: Vec<String>,
}

/// Makes every fix, safe or not, until nothing is left to fix.
pub(super) fn to_convergence(checker: &Checker, before: &Tree) -> Run {
    let mut run = Run {
        tree: before.clone(),
        complaints: Vec::new(),
    };
    for _ in 0..MAX_PASSES {
        let start = run.tree.clone();
        for path in start.paths().filter(|path| Grammar::of(path).is_some()) {
            fix_file(checker, path, &mut run);
        }
        if run.tree == start {
            return run;
        }
    }
    run.complaints.push(format!(
        "there is still something to fix after {MAX_PASSES} passes"
    ));
    run
}

fn fix_file(checker: &Checker, path: &Path, run: &mut Run) {
    // A fix in one file sees what an earlier one left in the others.
    let tree = run.tree.clone();
    let project = Project::new(&tree);
    let text = tree.text(path).unwrap_or_default();
    let mut session = Session::open(checker, &project, Source::new(path, text));
    let outcome = session.fix_all(FixPolicy {
        least: Applicability::Unsafe,
    });
    let refused = outcome.refused.iter().map(ToString::to_string);
    let errors = session.checked().errors.iter().map(ToString::to_string);
    for complaint in refused.chain(errors) {
        let complaint = format!("{}: {complaint}", path.display());
        if !run.complaints.contains(&complaint) {
            run.complaints.push(complaint);
        }
    }
    for change in session.changes() {
        run.tree.put(change.path, change.text);
    }
}

/// What is found in each source file of a tree, by path.
pub(super) fn checked(checker: &Checker, tree: &Tree) -> Vec<Checked> {
    let project = Project::new(tree);
    tree.files()
        .filter(|(path, _)| Grammar::of(path).is_some())
        .map(|(path, text)| checker.check(Source::new(path, text), &project))
        .collect()
}

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
            let _ = write!(
                report,
                "{}:{}:{}: {} [{applicability}] {}\n  help: {}\n",
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
