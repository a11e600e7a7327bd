//! Records: objects, dicts and keyword arguments, all read alike.

use tree_sitter::Node;

use super::dialect::{RawEntry, RawKey};
use super::expr::Expr;
use crate::source::Span;

/// An object, a dict, or the keyword arguments of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'p> {
    expr: Expr<'p>,
}

/// One entry of a record.
#[derive(Clone, Debug)]
pub struct Entry<'p> {
    /// Its key.
    pub key: Key,
    /// Its value; for a spread what is spread; `None` for a method.
    pub value: Option<Expr<'p>>,
    pub(super) record: Record<'p>,
    pub(super) node: Node<'p>,
    key_span: Span,
    /// Whether its key is an expression, such as a constant.
    pub(super) computed: bool,
}

/// The key of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A name, a literal, or a constant that holds one; decoded, as written.
    Named(String),
    /// An expression that only running the program tells.
    Computed,
    /// No key: the entries of something else come in here.
    Spread,
}

impl<'p> Record<'p> {
    /// The record that `expr` is written as.
    pub(super) fn at(expr: Expr<'p>) -> Self {
        Self { expr }
    }

    /// The expression that it is.
    pub fn expr(self) -> Expr<'p> {
        self.expr
    }

    /// Where it stands, brackets included.
    pub fn span(self) -> Span {
        self.expr.span()
    }

    /// Its entries in order, as written; nothing is followed.
    pub fn entries(self) -> Vec<Entry<'p>> {
        let program = self.expr.program;
        program
            .dialect
            .entries(program.document(), self.expr.node)
            .into_iter()
            .map(|raw| self.entry(raw))
            .collect()
    }

    /// Whether its entries are the keyword arguments of a call.
    pub(super) fn is_keywords(self) -> bool {
        self.container().id() != self.expr.node.id()
    }

    /// The last entry whose key is written `name`, in exactly this spelling.
    pub fn entry_named(self, name: &str) -> Option<Entry<'p>> {
        self.entries()
            .into_iter()
            .rev()
            .find(|entry| matches!(&entry.key, Key::Named(key) if key == name))
    }

    /// The last entry for the property of the neutral name: `kmsKeyArn` is written `kms_key_arn` in Python.
    pub fn property(self, neutral: &str) -> Option<Entry<'p>> {
        self.entries()
            .into_iter()
            .rev()
            .find(|entry| entry.is_property(neutral))
    }

    fn entry(self, raw: RawEntry<'p>) -> Entry<'p> {
        let computed = matches!(raw.key, RawKey::Computed(_));
        let (key, key_span) = match raw.key {
            RawKey::Named(text, node) => (Key::Named(text), node.byte_range().into()),
            RawKey::Computed(key) => {
                let key = key.map(|node| self.expr.sibling(node));
                let name = key.and_then(Expr::text_value);
                let span = key.map_or_else(|| raw.node.byte_range().into(), Expr::span);
                (name.map_or(Key::Computed, Key::Named), span)
            }
            RawKey::Spread => (Key::Spread, raw.node.byte_range().into()),
        };
        Entry {
            key,
            value: raw.value.map(|node| self.expr.sibling(node)),
            record: self,
            node: raw.node,
            key_span,
            computed,
        }
    }
}

impl<'p> Entry<'p> {
    /// Where it stands, without its comma.
    pub fn span(&self) -> Span {
        self.node.byte_range().into()
    }

    /// Where its key stands; the whole entry where it has none.
    pub fn key_span(&self) -> Span {
        self.key_span
    }

    /// The record that it is an entry of.
    pub fn record(&self) -> Record<'p> {
        self.record
    }

    /// Whether its key spells the property of the neutral name.
    pub fn is_property(&self, neutral: &str) -> bool {
        let dialect = self.record.expr.program.dialect;
        matches!(&self.key, Key::Named(key) if key == neutral || dialect.neutral_name(key) == neutral)
    }
}
