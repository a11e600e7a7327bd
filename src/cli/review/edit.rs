//! Editing a replacement in the user's editor.

use std::path::Path;

use dialoguer::Editor;

use super::super::diff_view::{lines_back, lines_on};
use super::super::interrupt;
use crate::fix::{Edit, Edits};
use crate::source::Span;

/// Unchanged lines that are shown around what is edited.
const CONTEXT: usize = 2;

/// What came of an edit.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Edited {
    /// The user wants this instead.
    Saved(Edits),
    /// Nothing was saved, or nothing was changed, or everything was deleted.
    Unchanged,
    /// The editor could not be used, and why.
    Failed(String),
}

/// The lines that a fix changes, and what it puts in their place.
#[derive(Debug, PartialEq, Eq)]
struct Region {
    span: Span,
    proposal: String,
}

/// The lines of `text` that are opened for `edits`, for people: `lines 3–9`.
pub(super) fn lines(text: &str, edits: &Edits) -> Option<String> {
    let Region { span, proposal } = region(text, edits)?;
    let first = text[..span.start].matches('\n').count() + 1;
    match first + proposal.lines().count().saturating_sub(1) {
        last if last > first => Some(format!("lines {first}–{last}")),
        _ => Some(format!("line {first}")),
    }
}

/// Opens the lines that `edits` change in `text`, as they would be, in `$VISUAL` or `$EDITOR`.
pub(super) fn edit(path: &Path, text: &str, edits: &Edits) -> Edited {
    let Some(region) = region(text, edits) else {
        return Edited::Unchanged;
    };
    let extension = path.extension().map_or_else(String::new, |extension| {
        format!(".{}", extension.to_string_lossy())
    });
    let edited = interrupt::while_editing(|| {
        Editor::new()
            .extension(&extension)
            // Whether something was saved shows in the text; a time stamp is too coarse for a quick hand.
            .require_save(false)
            .trim_newlines(false)
            .edit(&region.proposal)
    });
    match edited {
        Ok(Some(saved)) if saved.trim().is_empty() || saved == region.proposal => Edited::Unchanged,
        Ok(Some(saved)) => match Edits::new([Edit::replace(region.span, saved)]) {
            Ok(edits) => Edited::Saved(edits),
            Err(error) => Edited::Failed(error.to_string()),
        },
        Ok(None) => Edited::Unchanged,
        Err(error) => Edited::Failed(format!(
            "the editor could not be used: {error}; set VISUAL or EDITOR"
        )),
    }
}

fn region(text: &str, edits: &Edits) -> Option<Region> {
    let span = edits.span()?;
    let span = Span::new(
        lines_back(text, span.start, CONTEXT),
        lines_on(text, span.end, CONTEXT),
    );
    let shifted = edits.iter().map(|edit| {
        let at = Span::new(edit.span.start - span.start, edit.span.end - span.start);
        Edit::replace(at, edit.text.clone())
    });
    let proposal = Edits::new(shifted).ok()?.apply(&text[span.range()]).ok()?;
    Some(Region { span, proposal })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_edited_are_whole_lines_with_a_little_around_them() {
        let text = "1\n2\n3\n4\n5\n6\n7\n";
        let edits = Edits::new([Edit::remove(Span::new(6, 8))]).unwrap();
        let region = region(text, &edits).unwrap();
        assert_eq!(region.proposal, "2\n3\n5\n6\n7\n");
        assert_eq!(region.span, Span::new(2, 14));
        assert_eq!(lines(text, &edits).as_deref(), Some("lines 2–6"));
        let edits = Edits::new([Edit::replace(Span::new(0, 1), "x")]).unwrap();
        assert_eq!(lines("1", &edits).as_deref(), Some("line 1"));
    }
}
