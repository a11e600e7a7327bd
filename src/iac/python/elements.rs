//! What goes through a list in Python: loops and comprehensions.

use tree_sitter::Node;

use crate::iac::dialect::Part;
use crate::iac::nodes::named;
use crate::syntax::{Document, Named};

/// The list whose elements the declared name `name` stands for.
pub(super) fn passed_through<'d>(
    document: &'d Document,
    name: Node<'d>,
    ancestors: &[Node<'d>],
) -> Option<Node<'d>> {
    let &parent = ancestors.first()?;
    match parent.kind_name() {
        "for_statement" | "for_in_clause" if left(parent) == Some(name) => {
            right(parent).filter(|list| enumerated(document, *list).is_none())
        }
        // `for index, element in enumerate(list)`
        "pattern_list" | "tuple_pattern" if named(parent).nth(1) == Some(name) => {
            let outer = ancestors.get(1).filter(|outer| {
                matches!(outer.kind_name(), "for_statement" | "for_in_clause")
                    && left(**outer) == Some(parent)
            })?;
            enumerated(document, right(*outer)?)
        }
        _ => None,
    }
}

/// The name of a function's first parameter.
pub(super) fn first_parameter(function: Node<'_>) -> Vec<(Node<'_>, Part)> {
    let parameters = function.field("parameters");
    let first = parameters.and_then(|parameters| named(parameters).next());
    let name = first.and_then(|first| match first.kind_name() {
        "identifier" => Some(first),
        "typed_parameter" => named(first)
            .next()
            .filter(|name| name.kind_name() == "identifier"),
        _ => None,
    });
    name.map(|name| (name, Part::Whole)).into_iter().collect()
}

/// The list that a loop goes through, by whichever part of its elements.
pub(super) fn list_of_loop<'d>(document: &'d Document, around: Node<'d>) -> Option<Node<'d>> {
    let list = right(around)?;
    Some(enumerated(document, list).unwrap_or(list))
}

fn left(around: Node<'_>) -> Option<Node<'_>> {
    around.field("left")
}

/// What a loop goes through; not what it waits for.
fn right(around: Node<'_>) -> Option<Node<'_>> {
    let waits = around
        .child(0)
        .is_some_and(|word| word.kind_name() == "async");
    around.field("right").filter(|_| !waits)
}

/// The list of `enumerate(list)`.
fn enumerated<'d>(document: &'d Document, node: Node<'d>) -> Option<Node<'d>> {
    let callee = node
        .field("function")
        .filter(|_| node.kind_name() == "call")?;
    let arguments = node.field("arguments")?;
    (document.text(callee) == "enumerate")
        .then(|| named(arguments).next())
        .flatten()
}
