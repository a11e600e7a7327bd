//! Casts that let a value be anything, where what it holds is spread or has an empty record to fall back to.

use tree_sitter::Node;

use super::dialect::{Role, Shape};
use super::expr::{Expr, Value};
use super::placement::MAX_BRACKETS;
use super::program::Program;
use super::record::Record;
use crate::fix::Edit;

/// A value whose type is cast away: `(args.tags as any) || {}`, `...(args.tags as any)`.
#[derive(Clone, Debug)]
pub struct AnyCast<'p> {
    /// What is cast.
    pub value: Expr<'p>,
    /// The cast with what it falls back to; the cast in its brackets where that is nothing.
    pub whole: Expr<'p>,
    /// The record that this is spread into.
    pub spread_into: Option<Record<'p>>,
    cast: Expr<'p>,
    bracketed: Expr<'p>,
    written: Node<'p>,
}

impl Program<'_> {
    /// Every such cast of the file, in order.
    pub fn casts_of_maps<'p>(&'p self) -> Vec<AnyCast<'p>> {
        let mut found = Vec::new();
        let mut waiting = vec![self.document().root()];
        while let Some(node) = waiting.pop() {
            found.extend(self.cast_of_map(node));
            let mut cursor = node.walk();
            waiting.extend(node.named_children(&mut cursor));
        }
        found.sort_by_key(|cast| cast.cast.span());
        found
    }

    fn cast_of_map<'p>(&'p self, node: Node<'p>) -> Option<AnyCast<'p>> {
        let (value, written) = self.dialect.cast_to_any(self.document(), node)?;
        let cast = Expr {
            program: self,
            node,
        };
        let bracketed = cast.in_brackets()?;
        let whole = match bracketed.role() {
            Role::Alternative(outer) => {
                let outer = cast.sibling(outer);
                let Shape::Fallback(first, other) = outer.shape() else {
                    return None;
                };
                let is_empty = matches!(
                    cast.sibling(other).value(),
                    Value::Object(record) if record.entries().is_empty()
                );
                (first == bracketed.node && is_empty).then_some(outer)?
            }
            _ => bracketed,
        };
        let spread_into = match whole.in_brackets()?.role() {
            Role::Spread { record, .. } => Some(Record::at(cast.sibling(record))),
            _ => None,
        };
        (whole != bracketed || spread_into.is_some()).then_some(AnyCast {
            value: cast.sibling(value),
            whole,
            spread_into,
            cast,
            bracketed,
            written,
        })
    }
}

impl AnyCast<'_> {
    /// Casts to the type instead, in brackets where a formatter would set them. `None` where a comment stands within.
    pub fn narrow(&self, written: &str) -> Option<Vec<Edit>> {
        let needs_brackets = self.bracketed == self.cast
            && self.cast.node.start_byte() == self.value.node.start_byte();
        let program = self.cast.program;
        if self.is_commented() {
            return None;
        }
        Some(match needs_brackets {
            true => {
                let text = format!("({} as {written})", program.text(self.value.node));
                vec![Edit::replace(self.cast.span(), text)]
            }
            false => vec![Edit::replace(self.written.byte_range().into(), written)],
        })
    }

    /// Leaves the cast out, and the brackets that only it needed. `None` where a comment stands within.
    pub fn leave_out(&self) -> Option<Vec<Edit>> {
        let text = self.value.text();
        let edit = Edit::replace(self.bracketed.span(), text);
        (!self.is_commented()).then_some(vec![edit])
    }

    fn is_commented(&self) -> bool {
        let text = self.bracketed.text();
        text.contains("/*") || text.contains("//")
    }
}

impl<'p> Expr<'p> {
    /// It with the brackets around it; `None` where there is another cast around it.
    fn in_brackets(self) -> Option<Expr<'p>> {
        let mut expr = self;
        for _ in 0..MAX_BRACKETS {
            match expr.role() {
                Role::Wrapped(outer) if self.program.text(outer).starts_with('(') => {
                    let is_bracket = self.program.text(outer).len() > expr.text().len()
                        && outer.start_byte() < expr.node.start_byte();
                    expr = is_bracket.then(|| expr.sibling(outer))?;
                }
                Role::Wrapped(_) => return None,
                _ => break,
            }
        }
        Some(expr)
    }
}
