//! Statements as a formatter sees them.

use tree_sitter::Node;

use crate::iac::nodes::{fields, named};
use crate::iac::relayout::{Below, Brackets, Kind, Line, Piece, items};
use crate::syntax::{Document, Named};

/// A statement that is one expression; `None` for any other, and for what is written in ways that are not known.
pub(super) fn line(document: &Document, statement: Node<'_>) -> Option<Line> {
    let (before, value) = match statement.kind_name() {
        "expression_statement" if statement.named_child_count() == 1 => {
            match statement.named_child(0)? {
                assignment if assignment.kind_name() == "assignment" => {
                    (statement, assignment.field("right")?)
                }
                value => (value, value),
            }
        }
        "return_statement" => (statement, named(statement).next()?),
        _ => return None,
    };
    if statement.end_byte() != value.end_byte() {
        return None;
    }
    let before = &document.source().text()[before.start_byte()..value.start_byte()];
    if before.contains(['\n', '\r']) {
        return None;
    }
    // Brackets around the whole value are black's own.
    let value = match value.kind_name() {
        "parenthesized_expression" if value.named_child_count() == 1 => value.named_child(0)?,
        _ => value,
    };
    let (target, before) = match before.trim_end().ends_with('=') {
        true => (before.trim_end().to_owned(), String::new()),
        false => (String::new(), before.to_owned()),
    };
    Some(Line {
        target,
        before,
        value: piece(document, value)?,
        end: String::new(),
    })
}

fn piece(document: &Document, node: Node<'_>) -> Option<Piece> {
    let text = document.text(node);
    let whole = || (!text.contains(['\n', '\r'])).then(|| text.to_owned());
    let (kind, head, container) = match node.kind_name() {
        "string" | "integer" | "float" | "true" | "false" | "none" | "identifier" => {
            return Some(Piece::Text(whole()?, Below::Goes));
        }
        "attribute" if is_path(node) => return Some(Piece::Text(whole()?, Below::Goes)),
        "dictionary" => (Kind::Object, "", node),
        "list" => (Kind::List, "", node),
        "call" => match fields(node, "function", "arguments") {
            Some((function, arguments))
                if is_path(function) && arguments.kind_name() == "argument_list" =>
            {
                (Kind::Call, document.text(function), arguments)
            }
            _ => return whole().map(Piece::OneLine),
        },
        _ => return whole().map(Piece::OneLine),
    };
    let mut cursor = container.walk();
    let last = container
        .children(&mut cursor)
        .filter(|child| child.kind_name() != "comment")
        .nth_back_but_one();
    Some(Piece::Bracketed(Brackets {
        kind,
        head: head.to_owned(),
        items: items(document, container, item)?,
        open: last.is_some_and(|last| last.kind_name() == ","),
    }))
}

/// The last but one.
trait LastButOne: Iterator + Sized {
    fn nth_back_but_one(self) -> Option<Self::Item> {
        let mut last_two = (None, None);
        for item in self {
            last_two = (last_two.1, Some(item));
        }
        last_two.0
    }
}

impl<I: Iterator> LastButOne for I {}

/// Whether it is names with dots between them only.
fn is_path(node: Node<'_>) -> bool {
    match node.kind_name() {
        "identifier" => true,
        "attribute" => node.field("object").is_some_and(is_path),
        _ => false,
    }
}

fn item(document: &Document, node: Node<'_>) -> Option<(String, Piece)> {
    let labelled = |sign: &str| -> Option<(String, Piece)> {
        let (key, value) = fields(node, if sign == "=" { "name" } else { "key" }, "value")?;
        let key = document.text(key);
        let label = (!key.contains('\n')).then(|| format!("{key}{sign}"))?;
        Some((label, piece(document, value)?))
    };
    match node.kind_name() {
        "keyword_argument" => labelled("="),
        "pair" => labelled(":"),
        "list_splat" | "dictionary_splat" => {
            let value = node.named_child(0)?;
            let sign = if node.kind_name() == "list_splat" {
                "*"
            } else {
                "**"
            };
            Some((sign.to_owned(), piece(document, value)?))
        }
        _ => Some((String::new(), piece(document, node)?)),
    }
}
