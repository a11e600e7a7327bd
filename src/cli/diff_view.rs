//! The part of a diff that is worth showing to a person: what an edit changes, with a little around it.

use crate::fix::{DiffHunk, DiffLine, DiffLineKind, Edit, Edits, diff_hunks};
use crate::source::Span;

/// Unchanged lines around a change.
const CONTEXT: usize = 2;
/// A fix of more edits than this is shown by its first ones.
const MOST_EDITS: usize = 12;
/// How many edits are shown of a fix that has too many.
const FIRST_EDITS: usize = 3;
/// A diff of more lines than this is cut.
const MOST_LINES: usize = 48;

/// A diff, perhaps cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffView {
    /// What is shown, with line numbers of the whole texts.
    pub hunks: Vec<DiffHunk>,
    /// How many changed lines are not shown.
    pub hidden: usize,
    /// Whether it is about line endings.
    pub line_endings: LineEndings,
}

/// What a fix does to line endings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEndings {
    /// Its new lines end as the others of the file do: showing it on each says nothing.
    Kept,
    /// There are lines of which nothing else is changed.
    Changed,
}

/// What `edits` change in `old`. Only the text around the edits is compared, so that a large file costs nothing.
pub fn view(old: &str, edits: &Edits) -> DiffView {
    let all: Vec<&Edit> = edits.iter().collect();
    let (shown, hidden_edits) = match all.len() > MOST_EDITS {
        true => all.split_at(FIRST_EDITS),
        false => (all.as_slice(), [].as_slice()),
    };
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else {
        return DiffView {
            hunks: Vec::new(),
            hidden: 0,
            line_endings: LineEndings::Kept,
        };
    };
    let start = lines_back(old, first.span.start, CONTEXT);
    let mut end = lines_on(old, last.span.end, CONTEXT);
    if let Some(next) = hidden_edits.first() {
        // What is changed but not shown must not look as if it stayed.
        end = end
            .min(line_start(old, next.span.start))
            .max(line_end(old, last.span.end));
    }
    let shifted = shown.iter().map(|edit| {
        let span = Span::new(edit.span.start - start, edit.span.end - start);
        Edit::replace(span, edit.text.clone())
    });
    let part = &old[start..end];
    let new = Edits::new(shifted)
        .ok()
        .and_then(|edits| edits.apply(part).ok());
    let mut hunks = diff_hunks(part, new.as_deref().unwrap_or(part), CONTEXT);
    let lines_before = memchr::memchr_iter(b'\n', &old.as_bytes()[..start]).count();
    for hunk in &mut hunks {
        hunk.old_line += lines_before;
        hunk.new_line += lines_before;
    }
    let line_endings = line_endings(&hunks);
    let hidden = hidden_edits.len() + cut(&mut hunks);
    DiffView {
        hunks,
        hidden,
        line_endings,
    }
}

/// A new file, as a diff.
pub fn view_of_new_file(text: &str) -> DiffView {
    let mut hunks = diff_hunks("", text, CONTEXT);
    let hidden = cut(&mut hunks);
    DiffView {
        hunks,
        hidden,
        line_endings: LineEndings::Kept,
    }
}

/// Whether some lines are replaced by what is the same but for its line endings.
fn line_endings(hunks: &[DiffHunk]) -> LineEndings {
    let plain = |lines: &[DiffLine], kind| -> String {
        let texts = lines.iter().filter(|line| line.kind == kind);
        let text: String = texts.map(|line| line.text.as_str()).collect();
        text.replace("\r\n", "\n").replace('\r', "\n")
    };
    let is_about_endings = |run: &[DiffLine]| {
        let removed = plain(run, DiffLineKind::Removed);
        !removed.is_empty() && removed == plain(run, DiffLineKind::Added)
    };
    let is_context = |line: &DiffLine| line.kind == DiffLineKind::Context;
    let mut runs = hunks.iter().flat_map(|hunk| hunk.lines.split(is_context));
    match runs.any(is_about_endings) {
        true => LineEndings::Changed,
        false => LineEndings::Kept,
    }
}

/// Cuts what is too long; answers how many changed lines went.
fn cut(hunks: &mut Vec<DiffHunk>) -> usize {
    let mut room = MOST_LINES;
    let mut hidden = 0;
    for hunk in hunks.iter_mut() {
        let keep = room.min(hunk.lines.len());
        let gone = hunk.lines.drain(keep..);
        hidden += gone
            .filter(|line| line.kind != DiffLineKind::Context)
            .count();
        room -= keep;
    }
    hunks.retain(|hunk| !hunk.lines.is_empty());
    hidden
}

/// Start of the line of `offset`; lines end at LF only, as in a patch.
pub fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |at| at + 1)
}

/// Just past the line of `offset`.
pub fn line_end(text: &str, offset: usize) -> usize {
    text[offset..]
        .find('\n')
        .map_or(text.len(), |at| offset + at + 1)
}

/// Start of the line that is `lines` above the one of `offset`.
pub fn lines_back(text: &str, offset: usize, lines: usize) -> usize {
    let start = line_start(text, offset);
    (0..lines).fold(start, |start, _| line_start(text, start.saturating_sub(1)))
}

/// Just past the line that is `lines` below the one of `offset`.
pub fn lines_on(text: &str, offset: usize, lines: usize) -> usize {
    let end = line_end(text, offset);
    (0..lines).fold(end, |end, _| line_end(text, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_whole_text() {
        let old: String = (1..=100).map(|line| format!("line {line}\n")).collect();
        let at = old.find("line 60").unwrap();
        let edits = Edits::new([Edit::remove(Span::new(at, at + 8))]).unwrap();
        let view = view(&old, &edits);
        assert_eq!(view.hidden, 0);
        assert_eq!(view.hunks[0].old_line, 58);
        let texts: Vec<_> = view.hunks[0]
            .lines
            .iter()
            .map(|line| line.text.trim())
            .collect();
        assert_eq!(
            texts,
            ["line 58", "line 59", "line 60", "line 61", "line 62"]
        );
    }

    #[test]
    fn a_fix_of_very_many_lines_is_shown_by_its_first_ones() {
        let old = "x\r\n".repeat(1000);
        let edits = old
            .match_indices('\r')
            .map(|(at, _)| Edit::remove(Span::new(at, at + 1)));
        let view = view(&old, &Edits::new(edits).unwrap());
        assert_eq!(view.hidden, 997);
        assert_eq!(view.hunks.len(), 1);
        assert_eq!(view.hunks[0].lines.len(), 6);
    }

    #[test]
    fn an_edit_at_either_end_has_less_around_it() {
        let edits = Edits::new([Edit::insert(0, "a"), Edit::insert(3, "z")]).unwrap();
        assert_eq!(view("x\ny", &edits).hunks[0].lines.len(), 4);
        assert!(view("", &Edits::default()).hunks.is_empty());
    }
}
