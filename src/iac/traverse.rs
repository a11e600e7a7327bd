//! The one walk over a file's tree that fills its scopes. Names no node kind; what a node means is the dialect's.

use tree_sitter::{Node, TreeCursor};

use super::scope::{ScopeKind, Scopes};

/// A node on the way down with how many scopes it opened.
pub(super) type Entered<'d> = (Node<'d>, usize);

/// What a dialect does with each node.
pub(super) trait Visitor<'d> {
    /// The scopes that it fills.
    fn scopes(&mut self) -> &mut Scopes<'d>;

    /// Handles a named node on the way down, with its parents, the root first; answers how many scopes it opened. `at`
    /// stands at the node, and tells which field of its parent it is.
    fn enter(&mut self, node: Node<'d>, at: &TreeCursor<'d>, parents: &[Entered<'d>]) -> usize;

    /// Whether nothing inside a named node is worth a look.
    fn is_closed(&self, node: Node<'d>) -> bool;
}

/// Walks the tree below `root` from the top down and in order, without recursion: a tree may be deeper than any stack.
/// Every scope that a node opened is left with it; at the end every use is resolved.
pub(super) fn fill<'d>(root: Node<'d>, visitor: &mut impl Visitor<'d>) {
    // A file that does not parse at all has an error for a root, and names all the same.
    visitor.scopes().enter(ScopeKind::Module, root);
    let mut cursor = root.walk();
    let mut parents: Vec<Entered<'d>> = Vec::new();
    loop {
        let node = cursor.node();
        // More than half of a tree is brackets, commas and key words.
        let (entered, closed) = match node.is_named() {
            true => (
                visitor.enter(node, &cursor, &parents),
                visitor.is_closed(node),
            ),
            false => (0, false),
        };
        if !closed && cursor.goto_first_child() {
            parents.push((node, entered));
            continue;
        }
        leave(visitor, entered);
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return visitor.scopes().resolve();
            }
            if let Some((_, entered)) = parents.pop() {
                leave(visitor, entered);
            }
        }
    }
}

fn leave<'d>(visitor: &mut impl Visitor<'d>, opened: usize) {
    for _ in 0..opened {
        visitor.scopes().leave();
    }
}
