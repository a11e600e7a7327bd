//! Laying out a statement anew that a fix changes a part of: what fits on one line now is joined, and what no longer does
//! is broken, as prettier and black do.
//!
//! A statement is laid out anew only where the layout of what was there comes out exactly as it is written, so that the
//! formatter's rules for it are known and the file obeys them. Everything else is left as the edits make it.

mod black;
mod items;
mod prettier;

use tree_sitter::Node;

pub(super) use items::items;

use super::dialect::Structure;
use super::program::Program;
use crate::fix::{Edit, Edits};
use crate::source::{LineEnding, Source, Span, TrailingCommas};
use crate::syntax::{Document, Language};

/// The largest statement that is laid out anew, in bytes.
const LARGEST: usize = 16 * 1024;

/// A statement that is one expression, with what stands around it.
#[derive(Debug)]
pub(super) struct Line {
    /// What the value is given to, up to the sign: `const x =`; empty where it is given to nothing.
    pub(super) target: String,
    /// What stands before the value otherwise: `return `, `await `.
    pub(super) before: String,
    pub(super) value: Piece,
    /// `;`
    pub(super) end: String,
}

/// An expression as formatters see it.
#[derive(Debug)]
pub(super) enum Piece {
    /// What cannot be broken.
    Text(String, Below),
    /// On one line now; how it would be broken is not known.
    OneLine(String),
    /// `a ?? b`: the operands with the operator between them.
    Operation(Vec<String>, String),
    /// A call, a construction, an object or a list.
    Bracketed(Brackets),
    /// Methods that are called on one another's results, each with its name.
    Chain(String, Vec<Brackets>),
}

/// Whether something may go below the sign that gives it to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Below {
    Goes,
    Stays,
}

#[derive(Debug)]
pub(super) struct Brackets {
    pub(super) kind: Kind,
    /// `new aws.s3.Bucket`; empty for an object or a list.
    pub(super) head: String,
    pub(super) items: Vec<Item>,
    /// Whether the way in which it is written keeps it from being joined.
    pub(super) open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Call,
    New,
    Object,
    List,
}

#[derive(Debug)]
pub(super) struct Item {
    /// Comments on lines of their own above it, and whether a blank line stands above each, and above the item.
    pub(super) above: Vec<(bool, String)>,
    pub(super) blank: bool,
    /// `key:`, `key=`, `...`; empty where it is only a value.
    pub(super) label: String,
    pub(super) value: Piece,
    /// A comment behind it on its line.
    pub(super) behind: Option<String>,
}

impl Brackets {
    pub(super) fn ends(&self) -> (&'static str, &'static str) {
        match self.kind {
            Kind::Call | Kind::New => ("(", ")"),
            Kind::Object => ("{", "}"),
            Kind::List => ("[", "]"),
        }
    }
}

/// What layout depends on.
pub(super) struct Rules {
    pub(super) width: usize,
    pub(super) tab_width: usize,
    /// One level.
    pub(super) unit: String,
    pub(super) line_ending: LineEnding,
    pub(super) trailing_commas: TrailingCommas,
    pub(super) argument_commas: TrailingCommas,
}

impl Rules {
    fn of(program: &Program<'_>) -> Self {
        let style = program.source().style();
        let spaces = match program.language() {
            Language::TypeScript => 2,
            Language::Python => 4,
        };
        Self {
            width: program.width(),
            tab_width: style.tab_width,
            unit: style.indent_unit(spaces),
            line_ending: style.line_ending,
            trailing_commas: style.trailing_commas,
            argument_commas: style.argument_commas,
        }
    }

    pub(super) fn columns(&self, text: &str) -> usize {
        text.chars()
            .map(|next| if next == '\t' { self.tab_width } else { 1 })
            .sum()
    }

    /// A line break with the indentation of the next line.
    pub(super) fn line(&self, indentation: &str) -> String {
        format!("{}{indentation}", self.line_ending.as_str())
    }
}

impl Program<'_> {
    /// `edits` with the statements that they change a part of laid out as the formatter of the file would.
    pub fn relaid(&self, edits: &Edits) -> Edits {
        let mut statements: Vec<Node<'_>> = Vec::new();
        let mut all: Vec<Edit> = Vec::new();
        for edit in edits.iter() {
            let changed = changed_statement(self, edit);
            let laid_out_new = match changed {
                None => new_statements(self, edit),
                Some(_) => None,
            };
            all.push(laid_out_new.unwrap_or_else(|| edit.clone()));
            statements.extend(changed.filter(|statement| !statements.contains(statement)));
        }
        for statement in statements {
            let span = Span::from(statement.byte_range());
            if let Some(edit) = laid_out(self, statement, &all) {
                all.retain(|edit| !is_inside(edit, span));
                all.push(edit);
            }
        }
        Edits::new(all).unwrap_or_else(|_| edits.clone())
    }
}

/// The smallest statement that the edit changes a part of, if it can be laid out.
fn changed_statement<'p>(program: &'p Program<'p>, edit: &Edit) -> Option<Node<'p>> {
    let inside = program.expr_at(edit.span)?;
    let statement = inside.statement()?;
    let span = Span::from(statement.byte_range());
    let is_part = is_inside(edit, span) && edit.span != span;
    let known = || {
        program
            .dialect
            .line(program.document(), statement)
            .is_some()
    };
    (is_part && span.len() <= LARGEST && known()).then_some(statement)
}

/// The edit of the lines that differ once the statement is changed and laid out anew.
fn laid_out<'p>(program: &'p Program<'p>, statement: Node<'p>, edits: &[Edit]) -> Option<Edit> {
    let source = program.source();
    let span = Span::from(statement.byte_range());
    let indentation = source.indentation(span.start);
    let line_start = source.line_start(span.start);
    if source.text()[line_start..span.start] != *indentation {
        return None;
    }
    let rest = &source.text()[span.end..source.line_end(span.end)];
    let line = Span::new(span.start, source.line_end(span.end));
    let is_apart = |edit: &Edit| edit.span.end <= line.start || line.end <= edit.span.start;
    if !edits
        .iter()
        .all(|edit| is_inside(edit, span) || is_apart(edit))
    {
        return None;
    }
    let inside = edits.iter().filter(|edit| is_inside(edit, span));
    let old = program.text_of(span);
    let lay = |document: &Document, node: Node<'_>| lay(program, document, node, indentation, rest);
    if lay(program.document(), statement)? != old {
        return None;
    }
    let moved = inside.map(|edit| {
        let span = Span::new(edit.span.start - span.start, edit.span.end - span.start);
        Edit::replace(span, edit.text.clone())
    });
    let changed = Edits::new(moved).ok()?.apply(old).ok()?;
    // A line of its own, so that the indentation is what it is in the file.
    let path = source.path();
    let alone = Source::new(path, changed.as_str());
    let document = Document::parse(alone, program.document().grammar()).ok()?;
    if document.root().has_error() || document.root().named_child_count() != 1 {
        return None;
    }
    let new = lay(&document, document.root().named_child(0)?)?;
    (new != changed).then(|| difference(source, span, old, &new))
}

impl Program<'_> {
    /// A statement of `document` as the formatter of this file lays it out in a block that is indented by `indentation`,
    /// with `rest` behind it on its last line. `None` where that is not known.
    pub(super) fn lay_out(
        &self,
        document: &Document,
        statement: Node<'_>,
        indentation: &str,
        rest: &str,
    ) -> Option<String> {
        lay(self, document, statement, indentation, rest)
    }
}

/// A statement of `document` as it stands in a block of `program` that is indented by `indentation`.
fn lay(
    program: &Program<'_>,
    document: &Document,
    statement: Node<'_>,
    indentation: &str,
    rest: &str,
) -> Option<String> {
    let line = program.dialect.line(document, statement)?;
    let rules = Rules::of(program);
    match program.language() {
        Language::TypeScript => prettier::statement(&rules, &line, indentation),
        Language::Python => black::statement(&rules, &line, indentation, rest),
    }
}

/// An edit that inserts whole statements, with each of them laid out. `None` where it inserts something else.
fn new_statements(program: &Program<'_>, edit: &Edit) -> Option<Edit> {
    let text = edit.text.as_str();
    let source = program.source();
    let before = &source.text()[source.line_start(edit.span.start)..edit.span.start];
    let starts_line = before.trim().is_empty() || text.starts_with(['\n', '\r']);
    let is_statement = !is_within_brackets(program, edit);
    if text.trim().is_empty() || text.len() > LARGEST || !starts_line || !is_statement {
        return None;
    }
    let body = text.trim_start_matches(['\n', '\r']);
    let indentation = &body[..body.len() - body.trim_start_matches([' ', '\t']).len()];
    // A block by itself, so that it is understood in either language.
    let mut block = String::new();
    for line in text.split_inclusive('\n') {
        block.push_str(line.strip_prefix(indentation).unwrap_or(line));
    }
    let indented = |part: &str, first: bool| -> String {
        let mut text = String::new();
        for (at, line) in part.split_inclusive('\n').enumerate() {
            if (first || at > 0) && !line.trim().is_empty() {
                text.push_str(indentation);
            }
            text.push_str(line);
        }
        text
    };
    if indented(&block, true) != text {
        return None;
    }
    let alone = Source::new(source.path(), block.as_str());
    let document = Document::parse(alone, program.document().grammar()).ok()?;
    if document.root().has_error() {
        return None;
    }
    let mut laid = String::new();
    let mut at = 0;
    let mut cursor = document.root().walk();
    for statement in document.root().named_children(&mut cursor) {
        let span = Span::from(statement.byte_range());
        let end = document.source().line_end(span.end);
        let alone = document.source().line_start(span.start) == span.start
            && block[span.end..end].trim().is_empty();
        if let Some(statement) =
            lay(program, &document, statement, indentation, "").filter(|_| alone)
        {
            laid.push_str(&indented(&block[at..span.start], true));
            laid.push_str(indentation);
            laid.push_str(&statement);
            at = span.end;
        }
    }
    // What follows the last of them begins in the middle of its line.
    laid.push_str(&indented(&block[at..], at == 0));
    Some(Edit::replace(edit.span, laid))
}

/// Whether an edit changes what stands between brackets: what it inserts there may look like a statement, and is none.
fn is_within_brackets(program: &Program<'_>, edit: &Edit) -> bool {
    let Some(inside) = program.expr_at(edit.span) else {
        return false;
    };
    std::iter::once(inside.node)
        .chain(program.ancestors(inside.node))
        .take_while(|node| {
            let structure = program.dialect.structure(*node);
            !matches!(structure, Structure::Block | Structure::Class)
        })
        .filter(|node| node.start_byte() < edit.span.start && edit.span.end < node.end_byte())
        .any(|node| {
            let open = node.child(0).map_or("", |open| open.kind());
            matches!(open, "(" | "[" | "{")
        })
}

/// Whether an edit changes a part of what stands at `span`: an insertion at its start does where it goes on with it, as
/// `const x = ` does, and one at its end never does.
fn is_inside(edit: &Edit, span: Span) -> bool {
    match edit.span.is_empty() {
        true if edit.span.start == span.start => !edit.text.ends_with(['\n', '\r']),
        true => span.start < edit.span.start && edit.span.start < span.end,
        false => span.contains(edit.span),
    }
}

/// The edit that makes `new` of `old`, without the lines at both ends that are alike.
fn difference(source: &Source, span: Span, old: &str, new: &str) -> Edit {
    let alike = old
        .split_inclusive('\n')
        .zip(new.split_inclusive('\n'))
        .take_while(|(old, new)| old == new && old.ends_with('\n'));
    let start: usize = alike.map(|(line, _)| line.len()).sum();
    let (old, new) = (&old[start..], &new[start..]);
    let alike = old
        .rsplit_inclusive_lines()
        .zip(new.rsplit_inclusive_lines())
        .take_while(|(old, new)| old == new);
    let end: usize = alike.map(|(line, _)| line.len()).sum();
    let end = end.min(old.len()).min(new.len());
    let first = span.start + start;
    let replaced = Span::new(first, first + old.len() - end);
    debug_assert!(replaced.end <= source.text().len());
    Edit::replace(replaced, &new[..new.len() - end])
}

/// The lines of a text from its end, each with the line break before it.
trait LinesFromEnd {
    fn rsplit_inclusive_lines(&self) -> std::vec::IntoIter<&str>;
}

impl LinesFromEnd for str {
    fn rsplit_inclusive_lines(&self) -> std::vec::IntoIter<&str> {
        let mut lines = Vec::new();
        let mut end = self.len();
        while let Some(at) = self[..end].rfind('\n') {
            lines.push(&self[at..end]);
            end = at;
        }
        lines.into_iter()
    }
}
