//! What the grammars of both languages call alike.

use tree_sitter::Node;

/// Whether `node` is a comment.
pub(super) fn is_comment(node: Node<'_>) -> bool {
    node.kind() == "comment"
}

/// The named children of `node` that are no comments, in order.
pub(super) fn named<'d>(node: Node<'d>) -> impl Iterator<Item = Node<'d>> {
    let mut cursor = node.walk();
    let children: Vec<_> = node
        .named_children(&mut cursor)
        .filter(|child| !is_comment(*child))
        .collect();
    children.into_iter()
}

/// Two fields of `node`, where it has both.
pub(super) fn fields<'d>(
    node: Node<'d>,
    first: &str,
    second: &str,
) -> Option<(Node<'d>, Node<'d>)> {
    Some((
        node.child_by_field_name(first)?,
        node.child_by_field_name(second)?,
    ))
}

/// The operator of an operation; empty for anything else.
pub(super) fn operator<'d>(node: Node<'d>) -> &'d str {
    node.child_by_field_name("operator")
        .map_or("", |operator| operator.kind())
}
