//! Removing entries of one bracketed list: their commas, lines and comments.

use tree_sitter::Node;

use super::lines;
use crate::fix::Edit;
use crate::iac::program::Program;
use crate::source::{Source, Span};

/// An item of the list with what belongs to it.
struct Item<'p> {
    node: Node<'p>,
    /// Comments before it that speak only of it.
    leading: Vec<Node<'p>>,
    /// Whether any comment stands before it, whoever it speaks of.
    commented: bool,
    /// Its comma, if one follows.
    comma: Option<Node<'p>>,
    /// Comments behind it on its last line.
    trailing: Vec<Node<'p>>,
    /// Where the last of them ends.
    trailing_end: Option<usize>,
    removed: bool,
}

/// The edits that remove `gone`, children of `container`.
pub(super) fn remove<'p>(
    program: &'p Program<'p>,
    container: Node<'p>,
    gone: &[Node<'p>],
) -> Vec<Edit> {
    let source = program.source();
    let items = items(program, container, gone);
    let (Some(open), Some(close)) = (bracket(container, 0), last_bracket(container)) else {
        return Vec::new();
    };
    if items.iter().all(|item| item.removed)
        && leftover_comments(program, container, gone).is_empty()
    {
        return vec![Edit::remove(Span::new(open.end_byte(), close.start_byte()))];
    }

    let mut edits = Vec::new();
    let mut at = 0;
    while at < items.len() {
        if !items[at].removed {
            at += 1;
            continue;
        }
        if let Some(span) = own_lines(source, &items, at, open, close) {
            edits.push(Edit::remove(span));
            at += 1;
            continue;
        }
        let mut end = at;
        while items.get(end + 1).is_some_and(|next| next.removed)
            && own_lines(source, &items, end + 1, open, close).is_none()
        {
            end += 1;
        }
        edits.push(Edit::remove(inline(&items, at, end)));
        at = end + 1;
    }
    edits.extend(dangling_comma(&items, &edits));
    edits
}

/// The comments of `container` that stay when `gone` goes.
pub(super) fn leftover_comments<'p>(
    program: &'p Program<'p>,
    container: Node<'p>,
    gone: &[Node<'p>],
) -> Vec<Node<'p>> {
    let items = items(program, container, gone);
    let mut cursor = container.walk();
    container
        .children(&mut cursor)
        .filter(|child| program.dialect.is_comment(*child))
        .filter(|comment| {
            !items.iter().any(|item| {
                item.removed && (item.leading.contains(comment) || item.trailing.contains(comment))
            })
        })
        .collect()
}

fn items<'p>(program: &'p Program<'p>, container: Node<'p>, gone: &[Node<'p>]) -> Vec<Item<'p>> {
    let source = program.source();
    let mut cursor = container.walk();
    let children: Vec<Node<'p>> = container.children(&mut cursor).collect();
    let mut items: Vec<Item<'p>> = Vec::new();
    let mut waiting: Vec<Node<'p>> = Vec::new();
    for child in children {
        if program.dialect.is_comment(child) {
            match items.last_mut() {
                Some(item) if waiting.is_empty() && same_line(source, item, child) => {
                    item.trailing.push(child);
                    item.trailing_end = Some(source.visible_end(child.byte_range().into()));
                }
                _ => waiting.push(child),
            }
        } else if child.is_named() {
            // A comment between two items of one line speaks of the one that it stands before.
            if let Some(before) = items.last_mut()
                && waiting.is_empty()
                && before.trailing.last().is_some_and(|comment| {
                    source.line_start(comment.end_byte()) == source.line_start(child.start_byte())
                })
            {
                waiting.append(&mut before.trailing);
                before.trailing_end = None;
            }
            items.push(Item {
                node: child,
                commented: !waiting.is_empty(),
                leading: std::mem::take(&mut waiting),
                comma: None,
                trailing: Vec::new(),
                trailing_end: None,
                removed: gone.contains(&child),
            });
        } else if child.kind() == ","
            && let Some(item) = items.last_mut()
        {
            item.comma = Some(child);
        }
    }
    for at in 0..items.len() {
        // What goes with it is not there to share a comment with.
        let next = (at + 1..items.len()).find(|&index| !items[index].removed);
        let next = next.map(|next| NextItem {
            span: items[next].node.byte_range().into(),
            line: source.line_start(items[next].node.start_byte()),
            separate: (at + 1..=next).any(|index| starts_group(source, &items, index)),
        });
        let item = &items[at];
        let kept = lines::owned_leading_comments(source, &item.leading, item.node, next.as_ref());
        items[at].leading = kept;
    }
    items
}

/// Whether a comment of its own or a blank line above it starts another group with the item.
fn starts_group(source: &Source, items: &[Item<'_>], at: usize) -> bool {
    let item = &items[at];
    item.commented || lines::blank_line_between(source, items[at - 1].end(), item.node.start_byte())
}

/// What the comments above an item are weighed against: the item below it.
pub(super) struct NextItem {
    pub(super) span: Span,
    pub(super) line: usize,
    pub(super) separate: bool,
}

impl Item<'_> {
    /// Where it ends with its comma.
    fn end(&self) -> usize {
        self.comma
            .map_or(self.node.end_byte(), |comma| comma.end_byte())
    }

    /// Where it ends with its comma and the comments behind it.
    fn full_end(&self) -> usize {
        self.trailing_end.unwrap_or_default().max(self.end())
    }

    fn full_start(&self) -> usize {
        self.leading
            .first()
            .map_or(self.node.start_byte(), |comment| comment.start_byte())
    }
}

/// The whole lines of an item that shares them with nothing else, with a blank line that would be left over.
fn own_lines(
    source: &Source,
    items: &[Item<'_>],
    at: usize,
    open: Node<'_>,
    close: Node<'_>,
) -> Option<Span> {
    let item = &items[at];
    let text = source.text();
    let start = source.line_start(item.full_start());
    let line_end = source.line_end(item.full_end());
    let before = text[start..item.full_start()].trim().is_empty();
    let after = text[item.full_end()..line_end].trim().is_empty();
    if !before || !after || start <= open.start_byte() || line_end >= close.start_byte() {
        return None;
    }
    let end = source.next_line_start(item.full_end());
    Some(lines::with_spare_blank_line(
        source,
        Span::new(start, end),
        source.next_line_start(open.start_byte()),
        source.line_start(close.start_byte()),
    ))
}

/// What a run of items on shared lines takes with it: up to the next item, or back to the one before.
fn inline(items: &[Item<'_>], first: usize, last: usize) -> Span {
    let start = items[first].full_start();
    if let Some(next) = items.get(last + 1)
        && next.full_start() > items[last].full_end()
    {
        // A comment that stays in place before the next item is not jumped over.
        return Span::new(start, next.full_start());
    }
    match first.checked_sub(1).map(|before| &items[before]) {
        // The comma before the run stays where the run had one of its own.
        Some(before) if items[last].comma.is_some() => {
            Span::new(before.full_end(), items[last].full_end())
        }
        Some(before) => Span::new(before.node.end_byte(), items[last].full_end()),
        None => Span::new(start, items[last].full_end()),
    }
}

/// The comma of the last item that stays, where the list had no trailing comma and its end is removed.
fn dangling_comma(items: &[Item<'_>], edits: &[Edit]) -> Option<Edit> {
    let last = items.last()?;
    if !last.removed || last.comma.is_some() {
        return None;
    }
    let kept = items.iter().rev().find(|item| !item.removed)?;
    let comma = Span::from(kept.comma?.byte_range());
    let taken = edits.iter().any(|edit| edit.span.contains(comma));
    (!taken).then(|| Edit::remove(comma))
}

fn same_line(source: &Source, item: &Item<'_>, comment: Node<'_>) -> bool {
    source.line_start(item.end()) == source.line_start(comment.start_byte())
}

fn bracket(container: Node<'_>, index: u32) -> Option<Node<'_>> {
    container.child(index).filter(|child| !child.is_named())
}

fn last_bracket(container: Node<'_>) -> Option<Node<'_>> {
    bracket(container, container.child_count().checked_sub(1)?)
}
