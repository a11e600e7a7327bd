//! Existing values as new code: records and lists are written anew, whatever form they have, with their comments;
//! everything else keeps its text.

use tree_sitter::Node;

use super::code::Code;
use super::comments::Comments;
use super::expr::Expr;
use super::record::{Entry, Key, Record};
use super::resource::Resource;
use crate::fix::Edits;
use crate::syntax::Language;

/// Comments that speak to a tool about the place where they stand.
const DIRECTIVES: [&str; 9] = [
    "iacfix-ignore",
    "@ts-",
    "eslint-",
    "prettier-ignore",
    "biome-ignore",
    "tslint:",
    "type: ignore",
    "pyright: ignore",
    "noqa",
];

/// One named entry of a record, as it is to be written elsewhere.
#[derive(Clone, Debug)]
pub struct Field<'p> {
    /// The neutral name.
    pub name: String,
    /// The value.
    pub value: Expr<'p>,
    /// The comments that stand beside it or above it, without what speaks to a tool only.
    pub comments: Vec<String>,
}

/// An element of a list.
#[derive(Clone, Debug)]
pub struct Item<'p> {
    /// The value.
    pub value: Expr<'p>,
    /// The comments that stand beside it or above it.
    pub comments: Vec<String>,
}

impl<'p> Field<'p> {
    /// A value for it, below its comments.
    pub fn with(&self, code: Code) -> Code {
        below(&self.comments, code)
    }
}

impl Item<'_> {
    /// A value for it, below its comments.
    pub fn with(&self, code: Code) -> Code {
        below(&self.comments, code)
    }
}

fn below(comments: &[String], code: Code) -> Code {
    let comments = Comments {
        above: comments.to_vec(),
        behind: None,
    };
    comments.around(code)
}

impl<'p> Expr<'p> {
    /// Its value written anew: objects, dicts and `…Args(…)` become the one form that every version of a provider takes,
    /// lists stay lists, and everything else keeps its text. Keys are property names; for a record of free keys see
    /// [`Expr::code`].
    pub fn neutral(self) -> Code {
        if let Some(fields) = self.fields() {
            let entries = fields
                .iter()
                .map(|field| (field.name.clone(), field.with(field.value.neutral())))
                .collect();
            return self.opened_as_written(Code::Object(entries));
        }
        if let Some(items) = self.items() {
            let elements = items
                .iter()
                .map(|item| item.with(item.value.neutral()))
                .collect();
            return self.opened_in_python(Code::List(elements));
        }
        self.code()
    }

    /// The entries of the record that it is written as; `None` where it is none, or where something is spread into it or
    /// has a computed key.
    pub fn fields(self) -> Option<Vec<Field<'p>>> {
        let record = self.record()?;
        record
            .entries()
            .iter()
            .map(|entry| {
                let Key::Named(key) = &entry.key else {
                    return None;
                };
                Some(Field {
                    name: self.program.dialect.neutral_name(key),
                    value: entry.value?,
                    comments: self.carried(self.comments_beside(entry.node)),
                })
            })
            .collect()
    }

    /// The elements of the list that it is written as; `None` where it is none, or where something is spread into it.
    pub fn items(self) -> Option<Vec<Item<'p>>> {
        let bare = self.bare();
        let super::Value::List(elements) = bare.value() else {
            return None;
        };
        let mut cursor = bare.node.walk();
        let children = bare
            .node
            .named_children(&mut cursor)
            .filter(|child| !self.program.dialect.is_comment(*child))
            .count();
        if children != elements.len() {
            return None;
        }
        let item = |value: Expr<'p>| Item {
            value,
            comments: self.carried(self.comments_beside(value.node)),
        };
        Some(elements.into_iter().map(item).collect())
    }

    /// Every object and dict inside it, itself included, in order; nothing is followed.
    pub fn records_within(self) -> Vec<Record<'p>> {
        let program = self.program;
        let mut found = Vec::new();
        let mut waiting = vec![self.node];
        while let Some(node) = waiting.pop() {
            let shape = program.dialect.shape(program.document(), node);
            if let super::dialect::Shape::Record = shape {
                found.push(Record::at(self.sibling(node)));
            }
            let mut cursor = node.walk();
            waiting.extend(node.named_children(&mut cursor));
        }
        found.sort_by_key(|record| record.span());
        found
    }

    /// The comments that stand anywhere inside it.
    pub fn comments(self) -> Vec<String> {
        let mut found = Vec::new();
        let mut waiting = vec![self.node];
        while let Some(node) = waiting.pop() {
            if self.program.dialect.is_comment(node) {
                found.push(node);
            }
            let mut cursor = node.walk();
            waiting.extend(node.children(&mut cursor));
        }
        found.sort_by_key(Node::start_byte);
        self.carried(found)
    }

    /// `code`, with one item a line where this is written so.
    pub fn opened_as_written(self, code: Code) -> Code {
        let text = self.bare().text();
        let first_line = text.lines().next().unwrap_or_default().trim_end();
        match first_line.len() < text.len() && first_line.ends_with(['{', '[', '(']) {
            true => Code::OneALine(Box::new(code)),
            false => code,
        }
    }

    /// A list with one item a line where black keeps it so; prettier lays lists out by their width alone.
    pub fn opened_in_python(self, list: Code) -> Code {
        match self.program.language() {
            Language::Python => self.opened_as_written(list),
            Language::TypeScript => list,
        }
    }

    /// The comments above an item of a bracketed list or behind it on its line; those below the last one, too.
    fn comments_beside(self, item: Node<'p>) -> Vec<Node<'p>> {
        let Some(&container) = self.program.ancestors(item).first() else {
            return Vec::new();
        };
        let source = self.program.source();
        let mut cursor = container.walk();
        let mut beside = Vec::new();
        let mut waiting = Vec::new();
        let mut last: Option<Node<'p>> = None;
        for child in container.children(&mut cursor) {
            if self.program.dialect.is_comment(child) {
                match last {
                    Some(last)
                        if source.line_start(last.end_byte())
                            == source.line_start(child.start_byte()) =>
                    {
                        if last.id() == item.id() {
                            beside.push(child);
                        }
                    }
                    _ => waiting.push(child),
                }
            } else if child.is_named() {
                let above = std::mem::take(&mut waiting);
                if child.id() == item.id() {
                    beside.splice(0..0, above);
                }
                last = Some(child);
            }
        }
        if last.is_some_and(|last| last.id() == item.id()) {
            beside.extend(waiting);
        }
        beside
    }

    /// The texts of comments that are worth keeping elsewhere.
    fn carried(self, comments: Vec<Node<'p>>) -> Vec<String> {
        comments
            .into_iter()
            .map(|comment| self.comment_text(comment))
            .filter(|text| !DIRECTIVES.iter().any(|directive| text.contains(directive)))
            .collect()
    }

    fn comment_text(self, comment: Node<'p>) -> String {
        let lines: Vec<String> = self
            .program
            .text(comment)
            .lines()
            .map(|line| match line.trim_start() {
                line if line.starts_with('*') => format!(" {}", line.trim_end()),
                line => line.trim_end().to_owned(),
            })
            .collect();
        lines.join("\n")
    }
}

impl<'p> Entry<'p> {
    /// The comments beside it that `edits` remove together with it, to be kept where its value goes.
    pub fn comments_within(&self, edits: &Edits) -> Vec<String> {
        let expr = self.record().expr();
        let gone = expr
            .comments_beside(self.node)
            .into_iter()
            .filter(|comment| {
                edits
                    .iter()
                    .any(|edit| edit.span.contains(comment.byte_range().into()))
            });
        expr.carried(gone.collect())
    }

    /// The whole entry as it is written, below its comments, to be written elsewhere.
    pub fn code(&self) -> Code {
        let code = self.record().expr().sibling(self.node).code();
        below(&self.comments(), code)
    }

    /// The comments that stand beside it or above it, without what speaks to a tool only.
    pub fn comments(&self) -> Vec<String> {
        let expr = self.record().expr();
        expr.carried(expr.comments_beside(self.node))
    }

    /// The neutral name of its key; `None` where it has none that can be read.
    pub fn neutral_name(&self) -> Option<String> {
        match &self.key {
            Key::Named(key) => Some(self.record().expr().program.dialect.neutral_name(key)),
            Key::Computed | Key::Spread => None,
        }
    }
}

impl<'p> Resource<'p> {
    /// The entries that its construction itself gives its properties with, in order; nothing is followed.
    pub fn own_entries(&self) -> Vec<Entry<'p>> {
        let arguments = self.arguments_node().and_then(|node| {
            let program = self.expr().program;
            Expr { program, node }.record()
        });
        let own = self.own_record();
        own.into_iter()
            .chain(arguments.filter(|record| own != Some(*record)))
            .flat_map(Record::entries)
            .collect()
    }
}
