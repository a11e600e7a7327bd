//! What holds for every case, whatever its codemod does.

use std::path::Path;

use iacfix::engine::Checker;
use iacfix::fix::{Applicability, Edits};
use iacfix::source::{Indent, Source};
use iacfix::syntax::{Document, Grammar};

use super::{run, tree_difference};
use crate::common::{Case, Tree};

/// The laws that the case breaks, `after` being what came out of it.
pub(super) fn broken(case: &Case, checker: &Checker, after: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    if case.claims.broken.is_none() {
        wrong.extend(defects("before", &case.before));
        wrong.extend(defects("after", after));
    }
    wrong.extend(second_run(checker, after));
    wrong.extend(single_fixes(case, checker));
    if case.codemod.id != "normalize-lf" {
        let what = "a copy with CRLF gives another result";
        wrong.extend(copy(case, checker, after, what, |_, text| crlf(text)));
    }
    let what = "a copy that is indented with tabs gives another result";
    wrong.extend(copy(case, checker, after, what, |path, text| {
        // What came out is indented as what went in was, so that says how.
        indent_of(path, case.before.text(path).unwrap_or(text))
            .map_or_else(|| text.to_owned(), |width| tabs(text, width))
    }));
    wrong
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

/// Running again changes nothing and offers nothing.
fn second_run(checker: &Checker, after: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    let again = run::to_convergence(checker, after);
    if again.tree != *after {
        wrong.push("a second run changes something:".to_owned());
        wrong.extend(tree_difference(after, &again.tree));
    }
    for checked in run::checked(checker, after) {
        let applicable = checked
            .findings
            .iter()
            .filter(|finding| finding.applicability() > Some(Applicability::DisplayOnly));
        for finding in applicable {
            let place = checked.source().place(finding.span.start);
            wrong.push(format!(
                "{}:{}: a fix is still offered when all are made: {}",
                checked.source().path().display(),
                place.line,
                finding.message
            ));
        }
    }
    wrong
}

/// Each fix by itself leaves every byte outside its edits, and a file that parses.
fn single_fixes(case: &Case, checker: &Checker) -> Vec<String> {
    let mut wrong = Vec::new();
    for checked in run::checked(checker, &case.before) {
        for finding in &checked.findings {
            let Some(fix) = &finding.fix else { continue };
            let line = checked.source().place(finding.span.start).line;
            let mut complain = |path: &Path, what: &str| {
                wrong.push(format!(
                    "{}: the fix of the finding on line {line} of {} {what}",
                    path.display(),
                    checked.source().path().display()
                ));
            };
            if fix.edits.is_empty() && fix.new_files.is_empty() {
                complain(checked.source().path(), "changes nothing");
            }
            for (path, edits) in &fix.edits {
                let Some(text) = case.before.text(path) else {
                    complain(path, "edits a file that does not exist");
                    continue;
                };
                let Ok(fixed) = edits.apply(text) else {
                    complain(path, "does not apply");
                    continue;
                };
                if fixed == text {
                    complain(path, "changes nothing");
                }
                if !leaves_the_rest(text, edits, &fixed) {
                    complain(path, "changes bytes outside its edits");
                }
                let defects = |text| parse(path, text).map_or(0, |parsed| parsed.defects().len());
                if defects(&fixed) > defects(text) {
                    complain(path, "adds a syntax error when it is made alone");
                }
            }
            for (path, text) in &fix.new_files {
                if case.before.text(path).is_some() {
                    complain(path, "creates a file that exists");
                }
                if parse(path, text).is_some_and(|parsed| !parsed.defects().is_empty()) {
                    complain(path, "creates a file that does not parse");
                }
            }
        }
    }
    wrong
}

/// Whether what lies between the edits is found again, in order, between the new texts.
fn leaves_the_rest(text: &str, edits: &Edits, fixed: &str) -> bool {
    let mut rest = fixed;
    let mut at = 0;
    for edit in edits.iter() {
        let untouched = &text[at..edit.span.start];
        let next = rest
            .strip_prefix(untouched)
            .and_then(|rest| rest.strip_prefix(edit.text.as_str()));
        match next {
            Some(next) => rest = next,
            None => return false,
        }
        at = edit.span.end;
    }
    rest == &text[at..]
}

/// A copy of the project that is written differently comes out as the same copy of the result.
fn copy(
    case: &Case,
    checker: &Checker,
    after: &Tree,
    what: &str,
    change: impl Fn(&Path, &str) -> String,
) -> Vec<String> {
    let found = run::to_convergence(checker, &case.before.map(&change));
    let wanted = after.map(&change);
    if found.tree == wanted {
        return Vec::new();
    }
    let mut wrong = vec![format!("{what}:")];
    wrong.extend(found.complaints);
    wrong.extend(tree_difference(&wanted, &found.tree));
    wrong
}

fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
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

fn parse(path: &Path, text: &str) -> Option<Document> {
    let grammar = Grammar::of(path)?;
    let document = Document::parse(Source::new(path, text), grammar);
    Some(document.expect("the parser does not give up"))
}
