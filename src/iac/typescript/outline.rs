//! Classes and exports of TypeScript.

use tree_sitter::Node;

use super::{TypeScript, literal};
use crate::iac::class::{Access, Given};
use crate::iac::export::ExportForm;
use crate::iac::nodes::named;
use crate::iac::outline::{Outline, RawClass, RawExport, RawExported, RawMember, RawType};
use crate::syntax::{Document, Named};

impl Outline for TypeScript {
    fn class<'d>(
        &self,
        document: &'d Document,
        _: Node<'d>,
        ancestors: &[Node<'d>],
    ) -> Option<RawClass<'d>> {
        let &node = ancestors.first().filter(|node| {
            matches!(
                node.kind_name(),
                "class_declaration" | "abstract_class_declaration" | "class"
            )
        })?;
        let heritage = named(node).find(|child| child.kind_name() == "class_heritage");
        let extends = heritage.and_then(|heritage| {
            let clause = named(heritage).find(|child| child.kind_name() == "extends_clause");
            // JavaScript's grammar has no clause.
            clause.map_or_else(|| named(heritage).next(), |clause| clause.field("value"))
        });
        let body = node.field("body")?;
        Some(RawClass {
            node,
            bases: extends.into_iter().collect(),
            members: named(body)
                .flat_map(|child| members(document, child))
                .collect(),
            body,
            fields: named(body).filter(|child| is_field(*child)).collect(),
            methods: named(body)
                .filter(|child| child.kind_name().contains("method") && !has(*child, "static"))
                .filter_map(|child| child.field("name"))
                .map(|name| document.text(name).to_owned())
                .collect(),
            shared: Vec::new(),
            constructor: named(body)
                .filter(|child| is_constructor(document, *child))
                .find_map(|child| child.field("body")),
        })
    }

    fn exports<'d>(&self, document: &'d Document) -> Vec<RawExport<'d>> {
        named(document.root())
            .filter_map(|statement| match statement.kind_name() {
                "export_statement" => export(document, statement),
                "expression_statement" => common_js(document, statement),
                _ => None,
            })
            .collect()
    }
}

/// The members that one entry of a class's body declares.
fn members<'d>(document: &'d Document, node: Node<'d>) -> Vec<RawMember<'d>> {
    let is_static = has(node, "static");
    match node.kind_name() {
        _ if is_field(node) => member(document, node, "name", "type").into_iter().collect(),
        "method_definition" if has(node, "get") && !is_static => {
            member(document, node, "name", "return_type")
                .into_iter()
                .collect()
        }
        _ if is_constructor(document, node) => {
            let parameters = node.field("parameters");
            parameters
                .into_iter()
                .flat_map(named)
                .filter(|parameter| {
                    has(*parameter, "readonly") || accessibility(document, *parameter).is_some()
                })
                .filter_map(|parameter| member(document, parameter, "pattern", "type"))
                .map(|member| RawMember {
                    // The default of a parameter is not what is always given.
                    value: None,
                    ..member
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Whether an entry of a class's body says that every object has a member.
fn is_field(node: Node<'_>) -> bool {
    matches!(
        node.kind_name(),
        "public_field_definition" | "field_definition"
    ) && !has(node, "static")
}

fn is_constructor(document: &Document, node: Node<'_>) -> bool {
    let name = node.field("name");
    node.kind_name() == "method_definition"
        && name.is_some_and(|name| document.text(name) == "constructor")
}

fn member<'d>(
    document: &'d Document,
    node: Node<'d>,
    name: &str,
    declared: &str,
) -> Option<RawMember<'d>> {
    let name = node.field(name)?;
    let text = document.text(name);
    let access = match (name.kind_name(), accessibility(document, node)) {
        ("private_property_identifier", _) | (_, Some("private" | "protected")) => Access::Private,
        ("property_identifier" | "identifier", _) => Access::Public,
        _ => return None,
    };
    let written = node
        .field(declared)
        .and_then(|annotation| named(annotation).next());
    let sometimes = node.kind_name() == "optional_parameter" || has(node, "?") || has(node, "!");
    Some(RawMember {
        name: text.to_owned(),
        access,
        given: match sometimes {
            true => Given::Sometimes,
            false => Given::Always,
        },
        declared: written.map(|node| read_type(document, node)),
        written,
        value: node.field("value"),
    })
}

fn read_type<'d>(document: &'d Document, node: Node<'d>) -> RawType<'d> {
    let plain = |root| RawType {
        root: Some(root),
        path: Vec::new(),
        arguments: Vec::new(),
    };
    match node.kind_name() {
        "identifier" | "type_identifier" => plain(node),
        "nested_identifier" | "nested_type_identifier" => {
            let parts: Vec<_> = named(node).collect();
            let [module, name] = parts.as_slice() else {
                return RawType::other();
            };
            let mut read = read_type(document, *module);
            read.path.push(document.text(*name).to_owned());
            read
        }
        "generic_type" => {
            let Some(name) = node.field("name") else {
                return RawType::other();
            };
            let arguments = node.field("type_arguments");
            let mut read = read_type(document, name);
            read.arguments = arguments
                .into_iter()
                .flat_map(named)
                .map(|argument| read_type(document, argument))
                .collect();
            read
        }
        _ => RawType::other(),
    }
}

fn accessibility<'d>(document: &'d Document, node: Node<'d>) -> Option<&'d str> {
    named(node)
        .find(|child| child.kind_name() == "accessibility_modifier")
        .map(|modifier| document.text(modifier))
}

/// Whether one of a node's children is the word or sign `word`.
fn has(node: Node<'_>, word: &str) -> bool {
    let mut cursor = node.walk();
    node.children(&mut cursor)
        .any(|child| child.kind_name() == word)
}

fn export<'d>(document: &'d Document, statement: Node<'d>) -> Option<RawExport<'d>> {
    let text = |node: Node<'d>| document.text(node).to_owned();
    let declaration = statement.field("declaration");
    // Types are no values: they make no outputs.
    let is_type = declaration.is_some_and(|declaration| {
        matches!(
            declaration.kind_name(),
            "interface_declaration" | "type_alias_declaration" | "ambient_declaration"
        )
    });
    if is_type || has(statement, "type") {
        return None;
    }
    let source = statement.field("source");
    let module = source.map(|source| literal::decode(document.text(source)));
    let own = |exported: &str, local: String| RawExported {
        exported: Some(exported.to_owned()),
        local,
        module: None,
    };
    let declared = declaration.map(|declaration| names_of(document, declaration));
    if has(statement, "default") || has(statement, "=") {
        let value = statement
            .field("value")
            .filter(|value| value.kind_name() == "identifier");
        let local = declared
            .and_then(|names| names.into_iter().next())
            .or_else(|| value.map(text));
        return Some(RawExport {
            statement,
            form: ExportForm::Default,
            names: local
                .map(|local| own("default", local))
                .into_iter()
                .collect(),
        });
    }
    let mut names: Vec<RawExported> = declared
        .into_iter()
        .flatten()
        .map(|name| own(&name, name.clone()))
        .collect();
    let clause = named(statement).find(|child| child.kind_name() == "export_clause");
    for specifier in clause.into_iter().flat_map(named) {
        let Some(name) = specifier.field("name") else {
            continue;
        };
        let alias = specifier.field("alias").unwrap_or(name);
        names.push(RawExported {
            exported: Some(literal::decode_name(document.text(alias))),
            local: literal::decode_name(document.text(name)),
            module: module.clone(),
        });
    }
    if clause.is_none() && has(statement, "*") {
        names.push(RawExported {
            exported: None,
            local: String::new(),
            module,
        });
    }
    let form = match names
        .iter()
        .find(|name| name.exported.as_deref() == Some("default"))
    {
        Some(_) => ExportForm::Default,
        None => ExportForm::Named,
    };
    Some(RawExport {
        statement,
        form,
        names,
    })
}

/// The names that a declaration declares, those of patterns left out.
fn names_of(document: &Document, declaration: Node<'_>) -> Vec<String> {
    let own = declaration.field("name");
    own.into_iter()
        .chain(
            named(declaration)
                .filter(|child| child.kind_name() == "variable_declarator")
                .filter_map(|child| child.field("name")),
        )
        .filter(|name| matches!(name.kind_name(), "identifier" | "type_identifier"))
        .map(|name| document.text(name).to_owned())
        .collect()
}

/// `exports.name = …`, `module.exports = …` and `module.exports.name = …`.
fn common_js<'d>(document: &'d Document, statement: Node<'d>) -> Option<RawExport<'d>> {
    let assignment = named(statement).next()?;
    if assignment.kind_name() != "assignment_expression" {
        return None;
    }
    let target = document.text(assignment.field("left")?);
    let rest = target.strip_prefix("module.").unwrap_or(target);
    let name = rest.strip_prefix("exports")?;
    let name = name.strip_prefix('.');
    if rest.len() == target.len() && name.is_none() {
        return None;
    }
    Some(RawExport {
        statement,
        form: ExportForm::CommonJs,
        names: name
            .map(|name| RawExported {
                exported: Some(name.to_owned()),
                local: name.to_owned(),
                module: None,
            })
            .into_iter()
            .collect(),
    })
}
