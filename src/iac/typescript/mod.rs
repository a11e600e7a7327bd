//! TypeScript and JavaScript: the only place, with `python`, that names node kinds.

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
use super::nodes::{fields, named, operator, returned};
use super::relayout::Line;
use super::scope::Scopes;
use crate::syntax::{Document, Named};

/// The dialect of `.ts .tsx .mts .cts .js .jsx .mjs .cjs`.
#[derive(Debug)]
pub(super) struct TypeScript;

impl Dialect for TypeScript {
    fn scopes<'d>(&self, document: &'d Document) -> Scopes<'d> {
        scopes::build(document)
    }

    fn line(&self, document: &Document, statement: Node<'_>) -> Option<Line> {
        pieces::line(document, statement)
    }

    fn shape<'d>(&self, document: &'d Document, node: Node<'d>) -> Shape<'d> {
        match node.kind_name() {
            "string" => Shape::String(literal::decode(document.text(node))),
            "template_string" => template(document, node),
            "number" => Shape::Number(document.text(node)),
            "unary_expression" => negative(document, node),
            "true" => Shape::Boolean(true),
            "false" => Shape::Boolean(false),
            "null" | "undefined" => Shape::Null,
            "object" => Shape::Record,
            "array" => Shape::List(
                named(node)
                    .filter(|child| child.kind_name() != "spread_element")
                    .collect(),
            ),
            "identifier" | "shorthand_property_identifier" => match document.text(node) {
                "undefined" => Shape::Null,
                name => Shape::Name(name),
            },
            "member_expression" | "nested_identifier" => match fields(node, "object", "property") {
                Some((object, _)) if is_cast(object) => Shape::Wrapped(object),
                Some((object, property)) => {
                    Shape::Member(object, document.text(property).to_owned())
                }
                None => Shape::Opaque,
            },
            "subscript_expression" => match fields(node, "object", "index") {
                Some((object, index)) if index.kind_name() == "string" => {
                    Shape::Member(object, literal::decode(document.text(index)))
                }
                _ => Shape::Opaque,
            },
            "call_expression" | "new_expression" => Shape::Call,
            "parenthesized_expression"
            | "as_expression"
            | "satisfies_expression"
            | "non_null_expression"
            | "await_expression" => named(node).next().map_or(Shape::Opaque, Shape::Wrapped),
            "type_assertion" => named(node).last().map_or(Shape::Opaque, Shape::Wrapped),
            "binary_expression" => match (operator(node), fields(node, "left", "right")) {
                ("||" | "??", Some((left, right))) => Shape::Fallback(left, right),
                ("&&", Some((_, right))) => Shape::Guarded(right),
                (_, Some((left, right))) => Shape::Operation(vec![left, right]),
                (_, None) => Shape::Opaque,
            },
            "ternary_expression" => match fields(node, "consequence", "alternative") {
                Some((yes, no)) => Shape::Choice(yes, no),
                None => Shape::Opaque,
            },
            "arrow_function"
            | "function_expression"
            | "function_declaration"
            | "method_definition" => Shape::Function,
            _ => Shape::Opaque,
        }
    }

    fn results<'d>(&self, function: Node<'d>) -> Vec<Node<'d>> {
        match function.field("body") {
            Some(body) if body.kind_name() == "statement_block" => returned(body, is_function),
            body => body.into_iter().collect(),
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
            "parenthesized_expression"
            | "as_expression"
            | "satisfies_expression"
            | "non_null_expression"
            | "await_expression"
            | "type_assertion" => Role::Wrapped(parent),
            "binary_expression" => match operator(parent) {
                "||" | "??" => Role::Alternative(parent),
                "&&" if is("right") => Role::Alternative(parent),
                _ => Role::Other,
            },
            "ternary_expression" if !is("condition") => Role::Alternative(parent),
            "pair" if is("value") => match grandparent {
                Some(record) => Role::EntryValue {
                    entry: parent,
                    record,
                },
                None => Role::Other,
            },
            "object" if node.kind_name() == "shorthand_property_identifier" => Role::EntryValue {
                entry: node,
                record: parent,
            },
            "spread_element" => match grandparent {
                Some(record) if record.kind_name() == "object" => Role::Spread {
                    entry: parent,
                    record,
                },
                _ => Role::Other,
            },
            "arguments" => match grandparent {
                Some(call) => Role::Argument {
                    call,
                    position: named(parent)
                        .position(|child| child.id() == node.id())
                        .unwrap_or_default(),
                },
                None => Role::Other,
            },
            "array" => Role::Element(parent),
            "variable_declarator" if is("value") => match parent.field("name") {
                Some(name) if name.kind_name() == "identifier" => Role::Initializer(name),
                _ => Role::Other,
            },
            "assignment_expression" if is("right") => match parent.field("left") {
                Some(left) => Role::Assigned(left),
                None => Role::Other,
            },
            "assignment_expression" if is("left") => {
                parent.field("right").map_or(Role::Other, Role::Target)
            }
            "augmented_assignment_expression" if is("left") => Role::Changed,
            "update_expression" => Role::Changed,
            "unary_expression" if operator(parent) == "delete" => Role::Changed,
            // `void new Bucket("b");` says that nothing is done with the value.
            "unary_expression"
                if operator(parent) == "void"
                    && grandparent
                        .is_some_and(|outer| outer.kind_name() == "expression_statement") =>
            {
                Role::Bare
            }
            "call_expression" if is("function") => Role::Callee(parent),
            "public_field_definition" | "field_definition" if is("value") => {
                match parent.field("name") {
                    Some(name) => Role::Field(name),
                    None => Role::Other,
                }
            }
            "arrow_function" if is("body") => Role::Result(parent),
            "return_statement" => ancestors
                .iter()
                .copied()
                .find(|ancestor| is_function(*ancestor))
                .map_or(Role::Other, Role::Result),
            "member_expression" if is_cast(node) => Role::Wrapped(parent),
            "member_expression" | "subscript_expression" if is("object") => Role::MemberOf(parent),
            "expression_statement" => Role::Bare,
            "export_statement" => Role::Exported,
            _ => Role::Other,
        }
    }

    fn entries<'d>(&self, document: &'d Document, record: Node<'d>) -> Vec<RawEntry<'d>> {
        named(record)
            .filter_map(|node| match node.kind_name() {
                "pair" => Some(RawEntry {
                    node,
                    key: key(document, node.field("key")?),
                    value: node.field("value"),
                }),
                "shorthand_property_identifier" => Some(RawEntry {
                    node,
                    key: RawKey::Named(document.text(node).to_owned(), node),
                    value: Some(node),
                }),
                "method_definition" => Some(RawEntry {
                    node,
                    key: key(document, node.field("name")?),
                    value: None,
                }),
                "spread_element" => Some(RawEntry {
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
        "( ( new_expression constructor: ( _ ) @resource.type arguments: ( arguments ) @resource.arguments ) @resource )"
    }

    fn arguments<'d>(&self, node: Node<'d>) -> Option<Node<'d>> {
        node.field("arguments")
            .filter(|arguments| arguments.kind_name() == "arguments")
    }

    fn callee<'d>(&self, node: Node<'d>) -> Option<(Node<'d>, Constructs)> {
        match node.kind_name() {
            "new_expression" => Some((node.field("constructor")?, Constructs::Yes)),
            "call_expression" => Some((node.field("function")?, Constructs::No)),
            _ => None,
        }
    }

    fn call<'d>(&self, _: &'d Document, node: Node<'d>) -> Option<RawCall<'d>> {
        let (callee, _) = self.callee(node)?;
        let arguments = node.field("arguments");
        let positional: Vec<_> = arguments.into_iter().flat_map(named).collect();
        let spread = positional
            .iter()
            .any(|argument| argument.kind_name() == "spread_element");
        Some(RawCall {
            callee,
            positional,
            keywords: Vec::new(),
            spread: if spread { Spread::Some } else { Spread::None },
        })
    }

    fn neutral_name(&self, name: &str) -> String {
        name.to_owned()
    }

    fn native_name(&self, neutral: &str) -> String {
        neutral.to_owned()
    }

    fn package(&self, module: &str) -> Option<(String, Vec<String>)> {
        let mut parts = module.strip_prefix("@pulumi/")?.split('/');
        let package = parts.next()?.to_owned();
        let path = match parts.next() {
            None | Some("index") => Vec::new(),
            // A class's own file exports it as its module does.
            Some(module) => vec![module.to_owned()],
        };
        Some((package, path))
    }

    fn import_at<'d>(&self, name: Node<'d>, ancestors: &[Node<'d>]) -> Option<RawImport<'d>> {
        let statement = *ancestors
            .iter()
            .find(|ancestor| ancestor.kind_name() == "import_statement")?;
        let specifier = ancestors
            .iter()
            .position(|ancestor| ancestor.kind_name() == "import_specifier");
        let clause = named(statement).find(|child| child.kind_name() == "import_clause");
        let parts: Vec<_> = clause.into_iter().flat_map(named).collect();
        let others = if parts.len() > 1 {
            Others::Some
        } else {
            Others::None
        };
        Some(match specifier {
            Some(at) => RawImport {
                statement,
                item: ancestors[at],
                list: named(*ancestors.get(at + 1)?).collect(),
                others,
                parts,
            },
            None => RawImport {
                statement,
                item: name,
                list: vec![name],
                others,
                parts,
            },
        })
    }

    fn guard<'d>(
        &self,
        document: &'d Document,
        body: Node<'d>,
        ancestors: &[Node<'d>],
    ) -> Option<RawGuard<'d>> {
        let &outer = ancestors.first()?;
        let is = |field: &str| outer.field(field) == Some(body);
        let (statement, condition) = match outer.kind_name() {
            "if_statement" if outer.field("alternative").is_none() => {
                (outer, outer.field("condition")?)
            }
            "for_in_statement" if is("body") => (outer, elements::list_of_loop(document, outer)?),
            "arrow_function" | "function_expression" if is("body") => {
                let list = elements::list_of_callback(document, ancestors, &["forEach"])?;
                let statement = *ancestors
                    .get(3)
                    .filter(|statement| statement.kind_name() == "expression_statement")?;
                (statement, list)
            }
            _ => return None,
        };
        let is_body = is("consequence") || is("body");
        is_body.then_some(RawGuard {
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

    fn first_parameter<'d>(&self, document: &'d Document, node: Node<'d>) -> Vec<(Node<'d>, Part)> {
        elements::first_parameter(document, node)
    }

    fn comprehended<'d>(&self, _: Node<'d>) -> Option<Node<'d>> {
        None
    }

    fn leaves(&self, node: Node<'_>) -> bool {
        matches!(
            node.kind_name(),
            "return_statement" | "break_statement" | "continue_statement" | "throw_statement"
        )
    }

    fn cast_to_any<'d>(
        &self,
        document: &'d Document,
        node: Node<'d>,
    ) -> Option<(Node<'d>, Node<'d>)> {
        let parts: Vec<_> = named(node).collect();
        let (value, written) = match (node.kind_name(), parts.as_slice()) {
            ("as_expression", [value, written]) => (*value, *written),
            ("type_assertion", [arguments, value]) => (*value, named(*arguments).next()?),
            _ => return None,
        };
        (document.text(written) == "any").then_some((value, written))
    }

    fn stops(&self, node: Node<'_>) -> bool {
        node.kind_name() == "throw_statement"
    }

    fn exact_text(&self, document: &Document, node: Node<'_>) -> Option<String> {
        let is_text = matches!(self.shape(document, node), Shape::String(_));
        literal::exact(document.text(node)).filter(|_| is_text)
    }

    fn raw_text(&self, document: &Document, node: Node<'_>) -> Option<String> {
        let is_text = matches!(template(document, node), Shape::String(_));
        literal::raw(document.text(node)).filter(|_| is_text)
    }

    fn sum<'d>(&self, node: Node<'d>) -> Option<(Node<'d>, Node<'d>)> {
        let adds = node.kind_name() == "binary_expression" && operator(node) == "+";
        fields(node, "left", "right").filter(|_| adds)
    }

    fn is_string(&self, node: Node<'_>) -> bool {
        matches!(node.kind_name(), "string" | "template_string")
    }

    fn is_comment(&self, node: Node<'_>) -> bool {
        node.kind_name() == "comment"
    }

    fn structure(&self, node: Node<'_>) -> Structure {
        match node.kind_name() {
            "program" | "statement_block" | "switch_case" | "switch_default" => Structure::Block,
            "for_statement" | "for_in_statement" | "while_statement" | "do_statement" => {
                Structure::Loop
            }
            "if_statement" | "switch_statement" | "try_statement" | "ternary_expression" => {
                Structure::Branch
            }
            "class_body" => Structure::Class,
            // A field gets its value with every object, a static one with the class.
            "public_field_definition" | "field_definition" if !is_static(node) => {
                Structure::Function
            }
            _ if is_function(node) => Structure::Function,
            _ => Structure::Other,
        }
    }
}

fn is_static(field: Node<'_>) -> bool {
    let mut cursor = field.walk();
    field
        .children(&mut cursor)
        .any(|child| child.kind_name() == "static")
}

fn is_function(node: Node<'_>) -> bool {
    matches!(
        node.kind_name(),
        "arrow_function"
            | "function_expression"
            | "function_declaration"
            | "generator_function"
            | "generator_function_declaration"
            | "method_definition"
    )
}

/// Whether a node is a cast. The grammar reads `x as a.b.C` as the member `C` of `x as a.b`; no member of a cast is
/// written without brackets, so that such a member is always part of the type.
fn is_cast(node: Node<'_>) -> bool {
    let mut node = node;
    // No type is nested in more modules than this.
    for _ in 0..8 {
        match (node.kind_name(), node.field("object")) {
            ("as_expression" | "satisfies_expression", _) => return true,
            ("member_expression", Some(object)) => node = object,
            _ => return false,
        }
    }
    false
}

fn key<'d>(document: &'d Document, key: Node<'d>) -> RawKey<'d> {
    let literal = match key.kind_name() {
        "computed_property_name" => named(key).next(),
        _ => Some(key),
    };
    match literal {
        Some(literal) if literal.kind_name() == "string" => {
            RawKey::Named(literal::decode(document.text(literal)), key)
        }
        Some(literal) if literal.kind_name() == "template_string" => {
            match template(document, literal) {
                Shape::String(text) => RawKey::Named(text, key),
                _ => RawKey::Computed(Some(literal)),
            }
        }
        _ if key.kind_name() == "computed_property_name" => RawKey::Computed(named(key).next()),
        _ => RawKey::Named(document.text(key).to_owned(), key),
    }
}

fn template<'d>(document: &'d Document, node: Node<'d>) -> Shape<'d> {
    let parts: Vec<_> = named(node)
        .filter(|child| child.kind_name() == "template_substitution")
        .filter_map(|child| named(child).next())
        .collect();
    if parts.is_empty() {
        return Shape::String(literal::decode(document.text(node)));
    }
    Shape::Template(parts)
}

fn negative<'d>(document: &'d Document, node: Node<'d>) -> Shape<'d> {
    let argument = node.field("argument");
    match argument {
        Some(argument) if operator(node) == "-" && argument.kind_name() == "number" => {
            Shape::Number(document.text(node))
        }
        Some(argument) if operator(node) == "void" && argument.kind_name() == "number" => {
            Shape::Null
        }
        Some(argument) if matches!(operator(node), "!" | "-" | "+" | "~" | "typeof") => {
            Shape::Operation(vec![argument])
        }
        _ => Shape::Opaque,
    }
}
