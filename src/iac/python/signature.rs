//! Constructors of Python: `__init__`, or the fields of a dataclass.

use tree_sitter::Node;

use super::Python;
use crate::iac::nodes::named;
use crate::iac::signature::{Need, RawFields, RawParameter, Signatures, ValueKind};
use crate::syntax::Document;

impl Signatures for Python {
    fn constructor<'d>(
        &self,
        document: &'d Document,
        class: Node<'d>,
    ) -> Option<Vec<RawParameter<'d>>> {
        let body = class.child_by_field_name("body")?;
        let init = named(body).find(|node| {
            node.kind() == "function_definition"
                && node
                    .child_by_field_name("name")
                    .is_some_and(|name| document.text(name) == "__init__")
        });
        let parameters = init.and_then(|init| init.child_by_field_name("parameters"));
        match parameters {
            Some(parameters) => Some(
                named(parameters)
                    .skip(1)
                    .filter_map(|node| parameter(document, node))
                    .collect(),
            ),
            None if is_dataclass(document, class) => Some(
                named(body)
                    .filter(|node| node.kind() == "expression_statement")
                    .filter_map(|node| named(node).next())
                    .filter(|node| node.kind() == "assignment")
                    .filter_map(|node| field(document, node))
                    .collect(),
            ),
            None => None,
        }
    }

    // Nothing in Python is cast to see what it holds.
    fn declared<'d>(
        &self,
        _: &'d Document,
        _: Node<'d>,
        _: &[Node<'d>],
    ) -> Option<RawParameter<'d>> {
        None
    }

    // What a parameter's type holds is what its own constructor takes: the type is a class.
    fn type_named<'d>(&self, _: &'d Document, _: &str) -> Option<RawFields<'d>> {
        None
    }
}

fn is_dataclass(document: &Document, class: Node<'_>) -> bool {
    class.parent().is_some_and(|parent| {
        parent.kind() == "decorated_definition"
            && named(parent)
                .filter(|child| child.kind() == "decorator")
                .any(|decorator| {
                    let text = document.text(decorator);
                    let name = text.trim_start_matches('@').split('(').next();
                    name.is_some_and(|name| name.trim().rsplit('.').next() == Some("dataclass"))
                })
    })
}

fn parameter<'d>(document: &'d Document, node: Node<'d>) -> Option<RawParameter<'d>> {
    let name = match node.kind() {
        "identifier" => node,
        "typed_parameter" => named(node)
            .next()
            .filter(|name| name.kind() == "identifier")?,
        "default_parameter" | "typed_default_parameter" => node.child_by_field_name("name")?,
        // `*args`, `*`, `**kwargs`
        _ => return None,
    };
    let need = match node.kind() {
        "default_parameter" | "typed_default_parameter" => Need::Optional,
        _ => Need::Required,
    };
    let declared = node.child_by_field_name("type");
    Some(raw(document, name, need, declared))
}

fn field<'d>(document: &'d Document, node: Node<'d>) -> Option<RawParameter<'d>> {
    let declared = node.child_by_field_name("type")?;
    let name = node.child_by_field_name("left")?;
    let need = match node.child_by_field_name("right") {
        Some(_) => Need::Optional,
        None => Need::Required,
    };
    (name.kind() == "identifier").then(|| raw(document, name, need, Some(declared)))
}

fn raw<'d>(
    document: &'d Document,
    name: Node<'d>,
    need: Need,
    declared: Option<Node<'d>>,
) -> RawParameter<'d> {
    RawParameter {
        name: document.text(name),
        need,
        kind: declared.map_or(ValueKind::Unknown, |declared| kind(document.text(declared))),
        fields: RawFields::default(),
        map: None,
    }
}

/// What values of a type are, `Optional` and `Input` looked through.
fn kind(written: &str) -> ValueKind {
    let mut written = written.trim().trim_matches(['"', '\'']).trim();
    for wrapper in ["typing.Optional[", "Optional[", "pulumi.Input[", "Input["].repeat(2) {
        if let Some(inner) = written
            .strip_prefix(wrapper)
            .and_then(|inner| inner.strip_suffix(']'))
        {
            written = inner.trim();
        }
    }
    let written = written.strip_suffix("| None").unwrap_or(written).trim();
    let plain: String = written
        .chars()
        .filter(|next| !next.is_whitespace())
        .collect();
    match plain.trim_start_matches("typing.") {
        "str" => ValueKind::Text,
        "dict[str,str]" | "Dict[str,str]" | "Mapping[str,str]" => ValueKind::TextMap,
        "int" | "float" | "bool" => ValueKind::Other,
        _ => ValueKind::Unknown,
    }
}
