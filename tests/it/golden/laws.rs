//! What holds for every case, whatever its codemod does.

use std::path::Path;

use iacfix::engine::Checker;
use iacfix::source::Indent;
use iacfix::syntax::Document;

use crate::common::Case;
use crate::laws::program::{copy, crlf, parse, second_run, single_fixes};
use crate::laws::run::checked;
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
    if case.codemod.id != "normalize-lf" {
        let what = "a copy with CRLF gives another result";
        wrong.extend(copy(checker, &case.before, after, what, |_, text| {
            crlf(text)
        }));
    }
    let what = "a copy that is indented with tabs gives another result";
    wrong.extend(copy(checker, &case.before, after, what, |path, text| {
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
