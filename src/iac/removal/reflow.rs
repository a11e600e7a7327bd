//! Joining what was broken over lines only because it was too wide, once it is no longer: black does so with what stands
//! between brackets on a line of its own, and prettier with arguments.
//!
//! An object that prettier finds open stays open, as does what black finds with a comma at its end.

use std::collections::HashSet;

use tree_sitter::Node;

use crate::fix::Edit;
use crate::iac::dialect::Shape;
use crate::iac::program::Program;
use crate::source::Span;
use crate::syntax::Language;

/// `edits` with those inside a bracket that fits on one line now replaced by that line.
pub(super) fn join(program: &Program<'_>, mut edits: Vec<Edit>) -> Vec<Edit> {
    let mut brackets: Vec<Bracket<'_>> = Vec::new();
    let mut seen: HashSet<usize> = HashSet::new();
    for edit in &edits {
        let Some(inside) = program.expr_at(edit.span) else {
            continue;
        };
        let ancestors = program.ancestors(inside.node);
        let around = std::iter::once(&inside.node).chain(&ancestors);
        let parents = ancestors.iter().map(Some).chain(std::iter::once(None));
        // What is around a node that was seen was seen with it.
        for (&node, parent) in around
            .zip(parents)
            .take_while(|(node, _)| seen.insert(node.id()))
        {
            brackets.extend(Bracket::at(program, node, parent.copied()));
        }
    }
    // From the inside out: an outer one may fit once an inner one is joined.
    brackets.sort_by_key(|bracket| (bracket.inside.len(), bracket.inside));
    for bracket in brackets {
        if let Some(line) = bracket.line(program, &edits) {
            edits.retain(|edit| !bracket.inside.contains(edit.span));
            edits.push(Edit::replace(bracket.inside, line));
        }
    }
    edits
}

/// What stands between two brackets, the first of which ends its line.
struct Bracket<'p> {
    inside: Span,
    items: Vec<Node<'p>>,
}

impl<'p> Bracket<'p> {
    fn at(program: &'p Program<'p>, node: Node<'p>, parent: Option<Node<'p>>) -> Option<Self> {
        let open = node
            .child(0)
            .filter(|open| matches!(open.kind(), "(" | "[" | "{"))?;
        let close = node.child(node.child_count().checked_sub(1)?)?;
        let inside = Span::new(open.end_byte(), close.start_byte().max(open.end_byte()));
        let arguments = parent.is_some_and(|call| {
            program.call(call).is_some() && program.dialect.container(call) == node
        });
        let joins = match program.language() {
            Language::TypeScript => arguments,
            Language::Python => {
                arguments
                    || matches!(
                        program.dialect.shape(program.document(), node),
                        Shape::Record | Shape::List(_)
                    )
            }
        };
        let broken = program.text_of(inside).starts_with(['\n', '\r']);
        if !joins || !broken {
            return None;
        }
        let mut cursor = node.walk();
        let items: Vec<Node<'p>> = node.named_children(&mut cursor).collect();
        let commented = items.iter().any(|child| program.dialect.is_comment(*child));
        (!commented).then_some(Self { inside, items })
    }

    /// What stands between the brackets once `edits` are made, as one line; `None` where it was not broken for its width,
    /// or has to stay broken.
    fn line(&self, program: &Program<'_>, edits: &[Edit]) -> Option<String> {
        let source = program.source();
        let start = source.line_start(self.inside.start);
        let end = source.line_end(self.inside.end);
        let before = Span::new(start, self.inside.start);
        let after = Span::new(self.inside.end, end);
        let rest = program.text_of(after);
        let ends_there = rest.chars().all(|next| ")]},;:".contains(next));
        let touched = |span: Span| {
            edits
                .iter()
                .any(|edit| edit.span.start < span.end && span.start < edit.span.end)
        };
        if !ends_there || touched(before) || touched(after) {
            return None;
        }
        let width = |line: &str| {
            let before = program.columns(program.text_of(before));
            before + line.chars().count() + rest.chars().count()
        };
        let old = self.joined(program, &[]);
        if old.is_some_and(|old| width(&old) <= program.width()) {
            return None;
        }
        self.joined(program, edits)
            .filter(|new| width(new) <= program.width())
    }

    /// The items as one line; `None` where one of them takes several.
    fn joined(&self, program: &Program<'_>, edits: &[Edit]) -> Option<String> {
        let line = match program.language() {
            // Black broke the brackets only: what is inside is one line, and has no comma at its end.
            Language::Python => {
                let line = edited(program, self.inside, edits)?.trim().to_owned();
                (!line.ends_with(',')).then_some(line)?
            }
            Language::TypeScript => {
                let items = self.items.iter().map(|item| {
                    let item = edited(program, item.byte_range().into(), edits)?;
                    (!item.is_empty()).then_some(item)
                });
                items.collect::<Option<Vec<_>>>()?.join(", ")
            }
        };
        (!line.contains(['\n', '\r'])).then_some(line)
    }
}

/// The text of `span` once `edits` are made; `None` where one of them reaches beyond it.
fn edited(program: &Program<'_>, span: Span, edits: &[Edit]) -> Option<String> {
    let mut inside: Vec<&Edit> = Vec::new();
    for edit in edits {
        if span.contains(edit.span) {
            inside.push(edit);
        } else if edit.span.start < span.end && span.start < edit.span.end {
            return None;
        }
    }
    inside.sort_by_key(|edit| edit.span);
    let mut text = String::new();
    let mut at = span.start;
    for edit in inside {
        text.push_str(program.text_of(Span::new(at, edit.span.start.max(at))));
        text.push_str(&edit.text);
        at = edit.span.end;
    }
    text.push_str(program.text_of(Span::new(at, span.end)));
    Some(text)
}
