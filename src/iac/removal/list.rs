//! What stands in a bracketed list: its items, with their commas and the comments around them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use tree_sitter::Node;

use super::lines;
use crate::iac::program::Program;
use crate::source::{Source, Span};

/// The lists of one file that were looked at, by the node that holds the brackets. Removing thousands of entries of one
/// object one by one looks at it thousands of times.
#[derive(Default)]
pub(in crate::iac) struct Lists(RefCell<HashMap<usize, Rc<List>>>);

/// A bracketed list.
pub(super) struct List {
    pub(super) items: Vec<Item>,
    /// The comments behind the last item, on lines of their own.
    rest: Vec<Span>,
    /// The brackets; `None` where there are none.
    pub(super) brackets: Option<(Span, Span)>,
    /// The items, by id.
    places: HashMap<usize, usize>,
}

/// An item of a list with what stands around it.
pub(super) struct Item {
    /// Its own code.
    pub(super) span: Span,
    /// The comments between it and the item before, whoever they speak of.
    before: Vec<Span>,
    /// Its comma, if one follows.
    pub(super) comma: Option<Span>,
    /// Comments behind it on its last line.
    trailing: Vec<Span>,
    /// Where the last of them ends.
    trailing_end: Option<usize>,
    /// Whether a comment of its own or a blank line above it starts another group with it.
    starts_group: bool,
}

impl Lists {
    /// The list that `container` holds.
    pub(super) fn of(&self, program: &Program<'_>, container: Node<'_>) -> Rc<List> {
        if let Some(known) = self.0.borrow().get(&container.id()) {
            return Rc::clone(known);
        }
        let list = Rc::new(List::read(program, container));
        self.0.borrow_mut().insert(container.id(), Rc::clone(&list));
        list
    }
}

impl List {
    fn read(program: &Program<'_>, container: Node<'_>) -> Self {
        let source = program.source();
        let mut cursor = container.walk();
        let children: Vec<Node<'_>> = container.children(&mut cursor).collect();
        let mut items: Vec<Item> = Vec::new();
        let mut places = HashMap::new();
        let mut waiting: Vec<Span> = Vec::new();
        for &child in &children {
            let span = Span::from(child.byte_range());
            if program.dialect.is_comment(child) {
                match items.last_mut() {
                    Some(item) if waiting.is_empty() && item.shares_line(source, span) => {
                        item.trailing.push(span);
                        item.trailing_end = Some(source.visible_end(span));
                    }
                    _ => waiting.push(span),
                }
            } else if child.is_named() {
                // A comment between two items of one line speaks of the one that it stands before.
                if let Some(before) = items.last_mut()
                    && waiting.is_empty()
                    && before.trailing.last().is_some_and(|comment| {
                        source.line_start(comment.end) == source.line_start(span.start)
                    })
                {
                    waiting.append(&mut before.trailing);
                    before.trailing_end = None;
                }
                let starts_group = !waiting.is_empty()
                    || items.last().is_some_and(|before| {
                        lines::blank_line_between(source, before.end(), span.start)
                    });
                places.insert(child.id(), items.len());
                items.push(Item {
                    span,
                    before: std::mem::take(&mut waiting),
                    comma: None,
                    trailing: Vec::new(),
                    trailing_end: None,
                    starts_group,
                });
            } else if child.kind() == ","
                && let Some(item) = items.last_mut()
            {
                item.comma = Some(span);
            }
        }
        let bracket = |child: Option<&Node<'_>>| {
            let bracket = child.filter(|child| !child.is_named())?;
            Some(Span::from(bracket.byte_range()))
        };
        Self {
            brackets: bracket(children.first()).zip(bracket(children.last())),
            items,
            rest: waiting,
            places,
        }
    }

    /// For each item, whether it is one of `nodes`.
    pub(super) fn marked(&self, nodes: &[Node<'_>]) -> Vec<bool> {
        let mut marked = vec![false; self.items.len()];
        for node in nodes {
            if let Some(&at) = self.places.get(&node.id()) {
                marked[at] = true;
            }
        }
        marked
    }

    /// The comments before the item at `at` that go with it once everything that is `gone` goes.
    pub(super) fn leading(&self, source: &Source, at: usize, gone: &[bool]) -> Vec<Span> {
        let item = &self.items[at];
        if item.before.is_empty() {
            return Vec::new();
        }
        // What goes with it is not there to share a comment with.
        let next = (at + 1..self.items.len()).find(|&index| !gone[index]);
        let next = next.map(|next| NextItem {
            span: self.items[next].span,
            line: source.line_start(self.items[next].span.start),
            separate: self.items[at + 1..=next]
                .iter()
                .any(|item| item.starts_group),
        });
        lines::owned_leading_comments(source, &item.before, item.span, next.as_ref())
    }

    /// Where the item at `at` starts with the comments that go with it.
    pub(super) fn full_start(&self, source: &Source, at: usize, gone: &[bool]) -> usize {
        let leading = self.leading(source, at, gone);
        leading.first().unwrap_or(&self.items[at].span).start
    }

    /// Whether a comment stays when everything that is `gone` goes.
    pub(super) fn leaves_comments(&self, source: &Source, gone: &[bool]) -> bool {
        let stays = |(at, item): (usize, &Item)| match gone[at] {
            true => item.before.len() > self.leading(source, at, gone).len(),
            false => !item.before.is_empty() || !item.trailing.is_empty(),
        };
        !self.rest.is_empty() || self.items.iter().enumerate().any(stays)
    }
}

impl Item {
    /// Where it ends with its comma.
    pub(super) fn end(&self) -> usize {
        self.comma.unwrap_or(self.span).end
    }

    /// Where it ends with its comma and the comments behind it.
    pub(super) fn full_end(&self) -> usize {
        self.trailing_end.unwrap_or_default().max(self.end())
    }

    fn shares_line(&self, source: &Source, comment: Span) -> bool {
        source.line_start(self.end()) == source.line_start(comment.start)
    }
}

/// What the comments above an item are weighed against: the item below it.
pub(super) struct NextItem {
    pub(super) span: Span,
    pub(super) line: usize,
    pub(super) separate: bool,
}
