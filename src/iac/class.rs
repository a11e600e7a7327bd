//! Classes of a program: what they extend, and what their objects hold.

use super::binding::Binding;
use super::dialect::Role;
use super::expr::{Call, Expr, Value};
use super::names::Symbol;
use super::outline::{RawClass, RawType};
use super::program::Program;
use super::scope::{BindingKind, ImportedItem};
use crate::source::Span;
use crate::syntax::{Language, Named as _};

/// Longer chains of names than this lead to no class.
const MAX_PATH: usize = 16;

/// A class of the file.
#[derive(Clone)]
pub struct Class<'p> {
    program: &'p Program<'p>,
    name: &'p str,
    raw: RawClass<'p>,
}

/// What an expression that should name a class leads to.
#[derive(Clone, Debug)]
pub enum ClassName<'p> {
    /// A class of the same file.
    Here(Class<'p>),
    /// A class of another file.
    Imported(ImportedName),
    /// What a Pulumi package exports.
    Package(Symbol),
}

/// A name of another module.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImportedName {
    /// The module, as the import names it.
    pub module: String,
    /// The names that are taken of it, outermost first. Empty for the module itself, or its default export.
    pub path: Vec<String>,
}

/// Something that the objects of a class hold.
#[derive(Clone, Debug)]
pub struct Member<'p> {
    /// Its name, as written.
    pub name: String,
    /// Who may read it.
    pub access: Access,
    /// Whether every object has it.
    pub given: Given,
    /// Its type, where one is written.
    pub declared: Option<TypeName>,
    /// That type as it is written.
    pub written: Option<&'p str>,
    /// What it is first given, where that is known.
    pub value: Option<Expr<'p>>,
}

/// Where a member is declared that has a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeclaredMember {
    /// Its name.
    pub name: Span,
    /// Its type, without the sign before it.
    pub written: Span,
}

/// Who may read a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Whoever has the object.
    Public,
    /// The class, and perhaps those that extend it. Python: a name with a leading underscore.
    Private,
}

/// Whether every object of a class has a member once it is constructed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// It is certain.
    Always,
    /// It may be missing: it is optional, or given in a branch.
    Sometimes,
}

/// A type as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeName {
    /// What of a package it names; `None` for anything else.
    pub symbol: Option<Symbol>,
    /// Its type arguments.
    pub arguments: Vec<TypeName>,
}

impl std::fmt::Debug for Class<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Class({:?})", self.name)
    }
}

impl<'p> Class<'p> {
    /// Its name.
    pub fn name(&self) -> &'p str {
        self.name
    }

    /// The language that it is written in.
    pub fn language(&self) -> Language {
        self.program.language()
    }

    /// The program that it is of.
    pub fn program(&self) -> &'p Program<'p> {
        self.program
    }

    pub(super) fn node(&self) -> tree_sitter::Node<'p> {
        self.raw.node
    }

    pub(super) fn raw(&self) -> &RawClass<'p> {
        &self.raw
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        self.raw.node.byte_range().into()
    }

    /// What it extends, in order.
    pub fn bases(&self) -> Vec<Expr<'p>> {
        let bases = self.raw.bases.iter();
        bases.map(|&node| self.at(node)).collect()
    }

    /// What its objects hold, in order of declaration; what only its bases declare is left out.
    pub fn members(&self) -> Vec<Member<'p>> {
        // Where the class does not parse, a name may be missing.
        let members = self.raw.members.iter().filter(|raw| !raw.name.is_empty());
        members
            .map(|raw| Member {
                name: raw.name.clone(),
                access: raw.access,
                given: raw.given,
                declared: raw.declared.as_ref().map(|raw| self.program.type_name(raw)),
                written: raw.written.map(|node| self.program.text(node)),
                value: raw
                    .value
                    .map(|node| self.at(node))
                    .or_else(|| self.assigned(&raw.name)),
            })
            .collect()
    }

    /// The calls of a method, by its neutral name, on the object itself: `this.registerOutputs(…)`.
    pub fn own_calls(&self, method: &str) -> Vec<Call<'p>> {
        let calls = self.program.scopes.calls.iter();
        calls
            .filter(|node| self.span().contains(Span::from(node.byte_range())))
            .filter_map(|&node| match self.at(node).value() {
                Value::Call(call) => Some(call),
                _ => None,
            })
            .filter(|call| {
                self.program
                    .scopes
                    .own_members
                    .iter()
                    .any(|node| node.id() == call.callee.node.id())
                    && call.callee.member().is_some_and(|(_, name)| name == method)
            })
            .collect()
    }

    /// Whether its code takes `inner`, by neutral name, of its own member `name`: `this.bucket.arn`.
    pub fn uses_member_of(&self, name: &str, inner: &str) -> bool {
        self.own_members(name)
            .filter_map(Expr::parent_member)
            .any(|member| member.member().is_some_and(|(_, name)| name == inner))
    }

    /// A member of its objects as the code of the class names it, `name` being as written; `None` where it never does.
    pub fn named_member(&self, name: &str) -> Option<Binding<'p>> {
        self.own_members(name).find_map(Expr::binding)
    }

    /// What is assigned to a member, where that is one thing.
    fn assigned(&self, name: &str) -> Option<Expr<'p>> {
        let mut values = self.own_members(name).filter_map(|own| match own.role() {
            Role::Target(value) => Some(self.at(value)),
            _ => None,
        });
        let first = values.next()?;
        values.next().is_none().then_some(first)
    }

    fn own_members(&self, name: &str) -> impl Iterator<Item = Expr<'p>> {
        let neutral = self.program.dialect.neutral_name(name);
        let members = self.program.scopes.own_members.iter();
        members
            .filter(|node| self.span().contains(Span::from(node.byte_range())))
            .map(|&node| self.at(node))
            .filter(move |own| own.member().is_some_and(|(_, name)| name == neutral))
    }

    fn at(&self, node: tree_sitter::Node<'p>) -> Expr<'p> {
        Expr {
            program: self.program,
            node,
        }
    }
}

impl<'p> Expr<'p> {
    /// The class that it names, through imports and modules; `None` where it names none, or only running the program
    /// tells.
    pub fn named_class(self) -> Option<ClassName<'p>> {
        if let Some(symbol) = self.symbol() {
            return Some(ClassName::Package(symbol));
        }
        let mut path = Vec::new();
        let mut expr = self.bare();
        // From `lib.network.Vpc` down to `lib`; names keep their spelling, for they are not properties.
        for _ in 0..MAX_PATH {
            match expr.shape() {
                super::dialect::Shape::Member(object, name) => {
                    path.push(name);
                    expr = expr.sibling(object).bare();
                }
                _ => break,
            }
        }
        path.reverse();
        expr.binding()?.class_at(path)
    }

    /// Whether it is the object that a method is called on, or a member of it: the name of that member, as written.
    pub fn own_member(self) -> Option<String> {
        let bare = self.bare();
        let known = self.program.scopes.own_members.iter();
        let mut known = known.filter(|node| node.id() == bare.node.id());
        match (known.next(), bare.shape()) {
            (Some(_), super::dialect::Shape::Member(_, name)) => Some(name),
            _ => None,
        }
    }

    /// Where the class around it declares the member of its objects that it is, with a type of its own.
    pub fn declared_member(self) -> Option<DeclaredMember> {
        let name = self.own_member()?;
        let class = self.class()?;
        let mut cursor = class.walk();
        class.named_children(&mut cursor).find_map(|child| {
            let declared = child.field("name")?;
            let written = child.field("type")?.named_child(0)?;
            (self.program.text(declared) == name).then(|| DeclaredMember {
                name: declared.byte_range().into(),
                written: written.byte_range().into(),
            })
        })
    }

    /// Whether a class stands around it.
    pub fn is_in_class(self) -> bool {
        let dialect = self.program.dialect;
        self.program
            .ancestors(self.node)
            .into_iter()
            .any(|ancestor| dialect.structure(ancestor) == super::dialect::Structure::Class)
    }
}

impl<'p> Binding<'p> {
    /// The class that `path` leads to from this name.
    pub(super) fn class_at(self, path: Vec<String>) -> Option<ClassName<'p>> {
        let data = self.data();
        if data.reassigned > 0 {
            return None;
        }
        if let Some(imported) = &data.declared.imported {
            let item = match &imported.item {
                ImportedItem::Module => None,
                ImportedItem::Named(name) => Some(name.clone()),
            };
            return Some(ClassName::Imported(ImportedName {
                module: imported.module.clone(),
                path: item.into_iter().chain(path).collect(),
            }));
        }
        if data.declared.kind != BindingKind::Class || !path.is_empty() {
            return None;
        }
        let program = self.program;
        let name = data.declared.node;
        let raw = program
            .dialect
            .class(program.document(), name, &program.ancestors(name))?;
        Some(ClassName::Here(Class {
            program,
            name: data.declared.name,
            raw,
        }))
    }
}

impl<'p> Program<'p> {
    /// The class that a name of the top level stands for, in whichever file it is.
    pub fn class_named(&'p self, name: &str) -> Option<ClassName<'p>> {
        self.top_level(name)?.class_at(Vec::new())
    }
}

impl Program<'_> {
    fn type_name(&self, raw: &RawType<'_>) -> TypeName {
        let root = raw.root.and_then(|root| self.scopes.binding_of(root));
        let symbol = root.and_then(|binding| {
            let mut symbol = self.symbol_of(binding)?;
            symbol.path.extend(raw.path.iter().cloned());
            Some(symbol)
        });
        TypeName {
            symbol,
            arguments: raw
                .arguments
                .iter()
                .map(|raw| self.type_name(raw))
                .collect(),
        }
    }
}
