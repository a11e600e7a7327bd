//! Removing entries of one bracketed list: their commas, lines and comments.

use tree_sitter::Node;

use super::lines;
use super::list::List;
use crate::fix::Edit;
use crate::iac::program::Program;
use crate::source::{Source, Span};

/// A list some of whose items go.
struct Removing<'l> {
    source: &'l Source,
    list: &'l List,
    /// For each item, whether it goes.
    gone: Vec<bool>,
    open: Span,
    close: Span,
}

/// The edits that remove `gone`, children of `container`.
pub(super) fn remove<'p>(
    program: &'p Program<'p>,
    container: Node<'p>,
    gone: &[Node<'p>],
) -> Vec<Edit> {
    let list = program.lists.of(program, container);
    let Some((open, close)) = list.brackets else {
        return Vec::new();
    };
    let removing = Removing {
        source: program.source(),
        gone: list.marked(gone),
        list: &list,
        open,
        close,
    };
    removing.edits()
}

/// Whether nothing is left between the brackets of `container` but white space when `gone` goes. A comment that speaks of
/// something else keeps its place, and the list with it.
pub(super) fn is_emptied<'p>(
    program: &'p Program<'p>,
    container: Node<'p>,
    gone: &[Node<'p>],
) -> bool {
    let list = program.lists.of(program, container);
    if list.items.len() > gone.len() {
        return false;
    }
    let gone = list.marked(gone);
    gone.iter().all(|gone| *gone) && !list.leaves_comments(program.source(), &gone)
}

impl Removing<'_> {
    fn edits(&self) -> Vec<Edit> {
        let gone = &self.gone;
        if gone.iter().all(|gone| *gone) && !self.list.leaves_comments(self.source, gone) {
            let between = Span::new(self.open.end, self.close.start);
            return vec![Edit::remove(between)];
        }
        let mut edits = Vec::new();
        let mut at = 0;
        while at < gone.len() {
            if !gone[at] {
                at += 1;
                continue;
            }
            if let Some(span) = self.own_lines(at) {
                edits.push(Edit::remove(span));
                at += 1;
                continue;
            }
            let mut end = at;
            while gone.get(end + 1) == Some(&true) && self.own_lines(end + 1).is_none() {
                end += 1;
            }
            edits.push(Edit::remove(self.inline(at, end)));
            at = end + 1;
        }
        edits.extend(self.dangling_comma(&edits));
        edits
    }

    fn full_start(&self, at: usize) -> usize {
        self.list.full_start(self.source, at, &self.gone)
    }

    /// The whole lines of an item that shares them with nothing else, with a blank line that would be left over.
    fn own_lines(&self, at: usize) -> Option<Span> {
        let source = self.source;
        let item = &self.list.items[at];
        let text = source.text();
        let full_start = self.full_start(at);
        let start = source.line_start(full_start);
        let line_end = source.line_end(item.full_end());
        let before = text[start..full_start].trim().is_empty();
        let after = text[item.full_end()..line_end].trim().is_empty();
        let (open, close) = (self.open.start, self.close.start);
        if !before || !after || start <= open || line_end >= close {
            return None;
        }
        let end = source.next_line_start(item.full_end());
        Some(lines::with_spare_blank_line(
            source,
            Span::new(start, end),
            source.next_line_start(open),
            source.line_start(close),
        ))
    }

    /// What a run of items on shared lines takes with it: up to the next item, or back to the one before.
    fn inline(&self, first: usize, last: usize) -> Span {
        let items = &self.list.items;
        let start = self.full_start(first);
        let next = (last + 1 < items.len()).then(|| self.full_start(last + 1));
        if let Some(next) = next
            && next > items[last].full_end()
        {
            // A comment that stays in place before the next item is not jumped over.
            return Span::new(start, next);
        }
        match first.checked_sub(1).map(|before| &items[before]) {
            // The comma before the run stays where the run had one of its own.
            Some(before) if items[last].comma.is_some() => {
                Span::new(before.full_end(), items[last].full_end())
            }
            Some(before) => Span::new(before.span.end, items[last].full_end()),
            None => Span::new(start, items[last].full_end()),
        }
    }

    /// The comma of the last item that stays, where the list had no trailing comma and its end is removed.
    fn dangling_comma(&self, edits: &[Edit]) -> Option<Edit> {
        let items = &self.list.items;
        let last = items.last()?;
        if !*self.gone.last()? || last.comma.is_some() {
            return None;
        }
        let kept = self.gone.iter().rposition(|gone| !gone)?;
        let comma = items[kept].comma?;
        let taken = edits.iter().any(|edit| edit.span.contains(comma));
        (!taken).then(|| Edit::remove(comma))
    }
}
