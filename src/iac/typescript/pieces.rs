//! Statements as a formatter sees them.

use tree_sitter::Node;

use crate::iac::nodes::{fields, named, operator};
use crate::iac::relayout::{Below, Brackets, Item, Kind, Line, Piece, items};
use crate::syntax::{Document, Named};

/// A statement that is one expression; `None` for any other, and for what is written in ways that are not known.
pub(super) fn line(document: &Document, statement: Node<'_>) -> Option<Line> {
    if statement.kind_name() == "import_statement" {
        return import(document, statement);
    }
    let mut before = String::new();
    let mut inner = statement;
    let end = match document.text(statement).ends_with(';') {
        true => ";".to_owned(),
        false => String::new(),
    };
    if inner.kind_name() == "export_statement" {
        let declaration = inner.field("declaration")?;
        before.push_str(one_line(
            document,
            inner.start_byte(),
            declaration.start_byte(),
        )?);
        inner = declaration;
    }
    let (left, value) = match inner.kind_name() {
        "lexical_declaration" | "variable_declaration" if inner.named_child_count() == 1 => {
            let declarator = inner.named_child(0)?;
            (inner, declarator.field("value")?)
        }
        "expression_statement" => match inner.named_child(0)? {
            assignment if assignment.kind_name() == "assignment_expression" => {
                fields(assignment, "left", "right")?
            }
            nothing if operator(nothing) == "void" => (nothing, nothing.field("argument")?),
            value => (value, value),
        },
        "return_statement" => (inner, named(inner).next()?),
        _ => return None,
    };
    let start = left.start_byte().min(inner.start_byte());
    before.push_str(one_line(document, start, value.start_byte())?);
    let has_rest = statement.end_byte() - end.len() != value.end_byte();
    let is_returned = inner.kind_name() == "return_statement";
    if has_rest || (is_returned && value.kind_name() == "binary_expression") {
        return None;
    }
    let value = piece(document, value)?;
    // The name, its type and the sign, or a keyword.
    let (target, before) = match before.trim_end().ends_with('=') {
        true => (before.trim_end().to_owned(), String::new()),
        false => (String::new(), before),
    };
    Some(Line {
        target,
        before,
        value,
        end,
    })
}

/// `import { a, b } from "c";`
fn import(document: &Document, statement: Node<'_>) -> Option<Line> {
    let clause = named(statement).find(|child| child.kind_name() == "import_clause")?;
    let names = named(clause).find(|child| child.kind_name() == "named_imports")?;
    let before = one_line(document, statement.start_byte(), names.start_byte())?;
    let end = one_line(document, names.end_byte(), statement.end_byte())?;
    let items = items(document, names, item)?;
    // One name alone is never broken off its line.
    let value = match items.as_slice() {
        [] => return None,
        [only] => {
            let commented = !only.above.is_empty() || only.behind.is_some();
            let name = named(names).next().filter(|_| !commented)?;
            Piece::OneLine(format!("{{ {} }}", document.text(name)))
        }
        _ => bracketed(Kind::Object, "", items, false),
    };
    Some(Line {
        target: String::new(),
        before: before.to_owned(),
        value,
        end: end.to_owned(),
    })
}

/// The text between two places, with what goes below its end on one line again.
fn one_line(document: &Document, start: usize, end: usize) -> Option<&str> {
    let text = document.source().text().get(start..end)?;
    (!text.trim_end().contains(['\n', '\r'])).then_some(text)
}

fn piece(document: &Document, node: Node<'_>) -> Option<Piece> {
    let text = document.text(node);
    let whole = || (!text.contains(['\n', '\r'])).then(|| text.to_owned());
    Some(match node.kind_name() {
        "string" | "identifier" | "this" | "undefined" => Piece::Text(whole()?, Below::Goes),
        "member_expression" if is_path(node) => Piece::Text(whole()?, Below::Goes),
        "template_string" | "number" | "true" | "false" | "null" => {
            Piece::Text(whole()?, Below::Stays)
        }
        "object" => {
            let first = node.named_child(0);
            let open = first.is_some_and(|first| {
                let gap = &document.source().text()[node.start_byte()..first.start_byte()];
                gap.contains(['\n', '\r'])
            });
            let items = items(document, node, item)?;
            bracketed(Kind::Object, "", items, open)
        }
        "array" => {
            let items = items(document, node, item)?;
            // Numbers are filled into lines.
            if node
                .named_child(0)
                .is_some_and(|first| first.kind_name() == "number")
            {
                return whole().map(Piece::OneLine);
            }
            bracketed(Kind::List, "", items, false)
        }
        "new_expression" => {
            let arguments = node.field("arguments")?;
            let head = one_line(document, node.start_byte(), arguments.start_byte())?;
            bracketed(Kind::New, head, items(document, arguments, item)?, false)
        }
        "call_expression" => call(document, node)?,
        "binary_expression" => match operands(document, node) {
            Some((operands, operator)) => Piece::Operation(operands, operator),
            None => Piece::OneLine(whole()?),
        },
        _ => Piece::OneLine(whole()?),
    })
}

fn bracketed(kind: Kind, head: &str, items: Vec<Item>, open: bool) -> Piece {
    Piece::Bracketed(Brackets {
        kind,
        head: head.to_owned(),
        items,
        open,
    })
}

/// Whether it is names with dots between them only.
fn is_path(node: Node<'_>) -> bool {
    match node.kind_name() {
        "identifier" | "this" => true,
        "member_expression" => node.field("object").is_some_and(is_path),
        _ => false,
    }
}

fn call(document: &Document, node: Node<'_>) -> Option<Piece> {
    let mut methods = Vec::new();
    let mut call = node;
    loop {
        let (function, arguments) = fields(call, "function", "arguments")?;
        // A tagged template is text as much as one without a tag.
        let is_tagged = arguments.kind_name() == "template_string" && is_path(function);
        if is_tagged && methods.is_empty() {
            let text = document.text(node);
            let whole = !text.contains(['\n', '\r']);
            return whole.then(|| Piece::Text(text.to_owned(), Below::Stays));
        }
        if arguments.kind_name() != "arguments" || named(call).count() != 2 {
            return None;
        }
        let items = items(document, arguments, item)?;
        if is_path(function) && methods.is_empty() {
            return Some(bracketed(Kind::Call, document.text(function), items, false));
        }
        let (object, method) = fields(function, "object", "property")?;
        methods.push(Brackets {
            kind: Kind::Call,
            head: format!(".{}", document.text(method)),
            items,
            open: false,
        });
        if is_path(function) {
            methods.reverse();
            return Some(Piece::Chain(document.text(object).to_owned(), methods));
        }
        if object.kind_name() != "call_expression" {
            return None;
        }
        call = object;
    }
}

/// What a chain of one operator stands between.
fn operands(document: &Document, node: Node<'_>) -> Option<(Vec<String>, String)> {
    let sign = node.field("operator")?;
    let operator = document.text(sign);
    if !matches!(operator, "??" | "||" | "&&") {
        return None;
    }
    let (left, right) = fields(node, "left", "right")?;
    let plain = |node: Node<'_>| {
        let text = document.text(node);
        let plain = !text.contains(['\n', '\r']) && node.kind_name() != "binary_expression";
        plain.then(|| text.to_owned())
    };
    let mut all = match operands(document, left) {
        Some((all, inner)) if inner == operator => all,
        _ => vec![plain(left)?],
    };
    plain(right)?;
    // With a comment before it.
    let right = one_line(document, sign.end_byte(), node.end_byte())?;
    all.push(right.trim().to_owned());
    Some((all, operator.to_owned()))
}

fn item(document: &Document, node: Node<'_>) -> Option<(String, Piece)> {
    match node.kind_name() {
        "pair" => {
            let (key, value) = fields(node, "key", "value")?;
            let has_only_colon = named(node).count() == 2;
            let label = has_only_colon.then(|| format!("{}:", document.text(key)))?;
            Some((label, piece(document, value)?))
        }
        "spread_element" => {
            let value = node.named_child(0)?;
            Some(("...".to_owned(), piece(document, value)?))
        }
        "shorthand_property_identifier" => {
            let text = document.text(node).to_owned();
            Some((String::new(), Piece::Text(text, Below::Goes)))
        }
        _ => Some((String::new(), piece(document, node)?)),
    }
}
