//! Where a comment that suppresses stands: so that it covers its finding, the file parses as before, no other tool's comment
//! loses what it is about, and a formatter leaves it there.

use std::collections::BTreeMap;

use tree_sitter::Node;

use super::MARKER;
use crate::codemod::Finding;
use crate::fix::{Edit, Edits};
use crate::source::{Source, Span};
use crate::syntax::{Document, Language};

/// What there is to suppress on one line: where it starts, and the id.
type OnLine<'f> = Vec<(usize, &'f str)>;

/// The edits that put a suppression beside each of `findings`, or `None` where one of them has no room for a comment.
pub(in crate::engine) fn insertions(
    document: &Document,
    findings: &[&Finding],
    reason: &str,
) -> Option<Edits> {
    let source = document.source();
    let mut lines: BTreeMap<usize, OnLine<'_>> = BTreeMap::new();
    for finding in findings {
        let on_line = lines.entry(source.line_start(finding.span.start));
        let on_line = on_line.or_default();
        on_line.push((finding.span.start, finding.codemod));
    }
    let comments = Comments {
        document,
        source,
        reason: match reason.trim() {
            "" => String::new(),
            reason => format!(": {reason}"),
        },
    };
    let mut edits = Vec::new();
    for (line, on_line) in lines {
        edits.extend(comments.on_line(line, &on_line)?);
    }
    Edits::new(edits).ok()
}

/// Comments with one reason in one file.
struct Comments<'d> {
    document: &'d Document,
    source: &'d Source,
    reason: String,
}

impl Comments<'_> {
    /// Puts a suppression above the line that starts at `line`, or behind it where none can stand above.
    fn on_line(&self, line: usize, on_line: &OnLine<'_>) -> Option<Vec<Edit>> {
        let all = ids(on_line.iter().map(|(_, id)| *id));
        if line == 0 && self.source.text().starts_with("#!") {
            // The system reads this line and nothing above it.
            let below = self.source.next_line_start(line);
            let comment = self.line_of("", "-file", &all);
            return is_code(self.document, below).then(|| vec![Edit::insert(below, comment)]);
        }
        let behind = self.behind(line, &all);
        if self.is_second_half(line) && behind.is_some() {
            return behind;
        }
        let above = above_directives(self.source, line).filter(|&above| {
            is_code(self.document, above) && !continues_line_above(self.source, above)
        });
        let Some(above) = above else {
            return behind;
        };
        if let Some(elements) = self.elements_of(line).filter(|_| above == line) {
            return Some(self.one_by_one(line, &elements, on_line));
        }
        // What marks the encoding of a file stays its first character.
        let mark = match self.source.text()[above..].starts_with('\u{feff}') {
            true => '\u{feff}'.len_utf8(),
            false => 0,
        };
        let indent = self.source.indentation(above + mark);
        let mut comment = self.line_of(indent, "", &all);
        if self.is_below_import(above) {
            comment.insert_str(0, self.source.style().line_ending.as_str());
        }
        Some(vec![Edit::insert(above + mark, comment)])
    }

    /// A comment as a line of its own.
    fn line_of(&self, indent: &str, reach: &str, ids: &str) -> String {
        let (sign, reason) = (self.sign(), &self.reason);
        let ending = self.source.style().line_ending.as_str();
        format!("{indent}{sign} {MARKER}{reach} {ids}{reason}{ending}")
    }

    /// A comment at the end of the line, where there is room for one.
    fn behind(&self, line: usize, ids: &str) -> Option<Vec<Edit>> {
        let end = self.source.line_end(line);
        let goes_on = self.source.text()[line..end].ends_with('\\');
        let (sign, reason) = (self.sign(), &self.reason);
        let gap = match self.document.grammar().language() {
            Language::TypeScript => " ",
            Language::Python => "  ",
        };
        let comment = format!("{gap}{sign} {MARKER} {ids}{reason}");
        (is_code(self.document, end) && !goes_on).then(|| vec![Edit::insert(end, comment)])
    }

    /// Whether the line above ends an import of Python's: black parts that from anything else by a blank line, a comment
    /// included.
    fn is_below_import(&self, line: usize) -> bool {
        let text = self.source.text();
        let above = text[..line].trim_end_matches(['\n', '\r']).len();
        if self.document.grammar().language() != Language::Python
            || self.source.next_line_start(above) != line
        {
            return false;
        }
        let start = line + self.source.indentation(line).len();
        let mut node = self.document.root().descendant_for_byte_range(start, start);
        // The statement that starts here.
        while let Some(outer) = node.and_then(|node| node.parent())
            && outer.start_byte() == start
            && outer.id() != self.document.root().id()
        {
            node = Some(outer);
        }
        let mut before = node.and_then(|node| node.prev_sibling());
        // A comment behind it is part of its line.
        while let Some(comment) = before.filter(|before| before.is_extra()) {
            let other = comment.prev_sibling();
            let same_line =
                |other: &Node<'_>| other.end_position().row == comment.start_position().row;
            before = other.filter(same_line);
        }
        before.is_some_and(|before| {
            let statement = self.document.text(before);
            statement.starts_with("import ") || statement.starts_with("from ")
        })
    }

    /// Whether the line goes on with an expression or ends a block, and opens none: prettier moves what stands above it.
    fn is_second_half(&self, line: usize) -> bool {
        let text = &self.source.text()[line..self.source.line_end(line)];
        self.document.grammar().language() == Language::TypeScript
            && text.trim_start().starts_with(['?', ':', ')', '}', ']'])
            && !text.trim_end().ends_with(['(', '[', '{', '>'])
    }

    /// What stands between brackets, all of it on this line, as black puts it there where it fits. With a comment above,
    /// black gives each element a line, and the comment would be about the first.
    fn elements_of(&self, line: usize) -> Option<Elements> {
        if self.document.grammar().language() != Language::Python {
            return None;
        }
        let text = &self.source.text()[line..self.source.line_end(line)];
        let start = line + text.len() - text.trim_start().len();
        let end = line + text.trim_end().len();
        let root = self.document.root();
        let brackets = root.descendant_for_byte_range(start, end)?;
        if brackets.start_byte() >= line || brackets.end_byte() <= end {
            return None;
        }
        let mut cursor = brackets.walk();
        let children: Vec<Node<'_>> = brackets.children(&mut cursor).collect();
        let elements: Vec<Span> = children
            .iter()
            .filter(|child| child.is_named())
            .map(|child| Span::from(child.byte_range()))
            .collect();
        let (first, last) = (elements.first()?, elements.last()?);
        let fills_the_line = first.start == start && last.end == end;
        let is_plain = !children
            .iter()
            .any(|child| child.kind().contains("comment"));
        (elements.len() > 1 && fills_the_line && is_plain).then(|| Elements {
            separator: match children.iter().any(|child| child.kind() == ",") {
                true => ",",
                false => "",
            },
            spans: elements,
        })
    }

    /// Gives each element a line, and a comment to each of those in which something is found.
    fn one_by_one(&self, line: usize, elements: &Elements, on_line: &OnLine<'_>) -> Vec<Edit> {
        let indent = self.source.indentation(line);
        let ending = self.source.style().line_ending.as_str();
        let separator = elements.separator;
        let mut edits = Vec::new();
        let mut before: Option<Span> = None;
        for (at, element) in elements.spans.iter().enumerate() {
            let next = elements.spans.get(at + 1);
            let is_inside =
                |start: usize| element.start <= start && next.is_none_or(|next| start < next.start);
            let inside = on_line.iter().filter(|(start, _)| is_inside(*start));
            let comment = match ids(inside.map(|(_, id)| *id)) {
                ids if ids.is_empty() => String::new(),
                ids => self.line_of(indent, "", &ids),
            };
            edits.push(match before {
                None => Edit::insert(line, comment),
                Some(before) => Edit::replace(
                    Span::new(before.end, element.start),
                    format!("{separator}{ending}{comment}{indent}"),
                ),
            });
            before = Some(*element);
        }
        edits.extend(before.map(|last| Edit::insert(last.end, separator)));
        edits
    }

    fn sign(&self) -> &'static str {
        match self.document.grammar().language() {
            Language::TypeScript => "//",
            Language::Python => "#",
        }
    }
}

/// What stands between brackets.
struct Elements {
    spans: Vec<Span>,
    /// What stands behind each of them.
    separator: &'static str,
}

/// The ids, each once.
fn ids<'f>(all: impl Iterator<Item = &'f str>) -> String {
    let mut once: Vec<&str> = Vec::new();
    for id in all {
        if !once.contains(&id) {
            once.push(id);
        }
    }
    once.join(", ")
}

/// The start of the line, or of the lines above it that hold comments about "the next line" to other tools: between these
/// and their line nothing may stand. `None` where such a comment is one that a suppression would not reach over.
fn above_directives(source: &Source, line: usize) -> Option<usize> {
    let mut above = line;
    while above > 0 {
        let start = source.line_start(above - 1);
        let text = source
            .slice(Span::new(start, source.line_end(start)))
            .trim();
        let is_directive = ["-next", "@ts-ignore", "@ts-expect-error"]
            .iter()
            .any(|part| text.contains(part));
        if is_directive && text.starts_with("/*") {
            return None;
        }
        if !is_directive || !(text.starts_with("//") || text.starts_with('#')) {
            break;
        }
        above = start;
    }
    Some(above)
}

/// Whether the line above ends so that it goes on here.
fn continues_line_above(source: &Source, line: usize) -> bool {
    let before = &source.text()[..line];
    before.trim_end_matches(['\n', '\r']).ends_with('\\')
}

/// Whether the byte at `offset` lies neither inside of a text nor of a comment.
fn is_code(document: &Document, offset: usize) -> bool {
    let Some(node) = document.root().descendant_for_byte_range(offset, offset) else {
        return false;
    };
    !std::iter::successors(Some(node), Node::parent).any(|node| {
        let kinds = ["string", "comment", "jsx_text", "regex"];
        node.start_byte() < offset
            && offset < node.end_byte()
            && kinds.iter().any(|kind| node.kind().contains(kind))
    })
}
