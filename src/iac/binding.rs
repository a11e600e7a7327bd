//! Bindings, and where what they hold ends up.

use std::path::Path;

use tree_sitter::Node;

use super::changes::{Change, change_of, entry_taken_by};
use super::dialect::{Role, Shape};
use super::expr::Expr;
use super::names::Symbol;
use super::program::Program;
use super::record::{Key, Record};
use super::resource::Resource;
use super::scope::{BindingData, BindingId, BindingKind, UseKind};
use crate::source::Span;
use crate::syntax::Language;

/// A name of a program.
#[derive(Clone, Copy)]
pub struct Binding<'p> {
    pub(super) program: &'p Program<'p>,
    pub(super) id: BindingId,
}

/// Who can use a binding besides its own file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Nobody.
    Private,
    /// Any file that imports it; nothing says whether one does. A member of a class that is not private, and every top-level name of a Python module that is not an
    /// entry program and has no leading underscore.
    MaybeImported,
    /// It is exported.
    Exported,
}

/// Where the value of an expression ends up.
#[derive(Clone, Debug)]
pub enum Consumer<'p> {
    /// In a property of a resource: the dotted neutral path, `[]` for a step into a list. Resource options are below
    /// `opts`.
    Property {
        /// The resource.
        resource: Resource<'p>,
        /// For instance `environment.variables`.
        path: String,
    },
    /// One entry of it is read or written by name, as written.
    Member {
        /// The entry's name.
        name: String,
        /// Where.
        span: Span,
    },
    /// Anywhere else.
    Elsewhere(Span),
}

impl std::fmt::Debug for Binding<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Binding({:?})", self.name())
    }
}

impl PartialEq for Binding<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Binding<'_> {}

impl<'p> Binding<'p> {
    /// Its name.
    pub fn name(self) -> &'p str {
        self.data().declared.name
    }

    /// The program that it is of.
    pub fn program(self) -> &'p Program<'p> {
        self.program
    }

    /// How it came to be.
    pub fn kind(self) -> BindingKind {
        self.data().declared.kind
    }

    /// Whether it holds a value that it was given: a variable, a parameter, or what another file gives a name to.
    pub fn is_variable(self) -> bool {
        matches!(
            self.kind(),
            BindingKind::Value
                | BindingKind::Variable
                | BindingKind::Parameter
                | BindingKind::Import
                | BindingKind::Loop
        )
    }

    /// Whether an import binds it, so that it can lead to types as well as values.
    pub fn is_imported(self) -> bool {
        self.kind() == BindingKind::Import
    }

    /// Whether it is a parameter of a function.
    pub fn is_parameter(self) -> bool {
        self.kind() == BindingKind::Parameter
    }

    /// Whether a statement of the file gives it its value: a variable, or a member of the object itself.
    pub fn is_assigned(self) -> bool {
        matches!(self.kind(), BindingKind::Value | BindingKind::Variable)
    }

    /// Where its name is declared.
    pub fn span(self) -> Span {
        self.data().declared.node.byte_range().into()
    }

    /// The expression that it always stands for: it is given one value, as a whole, and never another.
    pub fn constant(self) -> Option<Expr<'p>> {
        let data = self.data();
        let whole = data.declared.taken_from.as_ref().is_some_and(Vec::is_empty);
        let fixed = data.reassigned == 0 && data.declared.kind != BindingKind::Loop;
        let initializer = data.declared.initializer?;
        (whole && fixed).then_some(Expr {
            program: self.program,
            node: initializer,
        })
    }

    /// The expression that it is first given, whatever happens to it later, and whether as a whole or in part.
    pub fn initializer(self) -> Option<Expr<'p>> {
        Some(Expr {
            program: self.program,
            node: self.data().declared.initializer?,
        })
    }

    /// What of a package it names.
    pub fn symbol(self) -> Option<Symbol> {
        self.program.symbol_of(self.id)
    }

    /// Every place that uses its value, in order.
    pub fn uses(self) -> impl Iterator<Item = Expr<'p>> {
        let program = self.program;
        self.data().uses.iter().filter_map(move |&index| {
            let usage = &program.scopes.uses[index];
            (usage.kind == UseKind::Value).then_some(Expr {
                program,
                node: usage.node,
            })
        })
    }

    /// Whether anything uses it at all: its value, its type, or an export.
    pub fn is_used(self) -> bool {
        !self.data().uses.is_empty()
    }

    /// Who can use it besides its own file.
    pub fn visibility(self) -> Visibility {
        let data = self.data();
        if data.declared.exported {
            return Visibility::Exported;
        }
        if let Some(class) = data.member_of {
            let private = match self.program.language() {
                Language::TypeScript => {
                    data.declared.name.starts_with('#')
                        || self
                            .program
                            .scopes
                            .is_private_member(class, data.declared.name)
                }
                Language::Python => data.declared.name.starts_with('_'),
            };
            return match private {
                true => Visibility::Private,
                false => Visibility::MaybeImported,
            };
        }
        let importable = self.program.language() == Language::Python
            && self.program.scopes.is_module_level(self.id)
            && !data.declared.name.starts_with('_')
            && self.program.source().path().file_name() != Path::new("__main__.py").file_name();
        if importable {
            return Visibility::MaybeImported;
        }
        Visibility::Private
    }

    /// Where its value ends up, in order of its uses.
    pub fn consumers(self) -> Vec<Consumer<'p>> {
        let mut found = Vec::new();
        let mut seen = Vec::new();
        self.collect(&mut found, &mut seen);
        found
    }

    /// The name of the module, where it is an import of a whole module of no provider.
    pub(super) fn imported_module(self) -> Option<String> {
        use super::scope::ImportedItem;
        let imported = self.data().declared.imported.as_ref()?;
        match &imported.item {
            ImportedItem::Module => Some(imported.module.clone()),
            ImportedItem::Named(name) => Some(format!("{}.{name}", imported.module)),
        }
    }

    pub(super) fn data(self) -> &'p BindingData<'p> {
        &self.program.scopes.bindings[self.id.0]
    }

    fn collect(self, found: &mut Vec<Consumer<'p>>, seen: &mut Vec<BindingId>) {
        if seen.contains(&self.id) {
            return;
        }
        seen.push(self.id);
        for usage in self.uses() {
            match change_of(usage, self) {
                // What is given to it is not taken from it.
                Some(Change::Merged { call, .. }) if matches!(call.role(), Role::Bare) => {}
                Some(Change::Entry(patch)) if patch.within.is_empty() => {
                    found.push(Consumer::Member {
                        name: patch.key,
                        span: usage.span(),
                    });
                }
                _ => collect(usage, found, seen),
            }
        }
    }
}

impl<'p> Expr<'p> {
    /// Where its value ends up: in a property, in a name that ends up there, or elsewhere.
    pub fn consumers(self) -> Vec<Consumer<'p>> {
        let mut found = Vec::new();
        collect(self, &mut found, &mut Vec::new());
        found
    }

    pub(super) fn role(self) -> Role<'p> {
        let ancestors = self.program.ancestors(self.node);
        self.program.dialect.role(self.node, &ancestors)
    }
}

fn collect<'p>(expr: Expr<'p>, found: &mut Vec<Consumer<'p>>, seen: &mut Vec<BindingId>) {
    let program = expr.program;
    let start = expr.span();
    let mut expr = expr;
    // Steps from the outermost property inwards, gathered from the inside out.
    let mut path: Vec<String> = Vec::new();
    // Values that go through more hands than this are not followed.
    for _ in 0..64 {
        match expr.role() {
            Role::Wrapped(outer) | Role::Alternative(outer) => expr = expr.sibling(outer),
            Role::EntryValue { entry, record } => {
                match key_of(expr.sibling(record), entry) {
                    Some(key) => path.push(program.dialect.neutral_name(&key)),
                    None => return found.push(Consumer::Elsewhere(start)),
                }
                expr = expr.sibling(record);
                if let Some(resource) = Resource::read(program, record) {
                    // The keyword of all properties together: `args=FunctionArgs(…)`.
                    if path.len() > 1 && path.last().is_some_and(|keyword| keyword == "args") {
                        path.pop();
                    }
                    return found.push(property(resource, path));
                }
            }
            Role::Spread { record, .. } => {
                expr = expr.sibling(record);
                if let Some(resource) = Resource::read(program, record) {
                    return found.push(property(resource, path));
                }
            }
            Role::Element(list) => {
                path.push("[]".to_owned());
                expr = expr.sibling(list);
            }
            Role::Argument { call, position } => {
                if let Some(resource) = Resource::read(program, call) {
                    if resource.options() == Some(expr) {
                        path.push("opts".to_owned());
                        return found.push(property(resource, path));
                    }
                    let consumer = match position {
                        1 => property(resource, path),
                        _ => Consumer::Elsewhere(start),
                    };
                    return found.push(consumer);
                }
                let call = expr.sibling(call);
                if !call.passes_argument(position) {
                    return found.push(Consumer::Elsewhere(start));
                }
                expr = call;
            }
            Role::Initializer(name) | Role::Assigned(name) | Role::Field(name) => {
                match program.scopes.declared_at(name) {
                    // What goes into a name under a key comes out of it under that key: only whole values are followed.
                    Some(id) if path.is_empty() => {
                        let binding = Binding { program, id };
                        let private = binding.visibility() != Visibility::Exported;
                        if binding.constant().is_some() && private {
                            return binding.collect(found, seen);
                        }
                        return found.push(Consumer::Elsewhere(start));
                    }
                    Some(id) => {
                        let binding = Binding { program, id };
                        let mut inner = Vec::new();
                        binding.collect(&mut inner, seen);
                        path.reverse();
                        found.extend(inner.into_iter().map(|consumer| match consumer {
                            Consumer::Property {
                                resource,
                                path: outer,
                            } => Consumer::Property {
                                resource,
                                path: join(&outer, &path.join(".")),
                            },
                            other => other,
                        }));
                        return;
                    }
                    None => return found.push(Consumer::Elsewhere(start)),
                }
            }
            Role::Result(function) => match callback_of_apply(program, function) {
                Some(call) => expr = call,
                None => return found.push(Consumer::Elsewhere(start)),
            },
            Role::MemberOf(member) => {
                let member = expr.sibling(member);
                let entry = match member.shape() {
                    Shape::Member(_, name) if is_entry_access(program, member.node) => Some(name),
                    _ => entry_taken_by(member),
                };
                let consumer = match entry {
                    Some(name) => Consumer::Member { name, span: start },
                    None => Consumer::Elsewhere(start),
                };
                return found.push(consumer);
            }
            Role::Callee(_)
            | Role::Changed
            | Role::Target(_)
            | Role::Bare
            | Role::Exported
            | Role::Other => return found.push(Consumer::Elsewhere(start)),
        }
    }
    found.push(Consumer::Elsewhere(start));
}

fn property<'p>(resource: Resource<'p>, mut path: Vec<String>) -> Consumer<'p> {
    path.reverse();
    Consumer::Property {
        resource,
        path: path.join("."),
    }
}

fn join(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", inner) => inner.to_owned(),
        (outer, "") => outer.to_owned(),
        (outer, inner) => format!("{outer}.{inner}"),
    }
}

fn key_of<'p>(record: Expr<'p>, entry: Node<'p>) -> Option<String> {
    let found = Record::at(record)
        .entries()
        .into_iter()
        .find(|candidate| candidate.node.id() == entry.id())?;
    match found.key {
        Key::Named(name) => Some(name),
        Key::Computed | Key::Spread => None,
    }
}

/// Whether a member names an entry of a dict or object, and not a method of it.
fn is_entry_access(program: &Program<'_>, member: Node<'_>) -> bool {
    match program.language() {
        Language::TypeScript => true,
        Language::Python => program.text(member).ends_with(']'),
    }
}

/// The `.apply(…)` call that `function` is the callback of: its result is the function's.
fn callback_of_apply<'p>(program: &'p Program<'p>, function: Node<'p>) -> Option<Expr<'p>> {
    let function = Expr {
        program,
        node: function,
    };
    match function.role() {
        Role::Argument { call, position: 0 } => {
            let call = function.sibling(call);
            call.apply_callback().is_some().then_some(call)
        }
        _ => None,
    }
}
