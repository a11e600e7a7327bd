//! Constructors, interfaces and object types of TypeScript.

use tree_sitter::Node;

use super::TypeScript;
use crate::iac::nodes::named;
use crate::iac::signature::{
    Declared, Known, MapType, Need, RawFields, RawParameter, Signatures, ValueKind,
};
use crate::syntax::Document;

impl Signatures for TypeScript {
    fn constructor<'d>(
        &self,
        document: &'d Document,
        class: Node<'d>,
    ) -> Option<Vec<RawParameter<'d>>> {
        let constructor = self.constructor_node(document, class)?;
        let parameters = constructor.child_by_field_name("parameters")?;
        Some(
            named(parameters)
                .filter(|node| matches!(node.kind(), "required_parameter" | "optional_parameter"))
                .map(|node| parameter(document, node, "pattern"))
                .collect(),
        )
    }

    fn declared_at<'d>(&self, document: &'d Document, name: Node<'d>) -> Option<RawParameter<'d>> {
        let outer = name.parent()?;
        match outer.kind() {
            "required_parameter" | "optional_parameter" => {
                let own = outer.child_by_field_name("pattern") == Some(name);
                own.then(|| parameter(document, outer, "pattern"))
            }
            "variable_declarator" => {
                let own = outer.child_by_field_name("name") == Some(name);
                own.then(|| parameter(document, outer, "name"))
            }
            _ => None,
        }
    }

    fn constructs_base(&self, _: &Document, statement: Node<'_>) -> bool {
        statement.kind() == "expression_statement"
            && named(statement).next().is_some_and(|call| {
                let callee = call.child_by_field_name("function");
                callee.is_some_and(|callee| callee.kind() == "super")
            })
    }

    fn constructor_node<'d>(&self, document: &'d Document, class: Node<'d>) -> Option<Node<'d>> {
        let body = class.child_by_field_name("body")?;
        named(body).find(|method| {
            method.kind() == "method_definition"
                && method
                    .child_by_field_name("name")
                    .is_some_and(|name| document.text(name) == "constructor")
        })
    }

    fn type_named<'d>(&self, document: &'d Document, name: &str) -> Option<RawFields<'d>> {
        named(document.root())
            .map(|statement| match statement.kind() {
                "export_statement" => statement
                    .child_by_field_name("declaration")
                    .unwrap_or(statement),
                _ => statement,
            })
            .filter(|node| {
                node.child_by_field_name("name")
                    .is_some_and(|own| document.text(own) == name)
            })
            .find_map(|node| match node.kind() {
                "interface_declaration" => {
                    let body = node.child_by_field_name("body")?;
                    let extends = named(node).find(|child| child.kind() == "extends_type_clause");
                    let mut fields = object(document, body);
                    for base in extends.into_iter().flat_map(named) {
                        fields.of.extend(type_fields(document, base).of);
                    }
                    Some(fields)
                }
                "type_alias_declaration" => {
                    let value = node.child_by_field_name("value")?;
                    Some(type_fields(document, value))
                }
                _ => None,
            })
    }
}

/// A parameter or a property of a type.
fn parameter<'d>(document: &'d Document, node: Node<'d>, name: &str) -> RawParameter<'d> {
    let mut cursor = node.walk();
    let is_optional = node.kind() == "optional_parameter"
        || node.child_by_field_name("value").is_some()
        || node.children(&mut cursor).any(|child| child.kind() == "?");
    let declared = node
        .child_by_field_name("type")
        .and_then(|annotation| named(annotation).next());
    RawParameter {
        name: node
            .child_by_field_name(name)
            .map_or("", |name| document.text(name).trim_matches(['\'', '"'])),
        need: match is_optional {
            true => Need::Optional,
            false => Need::Required,
        },
        kind: declared.map_or(ValueKind::Unknown, |declared| kind(document, declared, 0)),
        declared: declared.map_or(Declared::Unknown, |node| says(document, node, 0)),
        fields: declared
            .map(|declared| type_fields(document, declared))
            .unwrap_or_default(),
        map: declared.and_then(|declared| map_type(document, declared, 0)),
    }
}

/// What a type holds by key, `undefined` looked through.
fn map_type(document: &Document, node: Node<'_>, depth: usize) -> Option<MapType> {
    if depth > 8 {
        return None;
    }
    let of = |values: Node<'_>| MapType {
        values: document.text(values).to_owned(),
        known: Known::AtOnce,
    };
    let parts: Vec<Node<'_>> = named(node).collect();
    match (node.kind(), parts.as_slice()) {
        ("parenthesized_type", [inner]) => map_type(document, *inner, depth + 1),
        ("union_type", parts) => {
            let given = |part: &&Node<'_>| !matches!(document.text(**part), "undefined" | "null");
            let given: Vec<&Node<'_>> = parts.iter().filter(given).collect();
            match given.as_slice() {
                [only] => map_type(document, **only, depth + 1),
                _ => None,
            }
        }
        ("object_type", [index]) if index.kind() == "index_signature" => {
            let values = index.child_by_field_name("type")?;
            named(values).next().map(of)
        }
        ("generic_type", _) => {
            let name = document.text(node.child_by_field_name("name")?);
            let arguments = node.child_by_field_name("type_arguments")?;
            let arguments: Vec<Node<'_>> = named(arguments).collect();
            match (name, arguments.as_slice()) {
                ("Record", [key, values]) if document.text(*key) == "string" => Some(of(*values)),
                ("pulumi.Input" | "Input", [inner]) => Some(MapType {
                    known: Known::PerhapsLater,
                    ..map_type(document, *inner, depth + 1)?
                }),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The fields that a type writes, and the names of the types whose fields it has.
fn type_fields<'d>(document: &'d Document, node: Node<'d>) -> RawFields<'d> {
    match node.kind() {
        "object_type" => object(document, node),
        "type_identifier" | "identifier" => RawFields {
            own: Vec::new(),
            of: vec![document.text(node)],
        },
        "intersection_type" | "parenthesized_type" => {
            let mut all = RawFields::default();
            for part in named(node) {
                let fields = type_fields(document, part);
                all.own.extend(fields.own);
                all.of.extend(fields.of);
            }
            all
        }
        _ => RawFields::default(),
    }
}

fn object<'d>(document: &'d Document, node: Node<'d>) -> RawFields<'d> {
    RawFields {
        own: named(node)
            .filter(|child| child.kind() == "property_signature")
            .map(|child| parameter(document, child, "name"))
            .collect(),
        of: Vec::new(),
    }
}

/// What values of a type are, `Input` and `undefined` looked through.
fn kind(document: &Document, node: Node<'_>, depth: usize) -> ValueKind {
    if depth > 8 {
        return ValueKind::Unknown;
    }
    let within = |node| kind(document, node, depth + 1);
    match node.kind() {
        "predefined_type" => match document.text(node) {
            "string" => ValueKind::Text,
            "any" | "unknown" => ValueKind::Unknown,
            _ => ValueKind::Other,
        },
        // `'dev' | 'prod'` takes some texts and no others.
        "literal_type" => ValueKind::Unknown,
        "parenthesized_type" => named(node).next().map_or(ValueKind::Unknown, within),
        "union_type" => {
            let parts: Vec<Node<'_>> = named(node).collect();
            let kinds = parts
                .into_iter()
                .filter(|part| !matches!(document.text(*part), "undefined" | "null"));
            let kinds: Vec<ValueKind> = kinds.map(within).collect();
            match kinds.as_slice() {
                [first, rest @ ..] if rest.iter().all(|kind| kind == first) => *first,
                _ => ValueKind::Unknown,
            }
        }
        "object_type" => {
            let parts: Vec<Node<'_>> = named(node).collect();
            match parts.as_slice() {
                [index] if index.kind() == "index_signature" => map_of(document, *index),
                _ => ValueKind::Other,
            }
        }
        "array_type" | "tuple_type" | "function_type" => ValueKind::Other,
        "generic_type" => {
            let name = node
                .child_by_field_name("name")
                .map(|name| document.text(name));
            let arguments: Vec<Node<'_>> = node
                .child_by_field_name("type_arguments")
                .into_iter()
                .flat_map(named)
                .collect();
            match (name, arguments.as_slice()) {
                (Some("pulumi.Input" | "Input"), [inner]) => within(*inner),
                (Some("Record"), [_, value]) => match within(*value) {
                    ValueKind::Text => ValueKind::TextMap,
                    _ => ValueKind::Unknown,
                },
                _ => ValueKind::Unknown,
            }
        }
        _ => ValueKind::Unknown,
    }
}

/// What a type says of its values besides their kind, `undefined` looked through.
fn says(document: &Document, node: Node<'_>, depth: usize) -> Declared {
    if depth > 8 {
        return Declared::Unknown;
    }
    let within = |node| says(document, node, depth + 1);
    match node.kind() {
        "predefined_type" => match document.text(node) {
            "any" | "unknown" => Declared::Unknown,
            _ => Declared::Plain,
        },
        "literal_type" | "template_literal_type" => Declared::Listed,
        "parenthesized_type" => named(node).next().map_or(Declared::Unknown, within),
        "union_type" => {
            let parts = named(node);
            let parts = parts.filter(|part| !matches!(document.text(*part), "undefined" | "null"));
            let parts: Vec<Declared> = parts.map(within).collect();
            match parts.as_slice() {
                parts if parts.contains(&Declared::Later) => Declared::Later,
                [first, rest @ ..] if rest.iter().all(|part| part == first) => *first,
                _ => Declared::Unknown,
            }
        }
        "generic_type" => {
            let name = node.child_by_field_name("name");
            match name.map(|name| document.text(name)) {
                Some("pulumi.Input" | "Input" | "pulumi.Output" | "Output") => Declared::Later,
                _ => Declared::Unknown,
            }
        }
        "type_identifier" => {
            let name = document.text(node);
            let mut declarations = named(document.root()).map(|statement| {
                let inner = statement.child_by_field_name("declaration");
                inner.unwrap_or(statement)
            });
            let own = declarations.find(|declaration| {
                let own = declaration.child_by_field_name("name");
                own.is_some_and(|own| document.text(own) == name)
            });
            match own.map(|own| (own.kind(), own.child_by_field_name("value"))) {
                Some(("type_alias_declaration", Some(value))) => within(value),
                Some(("enum_declaration", _)) => Declared::Listed,
                _ => Declared::Unknown,
            }
        }
        _ => Declared::Unknown,
    }
}

fn map_of(document: &Document, index: Node<'_>) -> ValueKind {
    let value = index
        .child_by_field_name("type")
        .and_then(|annotation| named(annotation).next());
    match value.map(|value| kind(document, value, 1)) {
        Some(ValueKind::Text) => ValueKind::TextMap,
        _ => ValueKind::Unknown,
    }
}
