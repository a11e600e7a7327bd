//! Statements that run under a condition: whether something decides already that they do, and putting them under one.
//! Never decides which.

use tree_sitter::Node;

use super::binding::Binding;
use super::dialect::{Shape, Structure};
use super::expr::Expr;
use super::program::Program;
use super::scope::BindingKind;
use super::statement::Statement;
use crate::fix::{Edit, Edits};
use crate::source::{Source, Span};
use crate::syntax::{Document, Language};

/// Neighbouring statements that are to run under a condition.
#[derive(Clone, Debug)]
pub struct Guarded {
    /// What it asks, as the program writes it.
    pub condition: String,
    /// The statements, in order, as [`Expr::neighbours`] has them.
    pub statements: Vec<Span>,
    /// Changes inside them.
    pub changes: Vec<Edit>,
    /// What is declared ahead, in a paragraph of its own where the statements begin one.
    pub ahead: Vec<Statement>,
    /// What is declared directly before the condition is asked.
    pub before: Vec<Statement>,
}

impl<'p> Expr<'p> {
    /// Whether something decides whether it runs each time that the function does that it is in: a branch around it, or a
    /// statement in front of it that may leave the function or the loop early. An error does not count: it ends everything.
    pub fn is_conditional(self) -> bool {
        let program = self.program;
        let dialect = program.dialect;
        let mut inner = self.node;
        for outer in program.ancestors(self.node) {
            match dialect.structure(outer) {
                Structure::Branch => return true,
                Structure::Block => {
                    let mut cursor = outer.walk();
                    let mut before = outer
                        .named_children(&mut cursor)
                        .take_while(|child| *child != inner);
                    if before.any(|child| self.may_leave_on_purpose(child)) {
                        return true;
                    }
                }
                Structure::Function | Structure::Class => return false,
                Structure::Loop => {}
                // `wanted && new …`
                Structure::Other => match self.sibling(outer).shape() {
                    Shape::Guarded(_) | Shape::Fallback(..) => return true,
                    _ => {}
                },
            }
            inner = outer;
        }
        false
    }

    /// The statements of the block that holds its statement, in order and without comments. None where no statement holds
    /// it.
    pub fn neighbours(self) -> Vec<Span> {
        let program = self.program;
        let Some(statement) = self.statement() else {
            return Vec::new();
        };
        let Some(block) = program.ancestors(statement).first().copied() else {
            return Vec::new();
        };
        let mut cursor = block.walk();
        block
            .named_children(&mut cursor)
            .filter(|child| !program.dialect.is_comment(*child))
            .map(|child| child.byte_range().into())
            .collect()
    }

    /// Whether its statement stands on lines of its own, with nothing beside it but comments.
    pub fn has_own_lines(self) -> bool {
        self.statement()
            .is_some_and(|statement| self.program.commented_lines(statement).is_some())
    }

    /// The calls in the file of the function that it is in, or the constructions of the class.
    pub fn callers(self) -> Vec<Expr<'p>> {
        let program = self.program;
        let dialect = program.dialect;
        let ancestors = program.ancestors(self.node);
        let class = ancestors
            .iter()
            .find(|node| dialect.structure(**node) == Structure::Class);
        let function = ancestors
            .iter()
            .find(|node| dialect.structure(**node) == Structure::Function);
        let Some(called) = class.or(function) else {
            return Vec::new();
        };
        // Python's structure is the definition, TypeScript's class is what stands in its braces.
        let is_called = |declared: Node<'p>| {
            let parent = declared.parent();
            parent.is_some_and(|parent| {
                parent == *called || class.is_some() && called.parent() == Some(parent)
            })
        };
        let names = program.bindings().filter(|binding| {
            let data = binding.data();
            let by_name = matches!(
                data.declared.kind,
                BindingKind::Function | BindingKind::Class
            ) && is_called(data.declared.node);
            by_name
                || binding
                    .constant()
                    .is_some_and(|value| value.node == *called)
        });
        let names: Vec<Binding<'p>> = names.collect();
        let calls = program.scopes.calls.iter().map(|&node| self.sibling(node));
        calls
            .filter(|call| {
                let callee = dialect.callee(call.node).map(|(callee, _)| callee);
                callee
                    .and_then(|callee| self.sibling(callee).binding())
                    .is_some_and(|binding| names.contains(&binding))
            })
            .collect()
    }

    fn may_leave_on_purpose(self, statement: Node<'p>) -> bool {
        let dialect = self.program.dialect;
        let mut waiting = vec![statement];
        while let Some(node) = waiting.pop() {
            if dialect.leaves(node) && !dialect.stops(node) {
                return true;
            }
            // A loop inside is left for what is behind it.
            let stays = matches!(
                dialect.structure(node),
                Structure::Function | Structure::Class | Structure::Loop
            );
            if !stays {
                let mut cursor = node.walk();
                waiting.extend(node.named_children(&mut cursor));
            }
        }
        false
    }
}

impl<'p> Program<'p> {
    /// The edit that puts statements under a condition, one level deeper, each laid out as the formatter would there where
    /// it was laid out so before. What stands inside of strings does not move. `None` where they do not stand on lines of
    /// their own.
    pub fn put_under(&'p self, guarded: &Guarded) -> Option<Edit> {
        let source = self.source();
        let line_ending = source.style().line_ending.as_str();
        let nodes: Vec<Node<'p>> = guarded
            .statements
            .iter()
            .map(|span| self.statement_at(*span))
            .collect::<Option<_>>()?;
        let spans = nodes.iter().map(|node| self.commented_lines(*node));
        let spans = spans.collect::<Option<Vec<Span>>>()?;
        let region = Span::new(spans.first()?.start, spans.last()?.end);
        let indentation = source.indentation(nodes.first()?.start_byte());
        let unit = source.style().indent_unit(match self.language() {
            Language::TypeScript => 2,
            Language::Python => 4,
        });
        let mut body = String::new();
        let mut at = region.start;
        for node in &nodes {
            indent(
                &mut body,
                &source.text()[at..node.start_byte()],
                &unit,
                |_| false,
            );
            if body.is_empty() || body.ends_with('\n') {
                body.push_str(&unit);
            }
            body.push_str(&self.deeper(*node, &guarded.changes, indentation, &unit)?);
            at = node.end_byte();
        }
        indent(&mut body, &source.text()[at..region.end], &unit, |_| false);
        let mut text = String::new();
        for statement in guarded.ahead.iter().chain(&guarded.before) {
            let printed = self.print_statement(statement, indentation);
            text.push_str(&format!("{indentation}{printed}{line_ending}"));
            if guarded.ahead.last() == Some(statement) && self.begins_paragraph(region.start) {
                text.push_str(line_ending);
            }
        }
        let condition = &guarded.condition;
        text.push_str(&match self.language() {
            Language::TypeScript => format!(
                "{indentation}if ({condition}) {{{line_ending}{body}{line_ending}{indentation}}}"
            ),
            Language::Python => format!("{indentation}if {condition}:{line_ending}{body}"),
        });
        Some(Edit::replace(region, text))
    }

    /// A statement with its changes, as it stands one level deeper, without its first indentation.
    fn deeper(
        &'p self,
        statement: Node<'p>,
        changes: &[Edit],
        indentation: &str,
        unit: &str,
    ) -> Option<String> {
        let source = self.source();
        let span = Span::from(statement.byte_range());
        let old = self.text_of(span);
        let inside = changes.iter().filter(|edit| span.contains(edit.span));
        let moved = inside.map(|edit| {
            let span = Span::new(edit.span.start - span.start, edit.span.end - span.start);
            Edit::replace(span, edit.text.clone())
        });
        let changed = Edits::new(moved).ok()?.apply(old).ok()?;
        let alone = Source::new(source.path(), changed.as_str());
        let document = Document::parse(alone, self.document().grammar()).ok()?;
        let rest = &source.text()[span.end..source.line_end(span.end)];
        let is_known = || {
            let known = self.lay_out(self.document(), statement, indentation, rest)?;
            (known == old && !document.root().has_error()).then_some(())
        };
        if is_known().is_some()
            && let Some(laid) = document.root().named_child(0).and_then(|node| {
                self.lay_out(&document, node, &format!("{indentation}{unit}"), rest)
            })
        {
            return Some(laid);
        }
        let strings = Program::new(&document);
        let mut text = String::new();
        indent(&mut text, &changed, unit, |at| {
            at == 0 || strings.starts_inside_string(at)
        });
        Some(text)
    }

    /// The lines of a statement with the comments above and behind it; `None` where anything else stands on them.
    fn commented_lines(&'p self, statement: Node<'p>) -> Option<Span> {
        let source = self.source();
        let first = self.with_leading_comments(statement).start_byte();
        let start = source.line_start(first);
        let end = self.end_with_comments(statement);
        let line_start = source.line_start(statement.start_byte());
        let is_blank = |span: Span| source.slice(span).trim().is_empty();
        (is_blank(Span::new(start, first))
            && is_blank(Span::new(line_start, statement.start_byte()))
            && is_blank(Span::new(end, source.line_end(end))))
        .then(|| Span::new(start, end))
    }

    /// Whether the line above the one that starts at `line` is blank.
    fn begins_paragraph(&self, line: usize) -> bool {
        let source = self.source();
        line > 0
            && source.text()[source.line_start(line - 1)..line]
                .trim()
                .is_empty()
    }

    /// The statement of a block that stands at `span`.
    fn statement_at(&'p self, span: Span) -> Option<Node<'p>> {
        let node = self.expr_at(span)?.node;
        let dialect = self.dialect;
        let ancestors = self.ancestors(node);
        std::iter::once(node)
            .chain(ancestors.iter().copied())
            .zip(&ancestors)
            .find(|(_, outer)| dialect.structure(**outer) == Structure::Block)
            .map(|(node, _)| node)
            .filter(|node| Span::from(node.byte_range()) == span)
    }
}

/// Writes lines one level deeper, but for those that `stays` says stay, by where they start.
fn indent(into: &mut String, text: &str, unit: &str, stays: impl Fn(usize) -> bool) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_start = at > 0 || into.is_empty() || into.ends_with('\n');
        // The indentation of what follows counts as a line.
        let is_blank = line.trim().is_empty() && line.ends_with('\n');
        if is_start && !is_blank && !stays(at) {
            into.push_str(unit);
        }
        into.push_str(line);
        at += line.len();
    }
}
