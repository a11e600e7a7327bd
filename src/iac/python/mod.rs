//! Python: the only place, with `typescript`, that names node kinds.

mod elements;
mod literal;
mod members;
mod outline;
mod pieces;
mod scopes;
mod signature;

use tree_sitter::Node;

use super::dialect::{
    Constructs, Dialect, Others, Part, RawCall, RawEntry, RawGuard, RawImport, RawKey, Role, Shape,
    Spread, Structure,
};
use super::names::{camel_case, snake_case};
use super::nodes::{fields, named, operator, returned};
use super::relayout::Line;
use super::scope::Scopes;
use crate::syntax::{Document, Named};

/// The dialect of `.py`.
#[derive(Debug)]
pub(super) struct Python;

impl Dialect for Python {
    fn scopes<'d>(&self, document: &'d Document) -> Scopes<'d> {
        scopes::build(document)
    }

    fn line(&self, document: &Document, statement: Node<'_>) -> Option<Line> {
        pieces::line(document, statement)
    }

    fn shape<'d>(&self, document: &'d Document, node: Node<'d>) -> Shape<'d> {
        match node.kind_name() {
            "string" => string(document, node),
            "concatenated_string" => concatenated(document, node),
            "integer" | "float" => Shape::Number(document.text(node)),
            "unary_operator" => negative(document, node),
            "true" => Shape::Boolean(true),
            "false" => Shape::Boolean(false),
            "none" => Shape::Null,
            "dictionary" => Shape::Record,
            "list" | "tuple" | "set" => Shape::List(
                named(node)
                    .filter(|child| child.kind_name() != "list_splat")
                    .collect(),
            ),
            "identifier" => Shape::Name(document.text(node)),
            "attribute" => match fields(node, "object", "attribute") {
                Some((object, attribute)) => {
                    Shape::Member(object, document.text(attribute).to_owned())
                }
                None => Shape::Opaque,
            },
            "subscript" => match fields(node, "value", "subscript") {
                Some((object, key)) => match self.shape(document, key) {
                    Shape::String(key) => Shape::Member(object, key),
                    _ => Shape::Opaque,
                },
                None => Shape::Opaque,
            },
            "call" => Shape::Call,
            "parenthesized_expression" | "await" => {
                named(node).next().map_or(Shape::Opaque, Shape::Wrapped)
            }
            // `a = b = {}`: the value of the inner assignment is what is assigned.
            "assignment" => node.field("right").map_or(Shape::Opaque, Shape::Wrapped),
            "named_expression" => node.field("value").map_or(Shape::Opaque, Shape::Wrapped),
            "boolean_operator" => match (operator(node), fields(node, "left", "right")) {
                ("or", Some((left, right))) => Shape::Fallback(left, right),
                ("and", Some((_, right))) => Shape::Guarded(right),
                _ => Shape::Opaque,
            },
            "binary_operator" => match (operator(node), fields(node, "left", "right")) {
                ("|", Some((left, right))) => Shape::Merge(left, right),
                (_, Some((left, right))) => Shape::Operation(vec![left, right]),
                (_, None) => Shape::Opaque,
            },
            "comparison_operator" | "not_operator" => Shape::Operation(named(node).collect()),
            "conditional_expression" => {
                let parts: Vec<_> = named(node).collect();
                match parts.as_slice() {
                    [yes, _, no] => Shape::Choice(*yes, *no),
                    _ => Shape::Opaque,
                }
            }
            "lambda" | "function_definition" => Shape::Function,
            _ => Shape::Opaque,
        }
    }

    fn results<'d>(&self, function: Node<'d>) -> Vec<Node<'d>> {
        let nested = |node: Node<'_>| {
            matches!(
                node.kind_name(),
                "function_definition" | "lambda" | "class_definition"
            )
        };
        match (function.kind_name(), function.field("body")) {
            ("function_definition", Some(body)) => returned(body, nested),
            (_, body) => body.into_iter().collect(),
        }
    }

    fn role<'d>(&self, node: Node<'d>, ancestors: &[Node<'d>]) -> Role<'d> {
        let Some(&parent) = ancestors.first() else {
            return Role::Other;
        };
        let grandparent = ancestors.get(1).copied();
        let is = |field: &str| {
            parent
                .field(field)
                .is_some_and(|child| child.id() == node.id())
        };
        match parent.kind_name() {
            "parenthesized_expression" | "await" => Role::Wrapped(parent),
            "boolean_operator" => match operator(parent) {
                "or" => Role::Alternative(parent),
                "and" if is("right") => Role::Alternative(parent),
                _ => Role::Other,
            },
            "binary_operator" if operator(parent) == "|" => Role::Alternative(parent),
            "conditional_expression" => match named(parent).nth(1) {
                Some(condition) if condition.id() != node.id() => Role::Alternative(parent),
                _ => Role::Other,
            },
            "pair" if is("value") => match grandparent {
                Some(record) if record.kind_name() == "dictionary" => Role::EntryValue {
                    entry: parent,
                    record,
                },
                _ => Role::Other,
            },
            "keyword_argument" if is("value") => match ancestors.get(2) {
                Some(&call) => Role::EntryValue {
                    entry: parent,
                    record: call,
                },
                None => Role::Other,
            },
            "dictionary_splat" => match (grandparent, ancestors.get(2)) {
                (Some(record), _) if record.kind_name() == "dictionary" => Role::Spread {
                    entry: parent,
                    record,
                },
                (Some(_), Some(&call)) if call.kind_name() == "call" => Role::Spread {
                    entry: parent,
                    record: call,
                },
                _ => Role::Other,
            },
            "argument_list" => match grandparent {
                Some(call) if call.kind_name() == "call" => Role::Argument {
                    call,
                    position: positional(parent)
                        .position(|child| child.id() == node.id())
                        .unwrap_or_default(),
                },
                _ => Role::Other,
            },
            "list" | "tuple" => Role::Element(parent),
            "assignment" if is("right") => match parent.field("left") {
                Some(left) if left.kind_name() == "identifier" => Role::Initializer(left),
                Some(left) => Role::Assigned(left),
                None => Role::Other,
            },
            "named_expression" if is("value") => {
                parent.field("name").map_or(Role::Other, Role::Initializer)
            }
            "assignment" if is("left") => parent.field("right").map_or(Role::Other, Role::Target),
            "return_statement" => ancestors
                .iter()
                .copied()
                .find(|ancestor| ancestor.kind_name() == "function_definition")
                .map_or(Role::Other, Role::Result),
            "lambda" if is("body") => Role::Result(parent),
            "augmented_assignment" if is("left") => Role::Changed,
            "delete_statement" => Role::Changed,
            "call" if is("function") => Role::Callee(parent),
            "attribute" if is("object") => Role::MemberOf(parent),
            "subscript" if is("value") => Role::MemberOf(parent),
            "expression_statement" => Role::Bare,
            _ => Role::Other,
        }
    }

    fn entries<'d>(&self, document: &'d Document, record: Node<'d>) -> Vec<RawEntry<'d>> {
        named(self.container(record))
            .filter_map(|node| match node.kind_name() {
                "pair" => {
                    let key = node.field("key")?;
                    Some(RawEntry {
                        node,
                        key: match self.shape(document, key) {
                            Shape::String(text) => RawKey::Named(text, key),
                            _ => RawKey::Computed(Some(key)),
                        },
                        value: node.field("value"),
                    })
                }
                "keyword_argument" => {
                    let name = node.field("name")?;
                    Some(RawEntry {
                        node,
                        key: RawKey::Named(document.text(name).to_owned(), name),
                        value: node.field("value"),
                    })
                }
                "dictionary_splat" => Some(RawEntry {
                    node,
                    key: RawKey::Spread,
                    value: named(node).next(),
                }),
                _ => None,
            })
            .collect()
    }

    fn container<'d>(&self, node: Node<'d>) -> Node<'d> {
        node.field("arguments").unwrap_or(node)
    }

    fn construction_pattern(&self) -> &'static str {
        "( ( call function: ( _ ) @resource.type arguments: ( argument_list ) @resource.arguments ) @resource )"
    }

    fn arguments<'d>(&self, node: Node<'d>) -> Option<Node<'d>> {
        node.field("arguments")
            .filter(|arguments| arguments.kind_name() == "argument_list")
    }

    fn callee<'d>(&self, node: Node<'d>) -> Option<(Node<'d>, Constructs)> {
        match node.kind_name() {
            "call" => Some((node.field("function")?, Constructs::Yes)),
            _ => None,
        }
    }

    fn call<'d>(&self, document: &'d Document, node: Node<'d>) -> Option<RawCall<'d>> {
        let (callee, _) = self.callee(node)?;
        let arguments = node.field("arguments")?;
        let spread = named(arguments).any(|argument| argument.kind_name() == "list_splat");
        Some(RawCall {
            callee,
            positional: positional(arguments).collect(),
            keywords: self.entries(document, node),
            spread: if spread { Spread::Some } else { Spread::None },
        })
    }

    fn neutral_name(&self, name: &str) -> String {
        camel_case(name)
    }

    fn native_name(&self, neutral: &str) -> String {
        snake_case(neutral)
    }

    fn package(&self, module: &str) -> Option<(String, Vec<String>)> {
        let mut parts = module.split('.');
        let package = match parts.next()? {
            "pulumi" => "pulumi",
            name => name.strip_prefix("pulumi_")?,
        };
        let path = parts.take(1).map(camel_case).collect();
        Some((package.replace('_', "-"), path))
    }

    fn import_at<'d>(&self, _: Node<'d>, ancestors: &[Node<'d>]) -> Option<RawImport<'d>> {
        let at = ancestors.iter().position(|ancestor| {
            matches!(
                ancestor.kind_name(),
                "import_statement" | "import_from_statement"
            )
        })?;
        let statement = ancestors[at];
        let mut cursor = statement.walk();
        Some(RawImport {
            statement,
            item: *ancestors.get(at.checked_sub(1)?)?,
            list: statement
                .children_by_field_name("name", &mut cursor)
                .collect(),
            others: Others::None,
            parts: Vec::new(),
        })
    }

    fn guard<'d>(
        &self,
        document: &'d Document,
        body: Node<'d>,
        ancestors: &[Node<'d>],
    ) -> Option<RawGuard<'d>> {
        let &statement = ancestors.first()?;
        let is = |field: &str| statement.field(field) == Some(body);
        if statement.field("alternative").is_some() {
            return None;
        }
        let condition = match statement.kind_name() {
            "if_statement" if is("consequence") => statement.field("condition")?,
            "for_statement" if is("body") => elements::list_of_loop(document, statement)?,
            _ => return None,
        };
        Some(RawGuard {
            statement,
            condition,
        })
    }

    fn passed_through<'d>(
        &self,
        document: &'d Document,
        name: Node<'d>,
        ancestors: &[Node<'d>],
    ) -> Option<Node<'d>> {
        elements::passed_through(document, name, ancestors)
    }

    fn first_parameter<'d>(&self, _: &'d Document, node: Node<'d>) -> Vec<(Node<'d>, Part)> {
        elements::first_parameter(node)
    }

    fn comprehended<'d>(&self, node: Node<'d>) -> Option<Node<'d>> {
        (node.kind_name() == "list_comprehension")
            .then(|| node.field("body"))
            .flatten()
    }

    fn leaves(&self, node: Node<'_>) -> bool {
        matches!(
            node.kind_name(),
            "return_statement" | "break_statement" | "continue_statement" | "raise_statement"
        )
    }

    // `cast(Any, x)` is a call.
    fn cast_to_any<'d>(&self, _: &'d Document, _: Node<'d>) -> Option<(Node<'d>, Node<'d>)> {
        None
    }

    fn stops(&self, node: Node<'_>) -> bool {
        matches!(node.kind_name(), "raise_statement" | "assert_statement")
    }

    fn exact_text(&self, document: &Document, node: Node<'_>) -> Option<String> {
        match (node.kind_name(), self.shape(document, node)) {
            ("string", Shape::String(_)) => literal::exact(document.text(node)),
            ("concatenated_string", Shape::String(_)) => named(node)
                .filter(|child| child.kind_name() == "string")
                .map(|child| literal::exact(document.text(child)))
                .collect(),
            _ => None,
        }
    }

    fn raw_text(&self, _: &Document, _: Node<'_>) -> Option<String> {
        None
    }

    fn sum<'d>(&self, node: Node<'d>) -> Option<(Node<'d>, Node<'d>)> {
        let adds = node.kind_name() == "binary_operator" && operator(node) == "+";
        fields(node, "left", "right").filter(|_| adds)
    }

    fn is_string(&self, node: Node<'_>) -> bool {
        matches!(node.kind_name(), "string")
    }

    fn is_comment(&self, node: Node<'_>) -> bool {
        node.kind_name() == "comment"
    }

    fn structure(&self, node: Node<'_>) -> Structure {
        match node.kind_name() {
            "module" | "block" => Structure::Block,
            "for_statement"
            | "while_statement"
            | "list_comprehension"
            | "dictionary_comprehension"
            | "set_comprehension"
            | "generator_expression" => Structure::Loop,
            "if_statement" | "try_statement" | "match_statement" | "conditional_expression" => {
                Structure::Branch
            }
            "function_definition" | "lambda" => Structure::Function,
            "class_definition" => Structure::Class,
            _ => Structure::Other,
        }
    }
}

fn positional<'d>(arguments: Node<'d>) -> impl Iterator<Item = Node<'d>> {
    named(arguments).filter(|argument| {
        !matches!(
            argument.kind_name(),
            "keyword_argument" | "dictionary_splat" | "list_splat"
        )
    })
}

fn string<'d>(document: &'d Document, node: Node<'d>) -> Shape<'d> {
    let parts: Vec<_> = named(node)
        .filter(|child| child.kind_name() == "interpolation")
        .filter_map(|child| child.field("expression"))
        .collect();
    if literal::is_bytes(document.text(node)) {
        return Shape::Opaque;
    }
    if parts.is_empty() {
        return Shape::String(literal::decode(document.text(node)));
    }
    Shape::Template(parts)
}

fn concatenated<'d>(document: &'d Document, node: Node<'d>) -> Shape<'d> {
    let mut text = String::new();
    let mut parts = Vec::new();
    // Comments may stand between the strings.
    for child in named(node).filter(|child| child.kind_name() == "string") {
        match string(document, child) {
            Shape::String(piece) => text.push_str(&piece),
            Shape::Template(pieces) => parts.extend(pieces),
            _ => return Shape::Opaque,
        }
    }
    if parts.is_empty() {
        return Shape::String(text);
    }
    Shape::Template(parts)
}

fn negative<'d>(document: &'d Document, node: Node<'d>) -> Shape<'d> {
    let argument = node.field("argument");
    match argument {
        Some(argument)
            if operator(node) == "-" && matches!(argument.kind_name(), "integer" | "float") =>
        {
            Shape::Number(document.text(node))
        }
        _ => Shape::Opaque,
    }
}
