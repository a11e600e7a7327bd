//! Running codemods over a tree in memory.

use std::path::Path;

use iacfix::engine::{Checked, Checker, FixPolicy, Refusal, Session};
use iacfix::fix::Applicability;
use iacfix::project::Project;
use iacfix::source::Source;
use iacfix::syntax::Grammar;

use super::tree::Tree;

/// Passes over all files after which fixes that span files are taken to make no end.
const MAX_PASSES: usize = 10;

/// Every fix that may be made at all.
pub const EVERYTHING: FixPolicy = FixPolicy {
    least: Applicability::Unsafe,
};

/// A tree after the fixes.
pub struct Run {
    pub tree: Tree,
    /// What went wrong, each as a sentence.
    pub complaints: Vec<String>,
    /// How many of the fixes were refused because they would have added a syntax error. They are complained about, too.
    pub unparsable: usize,
}

/// Makes every fix, safe or not, until nothing is left to fix.
pub fn to_convergence(checker: &Checker, before: &Tree) -> Run {
    let mut run = Run {
        tree: before.clone(),
        complaints: Vec::new(),
        unparsable: 0,
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
    let outcome = session.fix_all(EVERYTHING);
    let refused = outcome.refused.iter().map(|refusal| {
        let unparsable = matches!(refusal, Refusal::AddsSyntaxError { .. });
        (refusal.to_string(), usize::from(unparsable))
    });
    let errors = session.checked().errors.iter();
    let errors = errors.map(|error| (error.to_string(), 0));
    for (complaint, unparsable) in refused.chain(errors) {
        let complaint = format!("{}: {complaint}", path.display());
        if !run.complaints.contains(&complaint) {
            run.complaints.push(complaint);
            run.unparsable += unparsable;
        }
    }
    for change in session.changes() {
        run.tree.put(change.path, change.text);
    }
}

/// The tree with a comment beside every finding that suppresses it.
pub fn suppressed(checker: &Checker, before: &Tree) -> Tree {
    let project = Project::new(before);
    before.map(|path, text| {
        if Grammar::of(path).is_none() {
            return text.to_owned();
        }
        let mut session = Session::open(checker, &project, Source::new(path, text));
        session.suppress_all("a reason");
        session.checked().source().text().to_owned()
    })
}

/// What is found in each source file of a tree, by path.
pub fn checked(checker: &Checker, tree: &Tree) -> Vec<Checked> {
    let project = Project::new(tree);
    tree.files()
        .filter(|(path, _)| Grammar::of(path).is_some())
        .map(|(path, text)| checker.check(Source::new(path, text), &project))
        .collect()
}
