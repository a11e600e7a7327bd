//! The edit algebra: sorted, disjoint replacements of spans.

use std::fmt;
use std::sync::Arc;

use crate::source::Span;

/// Replaces the text of `span` by `text`. An empty span inserts, an empty text removes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self {
            span,
            text: text.into(),
        }
    }

    /// Inserts `text` before the byte at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::at(offset), text)
    }

    /// Removes `span`.
    pub fn remove(span: Span) -> Self {
        Self::replace(span, "")
    }

    fn touches(&self, other: &Edit) -> bool {
        let (a, b) = (self.span, other.span);
        match (a.is_empty(), b.is_empty()) {
            (true, true) => a.start == b.start,
            // An insertion inside a replaced span, or at its start, has no place that both agree on.
            (true, false) => b.start <= a.start && a.start < b.end,
            (false, true) => a.start <= b.start && b.start < a.end,
            (false, false) => a.start < b.end && b.start < a.end,
        }
    }
}

/// Why edits do not form a valid set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// Two edits want the same bytes.
    Overlap(Span, Span),
    /// An edit lies outside the text or splits a character.
    OutOfText(Span),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditError::Overlap(a, b) => write!(
                f,
                "two edits overlap: bytes {}..{} and {}..{}",
                a.start, a.end, b.start, b.end
            ),
            EditError::OutOfText(span) => write!(
                f,
                "an edit of bytes {}..{} is outside the text or splits a character",
                span.start, span.end
            ),
        }
    }
}

/// Edits of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Edits {
    /// Sorted by span; no two touch the same byte; insertions at one offset are merged in the order given. Fixes that many
    /// findings share are large.
    sorted: Arc<[Edit]>,
}

impl Edits {
    /// Sorts `edits` and drops exact duplicates and edits that do nothing; insertions at the same offset are joined in
    /// the order in which they are given.
    ///
    /// # Errors
    /// [`EditError::Overlap`] when two edits want the same bytes.
    pub fn new(edits: impl IntoIterator<Item = Edit>) -> Result<Self, EditError> {
        let mut sorted: Vec<Edit> = edits
            .into_iter()
            .filter(|edit| !(edit.span.is_empty() && edit.text.is_empty()))
            .collect();
        sorted.sort_by_key(|edit| edit.span);
        sorted.dedup_by(|edit, earlier| edit == earlier && !edit.span.is_empty());
        let mut disjoint: Vec<Edit> = Vec::with_capacity(sorted.len());
        for edit in sorted {
            match disjoint.last_mut() {
                Some(last) if last.span == edit.span && edit.span.is_empty() => {
                    last.text.push_str(&edit.text);
                }
                // An insertion right before a replaced span is part of the replacement.
                Some(last) if last.span.is_empty() && last.span.start == edit.span.start => {
                    last.span = edit.span;
                    last.text.push_str(&edit.text);
                }
                Some(last) if last.touches(&edit) => {
                    return Err(EditError::Overlap(last.span, edit.span));
                }
                _ => disjoint.push(edit),
            }
        }
        Ok(Self {
            sorted: disjoint.into(),
        })
    }

    /// The edits, sorted by span.
    pub fn iter(&self) -> impl Iterator<Item = &Edit> {
        self.sorted.iter()
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// How many edits there are.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// The smallest span that contains all edits, if there is one.
    pub fn span(&self) -> Option<Span> {
        let first = self.sorted.first()?;
        let last = self.sorted.last()?;
        Some(first.span.join(last.span))
    }

    /// Whether an edit of each wants the same bytes.
    pub fn overlaps(&self, other: &Edits) -> bool {
        let (mut mine, mut theirs) = (
            self.sorted.iter().peekable(),
            other.sorted.iter().peekable(),
        );
        while let (Some(a), Some(b)) = (mine.peek(), theirs.peek()) {
            if a.touches(b) {
                return true;
            }
            if a.span <= b.span {
                mine.next();
            } else {
                theirs.next();
            }
        }
        false
    }

    /// All edits of both.
    ///
    /// # Errors
    /// [`EditError::Overlap`] when they do.
    pub fn union(&self, other: &Edits) -> Result<Edits, EditError> {
        if self.overlaps(other) {
            let mine = self.span().unwrap_or_default();
            return Err(EditError::Overlap(mine, other.span().unwrap_or_default()));
        }
        Edits::new(self.iter().chain(other.iter()).cloned())
    }

    /// Where the byte at `offset` of the old text stands in the new one; the start of the replacement for a byte that was
    /// replaced.
    pub fn shift(&self, offset: usize) -> usize {
        let mut shifted = offset;
        for edit in self.sorted.iter() {
            if edit.span.end <= offset {
                shifted = shifted + edit.text.len() - edit.span.len();
            } else if edit.span.start < offset {
                shifted -= offset - edit.span.start;
            }
        }
        shifted
    }

    /// The text with all edits made.
    ///
    /// # Errors
    /// [`EditError::OutOfText`] when an edit is not one of this text.
    pub fn apply(&self, text: &str) -> Result<String, EditError> {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for edit in self.sorted.iter() {
            let out_of_text = EditError::OutOfText(edit.span);
            let kept = text.get(at..edit.span.start).ok_or(out_of_text.clone())?;
            text.get(edit.span.range()).ok_or(out_of_text)?;
            out.push_str(kept);
            out.push_str(&edit.text);
            at = edit.span.end;
        }
        out.push_str(&text[at..]);
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_sorted_and_applied_once() {
        let edits = Edits::new([
            Edit::remove(Span::new(4, 6)),
            Edit::insert(0, "<"),
            Edit::replace(Span::new(1, 2), "B"),
            Edit::insert(0, ">"),
        ])
        .unwrap();
        assert_eq!(edits.apply("abcdefg").unwrap(), "<>aBcdg");
        assert_eq!(edits.span(), Some(Span::new(0, 6)));
    }

    #[test]
    fn a_duplicate_is_dropped_also_behind_an_insertion_at_its_start() {
        let twice = Edit::replace(Span::new(1, 2), "B");
        let edits = Edits::new([twice.clone(), Edit::insert(1, ">"), twice]).unwrap();
        assert_eq!(edits.apply("abc").unwrap(), "a>Bc");
    }

    #[test]
    fn overlapping_edits_are_refused() {
        let wide = Edit::remove(Span::new(0, 4));
        let inside = Edit::replace(Span::new(2, 3), "x");
        assert!(Edits::new([wide.clone(), inside.clone()]).is_err());
        let (wide, inside) = (Edits::new([wide]).unwrap(), Edits::new([inside]).unwrap());
        assert!(wide.overlaps(&inside) && inside.overlaps(&wide));
        assert!(wide.union(&inside).is_err());
    }

    #[test]
    fn neighbours_do_not_overlap_but_insertions_at_one_place_do() {
        let left = Edits::new([Edit::remove(Span::new(0, 2))]).unwrap();
        let right = Edits::new([Edit::remove(Span::new(2, 4))]).unwrap();
        assert!(!left.overlaps(&right));
        let insert = Edits::new([Edit::insert(2, "x")]).unwrap();
        assert!(insert.overlaps(&insert.clone()));
        assert!(!left.overlaps(&insert));
        assert!(right.overlaps(&insert));
    }

    #[test]
    fn an_edit_that_splits_a_character_is_refused() {
        let edits = Edits::new([Edit::remove(Span::new(0, 1))]).unwrap();
        assert!(matches!(edits.apply("ä"), Err(EditError::OutOfText(_))));
    }
}
