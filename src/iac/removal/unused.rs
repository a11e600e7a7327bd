//! Names that nothing uses any more once something is removed.

use std::collections::{BTreeMap, BTreeSet};

use tree_sitter::Node;

use super::labels::Labels;
use super::{Removal, contains};
use crate::fix::{Edit, Release};
use crate::iac::binding::{Binding, Visibility};
use crate::iac::dialect::{Others, RawImport, RawKey, Shape};
use crate::iac::expr::Expr;
use crate::iac::program::Program;
use crate::iac::scope::{BindingId, BindingKind};
use crate::source::Span;

impl<'p> Removal<'p> {
    /// Marks imports and constants whose every use is removed. What was unused before is not this removal's business.
    pub(super) fn prune_unused(&mut self) {
        for (binding, removed) in self.removed_uses() {
            let data = binding.data();
            if data.member_of.is_some()
                || removed < data.uses.len()
                || self.is_gone(data.declared.node)
            {
                continue;
            }
            match binding.kind() {
                BindingKind::Import => self.drop_import(binding),
                BindingKind::Value | BindingKind::Variable
                    if binding.visibility() == Visibility::Private =>
                {
                    self.drop_constant(binding);
                }
                _ => {}
            }
        }
    }

    /// The imports and constants that lose some of their uses and stay.
    pub(super) fn releases(&self) -> Vec<Release> {
        self.removed_uses()
            .into_iter()
            .filter(|(binding, removed)| {
                matches!(
                    binding.kind(),
                    BindingKind::Import | BindingKind::Value | BindingKind::Variable
                ) && binding.data().member_of.is_none()
                    && *removed < binding.data().uses.len()
            })
            .map(|(binding, removed)| Release {
                declaration: binding.span(),
                removed,
                of: binding.data().uses.len(),
            })
            .collect()
    }

    /// The bindings that lose uses, with how many each, in order of declaration.
    fn removed_uses(&self) -> Vec<(Binding<'p>, usize)> {
        let mut gone: BTreeSet<usize> = BTreeSet::new();
        let parts = self.entries.iter().chain(&self.statements);
        for node in parts.chain(&self.replaced) {
            gone.extend(self.program.scopes.uses_within(*node));
        }
        for node in &self.moved {
            for index in self.program.scopes.uses_within(*node) {
                gone.remove(&index);
            }
        }
        let mut counts: BTreeMap<BindingId, usize> = BTreeMap::new();
        for index in gone {
            if let Some(id) = self.program.scopes.uses[index].binding {
                *counts.entry(id).or_default() += 1;
            }
        }
        let program = self.program;
        counts
            .into_iter()
            .map(|(id, count)| (Binding { program, id }, count))
            .collect()
    }

    fn is_gone(&self, node: Node<'p>) -> bool {
        self.entries
            .iter()
            .chain(&self.statements)
            .any(|&gone| contains(gone, node))
    }

    fn drop_constant(&mut self, binding: Binding<'p>) {
        // A part of a value, `const { region } = aws.config`, is left out as the whole is.
        let value = binding
            .initializer()
            .filter(|_| binding.data().reassigned == 0);
        let Some(value) = value else { return };
        let statement = self.expr(binding.data().declared.node).statement();
        if let Some(statement) = statement
            && self.declares_only(statement, binding)
            && is_pure(value, 8)
        {
            self.statements.push(statement);
        }
    }

    fn drop_import(&mut self, binding: Binding<'p>) {
        let name = binding.data().declared.node;
        let ancestors = self.program.ancestors(name);
        let Some(import) = self.program.dialect.import_at(name, &ancestors) else {
            return;
        };
        if self.imports.iter().any(|known| known.item == import.item) {
            return;
        }
        self.imports.push(import.clone());
        let list_goes = import
            .list
            .iter()
            .all(|item| self.imports.iter().any(|known| known.item == *item));
        match (list_goes, import.others) {
            (true, Others::None) => {
                self.imports
                    .retain(|known| known.statement != import.statement);
                self.statements.push(import.statement);
            }
            // `import d, { a }`: half a clause is left as it is.
            (true, Others::Some) => {
                self.imports
                    .retain(|known| known.statement != import.statement);
            }
            (false, _) => {}
        }
    }
}

/// The edits that take items out of import lists that keep others.
pub(super) fn remove_import_items(program: &Program<'_>, imports: &[RawImport<'_>]) -> Vec<Edit> {
    let source = program.source();
    let text = source.text();
    imports
        .iter()
        .filter_map(|import| {
            let at = import.list.iter().position(|item| *item == import.item)?;
            let item = Span::from(import.item.byte_range());
            let goes = |other: &Node<'_>| imports.iter().any(|known| known.item == *other);
            let line_start = source.line_start(item.start);
            let comma_end =
                text[item.end..].find(|next: char| next == ',' || !next.is_whitespace());
            let comma_end = match comma_end {
                Some(offset) if text[item.end + offset..].starts_with(',') => item.end + offset + 1,
                _ => item.end,
            };
            let own_line = text[line_start..item.start].trim().is_empty()
                && text[comma_end..source.line_end(comma_end)]
                    .trim()
                    .is_empty()
                && import.statement.start_byte() < line_start;
            if own_line {
                let name = text[item.range()].split_whitespace();
                let labels = Labels {
                    gone: name
                        .filter(|word| !matches!(*word, "as" | "type"))
                        .map(str::to_owned)
                        .collect(),
                    kept: Vec::new(),
                };
                let above = labels.above(program, import.item);
                let first = above.first().map_or(item.start, |comment| comment.start);
                return Some(Edit::remove(Span::new(
                    source.line_start(first),
                    source.next_line_start(comma_end),
                )));
            }
            let stays_behind = import.list[at + 1..].iter().any(|other| !goes(other));
            match (import.list.get(at + 1), at.checked_sub(1)) {
                (Some(next), _) if stays_behind => {
                    Some(Edit::remove(Span::new(item.start, next.start_byte())))
                }
                // What stays before it keeps no comma.
                (_, Some(before)) => {
                    let before = import.list[before].end_byte();
                    Some(Edit::remove(Span::new(before, item.end)))
                }
                (_, None) => None,
            }
        })
        .collect()
}

/// Whether leaving an expression out changes nothing: it only reads.
pub(super) fn is_pure(expr: Expr<'_>, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let pure = |node: Node<'_>| {
        // The node is one of the same program; its lifetime is the expression's.
        expr.program
            .expr_at(Span::from(node.byte_range()))
            .is_some_and(|inner| is_pure(inner, depth))
    };
    match expr.shape() {
        Shape::String(_) | Shape::Number(_) | Shape::Boolean(_) | Shape::Null | Shape::Name(_) => {
            true
        }
        Shape::Template(parts) | Shape::List(parts) | Shape::Operation(parts) => {
            parts.into_iter().all(pure)
        }
        Shape::Member(object, _) | Shape::Wrapped(object) | Shape::Guarded(object) => pure(object),
        Shape::Fallback(one, other) | Shape::Choice(one, other) | Shape::Merge(one, other) => {
            pure(one) && pure(other)
        }
        Shape::Function => true,
        Shape::Record => expr
            .program
            .dialect
            .entries(expr.program.document(), expr.node)
            .into_iter()
            .all(|entry| match (entry.key, entry.value) {
                (RawKey::Computed(_), _) => false,
                (_, Some(value)) => pure(value),
                (_, None) => true,
            }),
        Shape::Call => {
            let Some(call) = expr.program.call(expr.node) else {
                return false;
            };
            if expr.written().is_ok() {
                return true;
            }
            only_reads(expr.sibling(call.callee))
                && call.positional.iter().all(|&argument| pure(argument))
                && call
                    .keywords
                    .iter()
                    .all(|entry| entry.value.is_none_or(pure))
        }
        Shape::Opaque => false,
    }
}

/// Calls that look something up, wrap a value or say where a file is, and do nothing else.
fn only_reads(callee: Expr<'_>) -> bool {
    if let Some(symbol) = callee.symbol() {
        let name = symbol.path.last().map_or("", String::as_str);
        return name.starts_with("get")
            || (symbol.package == "pulumi"
                && (matches!(name, "Config" | "output" | "interpolate" | "concat" | "all")
                    || name.ends_with("Asset")
                    || name.ends_with("Archive")))
            || name.ends_with("Args");
    }
    if let Some(path) = callee.global_path() {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        return matches!(
            path.as_slice(),
            ["os", "getenv"] | ["os", "environ", "get"] | ["dict"]
        );
    }
    let Some((object, method)) = callee.member() else {
        return false;
    };
    match method.as_str() {
        "apply" | "then" => is_pure(object, 4),
        // A `require` refuses a stack that lacks the value: that is something.
        "get" | "getNumber" | "getBoolean" | "getInt" | "getBool" | "getObject" => {
            matches!(object.resolved().value(), crate::iac::Value::Call(call)
                if call.callee.symbol().is_some_and(|symbol| symbol.is("pulumi", "Config")))
        }
        _ => false,
    }
}
