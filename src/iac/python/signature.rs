//! Constructors of Python: `__init__`, or the fields of a dataclass.

use tree_sitter::Node;

use super::Python;
use crate::iac::nodes::named;
use crate::iac::signature::{Declared, Need, RawFields, RawParameter, Signatures, ValueKind};
use crate::syntax::Document;

impl Signatures for Python {
    fn constructor<'d>(
        &self,
        document: &'d Document,
        class: Node<'d>,
    ) -> Option<Vec<RawParameter<'d>>> {
        let body = class.child_by_field_name("body")?;
        let init = self.constructor_node(document, class);
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

    fn declared_at<'d>(&self, document: &'d Document, name: Node<'d>) -> Option<RawParameter<'d>> {
        let outer = name.parent()?;
        match outer.kind() {
            // A parameter of which nothing is written.
            "parameters" | "typed_parameter" => parameter(
                document,
                if outer.kind() == "parameters" {
                    name
                } else {
                    outer
                },
            ),
            "default_parameter" | "typed_default_parameter" => {
                let own = outer.child_by_field_name("name") == Some(name);
                own.then(|| parameter(document, outer)).flatten()
            }
            "assignment" => field(document, outer),
            _ => None,
        }
    }

    fn constructs_base(&self, document: &Document, statement: Node<'_>) -> bool {
        statement.kind() == "expression_statement"
            && named(statement).next().is_some_and(|call| {
                let callee = call.child_by_field_name("function");
                callee.is_some_and(|callee| document.text(callee).ends_with(".__init__"))
            })
    }

    // What a parameter's type holds is what its own constructor takes: the type is a class.
    fn constructor_node<'d>(&self, document: &'d Document, class: Node<'d>) -> Option<Node<'d>> {
        let body = class.child_by_field_name("body")?;
        named(body).find(|node| {
            node.kind() == "function_definition"
                && node
                    .child_by_field_name("name")
                    .is_some_and(|name| document.text(name) == "__init__")
        })
    }

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
        declared: declared.map_or(Declared::Unknown, |declared| says(document.text(declared))),
        fields: RawFields {
            own: Vec::new(),
            of: declared
                .and_then(|declared| type_name(document, declared))
                .into_iter()
                .collect(),
        },
        map: None,
    }
}

/// The class that a type names, where it is one name, `Optional` looked through.
fn type_name<'d>(document: &'d Document, declared: Node<'d>) -> Option<&'d str> {
    let written = optional(document.text(declared));
    let is_name = |next: char| next.is_alphanumeric() || next == '_';
    // What begins with a small letter is built in.
    let is_class = !written.starts_with(|first: char| first.is_lowercase());
    (is_class && !written.is_empty() && written.chars().all(is_name)).then_some(written)
}

/// A type without what only says that there may be none.
fn optional(written: &str) -> &str {
    let mut written = written.trim().trim_matches(['"', '\'']).trim();
    for wrapper in ["typing.Optional[", "Optional["] {
        let inner = written.strip_prefix(wrapper);
        if let Some(inner) = inner.and_then(|inner| inner.strip_suffix(']')) {
            written = inner.trim();
        }
    }
    written.strip_suffix("| None").unwrap_or(written).trim()
}

/// What a type says of its values besides their kind.
fn says(written: &str) -> Declared {
    let written = optional(written);
    let names = |starts: &[&str]| starts.iter().any(|start| written.starts_with(start));
    if names(&["pulumi.Input[", "Input[", "pulumi.Output[", "Output["]) {
        return Declared::Later;
    }
    if names(&[
        "Literal[",
        "typing.Literal[",
        "Annotated[",
        "constr(",
        "StringConstraints(",
    ]) {
        return Declared::Listed;
    }
    match written {
        "str" | "int" | "float" | "bool" => Declared::Plain,
        _ => Declared::Unknown,
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
