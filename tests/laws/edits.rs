//! The laws of the edit algebra, checked against a model that is too simple to be wrong.

use iacfix::fix::{DiffLineKind, Edit, EditError, Edits, diff_hunks};

use super::program::leaves_the_rest;

/// The laws that a set of edits breaks on a text. The edits need not be valid.
pub fn broken(text: &str, mine: &[Edit], theirs: &[Edit]) -> Vec<String> {
    let mut wrong = one_set(text, mine);
    wrong.extend(one_set(text, theirs));
    if let (Ok(mine), Ok(theirs)) = (Edits::new(mine.to_vec()), Edits::new(theirs.to_vec())) {
        wrong.extend(two_sets(&mine, &theirs));
    }
    wrong
}

fn one_set(text: &str, given: &[Edit]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut law = |holds: bool, what: &str| {
        if !holds {
            wrong.push(format!("{what}: {given:?}"));
        }
    };
    let edits = match Edits::new(given.to_vec()) {
        Ok(edits) => edits,
        Err(error) => {
            law(
                matches!(error, EditError::Overlap(..)) && any_overlap(given),
                "edits that do not overlap are refused",
            );
            return wrong;
        }
    };
    let sorted: Vec<Edit> = edits.iter().cloned().collect();
    let disjoint = sorted.windows(2).all(|pair| {
        let (a, b) = (pair[0].span, pair[1].span);
        a.end <= b.start && a.start < b.start
    });
    law(disjoint, "the edits are not sorted and disjoint");
    law(
        Edits::new(sorted.clone()).as_ref() == Ok(&edits),
        "making a set of a set changes it",
    );
    law(
        edits.len() == sorted.len() && edits.is_empty() == sorted.is_empty(),
        "the number of edits is wrong",
    );
    let valid = sorted
        .iter()
        .all(|edit| text.get(edit.span.range()).is_some());
    let applied = edits.apply(text);
    law(
        applied.is_ok() == valid,
        "edits apply where, and only where, they are of the text",
    );
    let Ok(fixed) = applied else {
        return wrong;
    };
    let mut model = text.to_owned();
    for edit in sorted.iter().rev() {
        model.replace_range(edit.span.range(), &edit.text);
    }
    law(fixed == model, "the result is not that of the model");
    law(
        leaves_the_rest(text, &edits, &fixed),
        "bytes outside the edits change",
    );
    for (offset, character) in text.char_indices() {
        let replaced = |edit: &Edit| edit.span.start <= offset && offset < edit.span.end;
        let shifted = edits.shift(offset);
        let kept = fixed
            .get(shifted..)
            .is_some_and(|rest| sorted.iter().any(replaced) || rest.starts_with(character));
        law(kept, "a character is not where the shift says");
    }
    law(
        edits.shift(text.len()) == fixed.len(),
        "the end of the text is not where the shift says",
    );
    law(
        patched(text, &fixed) == fixed,
        "the hunks of the diff do not lead to the result",
    );
    wrong
}

fn two_sets(mine: &Edits, theirs: &Edits) -> Vec<String> {
    let mut wrong = Vec::new();
    let overlaps = mine.overlaps(theirs);
    let mut law = |holds: bool, what: &str| {
        if !holds {
            wrong.push(format!("{what}: {mine:?} and {theirs:?}"));
        }
    };
    law(
        overlaps == theirs.overlaps(mine),
        "overlapping depends on who asks",
    );
    let pairs = mine
        .iter()
        .any(|mine| theirs.iter().any(|theirs| touch(mine, theirs)));
    law(overlaps == pairs, "an overlap is missed, or made up");
    match (mine.union(theirs), theirs.union(mine)) {
        (Ok(one), Ok(other)) => {
            law(!overlaps, "sets that overlap are joined");
            law(one == other, "the union depends on the order");
            law(
                one.len() <= mine.len() + theirs.len(),
                "the union has more edits than both",
            );
        }
        (Err(_), Err(_)) => law(overlaps, "sets that do not overlap are not joined"),
        _ => law(false, "the union of the one order is refused"),
    }
    wrong
}

/// Whether both want the same bytes, or insert where the other one begins to replace.
fn touch(a: &Edit, b: &Edit) -> bool {
    let (a, b) = (a.span, b.span);
    a.start == b.start || (a.start < b.end && b.start < a.end)
}

/// Whether two different edits of `given` replace the same byte, or one inserts within what the other replaces.
fn any_overlap(given: &[Edit]) -> bool {
    let overlap = |a: &Edit, b: &Edit| {
        let both_insert = a.span.is_empty() && b.span.is_empty();
        !both_insert && a.span.start < b.span.end && b.span.start < a.span.end
    };
    given.iter().enumerate().any(|(at, a)| {
        let mut later = given[at + 1..].iter();
        later.any(|b| a != b && overlap(a, b))
    })
}

/// The new text, put together from the old one and the hunks of the diff.
fn patched(old: &str, new: &str) -> String {
    let lines: Vec<&str> = old.split_inclusive('\n').collect();
    let mut out = String::new();
    let mut at = 0;
    for hunk in diff_hunks(old, new, 3) {
        let start = hunk.old_line.saturating_sub(1).max(at);
        out.extend(lines[at..start.min(lines.len())].iter().copied());
        at = start;
        for line in &hunk.lines {
            if line.kind != DiffLineKind::Added {
                at += 1;
            }
            if line.kind != DiffLineKind::Removed {
                out.push_str(&line.text);
            }
        }
    }
    out.extend(lines[at.min(lines.len())..].iter().copied());
    out
}
