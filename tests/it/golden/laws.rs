//! What holds for every case, whatever its codemod does.

use std::path::Path;
use std::sync::OnceLock;

use iacfix::codemod::Codemod;
use iacfix::codemods;
use iacfix::engine::{Checked, Checker, UNUSED_SUPPRESSION};
use iacfix::fix::Turn;
use iacfix::source::Indent;
use iacfix::syntax::{Document, Grammar};

use crate::common::{Case, Runs};
use crate::laws::program::{copy, crlf, differences, parse, second_run, single_fixes};
use crate::laws::run::{Run, checked, suppressed, to_convergence};
use crate::laws::tree::Tree;

/// The laws that the case breaks, `after` being what came out of it.
pub(super) fn broken(case: &Case, checker: &Checker, after: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    if case.claims.broken.is_none() {
        wrong.extend(defects("before", &case.before));
        wrong.extend(defects("after", after));
    }
    wrong.extend(second_run(checker, after));
    wrong.extend(single_fixes(&checked(checker, &case.before), &case.before));
    let what = "a copy with CRLF gives another result";
    wrong.extend(match (case.runs, normalizes(case)) {
        // It is about line endings.
        (Runs::One(_), true) => Vec::new(),
        (Runs::Selected, true) => {
            let copy = case.before.map(|path, text| match Grammar::of(path) {
                Some(_) => crlf(text),
                None => text.to_owned(),
            });
            another_result(what, after, to_convergence(checker, &copy))
        }
        (_, false) => copy(checker, &case.before, after, what, |_, text| crlf(text)),
    });
    wrong.extend(orders(case, after));
    wrong.extend(suppressions(case, checker));
    let what = "a copy that is indented with tabs gives another result";
    wrong.extend(copy(checker, &case.before, after, what, |path, text| {
        // What came out is indented as what went in was, so that says how.
        indent_of(path, case.before.text(path).unwrap_or(text))
            .map_or_else(|| text.to_owned(), |width| tabs(text, width))
    }));
    wrong
}

/// Whether line endings are among what is repaired.
fn normalizes(case: &Case) -> bool {
    let mut codemods = case.codemods().into_iter();
    codemods.any(|codemod| codemod.id == "normalize-lf")
}

/// Codemods that are run one by one, in whatever order but for those that come after others, make the program that they make together: the same lines. What
/// two of them write at one place, as the last arguments of a resource, stands in the order in which they ran.
fn orders(case: &Case, after: &Tree) -> Vec<String> {
    let mut order = case.codemods();
    if order.len() < 2 {
        return Vec::new();
    }
    let mut wrong = Vec::new();
    let mut check = |what: &str, order: &[&'static Codemod]| {
        let what = format!("codemods that are run one by one, {what}, give another result");
        let mut order = order.to_vec();
        order.sort_by_key(|codemod| waits(codemod));
        let mut found = one_by_one(case, &order);
        found.tree = found.tree.map(|path, text| match after.text(path) {
            Some(wanted) if sorted_lines(wanted) == sorted_lines(text) => wanted.to_owned(),
            _ => text.to_owned(),
        });
        wrong.extend(another_result(&what, after, found));
    };
    check("by id", &order);
    order.reverse();
    check("by id from behind", &order);
    order.sort_by_key(|codemod| (codemod.group, codemod.id.chars().rev().collect::<String>()));
    check("by group", &order);
    order.reverse();
    check("by group from behind", &order);
    wrong
}

/// Whether a codemod says itself, in any of its cases, that its fixes come after those of others.
fn waits(codemod: &'static Codemod) -> bool {
    static WAITING: OnceLock<Vec<&str>> = OnceLock::new();
    let says = |codemod: &&'static Codemod| {
        Case::all(codemod).iter().any(|case| {
            let files = checked(&case.checker(), &case.before);
            let mut fixes = files.iter().flat_map(|file| &file.findings);
            fixes.any(|finding| {
                let fix = finding.fix.as_ref();
                fix.is_some_and(|fix| fix.turn == Turn::AfterOthers)
            })
        })
    };
    let waiting = WAITING.get_or_init(|| {
        let all = codemods::ALL.iter().copied();
        all.filter(says).map(|codemod| codemod.id).collect()
    });
    waiting.contains(&codemod.id)
}

fn sorted_lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

/// What is left when each codemod is run by itself, again and again until none finds anything.
fn one_by_one(case: &Case, order: &[&'static Codemod]) -> Run {
    let checkers: Vec<Checker> = order.iter().map(|one| case.checker_of(one)).collect();
    let mut run = to_convergence(&checkers[0], &case.before);
    loop {
        let start = run.tree.clone();
        for checker in &checkers {
            let next = to_convergence(checker, &run.tree);
            run.complaints.extend(next.complaints);
            run.tree = next.tree;
        }
        if run.tree == start || !run.complaints.is_empty() {
            return run;
        }
    }
}

fn another_result(what: &str, wanted: &Tree, found: Run) -> Vec<String> {
    if found.complaints.is_empty() && found.tree == *wanted {
        return Vec::new();
    }
    let mut wrong = vec![format!("{what}:")];
    wrong.extend(found.complaints);
    wrong.extend(differences(wanted, &found.tree));
    wrong
}

/// Where every finding is suppressed nothing is found, no comment is idle, and nothing but comments was written.
fn suppressions(case: &Case, checker: &Checker) -> Vec<String> {
    let tree = suppressed(checker, &case.before);
    let mut wrong = Vec::new();
    let idle = |checked: &[Checked]| -> usize {
        let findings = checked.iter().flat_map(|checked| &checked.findings);
        findings
            .filter(|finding| finding.codemod == UNUSED_SUPPRESSION)
            .count()
    };
    let (before, after) = (checked(checker, &case.before), checked(checker, &tree));
    if idle(&after) > idle(&before) {
        wrong.push("a comment that suppresses a finding is idle".to_owned());
    }
    for checked in &after {
        let path = checked.source().path();
        for finding in &checked.findings {
            if finding.codemod != UNUSED_SUPPRESSION {
                let place = checked.source().place(finding.span.start);
                let (line, id) = (place.line, finding.codemod);
                let path = path.display();
                wrong.push(format!("{path}:{line}: {id} is suppressed and found"));
            }
        }
        let was = case.before.text(path).unwrap_or_default();
        if squeezed(&without_comments(checked.source().text())) != squeezed(&with_lf(was)) {
            wrong.push(format!(
                "{}: more than comments was written",
                path.display()
            ));
        }
    }
    if suppressed(checker, &tree) != tree {
        wrong.push("suppressing everything again writes more comments".to_owned());
    }
    wrong
}

/// The text without the comments that suppress with the reason of [`suppressed`].
fn without_comments(text: &str) -> String {
    let text = with_lf(text);
    let lines = text.split_inclusive('\n').map(|line| {
        let Some((before, _)) = line.split_once(" iacfix-ignore") else {
            return line.to_owned();
        };
        let code = before.trim_end_matches(['/', '#']);
        match (line.contains(": a reason"), code.trim().is_empty()) {
            (false, _) => line.to_owned(),
            // What marks the encoding stands before such a comment.
            (true, true) => code.trim_matches([' ', '\t']).to_owned(),
            (true, false) => code.trim_end().to_owned() + "\n",
        }
    });
    lines.collect()
}

/// The text without its layout: black gives what has a comment in it more lines, and a comma at its end.
fn squeezed(text: &str) -> String {
    text.replace([' ', '\t', '\n', ','], "")
}

fn with_lf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Sources parse.
fn defects(side: &str, tree: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    for (path, text) in tree.files() {
        let Some(document) = parse(path, text) else {
            continue;
        };
        for span in document.defects() {
            let place = document.source().place(span.start);
            wrong.push(format!(
                "{side}/{}:{}:{}: does not parse",
                path.display(),
                place.line,
                place.column
            ));
        }
    }
    wrong
}

/// How many spaces a level of a source has, where every line has whole levels and none starts inside a text.
fn indent_of(path: &Path, text: &str) -> Option<usize> {
    let document = parse(path, text)?;
    let Some(Indent::Spaces(width)) = document.source().style().indent else {
        return None;
    };
    let regular = text.split(['\n', '\r']).all(|line| {
        let body = line.trim_start_matches(' ');
        let lead = line.len() - body.len();
        // A line of a block comment stands one further in.
        lead % width == 0 || (body.starts_with('*') && lead % width == 1)
    });
    (regular && !has_long_text(&document)).then_some(width)
}

/// Whether a text runs over several lines, whose white space then means something.
fn has_long_text(document: &Document) -> bool {
    let mut nodes = vec![document.root()];
    while let Some(node) = nodes.pop() {
        let one_line = node.start_position().row == node.end_position().row;
        if one_line {
            continue;
        }
        if node.kind().contains("string") {
            return true;
        }
        let mut cursor = node.walk();
        nodes.extend(node.children(&mut cursor));
    }
    false
}

fn tabs(text: &str, width: usize) -> String {
    text.split_inclusive(['\n', '\r'])
        .map(|line| {
            let body = line.trim_start_matches(' ');
            let lead = line.len() - body.len();
            format!(
                "{}{}{body}",
                "\t".repeat(lead / width),
                " ".repeat(lead % width)
            )
        })
        .collect()
}
