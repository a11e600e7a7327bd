//! Entries that are written into records whose keys are data, as tags are, and the statements that such a record can be
//! declared before. Changes no entry that is there.

use tree_sitter::Node;

use super::code::Code;
use super::dialect::{Shape, Structure};
use super::expr::Expr;
use super::program::Program;
use super::record::Record;
use super::scope::BindingKind;
use crate::fix::Edit;
use crate::source::Span;
use crate::syntax::Language;

impl<'p> Record<'p> {
    /// Writes an entry before all others, so that they win: `{ ...tags, Name: name }`. `None` where the record is made of
    /// the keyword arguments of a call, which may be given only once, or where it is empty.
    pub fn insert_first(self, entry: &Code) -> Option<Edit> {
        let program = self.expr().program;
        let source = program.source();
        let children = self.bracketed()?;
        let first = items(self, &children).next()?;
        // What stands above the first entry belongs to that.
        let open = children.first()?;
        let below = *children.get(1)?;
        let line_start = source.line_start(below.start_byte());
        if line_start <= open.start_byte() {
            return Some(program.insert_item_before(first, "", entry));
        }
        let indentation = source.indentation(below.start_byte());
        let text = program.print(entry, indentation, program.columns(indentation));
        let line_ending = source.style().line_ending.as_str();
        Some(Edit::insert(
            line_start,
            format!("{indentation}{text},{line_ending}"),
        ))
    }

    /// Writes entries behind all others. `None` where [`Record::insert_first`] has none, either.
    pub fn append(self, entries: &[Code]) -> Option<Vec<Edit>> {
        let program = self.expr().program;
        let source = program.source();
        let children = self.bracketed()?;
        let last = items(self, &children).last()?;
        let comma = children
            .iter()
            .find(|child| child.kind() == "," && child.start_byte() >= last.end_byte());
        let end = comma.map_or(last.end_byte(), |comma| comma.end_byte());
        let lead = &source.text()[source.line_start(last.start_byte())..last.start_byte()];
        let indentation = source.indentation(last.start_byte());
        let gap = match lead.trim().is_empty() {
            true => format!("{}{indentation}", source.style().line_ending.as_str()),
            false => " ".to_owned(),
        };
        let column = program.columns(indentation);
        let printed: Vec<String> = entries
            .iter()
            .map(|entry| format!("{gap}{}", program.print(entry, indentation, column)))
            .collect();
        let closing = if comma.is_some() { "," } else { "" };
        let text = format!("{}{closing}", printed.join(","));
        // What stands behind the last entry on its line stays there.
        let line_end = source.line_end(end);
        let close = children.last()?.start_byte();
        let at = if close < line_end || gap == " " {
            end
        } else {
            line_end
        };
        Some(match comma {
            Some(_) => vec![Edit::insert(at, text)],
            None if at == end => vec![Edit::insert(end, format!(",{text}"))],
            None => vec![Edit::insert(end, ","), Edit::insert(at, text)],
        })
    }

    /// The children of the brackets that it is written in.
    fn bracketed(self) -> Option<Vec<Node<'p>>> {
        if self.is_keywords() {
            return None;
        }
        let mut cursor = self.container().walk();
        Some(self.container().children(&mut cursor).collect())
    }
}

/// The entries among the children of a record.
fn items<'c, 'p>(
    record: Record<'p>,
    children: &'c [Node<'p>],
) -> impl Iterator<Item = Node<'p>> + use<'c, 'p> {
    let dialect = record.expr().program.dialect;
    let is_item = move |child: &Node<'p>| child.is_named() && !dialect.is_comment(*child);
    children.iter().copied().filter(is_item)
}

impl<'p> Expr<'p> {
    /// Writes a record in its place, on one line: all that `first` names has, and all that it has itself, which wins.
    pub fn spread_behind(self, first: &str) -> Edit {
        let own = match self.bare().shape() {
            Shape::Name(_) | Shape::Member(..) | Shape::Call => self.text().to_owned(),
            _ => format!("({})", self.text()),
        };
        let record = match self.program.language() {
            Language::TypeScript => format!("{{ ...{first}, ...{own} }}"),
            Language::Python => format!("{{**{first}, **{own}}}"),
        };
        self.replace(&Code::Verbatim(record))
    }

    /// The statements around it, outermost first, each as an expression that [`Expr::insert_before`] takes.
    pub fn statements_around(self) -> Vec<Expr<'p>> {
        let program = self.program;
        let mut found = Vec::new();
        let mut inner = self.node;
        for outer in program.ancestors(self.node) {
            if program.dialect.structure(outer) == Structure::Block {
                found.push(self.sibling(inner));
            }
            inner = outer;
        }
        found.reverse();
        found
    }

    /// The statement itself, or the first one before it in its block that names a function which it declares: what is
    /// declared before that is there wherever the function is called.
    pub fn before_its_calls(self) -> Expr<'p> {
        let mut first = self;
        // Each step leads further up.
        loop {
            let declared = self.program.visible_from(first).into_iter();
            let declared = declared.filter(|binding| {
                binding.kind() == BindingKind::Function && first.span().contains(binding.span())
            });
            let uses = declared.flat_map(|binding| binding.uses().collect::<Vec<_>>());
            let above = uses.filter(|usage| usage.span().start < first.span().start);
            let statements = above.filter_map(|usage| {
                let around = usage.statements_around().into_iter();
                around.rev().find(|around| around.is_beside(first))
            });
            match statements.min_by_key(|found| found.span().start) {
                Some(found) => first = found,
                None => return first,
            }
        }
    }

    /// Whether two statements stand in the same block.
    pub fn is_beside(self, other: Expr<'p>) -> bool {
        let block = |expr: Expr<'p>| {
            let around = self.program.ancestors(expr.node);
            around.first().map(|node| Span::from(node.byte_range()))
        };
        block(self) == block(other)
    }
}

impl Program<'_> {
    /// How many blank lines part a statement from what is written before it: as many as stand above it where it is a function
    /// or a class of Python's, else one.
    pub(super) fn gap_above(&self, statement: Node<'_>, line_start: usize) -> usize {
        let defines = ["def ", "class ", "async def ", "@"];
        let text = self.text(statement);
        if self.language() != Language::Python || !defines.iter().any(|def| text.starts_with(def)) {
            return 1;
        }
        let lines = self.source().text()[..line_start].rsplit_terminator('\n');
        let blank = lines.take_while(|line| line.trim().is_empty()).count();
        blank.clamp(1, 2)
    }

    /// Whether a statement of several lines has a blank line above or below it.
    pub(super) fn stands_apart<'p>(&'p self, statement: Node<'p>) -> bool {
        let source = self.source();
        let text = source.text();
        let is_blank = |from: usize, to: usize| from < to && text[from..to].trim().is_empty();
        let first = source.line_start(self.with_leading_comments(statement).start_byte());
        let above = first > 0 && is_blank(source.line_start(first - 1), first);
        let below = source.next_line_start(statement.end_byte());
        let below = is_blank(below, source.next_line_start(below));
        self.text(statement).contains('\n') && (above || below)
    }
}
