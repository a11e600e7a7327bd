//! What stands between two brackets, with the comments around each item.

use tree_sitter::Node;

use super::{Item, Piece};
use crate::iac::nodes::is_comment;
use crate::syntax::Document;

/// The items of `container`, whose labels and values `item` reads. `None` where one of them cannot be read, or a comment
/// stands where it belongs to none of them.
pub(in crate::iac) fn items(
    document: &Document,
    container: Node<'_>,
    item: impl Fn(&Document, Node<'_>) -> Option<(String, Piece)>,
) -> Option<Vec<Item>> {
    let text = document.source().text();
    let mut items: Vec<Item> = Vec::new();
    let mut above = Vec::new();
    let mut last_end = container.start_byte() + 1;
    let mut cursor = container.walk();
    for child in container.children(&mut cursor) {
        let gap = &text[last_end.min(child.start_byte())..child.start_byte()];
        let blank = gap.matches('\n').count() > 1;
        if is_comment(child) {
            let comment = document.text(child).trim_end();
            if comment.contains('\n') {
                return None;
            }
            match items.last_mut() {
                _ if gap.contains('\n') => above.push((blank, comment.to_owned())),
                Some(item) if item.behind.is_none() && above.is_empty() => {
                    item.behind = Some(comment.to_owned());
                }
                _ => return None,
            }
        } else if child.is_named() {
            let (label, value) = item(document, child)?;
            items.push(Item {
                above: std::mem::take(&mut above),
                blank,
                label,
                value,
                behind: None,
            });
        } else if child.kind() == "," && child.start_byte() != last_end {
            return None;
        }
        last_end = child.end_byte();
    }
    above.is_empty().then_some(items)
}
