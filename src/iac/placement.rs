//! Where a construction stands: what it is bound to, and which statement holds it.

use tree_sitter::Node;

use super::binding::Binding;
use super::dialect::{Role, Shape, Structure};
use super::expr::Expr;
use super::resource::Resource;
use crate::source::Span;
use crate::syntax::Named;

/// Brackets and casts around an expression that are looked through, from the inside out.
pub(super) const MAX_BRACKETS: usize = 32;

/// What the value of a construction is bound to.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound<'p> {
    /// A name: `const f = new …`, `f = …`.
    Name(Binding<'p>),
    /// A member: `this.f = new …`, `self.f = …`; the member.
    Member(Expr<'p>),
    /// A field of a class: `private f = new …`; its name.
    Field(String),
    /// An entry of a record.
    Entry,
    /// An element of a list.
    Element,
    /// An argument of a call.
    Argument,
    /// What a function returns: `return new …`.
    Returned,
    /// The body of an arrow function or lambda.
    Body,
    /// Nothing: a statement of its own, `new …` or `void new …`.
    Bare,
    /// Anything else.
    Other,
}

/// How often the construction runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeated {
    /// At the top level, outside any loop or function.
    Once,
    /// In a function or method that is called any number of times, a constructor included.
    PerCall,
    /// In a loop, a comprehension or a callback inside the same function.
    PerIteration,
}

/// Where a construction stands.
#[derive(Clone, Debug)]
pub struct Placement<'p> {
    /// What its value is bound to.
    pub bound: Bound<'p>,
    /// How often it runs.
    pub repeated: Repeated,
    /// The nearest statement around it that has neighbours; `None` where there is none, as in a class's field.
    pub statement: Option<Span>,
}

impl<'p> Resource<'p> {
    /// Where it stands.
    pub fn placement(&self) -> Placement<'p> {
        self.expr().placement()
    }
}

impl<'p> Expr<'p> {
    /// Where it stands.
    pub fn placement(self) -> Placement<'p> {
        let ancestors = self.program.ancestors(self.node);
        Placement {
            bound: self.bound(),
            repeated: repeated(self, &ancestors),
            statement: self.statement().map(|node| node.byte_range().into()),
        }
    }

    /// The nearest statement around it whose parent holds statements.
    pub(super) fn statement(self) -> Option<Node<'p>> {
        let dialect = self.program.dialect;
        let mut inner = self.node;
        for outer in self.program.ancestors(self.node) {
            match dialect.structure(outer) {
                Structure::Block => return Some(inner),
                // A field's value runs with the constructor; no statement holds it.
                Structure::Class => return None,
                _ => inner = outer,
            }
        }
        None
    }

    /// It with the brackets and casts around it.
    pub(super) fn outermost(self) -> Expr<'p> {
        let mut expr = self;
        // More brackets than this nobody writes by hand.
        for _ in 0..MAX_BRACKETS {
            match expr.role() {
                Role::Wrapped(outer) => expr = expr.sibling(outer),
                _ => break,
            }
        }
        expr
    }

    fn bound(self) -> Bound<'p> {
        let program = self.program;
        let expr = self.outermost();
        match expr.role() {
            Role::Initializer(name) => match program.scopes.declared_at(name) {
                Some(id) => Bound::Name(Binding { program, id }),
                None => Bound::Other,
            },
            Role::Assigned(target) => {
                let target = self.sibling(target);
                match target.shape() {
                    Shape::Member(..) => Bound::Member(target),
                    _ => target.binding().map_or(Bound::Other, Bound::Name),
                }
            }
            Role::Field(name) => Bound::Field(program.text(name).to_owned()),
            Role::EntryValue { .. } => Bound::Entry,
            Role::Element(_) => Bound::Element,
            Role::Argument { .. } => Bound::Argument,
            Role::Result(function) => {
                let body = function
                    .field("body")
                    .is_some_and(|body| self.program.dialect.structure(body) != Structure::Block);
                if body { Bound::Body } else { Bound::Returned }
            }
            Role::Bare => Bound::Bare,
            _ => Bound::Other,
        }
    }
}

fn repeated<'p>(expr: Expr<'p>, ancestors: &[Node<'p>]) -> Repeated {
    let dialect = expr.program.dialect;
    let mut repeated = Repeated::Once;
    for &ancestor in ancestors {
        match dialect.structure(ancestor) {
            Structure::Loop => return Repeated::PerIteration,
            Structure::Function => {
                let function = expr.sibling(ancestor);
                if matches!(function.role(), Role::Argument { .. }) {
                    // A callback: `names.map(name => new …)`.
                    return Repeated::PerIteration;
                }
                repeated = Repeated::PerCall;
            }
            _ => {}
        }
    }
    repeated
}
