//! What goes through a list in TypeScript: loops and callbacks.

use tree_sitter::Node;

use crate::iac::dialect::Part;
use crate::iac::nodes::{fields, named, operator};
use crate::syntax::{Document, Named};

/// Methods that call their first argument with each element.
const METHODS: [&str; 6] = ["forEach", "map", "filter", "flatMap", "some", "every"];

/// The list whose elements the declared name `name` stands for.
pub(super) fn passed_through<'d>(
    document: &'d Document,
    name: Node<'d>,
    ancestors: &[Node<'d>],
) -> Option<Node<'d>> {
    let &parent = ancestors.first()?;
    match parent.kind_name() {
        "for_in_statement" if parent.field("left") == Some(name) => {
            of(parent).filter(|list| entries_of(document, *list).is_none())
        }
        // `for (const [index, element] of list.entries())`
        "array_pattern" if named(parent).nth(1) == Some(name) => {
            let outer = ancestors.get(1).filter(|outer| {
                outer.kind_name() == "for_in_statement" && outer.field("left") == Some(parent)
            })?;
            entries_of(document, of(*outer)?)
        }
        "arrow_function" => list_of_callback(document, ancestors, &METHODS),
        "required_parameter" | "optional_parameter" => {
            let parameters = ancestors.get(1)?;
            let is_first = named(*parameters).next() == Some(parent);
            let is_whole = parent.field("pattern") == Some(name);
            let callback = ancestors.get(2..).filter(|_| is_first && is_whole)?;
            list_of_callback(document, callback, &METHODS)
        }
        _ => None,
    }
}

/// The names of a function's first parameter, with the part of the argument that each is.
pub(super) fn first_parameter<'d>(
    document: &'d Document,
    function: Node<'d>,
) -> Vec<(Node<'d>, Part)> {
    // `name => …`
    if let Some(alone) = function.field("parameter") {
        return vec![(alone, Part::Whole)];
    }
    let parameters = function.field("parameters");
    let first = parameters.and_then(|parameters| named(parameters).next());
    // JavaScript's grammar has the pattern alone.
    let pattern = first.map(|first| first.field("pattern").unwrap_or(first));
    let Some(pattern) = pattern else {
        return Vec::new();
    };
    match pattern.kind_name() {
        "identifier" => vec![(pattern, Part::Whole)],
        "array_pattern" => {
            let mut cursor = pattern.walk();
            let mut at = 0;
            let mut found = Vec::new();
            for child in pattern.children(&mut cursor) {
                match child.kind_name() {
                    // A hole takes a place, too.
                    "," => at += 1,
                    "identifier" => found.push((child, Part::Index(at))),
                    _ => {}
                }
            }
            found
        }
        "object_pattern" => named(pattern)
            .filter_map(|child| match child.kind_name() {
                "shorthand_property_identifier_pattern" => {
                    Some((child, Part::Key(document.text(child).to_owned())))
                }
                "pair_pattern" => {
                    let (key, value) = fields(child, "key", "value")?;
                    let plain = key.kind_name() == "property_identifier"
                        && value.kind_name() == "identifier";
                    plain.then(|| (value, Part::Key(document.text(key).to_owned())))
                }
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The list that a loop goes through, by whichever part of its elements.
pub(super) fn list_of_loop<'d>(document: &'d Document, around: Node<'d>) -> Option<Node<'d>> {
    let list = of(around)?;
    Some(entries_of(document, list).unwrap_or(list))
}

/// The list that calls the function at the start of `ancestors` with each of its elements.
pub(super) fn list_of_callback<'d>(
    document: &'d Document,
    ancestors: &[Node<'d>],
    methods: &[&str],
) -> Option<Node<'d>> {
    let [function, arguments, call, ..] = ancestors else {
        return None;
    };
    let is_callback = matches!(
        function.kind_name(),
        "arrow_function" | "function_expression"
    ) && arguments.kind_name() == "arguments"
        && named(*arguments).next().as_ref() == Some(function)
        && call.kind_name() == "call_expression";
    let callee = call.field("function").filter(|_| is_callback)?;
    let (list, method) = fields(callee, "object", "property")?;
    methods.contains(&document.text(method)).then_some(list)
}

/// What a `for … of` goes through.
fn of(around: Node<'_>) -> Option<Node<'_>> {
    let waits = {
        let mut cursor = around.walk();
        around
            .children(&mut cursor)
            .any(|word| word.kind_name() == "await")
    };
    (operator(around) == "of" && !waits)
        .then(|| around.field("right"))
        .flatten()
}

/// The list of `list.entries()`.
fn entries_of<'d>(document: &'d Document, node: Node<'d>) -> Option<Node<'d>> {
    let callee = node
        .field("function")
        .filter(|_| node.kind_name() == "call_expression")?;
    let (list, method) = fields(callee, "object", "property")?;
    (document.text(method) == "entries").then_some(list)
}
