//! What the constructors of classes take, and what the types of their parameters hold, as far as both are written down.

use tree_sitter::Node;

use super::binding::Binding;
use super::class::{Class, ClassName, ImportedName};
use super::dialect::Spread;
use super::expr::Expr;
use super::program::Program;
use super::scope::{BindingKind, ImportedItem};
use crate::source::Span;
use crate::syntax::Document;

/// Something that a constructor takes, or that a type holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, as written.
    pub name: String,
    /// Whether it has to be given.
    pub need: Need,
    /// What it takes.
    pub kind: ValueKind,
    /// What else its type says of its values.
    pub declared: Declared,
    /// What an object given for it holds.
    pub fields: Fields,
    /// What it holds by key, where any key may be given.
    pub map: Option<MapType>,
}

/// A type of values by key, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapType {
    /// The type of the values.
    pub values: String,
    /// When the map is known.
    pub known: Known,
}

/// When a value is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// When the program runs.
    AtOnce,
    /// Perhaps only when something is deployed: it may be an output or a promise.
    PerhapsLater,
}

/// Whether something has to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It has to be.
    Required,
    /// It has a default, or may be missing.
    Optional,
}

/// What a parameter takes, or what an expression is worth, as far as that matters to names and tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// A text, perhaps one that is known only later.
    Text,
    /// Texts by key.
    TextMap,
    /// Certainly something else.
    Other,
    /// It is not written down.
    Unknown,
}

/// What a type says of values besides their kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Declared {
    /// Nothing is written, or nothing that is known.
    #[default]
    Unknown,
    /// They are there when the program runs, and may be any of their kind.
    Plain,
    /// They may be known only while the program is deployed: an `Input` or an `Output`.
    Later,
    /// They are some that are listed, or that a validator accepts: a union of literals, an enumeration.
    Listed,
}

/// What is known of the objects of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fields {
    /// Nothing, or it holds none.
    Unknown,
    /// They are written in place.
    Written(Vec<Parameter>),
    /// They are those of a type of this file, by its name.
    Named(String),
    /// They are those of a type of another file.
    Imported(ImportedName),
}

/// One language's reading of signatures; a part of its dialect.
pub(super) trait Signatures {
    /// What the constructor of a class takes, the object itself left out; `None` where the class has none of its own.
    fn constructor<'d>(
        &self,
        document: &'d Document,
        class: Node<'d>,
    ) -> Option<Vec<RawParameter<'d>>>;

    /// What is declared of the parameter or variable whose name is at `name`; `None` where it is neither, or taken out of
    /// something.
    fn declared_at<'d>(&self, document: &'d Document, name: Node<'d>) -> Option<RawParameter<'d>>;

    /// Whether a statement of a constructor is the call of the base class's one.
    fn constructs_base(&self, document: &Document, statement: Node<'_>) -> bool;

    /// The constructor of a class, where it has one of its own.
    fn constructor_node<'d>(&self, document: &'d Document, class: Node<'d>) -> Option<Node<'d>>;

    /// What a type of the top level holds that is no class, with the types that it extends.
    fn type_named<'d>(&self, document: &'d Document, name: &str) -> Option<RawFields<'d>>;
}

#[derive(Clone, Debug)]
pub(super) struct RawParameter<'d> {
    pub(super) name: &'d str,
    pub(super) need: Need,
    pub(super) kind: ValueKind,
    pub(super) declared: Declared,
    pub(super) fields: RawFields<'d>,
    pub(super) map: Option<MapType>,
}

/// What a type says of its fields: some of its own, and the names of types that have others.
#[derive(Clone, Debug, Default)]
pub(super) struct RawFields<'d> {
    pub(super) own: Vec<RawParameter<'d>>,
    pub(super) of: Vec<&'d str>,
}

impl Class<'_> {
    /// What its constructor takes, in order, the object itself left out. `None` where it has none of its own.
    pub fn constructor(&self) -> Option<Vec<Parameter>> {
        let program = self.program();
        let raw = program
            .dialect
            .constructor(program.document(), self.node())?;
        Some(
            raw.into_iter()
                .map(|raw| program.parameter(raw, 0))
                .collect(),
        )
    }
}

impl Binding<'_> {
    /// What is declared of it, where it is a parameter or a variable; a default value makes it optional.
    pub fn declared(self) -> Option<Parameter> {
        let program = self.program;
        let name = self.data().declared.node;
        let raw = program.dialect.declared_at(program.document(), name)?;
        Some(program.parameter(raw, 0))
    }
}

impl<'p> Binding<'p> {
    /// The class whose constructor it is a parameter of.
    pub fn constructor_of(self) -> Option<Class<'p>> {
        if self.kind() != BindingKind::Parameter {
            return None;
        }
        let declared = Expr {
            program: self.program,
            node: self.data().declared.node,
        };
        let function = declared.enclosing_function()?;
        let program = self.program;
        let named = program
            .bindings()
            .filter(|name| name.kind() == BindingKind::Class)
            .filter_map(|name| name.class_at(Vec::new()));
        let mut classes = named.filter_map(|class| match class {
            ClassName::Here(class) => Some(class),
            _ => None,
        });
        classes.find(|class| {
            let constructor = program
                .dialect
                .constructor_node(program.document(), class.node());
            constructor.is_some_and(|node| Span::from(node.byte_range()) == function)
        })
    }
}

impl Program<'_> {
    /// What the objects of a type of the top level hold, with the types that it extends; `None` where no such type is
    /// declared, or where it is a class.
    pub fn fields_of(&self, name: &str) -> Option<(Vec<Parameter>, Vec<Fields>)> {
        let raw = self.dialect.type_named(self.document(), name)?;
        let own = raw.own.into_iter().map(|raw| self.parameter(raw, 0));
        let of = raw.of.into_iter().map(|name| self.type_behind(name));
        Some((own.collect(), of.collect()))
    }

    fn parameter(&self, raw: RawParameter<'_>, depth: usize) -> Parameter {
        let fields = match raw.fields {
            RawFields { own, of } if own.is_empty() => match of.as_slice() {
                [name] => self.type_behind(name),
                _ => Fields::Unknown,
            },
            // Types in types in types nobody writes by hand.
            RawFields { .. } if depth > 4 => Fields::Unknown,
            RawFields { own, .. } => {
                let own = own.into_iter().map(|raw| self.parameter(raw, depth + 1));
                Fields::Written(own.collect())
            }
        };
        Parameter {
            name: raw.name.to_owned(),
            need: raw.need,
            kind: raw.kind,
            declared: raw.declared,
            fields,
            map: raw.map,
        }
    }

    fn type_behind(&self, name: &str) -> Fields {
        let imported = self
            .top_level(name)
            .and_then(|binding| binding.data().declared.imported.as_ref());
        match imported {
            Some(imported) => Fields::Imported(ImportedName {
                module: imported.module.clone(),
                path: match &imported.item {
                    ImportedItem::Module => Vec::new(),
                    ImportedItem::Named(name) => vec![name.clone()],
                },
            }),
            None => Fields::Named(name.to_owned()),
        }
    }
}

impl Expr<'_> {
    /// Whether a call spreads something into its positional arguments, so that it is not known what goes where.
    pub fn spreads_arguments(self) -> bool {
        let call = self.program.call(self.bare().node);
        call.is_some_and(|call| call.spread == Spread::Some)
    }
}
