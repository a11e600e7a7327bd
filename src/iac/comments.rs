//! The comments that speak of one entry of a record, so that they can move with it, and those around a statement.

use tree_sitter::Node;

use super::code::Code;
use super::expr::Expr;
use super::program::Program;
use super::record::Entry;
use super::removal::speaks_of;
use crate::fix::Edit;

/// Comments around something, without the white space around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// On the lines above it.
    pub above: Vec<String>,
    /// Behind it on its line.
    pub behind: Option<String>,
}

impl Comments {
    /// `code` with these comments; they are written where each entry has a line of its own.
    pub fn around(self, code: Code) -> Code {
        match self == Self::default() {
            true => code,
            false => Code::Commented(Box::new(code), self),
        }
    }
}

impl Expr<'_> {
    /// Writes comments on lines of their own, above the line on which it begins. `None` where that line begins within a
    /// string or a comment.
    pub fn insert_comments_above(self, comments: &[String]) -> Option<Edit> {
        let program = self.program;
        let source = program.source();
        let start = self.span().start;
        let at = source.line_start(start);
        let root = program.document().root();
        let around = root.descendant_for_byte_range(at, at)?;
        let is_inside = |node: Node<'_>| node.start_byte() < at && at < node.end_byte();
        let in_comment = program.dialect.is_comment(around) && is_inside(around);
        if in_comment || program.starts_inside_string(at) {
            return None;
        }
        let indentation = source.indentation(start);
        let line_ending = source.style().line_ending.as_str();
        let lines = comments.iter().flat_map(|comment| comment.lines());
        let lines = lines.map(|line| format!("{indentation}{line}{line_ending}"));
        Some(Edit::insert(at, lines.collect::<String>()))
    }
}

impl Entry<'_> {
    /// The comments of the entry that go with it where `edits` remove it.
    pub fn comments_removed_by(&self, edits: &[Edit]) -> Comments {
        let program = self.record().expr().program;
        let source = program.source();
        let container = self.record().container();
        let mut cursor = container.walk();
        let children: Vec<Node<'_>> = container.children(&mut cursor).collect();
        let Some(at) = children.iter().position(|child| child == &self.node) else {
            return Comments::default();
        };
        let is_removed = |node: &&Node<'_>| {
            let span = node.byte_range().into();
            let mut removals = edits.iter().filter(|edit| edit.text.is_empty());
            removals.any(|edit| edit.span.contains(span))
        };
        let text = |node: &Node<'_>| program.text(*node).trim_end().to_owned();
        let is_comment = |node: &&Node<'_>| program.dialect.is_comment(**node);
        let line = |offset: usize| source.line_start(offset);
        // What stands behind the entry before it is that one's.
        let previous = children[..at]
            .iter()
            .rev()
            .find(|node| !is_comment(node))
            .map_or(0, |node| line(node.end_byte()));
        let own_line = line(self.node.start_byte());
        let mut above: Vec<String> = children[..at]
            .iter()
            .rev()
            .take_while(is_comment)
            .filter(|node| {
                let start = line(node.start_byte());
                start != previous || start == own_line
            })
            .filter(is_removed)
            .map(text)
            .collect();
        above.reverse();
        let behind = children[at + 1..]
            .iter()
            .skip_while(|node| !node.is_named())
            .take_while(is_comment)
            .filter(|node| line(node.start_byte()) == line(self.node.end_byte()))
            .find(is_removed)
            .map(text);
        Comments { above, behind }
    }
}

impl<'p> Program<'p> {
    /// Where a statement ends with its semicolon and the comments behind it on its last line.
    pub(super) fn end_with_comments(&self, statement: Node<'p>) -> usize {
        let source = self.source();
        let mut end = statement.end_byte();
        let mut next = statement.next_sibling();
        while let Some(node) = next {
            let same_line = source.line_start(node.start_byte()) == source.line_start(end);
            if !same_line || !(self.dialect.is_comment(node) || node.kind() == ";") {
                break;
            }
            end = source.visible_end(node.byte_range().into());
            next = node.next_sibling();
        }
        end
    }

    /// The first of the comments directly above a statement, else of those that a blank line parts from it and that say its
    /// name; or the statement itself.
    pub(super) fn with_introduction(&'p self, statement: Node<'p>) -> Node<'p> {
        let first = self.with_leading_comments(statement);
        let Some(apart) = first.prev_sibling().filter(|_| first == statement) else {
            return first;
        };
        let text = self.source().text();
        let gap = text[apart.end_byte()..first.start_byte()].matches('\n');
        let introduction = self.with_leading_comments(apart);
        let comment = &text[introduction.start_byte()..apart.end_byte()];
        let own_line =
            text[self.source().line_start(apart.start_byte())..apart.start_byte()].trim();
        match self.dialect.is_comment(apart)
            && own_line.is_empty()
            && gap.count() == 2
            && speaks_of(comment, self.text(statement))
        {
            true => introduction,
            false => first,
        }
    }

    /// The first of the comments directly above a statement, or the statement itself.
    pub(super) fn with_leading_comments(&'p self, statement: Node<'p>) -> Node<'p> {
        let source = self.source();
        let mut first = statement;
        while let Some(previous) = first.prev_sibling() {
            let own_line = source.text()
                [source.line_start(previous.start_byte())..previous.start_byte()]
                .trim()
                .is_empty();
            let gap = source.text()[previous.end_byte()..first.start_byte()]
                .matches('\n')
                .count();
            if !self.dialect.is_comment(previous) || !own_line || gap > 1 {
                break;
            }
            first = previous;
        }
        first
    }
}
