//! What the grammars of both languages call alike.

use tree_sitter::Node;

use crate::syntax::Named;

/// Whether `node` is a comment.
pub(super) fn is_comment(node: Node<'_>) -> bool {
    node.kind_name() == "comment"
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
    Some((node.field(first)?, node.field(second)?))
}

/// The operator of an operation; empty for anything else.
pub(super) fn operator<'d>(node: Node<'d>) -> &'d str {
    node.field("operator")
        .map_or("", |operator| operator.kind_name())
}

/// What the `return` statements in `body` give, but for those of functions inside it, which `nested` tells.
pub(super) fn returned<'d>(body: Node<'d>, nested: impl Fn(Node<'d>) -> bool) -> Vec<Node<'d>> {
    let mut found = Vec::new();
    let mut cursor = body.walk();
    loop {
        let node = cursor.node();
        let returns = node.kind_name() == "return_statement";
        if returns {
            found.extend(named(node).next());
        }
        if !returns && !nested(node) && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return found;
            }
        }
    }
}
