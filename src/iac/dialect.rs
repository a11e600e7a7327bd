//! What a language has to answer so that everything else can be neutral.

use tree_sitter::Node;

use super::outline::Outline;
use super::relayout::Line;
use super::scope::Scopes;
use super::signature::Signatures;
use crate::syntax::Document;

/// One language's reading of its syntax tree. Only its implementations name node kinds.
pub(super) trait Dialect: Outline + Signatures + Sync {
    /// Scopes, bindings, uses and constructions, in one walk.
    fn scopes<'d>(&self, document: &'d Document) -> Scopes<'d>;

    /// A statement as a formatter sees it; `None` where it is not one expression, or not written in a way that is known.
    fn line(&self, document: &Document, statement: Node<'_>) -> Option<Line>;

    /// What kind of expression `node` is, and its parts.
    fn shape<'d>(&self, document: &'d Document, node: Node<'d>) -> Shape<'d>;

    /// The expressions that `function` may give.
    fn results<'d>(&self, function: Node<'d>) -> Vec<Node<'d>>;

    /// What the surroundings do with the expression `node`; `ancestors` are its own, nearest first.
    fn role<'d>(&self, node: Node<'d>, ancestors: &[Node<'d>]) -> Role<'d>;

    /// The entries of a record: an object, a dict, or the keyword arguments of a call.
    fn entries<'d>(&self, document: &'d Document, record: Node<'d>) -> Vec<RawEntry<'d>>;

    /// The node whose children are the entries of a record or the elements of a list, with brackets and commas.
    fn container<'d>(&self, node: Node<'d>) -> Node<'d>;

    /// The pattern that matches every construction, as [`crate::syntax::Pattern::text`] has it: `@resource` is the
    /// whole, `@resource.type` what is constructed, `@resource.arguments` the arguments with their brackets.
    fn construction_pattern(&self) -> &'static str;

    /// What that pattern captures as `@resource.arguments` in the call `node`.
    fn arguments<'d>(&self, node: Node<'d>) -> Option<Node<'d>>;

    /// What the construction or call `node` calls, and whether that can construct a resource: the part of
    /// [`Dialect::call`] that every call of a file is asked for.
    fn callee<'d>(&self, node: Node<'d>) -> Option<(Node<'d>, Constructs)>;

    /// The parts of a construction or call.
    fn call<'d>(&self, document: &'d Document, node: Node<'d>) -> Option<RawCall<'d>>;

    /// The neutral name of a property that is written as `name`.
    fn neutral_name(&self, name: &str) -> String;

    /// How a property of the neutral name is written.
    fn native_name(&self, neutral: &str) -> String;

    /// The neutral package and the path within it that a module's name stands for.
    fn package(&self, module: &str) -> Option<(String, Vec<String>)>;

    /// The import that binds the name at `name`; `ancestors` are its own, nearest first.
    fn import_at<'d>(&self, name: Node<'d>, ancestors: &[Node<'d>]) -> Option<RawImport<'d>>;

    /// What decides whether, or how often, `body` runs, and does nothing else: an `if` without an `else`, or what goes
    /// through a list.
    fn guard<'d>(
        &self,
        document: &'d Document,
        body: Node<'d>,
        ancestors: &[Node<'d>],
    ) -> Option<RawGuard<'d>>;

    /// The list whose elements the name at `name` stands for as a whole, one after the other; `ancestors` are its own,
    /// nearest first.
    fn passed_through<'d>(
        &self,
        document: &'d Document,
        name: Node<'d>,
        ancestors: &[Node<'d>],
    ) -> Option<Node<'d>>;

    /// The names that the first parameter of the function `node` declares, each with what part of the argument it is.
    fn first_parameter<'d>(&self, document: &'d Document, node: Node<'d>) -> Vec<(Node<'d>, Part)>;

    /// What the elements of a list are that is computed from another one in place: Python's comprehension.
    fn comprehended<'d>(&self, node: Node<'d>) -> Option<Node<'d>>;

    /// Whether `node` ends what is around it early: `return`, `break`, `throw`…
    fn leaves(&self, node: Node<'_>) -> bool;

    /// What is cast, and where the type is written, where `node` casts it to a type that lets it be anything.
    fn cast_to_any<'d>(
        &self,
        document: &'d Document,
        node: Node<'d>,
    ) -> Option<(Node<'d>, Node<'d>)>;

    /// Whether the program stops at `node`: `throw`, `raise`, `assert`.
    fn stops(&self, node: Node<'_>) -> bool;

    /// The text that a string without interpolation stands for, character for character; `None` for anything else, and
    /// where it cannot be told.
    fn exact_text(&self, document: &Document, node: Node<'_>) -> Option<String>;

    /// The text of a template without interpolation in which escapes mean nothing.
    fn raw_text(&self, document: &Document, node: Node<'_>) -> Option<String>;

    /// The two sides of `a + b`.
    fn sum<'d>(&self, node: Node<'d>) -> Option<(Node<'d>, Node<'d>)>;

    /// Whether `node` is a string or template.
    fn is_string(&self, node: Node<'_>) -> bool;

    /// Whether `node` is a comment.
    fn is_comment(&self, node: Node<'_>) -> bool;

    /// What `node` is in the structure of a program.
    fn structure(&self, node: Node<'_>) -> Structure;
}

/// Which part of a value something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// An element of a list.
    Index(usize),
    /// An entry of a record.
    Key(String),
}

/// A statement that only decides whether, or how often, what is inside runs.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawGuard<'d> {
    pub(super) statement: Node<'d>,
    /// What it asks: a condition, or the list that it goes through.
    pub(super) condition: Node<'d>,
}

/// The parts of an import.
#[derive(Clone, Debug)]
pub(super) struct RawImport<'d> {
    /// The whole statement.
    pub(super) statement: Node<'d>,
    /// What of it binds the name.
    pub(super) item: Node<'d>,
    /// All items of the list that the item is in, itself included.
    pub(super) list: Vec<Node<'d>>,
    /// Whether the statement binds anything outside the list.
    pub(super) others: Others,
    /// What of the statement binds names by itself, in order: a name, a list in braces. None where that is the list alone.
    pub(super) parts: Vec<Node<'d>>,
}

/// Whether an import binds anything besides the list of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    None,
    Some,
}

/// What a node is in the structure of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Structure {
    /// Holds statements, which are its children: a file, a block.
    Block,
    /// Repeats what is inside: a loop, a comprehension.
    Loop,
    /// Runs what is inside when it is called, perhaps often.
    Function,
    /// A class.
    Class,
    /// Runs what is inside only sometimes.
    Branch,
    /// Nothing of these.
    Other,
}

/// The kinds of expression.
#[derive(Clone, Debug)]
pub(super) enum Shape<'d> {
    /// A string without interpolation, decoded.
    String(String),
    /// A number as it is written.
    Number(&'d str),
    Boolean(bool),
    /// `null`, `undefined`, `None`.
    Null,
    /// A template or f-string; the interpolated expressions.
    Template(Vec<Node<'d>>),
    /// An object or a dict.
    Record,
    /// A list; its elements, spreads left out.
    List(Vec<Node<'d>>),
    Name(&'d str),
    /// `object.name`, `object["name"]`; the name as written.
    Member(Node<'d>, String),
    Call,
    /// Something that changes nothing: parentheses, casts, `await`.
    Wrapped(Node<'d>),
    /// `a || b`, `a ?? b`, `a or b`.
    Fallback(Node<'d>, Node<'d>),
    /// `c ? a : b`, `a if c else b`.
    Choice(Node<'d>, Node<'d>),
    /// `c && a`, `c and a`: `a`.
    Guarded(Node<'d>),
    /// Python's `a | b` of dicts.
    Merge(Node<'d>, Node<'d>),
    /// An operator that only computes something of its operands.
    Operation(Vec<Node<'d>>),
    /// A function.
    Function,
    Opaque,
}

/// What stands around an expression.
#[derive(Clone, Copy, Debug)]
pub(super) enum Role<'d> {
    /// The value of the enclosing expression is this one's.
    Wrapped(Node<'d>),
    /// The value of the enclosing expression may be this one's.
    Alternative(Node<'d>),
    /// The value of an entry of a record; the record is a call where the entry is a keyword argument.
    EntryValue {
        entry: Node<'d>,
        record: Node<'d>,
    },
    /// Spread into a record, or into the keyword arguments of a call.
    Spread {
        entry: Node<'d>,
        record: Node<'d>,
    },
    /// An element of a list.
    Element(Node<'d>),
    /// An argument of a call, by position.
    Argument {
        call: Node<'d>,
        position: usize,
    },
    /// What a name is initialised with; the identifier.
    Initializer(Node<'d>),
    /// What is assigned to a member: the member.
    Assigned(Node<'d>),
    /// A member that is assigned to: the value.
    Target(Node<'d>),
    /// The value of a class's field: the field's name.
    Field(Node<'d>),
    /// The value that a function gives: the function.
    Result(Node<'d>),
    /// The object whose member is taken: the member.
    MemberOf(Node<'d>),
    /// What a call calls: the call.
    Callee(Node<'d>),
    /// Changed in place or deleted.
    Changed,
    /// A statement of its own, or after the `void` of one.
    Bare,
    /// Exported as it is.
    Exported,
    Other,
}

/// An entry of a record.
#[derive(Clone, Debug)]
pub(super) struct RawEntry<'d> {
    pub(super) node: Node<'d>,
    pub(super) key: RawKey<'d>,
    /// `None` for a method.
    pub(super) value: Option<Node<'d>>,
}

#[derive(Clone, Debug)]
pub(super) enum RawKey<'d> {
    /// The decoded key and where it is written.
    Named(String, Node<'d>),
    /// An expression; `None` where it cannot be told.
    Computed(Option<Node<'d>>),
    Spread,
}

/// The parts of a call.
#[derive(Clone, Debug)]
pub(super) struct RawCall<'d> {
    pub(super) callee: Node<'d>,
    pub(super) positional: Vec<Node<'d>>,
    pub(super) keywords: Vec<RawEntry<'d>>,
    /// Whether arguments are spread, so that positions are not known.
    pub(super) spread: Spread,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spread {
    None,
    Some,
}

/// Whether a call can construct a resource in its language: `new` in TypeScript, any call in Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Constructs {
    Yes,
    No,
}
