//! The laws about checking and fixing a project.

use std::collections::BTreeSet;
use std::path::Path;

use iacfix::engine::{Checked, Checker};
use iacfix::fix::{Applicability, Edits, unified_diff};
use iacfix::source::Source;
use iacfix::syntax::{Document, Grammar};

use super::run::{self, Run};
use super::tree::Tree;

/// The laws that hold for any project, whether or not it parses. `run` is what `checker` made of it.
pub fn broken(checker: &Checker, before: &Tree, run: &Run) -> Vec<String> {
    let checked = run::checked(checker, before);
    let mut wrong = places(&checked);
    wrong.extend(single_fixes(&checked, before));
    if parses(before) {
        wrong.extend(run.complaints.iter().cloned());
    } else if run.complaints.len() > run.unparsable {
        // Beside code that does not parse, a fix may turn out to break more; that is noticed, and nothing else may happen.
        wrong.extend(run.complaints.iter().cloned());
    }
    for (path, text) in run.tree.files() {
        let old = before.text(path).map_or(0, |text| defects(path, text));
        if defects(path, text) > old {
            wrong.push(format!("{}: the fixes add a syntax error", path.display()));
        }
    }
    if run.complaints.is_empty() {
        wrong.extend(second_run(checker, &run.tree));
    }
    wrong
}

/// Findings and notes lie in their file.
fn places(files: &[Checked]) -> Vec<String> {
    let mut wrong = Vec::new();
    for checked in files {
        let text = checked.source().text();
        let spans = checked.findings.iter().map(|finding| finding.span);
        let spans = spans.chain(checked.notes.iter().map(|note| note.span));
        for span in spans.chain(checked.defects.iter().copied()) {
            if text.get(span.range()).is_none() {
                wrong.push(format!("{span:?} is no part of the text"));
            }
        }
        let errors = checked.errors.iter().map(ToString::to_string);
        wrong.extend(errors);
    }
    wrong
}

/// Running again changes nothing and offers nothing.
pub fn second_run(checker: &Checker, after: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    let again = run::to_convergence(checker, after);
    if again.tree != *after {
        wrong.push("a second run changes something:".to_owned());
        wrong.extend(differences(after, &again.tree));
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

/// Each fix by itself leaves every byte outside its edits, and a file that parses if it did.
pub fn single_fixes(files: &[Checked], before: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    for checked in files {
        for index in 0..checked.findings.len() {
            wrong.extend(single_fix(before, checked, index));
        }
    }
    wrong
}

fn single_fix(before: &Tree, checked: &Checked, index: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    let finding = &checked.findings[index];
    let Some(fix) = &finding.fix else {
        return wrong;
    };
    let line = checked.source().place(finding.span.start).line;
    let mut complain = |path: &Path, what: &str| {
        wrong.push(format!(
            "{}: the fix of {} for the finding on line {line} of {} {what}",
            path.display(),
            finding.codemod,
            checked.source().path().display()
        ));
    };
    if fix.edits.is_empty() && fix.new_files.is_empty() {
        complain(checked.source().path(), "changes nothing");
    }
    for (path, edits) in &fix.edits {
        let Some(text) = before.text(path) else {
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
        // Where the file does not parse, the engine finds out and discards it.
        if is_sound(path, text) && !is_sound(path, &fixed) {
            complain(path, "adds a syntax error when it is made alone");
        }
    }
    for (path, text) in &fix.new_files {
        if before.text(path).is_some() {
            complain(path, "creates a file that exists");
        }
        if defects(path, text) > 0 {
            complain(path, "creates a file that does not parse");
        }
    }
    wrong
}

/// Whether what lies between the edits is found again, in order, between the new texts.
pub fn leaves_the_rest(text: &str, edits: &Edits, fixed: &str) -> bool {
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

/// A copy of the project that is written differently comes out as the same copy of the result. Files that are new there are
/// the same: what was in a text of the program is not written as the program is.
pub fn copy(
    checker: &Checker,
    before: &Tree,
    after: &Tree,
    what: &str,
    change: impl Fn(&Path, &str) -> String,
) -> Vec<String> {
    let found = run::to_convergence(checker, &before.map(&change));
    let wanted = after.map(|path, text| match before.text(path) {
        Some(_) => change(path, text),
        None => text.to_owned(),
    });
    if found.tree == wanted {
        return Vec::new();
    }
    let mut wrong = vec![format!("{what}:")];
    wrong.extend(found.complaints);
    wrong.extend(differences(&wanted, &found.tree));
    wrong
}

/// The text with every line ending in CRLF.
pub fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// Whether every source of a tree parses.
pub fn parses(tree: &Tree) -> bool {
    tree.files().all(|(path, text)| is_sound(path, text))
}

/// Whether a text parses, as far as the grammars know: they take a lone CR for a blank, the languages for a line break.
fn is_sound(path: &Path, text: &str) -> bool {
    let lone = text.replace("\r\n", "").contains('\r');
    !(lone && Grammar::of(path).is_some()) && defects(path, text) == 0
}

/// How many syntax errors a text has; none for a kind of file that is not parsed.
pub fn defects(path: &Path, text: &str) -> usize {
    parse(path, text).map_or(0, |document| document.defects().len())
}

/// The tree of a text; `None` for a kind of file that is not parsed.
pub fn parse(path: &Path, text: &str) -> Option<Document> {
    let grammar = Grammar::of(path)?;
    let document = Document::parse(Source::new(path, text), grammar);
    Some(document.expect("the parser does not give up"))
}

/// One diff for each file in which the trees differ, `wanted` being the old side.
pub fn differences(wanted: &Tree, found: &Tree) -> Vec<String> {
    let paths: BTreeSet<&Path> = wanted.paths().chain(found.paths()).collect();
    paths
        .into_iter()
        .filter(|path| wanted.text(path) != found.text(path))
        .map(|path| {
            difference(
                &path.display().to_string(),
                wanted.text(path).unwrap_or_default(),
                found.text(path).unwrap_or_default(),
            )
        })
        .collect()
}

/// A diff for the terminal, in which a carriage return can be seen.
pub fn difference(name: &str, wanted: &str, found: &str) -> String {
    format!(
        "{name} (- wanted, + what comes out)\n{}",
        unified_diff(name, Some(wanted), found).replace('\r', "\\r")
    )
}
