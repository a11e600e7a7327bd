//! What a language has to answer about its classes and about what a file exports.

use tree_sitter::Node;

use super::class::{Access, Given};
use super::export::ExportForm;
use crate::syntax::Document;

/// One language's reading of classes and exports; a part of its dialect.
pub(super) trait Outline {
    /// The class whose name is declared at `name`; `ancestors` are its own, nearest first.
    fn class<'d>(
        &self,
        document: &'d Document,
        name: Node<'d>,
        ancestors: &[Node<'d>],
    ) -> Option<RawClass<'d>>;

    /// The export statements at the top level of the file, in order. None in a language that has no such statement.
    fn exports<'d>(&self, document: &'d Document) -> Vec<RawExport<'d>>;
}

/// The parts of a class.
#[derive(Clone, Debug)]
pub(super) struct RawClass<'d> {
    pub(super) node: Node<'d>,
    pub(super) bases: Vec<Node<'d>>,
    /// The members that an object of the class has, in order; methods are left out, getters are not.
    pub(super) members: Vec<RawMember<'d>>,
    /// What holds the class's own statements, with its brackets where it has some.
    pub(super) body: Node<'d>,
    /// The statements of the body that only say which members objects have, in order; in Python those without a value.
    pub(super) fields: Vec<Node<'d>>,
    /// The names of the methods, static ones left out.
    pub(super) methods: Vec<String>,
    /// The names of what the class gives a value for all of its objects, in Python.
    pub(super) shared: Vec<String>,
    /// The block that runs when an object is constructed.
    pub(super) constructor: Option<Node<'d>>,
}

#[derive(Clone, Debug)]
pub(super) struct RawMember<'d> {
    /// As written.
    pub(super) name: String,
    pub(super) access: Access,
    pub(super) given: Given,
    pub(super) declared: Option<RawType<'d>>,
    /// The declared type as it is written.
    pub(super) written: Option<Node<'d>>,
    pub(super) value: Option<Node<'d>>,
}

/// A type that is written as a name, perhaps of a module: `aws.s3.Bucket`, `pulumi.Output<string>`.
#[derive(Clone, Debug)]
pub(super) struct RawType<'d> {
    /// The first name; `None` where the type is no name.
    pub(super) root: Option<Node<'d>>,
    /// The names that follow it, as written.
    pub(super) path: Vec<String>,
    pub(super) arguments: Vec<RawType<'d>>,
}

impl RawType<'_> {
    /// A type that is no name.
    pub(super) fn other() -> Self {
        Self {
            root: None,
            path: Vec::new(),
            arguments: Vec::new(),
        }
    }
}

/// An export statement.
#[derive(Clone, Debug)]
pub(super) struct RawExport<'d> {
    pub(super) statement: Node<'d>,
    pub(super) form: ExportForm,
    pub(super) names: Vec<RawExported>,
}

/// One thing that an export statement exports.
#[derive(Clone, Debug)]
pub(super) struct RawExported {
    /// `None` for everything that the module exports.
    pub(super) exported: Option<String>,
    /// What it is called here, or in the module that it comes from.
    pub(super) local: String,
    pub(super) module: Option<String>,
}
