//! The width that a file is laid out at: as its project says, else as its longest lines show.

use tree_sitter::Node;

use super::dialect::Shape;
use super::program::Program;
use crate::source::Span;
use crate::syntax::Language;

/// The widths beside the default that formatters are set to. A file with longer lines was laid out by nobody.
const WIDER: [usize; 2] = [100, 120];

impl Program<'_> {
    /// The width that the file is laid out at, in columns. Where nothing says more, the default of prettier or of black.
    pub(super) fn width(&self) -> usize {
        *self.width.get_or_init(|| {
            let default = match self.language() {
                Language::TypeScript => 80,
                Language::Python => 88,
            };
            let said = self.source().style().width;
            said.unwrap_or_else(|| self.shown_width(default))
        })
    }

    /// The smallest usual width at which a formatter would have left every list on one line that is on one.
    fn shown_width(&self, default: usize) -> usize {
        let wide = self.wide_lines(default);
        let mut widest = default;
        let mut waiting = vec![self.document().root()];
        while let Some(node) = waiting.pop() {
            let first = wide.partition_point(|line| line.end < node.start_byte());
            let has_wide_line = wide
                .get(first)
                .is_some_and(|line| line.start <= node.end_byte());
            if !has_wide_line || self.is_text(node) {
                continue;
            }
            if node.start_position().row == node.end_position().row && self.is_breakable(node) {
                widest = widest.max(self.end_column(node));
                if WIDER.iter().all(|&width| widest > width) {
                    return default;
                }
            }
            let mut cursor = node.walk();
            waiting.extend(node.named_children(&mut cursor));
        }
        if widest == default {
            return default;
        }
        let wider = WIDER.into_iter().find(|&width| widest <= width);
        wider.unwrap_or(default)
    }

    /// The lines that are wider than `width`, in order.
    fn wide_lines(&self, width: usize) -> Vec<Span> {
        let mut lines = Vec::new();
        let mut at = 0;
        for line in self.source().text().split(['\n', '\r']) {
            if line.len() > width {
                lines.push(Span::new(at, at + line.len()));
            }
            at += line.len() + 1;
        }
        lines
    }

    fn is_text(&self, node: Node<'_>) -> bool {
        let shape = self.dialect.shape(self.document(), node);
        matches!(shape, Shape::String(_) | Shape::Template(_)) || self.dialect.is_comment(node)
    }

    /// Whether it is a bracketed list of several items, which a formatter breaks rather than let it be too wide.
    fn is_breakable(&self, node: Node<'_>) -> bool {
        let opens = node
            .child(0)
            .is_some_and(|open| !open.is_named() && matches!(self.text(open), "(" | "[" | "{"));
        opens && node.named_child_count() > 1
    }

    fn end_column(&self, node: Node<'_>) -> usize {
        let source = self.source();
        let end = node.end_byte();
        self.columns(&source.text()[source.line_start(end)..end])
    }
}
