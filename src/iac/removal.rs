//! Removing entries and statements, with everything that speaks only of them.
//!
//! A removal collects entries first and makes edits last, so that several entries of one record, their commas, and a
//! record that is left empty are seen together.

use std::collections::{HashMap, HashSet};

use tree_sitter::Node;

use super::binding::{Binding, Visibility};
use super::changes::merged_arguments;
use super::dialect::{RawImport, Role, Shape, Spread, Structure};
use super::expr::Expr;
use super::follow::Patch;
use super::placement::MAX_BRACKETS;
use super::program::Program;
use super::record::Entry;
use crate::fix::{Edit, EditError, Edits, Release};
use crate::source::Span;

mod entries;
mod imports;
mod labels;
mod lines;
mod list;
mod reflow;
mod resource;
mod unused;

pub use imports::{Import, ImportedAs};
pub(super) use lines::speaks_of;
pub(super) use list::Lists;

/// Entries and statements of one program that are to go.
#[derive(Debug)]
pub struct Removal<'p> {
    program: &'p Program<'p>,
    /// Dotted neutral paths of properties that may be absent, so that they go when they are left empty.
    optional: Vec<&'static str>,
    entries: Vec<Node<'p>>,
    /// The entries by id.
    known: HashSet<usize>,
    statements: Vec<Node<'p>>,
    /// Items of import lists, each with its list.
    imports: Vec<RawImport<'p>>,
    /// Whole expressions that take an empty record's place: nothing is left to remove inside them.
    settled: Vec<Node<'p>>,
    /// Expressions that something else is written in the place of.
    replaced: Vec<Node<'p>>,
    /// What is written elsewhere: its names stay used.
    moved: Vec<Node<'p>>,
    lines: Lines,
}

/// What becomes of lines that are shorter than they have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lines {
    Keep,
    Join,
}

/// What a removal comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The edits.
    pub edits: Edits,
    /// Names that lose some of their uses and stay.
    pub releases: Vec<Release>,
}

/// Something cannot be removed by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRemovable {
    /// Where it is.
    pub span: Span,
}

impl<'p> Removal<'p> {
    /// An empty removal. Of the properties at the dotted neutral paths in `optional` an emptied one goes, too.
    pub fn new(program: &'p Program<'p>, optional: &[&'static str]) -> Self {
        Self {
            program,
            optional: optional.to_vec(),
            entries: Vec::new(),
            known: HashSet::new(),
            statements: Vec::new(),
            imports: Vec::new(),
            settled: Vec::new(),
            replaced: Vec::new(),
            moved: Vec::new(),
            lines: Lines::Keep,
        }
    }

    /// The same removal, which joins lines that were broken only for their width where they fit on one now, as a
    /// formatter would. Not for a removal that is one of several edits of a statement: the joined lines would overlap them.
    pub fn joining_lines(self) -> Self {
        Self {
            lines: Lines::Join,
            ..self
        }
    }

    /// Says that `expr`, which is removed, is written elsewhere: what it uses stays.
    pub fn keeping(&mut self, expr: Expr<'p>) -> &mut Self {
        self.moved.push(expr.node);
        self
    }

    /// Says that something else is written in the place of `expr`, by an edit of the caller's: what only it uses goes. See
    /// [`Removal::keeping`] for what is written again.
    pub fn replacing(&mut self, expr: Expr<'p>) -> &mut Self {
        self.replaced.push(expr.node);
        self
    }

    /// Removes an entry of a record.
    pub fn entry(&mut self, entry: &Entry<'p>) -> &mut Self {
        self.push_entry(entry.node);
        self
    }

    /// Removes the statement that assigns an entry later.
    ///
    /// # Errors
    /// [`NotRemovable`] where the assignment is part of something larger: `x = env["K"] = v`.
    pub fn patch(&mut self, patch: &Patch<'p>) -> Result<&mut Self, NotRemovable> {
        let ancestors = self.program.ancestors(patch.target.node);
        let refuse = NotRemovable { span: patch.span };
        // The assignment, the statement that is nothing else, and what it stands in.
        let [assignment, statement, outer, ..] = ancestors.as_slice() else {
            return Err(refuse);
        };
        let alone = self.program.dialect.role(*assignment, &ancestors[1..]);
        let in_block = self.program.dialect.structure(*outer) == Structure::Block;
        if !matches!(alone, Role::Bare) || !(in_block || self.pure_guard(*statement).is_some()) {
            return Err(refuse);
        }
        self.push_statement(*statement);
        Ok(self)
    }

    /// The edits. Records that are left empty go where the provider or the language lets them be absent. Imports and
    /// constants that only the removed code used go, too: a linter or compiler would refuse them.
    ///
    /// # Errors
    /// [`EditError`] where two of the removed things overlap, which only a defect of iacfix brings about.
    pub fn finish(mut self) -> Result<Removed, EditError> {
        self.prune();
        let mut edits: Vec<Edit> = Vec::new();
        for (container, items) in self.containers() {
            if !self.is_inside_removed(container) {
                edits.extend(entries::remove(self.program, container, &items));
            }
        }
        if self.lines == Lines::Join {
            edits = reflow::join(self.program, edits);
        }
        let mut removed = Vec::new();
        for &statement in &self.statements {
            if !self.is_inside_removed_statement(statement) {
                removed.extend(lines::remove_statement(
                    self.program,
                    statement,
                    &self.statements,
                    lines::Above::Weighed,
                ));
            }
        }
        edits.extend(lines::without_gaps(self.program.source(), removed));
        edits.extend(unused::remove_import_items(self.program, &self.imports));
        Ok(Removed {
            edits: Edits::new(edits)?,
            releases: self.releases(),
        })
    }

    /// Removes a statement; with it the condition or loop that it is all there is to, where asking that does nothing.
    fn push_statement(&mut self, statement: Node<'p>) {
        if self.statements.contains(&statement) {
            return;
        }
        self.statements.push(statement);
        let guard = self.pure_guard(statement).or_else(|| {
            let block = *self.program.ancestors(statement).first()?;
            let mut cursor = block.walk();
            let emptied = block
                .named_children(&mut cursor)
                .filter(|child| !self.program.dialect.is_comment(*child))
                .all(|child| self.statements.contains(&child));
            if emptied {
                self.pure_guard(block)
            } else {
                None
            }
        });
        if let Some(guard) = guard {
            self.push_statement(guard);
        }
    }

    /// What only decides whether or how often `body` runs, if asking it that does nothing.
    fn pure_guard(&self, body: Node<'p>) -> Option<Node<'p>> {
        let program = self.program;
        let ancestors = program.ancestors(body);
        let guard = program
            .dialect
            .guard(program.document(), body, &ancestors)?;
        let asked = self.expr(guard.condition);
        let does_nothing = match program.dialect.structure(guard.statement) {
            Structure::Branch => unused::is_pure(asked, 8),
            // Going through anything but a list may do something: a generator is used up.
            _ => asked.elements().is_some(),
        };
        does_nothing.then_some(guard.statement)
    }

    fn push_entry(&mut self, entry: Node<'p>) {
        if self.known.insert(entry.id()) {
            self.entries.push(entry);
        }
    }

    /// Looks for records that are left empty until there are no more.
    fn prune(&mut self) {
        loop {
            let before = (self.entries.len(), self.statements.len());
            for (container, _) in self.containers() {
                if self.settled.contains(&container) || !self.is_emptied(container) {
                    continue;
                }
                self.settled.push(container);
                let record = self.record_of(container);
                self.prune_record(self.expr(record));
            }
            self.prune_unused();
            if before == (self.entries.len(), self.statements.len()) {
                return;
            }
        }
    }

    /// Removes what holds a record that is left empty, where it may be absent.
    fn prune_record(&mut self, record: Expr<'p>) {
        let mut record = record;
        for _ in 0..MAX_BRACKETS {
            match record.role() {
                Role::Wrapped(outer) => record = record.sibling(outer),
                _ => break,
            }
        }
        match record.role() {
            Role::Argument { call, .. } if self.merges_nothing(record.sibling(call)) => {
                self.push_bare(record.sibling(call));
            }
            Role::Bare if self.merges_nothing(record) => self.push_bare(record),
            Role::Alternative(outer) if self.is_nothing_without(outer, record) => {
                self.prune_record(record.sibling(outer));
            }
            Role::Spread { entry, .. } => self.push_entry(entry),
            Role::EntryValue { entry, .. } => {
                let optional = record.consumers().iter().all(|consumer| match consumer {
                    super::binding::Consumer::Property { path, .. } => {
                        self.optional.contains(&path.as_str())
                    }
                    _ => false,
                });
                if optional {
                    self.push_entry(entry);
                }
            }
            Role::Initializer(name) => {
                let Some(id) = self.program.scopes.declared_at(name) else {
                    return;
                };
                self.prune_binding(Binding {
                    program: self.program,
                    id,
                });
            }
            Role::Argument { call, position: 0 } => {
                let call = record.sibling(call);
                if call.passes_argument(0)
                    && self
                        .program
                        .call(call.node)
                        .is_some_and(|call| call.positional.len() == 1)
                {
                    self.prune_record(call);
                }
            }
            _ => {}
        }
    }

    /// Removes a name whose record is left empty, if everything that uses it can go, too.
    fn prune_binding(&mut self, binding: Binding<'p>) {
        // A member's declaration may say more than its value: it stays, and holds an empty record.
        let own_name = binding.data().member_of.is_none();
        let private = own_name && binding.visibility() != Visibility::Exported;
        let uses: Vec<Expr<'p>> = binding.uses().collect();
        let all_uses = binding.data().uses.len() == uses.len();
        let goes = |usage: &Expr<'p>| {
            match usage.role() {
            Role::Spread { .. } => true,
            Role::EntryValue { .. } => usage.consumers().iter().all(|consumer| {
                matches!(consumer, super::binding::Consumer::Property { path, .. } if self.optional.contains(&path.as_str()))
            }),
            Role::MemberOf(member) => self
                .statements
                .iter()
                .any(|statement| contains(*statement, member)),
            _ => false,
        }
        };
        if !private || !all_uses || uses.is_empty() || !uses.iter().all(goes) {
            return;
        }
        let declaration = self.expr(binding.data().declared.node).statement();
        let Some(declaration) = declaration.filter(|&node| self.declares_only(node, binding))
        else {
            return;
        };
        for usage in &uses {
            match usage.role() {
                Role::Spread { entry, .. } | Role::EntryValue { entry, .. } => {
                    self.push_entry(entry)
                }
                _ => {}
            }
        }
        self.push_statement(declaration);
    }

    /// Whether a call only gave entries to a value, and all of them are removed: `env.update({})`.
    fn merges_nothing(&self, call: Expr<'p>) -> bool {
        let Some(parts) = self.program.call(call.node) else {
            return false;
        };
        let given = match merged_arguments(call, &parts) {
            Some(given) if matches!(call.role(), Role::Bare) => given,
            _ => return false,
        };
        let is_emptied = |node: Node<'p>| {
            matches!(self.expr(node).shape(), Shape::Record)
                && self.is_emptied(self.program.dialect.container(node))
        };
        let keywords = &parts.keywords;
        parts.spread == Spread::None
            && given.iter().all(|&value| is_emptied(value))
            && keywords
                .iter()
                .all(|entry| self.known.contains(&entry.node.id()))
    }

    /// Removes the statement that is nothing but `call`.
    fn push_bare(&mut self, call: Expr<'p>) {
        let ancestors = self.program.ancestors(call.node);
        if let [statement, outer, ..] = ancestors.as_slice()
            && self.program.dialect.structure(*outer) == Structure::Block
        {
            self.push_statement(*statement);
        }
    }

    /// Whether a declaration declares nothing but the binding.
    fn declares_only(&self, declaration: Node<'p>, binding: Binding<'p>) -> bool {
        let span = Span::from(declaration.byte_range());
        let declared = self.program.scopes.bindings.iter().filter(|data| {
            span.contains(data.declared.node.byte_range().into())
                && data.scope == binding.data().scope
        });
        declared.count() == 1
    }

    /// Whether the other side of a condition gives nothing either, so that the whole condition gives nothing.
    fn is_nothing_without(&self, outer: Node<'p>, record: Expr<'p>) -> bool {
        let is_empty = |node: Node<'p>| {
            let expr = self.expr(node);
            match expr.shape() {
                Shape::Null => true,
                Shape::Record => self.is_emptied(self.program.dialect.container(node)),
                _ => false,
            }
        };
        match self.expr(outer).shape() {
            Shape::Guarded(_) => true,
            Shape::Choice(one, other) => {
                let other = if one == record.node { other } else { one };
                is_empty(other)
            }
            _ => false,
        }
    }

    /// Whether nothing is left between a container's brackets but white space.
    fn is_emptied(&self, container: Node<'p>) -> bool {
        entries::is_emptied(self.program, container, &self.entries)
    }

    /// The containers of the entries, each with those of them that it holds, in the order in which they were added.
    fn containers(&self) -> Vec<(Node<'p>, Vec<Node<'p>>)> {
        let mut containers: Vec<(Node<'p>, Vec<Node<'p>>)> = Vec::new();
        let mut places: HashMap<usize, usize> = HashMap::new();
        for &entry in &self.entries {
            let Some(container) = self.container_of(entry) else {
                continue;
            };
            let place = *places.entry(container.id()).or_insert_with(|| {
                containers.push((container, Vec::new()));
                containers.len() - 1
            });
            containers[place].1.push(entry);
        }
        containers
    }

    fn container_of(&self, entry: Node<'p>) -> Option<Node<'p>> {
        self.program.ancestors(entry).first().copied()
    }

    /// The record whose entries the container holds: itself, or the call that it holds the arguments of.
    fn record_of(&self, container: Node<'p>) -> Node<'p> {
        match self.program.ancestors(container).first() {
            Some(&outer) if self.program.dialect.container(outer) == container => outer,
            _ => container,
        }
    }

    fn is_inside_removed(&self, node: Node<'p>) -> bool {
        self.entries.iter().any(|&entry| contains(entry, node))
            || self.is_inside_removed_statement(node)
    }

    fn is_inside_removed_statement(&self, node: Node<'p>) -> bool {
        self.statements
            .iter()
            .any(|&statement| statement != node && contains(statement, node))
    }

    fn expr(&self, node: Node<'p>) -> Expr<'p> {
        Expr {
            program: self.program,
            node,
        }
    }
}

fn contains(outer: Node<'_>, inner: Node<'_>) -> bool {
    outer.start_byte() <= inner.start_byte() && inner.end_byte() <= outer.end_byte()
}
