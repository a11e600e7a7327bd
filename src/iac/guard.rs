//! Guard clauses: statements that stop the program where a text is not as it should be, and where they stand.

use pretty::RcDoc;
use tree_sitter::Node;

use super::binding::Binding;
use super::code::Printer;
use super::dialect::Structure;
use super::expr::Expr;
use super::program::Program;
use super::signature::Need;
use crate::fix::Edit;
use crate::source::{Quote, Semicolons, TrailingCommas};
use crate::syntax::{Language, Named};

/// A clause that stops the program where a text is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    /// The text, as the program names it where the clause stands.
    pub subject: String,
    /// Whether there may be none, which the clause lets pass.
    pub need: Need,
    /// What it is called when the program stops.
    pub called: String,
    /// What is asked of it.
    pub demand: Demand,
    /// What it has to be, as the program says when it stops: `must be 20 characters or less`.
    pub says: String,
}

/// What is asked of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Demand {
    /// That all of it matches a regular expression.
    Pattern {
        /// The expression, anchored.
        pattern: String,
        /// How the file names Python's `re.fullmatch`; nothing in TypeScript.
        function: String,
    },
    /// That it has no more characters.
    Length(i64),
}

impl<'p> Expr<'p> {
    /// Inserts clauses below the statement that holds it, as a paragraph of their own. `None` where that statement shares
    /// its lines with others, or none holds it.
    pub fn guard_below(self, guards: &[Guard]) -> Option<Edit> {
        self.program.guards_below(self.statement()?, guards)
    }
}

impl<'p> Binding<'p> {
    /// Inserts clauses about a parameter where its function begins: below the call of the base class's constructor where
    /// there is one, and below what documents the function. `None` for anything but a parameter of a function that has a
    /// body of statements.
    pub fn guard_parameter(self, guards: &[Guard]) -> Option<Edit> {
        if !self.is_parameter() {
            return None;
        }
        let program = self.program;
        let function = program
            .ancestors(self.data().declared.node)
            .into_iter()
            .find(|node| program.dialect.structure(*node) == Structure::Function)?;
        let body = function.field("body")?;
        if program.dialect.structure(body) != Structure::Block {
            return None;
        }
        let mut cursor = body.walk();
        let statements: Vec<Node<'p>> = body
            .named_children(&mut cursor)
            .filter(|node| !program.dialect.is_comment(*node))
            .collect();
        let document = program.document();
        let base = statements
            .iter()
            .rfind(|statement| program.dialect.constructs_base(document, **statement));
        if let Some(base) = base {
            return program.guards_below(*base, guards);
        }
        // The base class is constructed in a branch, or not by a statement of its own.
        if program.text(body).contains("super(") {
            return None;
        }
        let first = *statements.first()?;
        let documents = first.named_child(0).is_some_and(|child| {
            let alone = program.text(first).trim_end_matches(';') == program.text(child);
            alone && program.dialect.is_string(child)
        });
        match documents {
            true => program.guards_below(first, guards),
            false => program.guards_above(first, guards),
        }
    }

    /// Whether it is a parameter of a function that is written where it is handed to another one: `names.map((name) => …)`.
    pub fn is_of_callback(self) -> bool {
        let program = self.program;
        let mut around = program.ancestors(self.data().declared.node).into_iter();
        let function = around.find(|node| program.dialect.structure(*node) == Structure::Function);
        let function = function.map(|node| Expr { program, node });
        self.is_parameter() && function.is_some_and(|function| function.argument_of().is_some())
    }
}

impl<'p> Program<'p> {
    fn guards_below(&'p self, statement: Node<'p>, guards: &[Guard]) -> Option<Edit> {
        let source = self.source();
        let indentation = self.own_lines(statement)?;
        let line_ending = source.style().line_ending.as_str();
        let end = source.line_end(self.end_with_comments(statement));
        let next = source.next_line_start(end);
        let following = source.text()[next..source.line_end(next)].trim_end();
        let mut text = format!("{line_ending}{}", self.guards(guards, indentation));
        text.truncate(text.trim_end().len());
        // What follows in the same block is another paragraph.
        let same_block = following.trim_start().len() + indentation.len() == following.len();
        if !following.is_empty() && same_block && following.starts_with(indentation) {
            text.push_str(line_ending);
        }
        Some(Edit::insert(end, format!("{line_ending}{text}")))
    }

    fn guards_above(&'p self, statement: Node<'p>, guards: &[Guard]) -> Option<Edit> {
        let source = self.source();
        let indentation = self.own_lines(statement)?;
        let first = self.with_leading_comments(statement);
        let line_ending = source.style().line_ending.as_str();
        let text = format!("{}{line_ending}", self.guards(guards, indentation));
        Some(Edit::insert(source.line_start(first.start_byte()), text))
    }

    /// The indentation of a statement that has its lines for itself, comments apart.
    fn own_lines(&'p self, statement: Node<'p>) -> Option<&'p str> {
        let source = self.source();
        let start = statement.start_byte();
        let before = &source.text()[source.line_start(start)..start];
        let last = self.end_with_comments(statement);
        let behind = &source.text()[last..source.line_end(last)];
        let alone = before.trim().is_empty() && behind.trim().is_empty();
        alone.then(|| source.indentation(start))
    }

    /// The clauses, each on lines of its own.
    fn guards(&self, guards: &[Guard], indentation: &str) -> String {
        let line_ending = self.source().style().line_ending.as_str();
        let column = self.columns(indentation);
        let printed = guards.iter().map(|guard| {
            let doc = |printer: &Printer<'_>| guard.doc(printer);
            let text = self.print_doc(&doc, indentation, column);
            format!("{indentation}{text}{line_ending}")
        });
        printed.collect()
    }
}

impl Guard {
    fn doc(&self, printer: &Printer<'_>) -> RcDoc<'static> {
        match printer.language {
            Language::TypeScript => self.typescript(printer),
            Language::Python => self.python(printer),
        }
    }

    fn typescript(&self, printer: &Printer<'_>) -> RcDoc<'static> {
        let subject = &self.subject;
        let demand = match &self.demand {
            Demand::Pattern { pattern, .. } => {
                format!("!/{}/.test({subject})", pattern.replace('/', "\\/"))
            }
            Demand::Length(most) => format!("{subject}.length > {most}"),
        };
        let asked = match self.need {
            Need::Required => RcDoc::text(demand),
            Need::Optional => RcDoc::text(format!("{subject} &&"))
                .append(RcDoc::line())
                .append(RcDoc::text(demand)),
        };
        let text = format!(
            "`Invalid {} '${{{subject}}}': {}`",
            self.called,
            escaped(&self.says, &["\\", "`", "${"])
        );
        let level = printer.level as isize;
        let comma = match printer.argument_commas {
            TrailingCommas::Always => RcDoc::text(",").flat_alt(RcDoc::nil()),
            TrailingCommas::Never => RcDoc::nil(),
        };
        let end = match printer.semicolons {
            Semicolons::Always => ";",
            Semicolons::Never => "",
        };
        let in_brackets = |inner: RcDoc<'static>| {
            RcDoc::line_()
                .append(inner)
                .nest(level)
                .append(RcDoc::line_())
                .group()
        };
        let head = RcDoc::text("if (")
            .append(in_brackets(asked))
            .append(RcDoc::text(") {"));
        let stop = RcDoc::text("throw new Error(")
            .append(in_brackets(RcDoc::text(text).append(comma)))
            .append(RcDoc::text(format!("){end}")));
        head.append(RcDoc::hardline().append(stop).nest(level))
            .append(RcDoc::hardline())
            .append(RcDoc::text("}"))
    }

    fn python(&self, printer: &Printer<'_>) -> RcDoc<'static> {
        let subject = &self.subject;
        let present = match self.need {
            Need::Required => String::new(),
            Need::Optional => format!("{subject} and "),
        };
        let head = match &self.demand {
            Demand::Pattern { pattern, function } => {
                let quote = match (printer.quote, pattern.contains('"')) {
                    (Quote::Double, false) => '"',
                    (Quote::Single, _) | (Quote::Double, true) => '\'',
                };
                let arguments = vec![
                    RcDoc::text(format!("r{quote}{pattern}{quote}")),
                    RcDoc::text(subject.clone()),
                ];
                RcDoc::text(format!("if {present}not {function}"))
                    .append(printer.python_arguments(arguments))
            }
            Demand::Length(most) => RcDoc::text(format!("if {present}len({subject}) > {most}")),
        };
        let says = escaped(&self.says, &["\\", "\""])
            .replace('{', "{{")
            .replace('}', "}}");
        let text = format!("f\"Invalid {} '{{{subject}}}': {says}\"", self.called);
        // As black does: one text that is too long goes below, without a comma.
        let level = printer.level as isize;
        let stop = RcDoc::text("raise ValueError(")
            .append(RcDoc::line_().append(RcDoc::text(text)).nest(level))
            .append(RcDoc::line_())
            .append(RcDoc::text(")"))
            .group();
        head.append(RcDoc::text(":"))
            .append(RcDoc::hardline().append(stop).nest(level))
    }
}

/// `text` with a backslash before each of `signs`.
fn escaped(text: &str, signs: &[&str]) -> String {
    let mut text = text.to_owned();
    for sign in signs {
        text = text.replace(sign, &format!("\\{sign}"));
    }
    text
}
