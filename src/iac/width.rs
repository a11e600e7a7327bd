//! The width that a file is laid out at: as its project says, else as its longest lines show.

use tree_sitter::Node;

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
        if wide.is_empty() {
            return default;
        }
        // Where the first wide line that a node has a part in begins, if there is one.
        let wide_line = |node: Node<'_>| {
            let first = wide.partition_point(|line| line.end < node.start_byte());
            let line = wide.get(first);
            line.filter(|line| line.start <= node.end_byte())
                .map(|line| line.start)
        };
        let mut widest = default;
        let mut cursor = self.document().root().walk();
        'tree: loop {
            let node = cursor.node();
            let is_text = || self.dialect.is_string(node) || self.dialect.is_comment(node);
            if node.is_named()
                && let Some(line) = wide_line(node)
                && !is_text()
            {
                if node.start_position().row == node.end_position().row && self.is_breakable(node) {
                    widest = widest.max(self.end_column(node));
                    if WIDER.iter().all(|&width| widest > width) {
                        return default;
                    }
                }
                // What ends before that line has no part in any.
                if cursor.goto_first_child_for_byte(line).is_some() {
                    continue;
                }
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    break 'tree;
                }
            }
        }
        if widest == default {
            return default;
        }
        let wider = WIDER.into_iter().find(|&width| widest <= width);
        wider.unwrap_or(default)
    }

    /// The lines that are wider than `width`, in order.
    fn wide_lines(&self, width: usize) -> Vec<Span> {
        let bytes = self.source().text().as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).chain([bytes.len()]);
        let mut start = 0;
        let lines = ends.map(|end| {
            let line = Span::new(start, end);
            start = end + 1;
            line
        });
        lines.filter(|line| line.end - line.start > width).collect()
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
