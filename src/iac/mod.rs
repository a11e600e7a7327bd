//! The language-neutral model of a program: resources, properties, values, bindings, and edits of them.

use tree_sitter::Node;

use crate::source::Source;
use crate::syntax::Document;

/// A file without one of these imports no provider.
pub const PROVIDER_NEEDLES: [&str; 2] = ["@pulumi/aws", "pulumi_aws"];

/// One file's resources.
#[derive(Debug)]
pub struct Program<'d> {
    document: &'d Document,
}

/// One construction.
#[derive(Clone, Copy, Debug)]
pub struct Resource<'p> {
    _program: &'p Program<'p>,
}

impl<'d> Program<'d> {
    /// Builds the model.
    pub fn new(document: &'d Document) -> Self {
        Self { document }
    }

    /// The text.
    pub fn source(&self) -> &'d Source {
        self.document.source()
    }

    /// x
    pub fn resource_at(&'d self, _node: Node<'d>) -> Option<Resource<'d>> {
        None
    }

    /// x
    pub fn resource_type(&self, _node: Node<'d>) -> Option<String> {
        None
    }
}
