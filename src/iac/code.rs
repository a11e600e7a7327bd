//! New code, language-neutral until a dialect prints it in the file's own style.

use pretty::RcDoc;

use super::program::Program;
use crate::source::{LineEnding, Quote, Semicolons, TrailingCommas};
use crate::syntax::Language;

/// An expression to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// Text of the program itself, kept as it is.
    Verbatim(String),
    /// A string.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// `true` or `True`.
    Boolean(bool),
    /// A name of the program.
    Name(String),
    /// A member, by its neutral name: `fn.qualifiedArn`.
    Member(Box<Code>, String),
    /// An object or dict; keys are neutral property names.
    Object(Vec<(String, Code)>),
    /// A list.
    List(Vec<Code>),
    /// A call with positional arguments.
    Call(Box<Code>, Vec<Code>),
    /// A construction with positional arguments: `new` in TypeScript.
    New(Box<Code>, Vec<Code>),
    /// The first, or the second where there is no first: `a ?? b`, `a or b`.
    Fallback(Box<Code>, Box<Code>),
}

/// A statement to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// `const name = value`, `name = value`.
    Declare(String, Code),
    /// An expression of its own.
    Bare(Code),
}

impl Code {
    /// A name.
    pub fn name(name: impl Into<String>) -> Self {
        Code::Name(name.into())
    }

    /// A member of this.
    pub fn member(self, neutral: impl Into<String>) -> Self {
        Code::Member(Box::new(self), neutral.into())
    }

    /// A call of this.
    pub fn call(self, arguments: impl IntoIterator<Item = Code>) -> Self {
        Code::Call(Box::new(self), arguments.into_iter().collect())
    }

    /// A construction of this class.
    pub fn construct(self, arguments: impl IntoIterator<Item = Code>) -> Self {
        Code::New(Box::new(self), arguments.into_iter().collect())
    }

    /// This, or `fallback` where there is none.
    pub fn or(self, fallback: Code) -> Self {
        Code::Fallback(Box::new(self), Box::new(fallback))
    }
}

/// Stands for a line break of the program's own text while new code is laid out around it.
const KEPT_LINE_BREAK: &str = "\u{1}";

/// How code is written at one place of a file.
pub(super) struct Printer<'p> {
    language: Language,
    quote: Quote,
    semicolons: Semicolons,
    trailing_commas: TrailingCommas,
    indent: String,
    line_ending: LineEnding,
    width: usize,
    native: &'p dyn Fn(&str) -> String,
}

impl Program<'_> {
    /// The width that the file is laid out at, in characters: the default of prettier or of black.
    pub(super) fn width(&self) -> usize {
        match self.language() {
            Language::TypeScript => 80,
            Language::Python => 88,
        }
    }

    /// Writes `code` as it stands at a place whose line is indented by `indentation`, with `column` characters before it.
    pub(super) fn print(&self, code: &Code, indentation: &str, column: usize) -> String {
        let native = |neutral: &str| self.dialect.native_name(neutral);
        Printer::of(self, &native).render(code, indentation, column)
    }

    /// Writes a statement without its indentation and line ending.
    pub(super) fn print_statement(&self, statement: &Statement, indentation: &str) -> String {
        let native = |neutral: &str| self.dialect.native_name(neutral);
        let printer = Printer::of(self, &native);
        let column = columns(indentation);
        let (start, code) = match (statement, self.language()) {
            (Statement::Declare(name, code), Language::TypeScript) => {
                (format!("const {name} = "), code)
            }
            (Statement::Declare(name, code), Language::Python) => (format!("{name} = "), code),
            (Statement::Bare(code), _) => (String::new(), code),
        };
        let body = printer.render(code, indentation, column + start.chars().count());
        let end = match (self.language(), printer.semicolons) {
            (Language::TypeScript, Semicolons::Always) => ";",
            _ => "",
        };
        format!("{start}{body}{end}")
    }
}

impl<'p> Printer<'p> {
    fn of(program: &Program<'_>, native: &'p dyn Fn(&str) -> String) -> Self {
        let style = program.source().style();
        let (indent, quote) = match program.language() {
            Language::TypeScript => (2, Quote::Double),
            Language::Python => (4, Quote::Double),
        };
        Self {
            language: program.language(),
            quote: style.quote.unwrap_or(quote),
            semicolons: style.semicolons,
            trailing_commas: style.trailing_commas,
            indent: style.indent_unit(indent),
            line_ending: style.line_ending,
            width: program.width(),
            native,
        }
    }

    fn render(&self, code: &Code, indentation: &str, column: usize) -> String {
        let left = self.width.saturating_sub(column).max(20);
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = self.doc(code).render_fmt(left, &mut out);
        let mut lines = out.split('\n');
        let mut text = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            // One space a level was laid out; it is written as the file indents.
            let body = line.trim_start_matches(' ');
            text.push_str(self.line_ending.as_str());
            text.push_str(indentation);
            text.push_str(&self.indent.repeat(line.len() - body.len()));
            text.push_str(body);
        }
        text.replace(KEPT_LINE_BREAK, "\n")
    }

    fn doc(&self, code: &Code) -> RcDoc<'static> {
        match code {
            Code::Verbatim(text) => RcDoc::text(text.replace('\n', KEPT_LINE_BREAK)),
            Code::Name(text) => RcDoc::text(text.clone()),
            Code::Text(text) => RcDoc::text(self.string(text)),
            Code::Integer(number) => RcDoc::text(number.to_string()),
            Code::Boolean(value) => RcDoc::text(match (self.language, value) {
                (Language::TypeScript, true) => "true",
                (Language::TypeScript, false) => "false",
                (Language::Python, true) => "True",
                (Language::Python, false) => "False",
            }),
            Code::Member(object, neutral) => self
                .doc(object)
                .append(RcDoc::text(format!(".{}", (self.native)(neutral)))),
            Code::Object(entries) => self.bracketed(
                "{",
                entries
                    .iter()
                    .map(|(key, value)| {
                        RcDoc::text(format!("{}: ", self.key(key))).append(self.doc(value))
                    })
                    .collect(),
                "}",
                match self.language {
                    Language::TypeScript => RcDoc::line(),
                    Language::Python => RcDoc::line_(),
                },
            ),
            Code::List(elements) => self.bracketed(
                "[",
                elements.iter().map(|element| self.doc(element)).collect(),
                "]",
                RcDoc::line_(),
            ),
            Code::Call(callee, arguments) => self.doc(callee).append(self.arguments(arguments)),
            Code::New(class, arguments) => {
                let new = match self.language {
                    Language::TypeScript => "new ",
                    Language::Python => "",
                };
                RcDoc::text(new)
                    .append(self.doc(class))
                    .append(self.arguments(arguments))
            }
            Code::Fallback(primary, fallback) => {
                let operator = match self.language {
                    Language::TypeScript => " ?? ",
                    Language::Python => " or ",
                };
                self.doc(primary)
                    .append(RcDoc::text(operator))
                    .append(self.doc(fallback))
            }
        }
    }

    fn arguments(&self, arguments: &[Code]) -> RcDoc<'static> {
        let items: Vec<_> = arguments
            .iter()
            .map(|argument| self.doc(argument))
            .collect();
        match self.language {
            Language::TypeScript => self.bracketed("(", items, ")", RcDoc::line_()),
            Language::Python if items.is_empty() => RcDoc::text("()"),
            // As black does: the arguments go to a line of their own together, and one a line only where that is too
            // long, too.
            Language::Python => {
                let separator = RcDoc::text(",").append(RcDoc::line());
                let together = RcDoc::intersperse(items, separator)
                    .append(RcDoc::text(",").flat_alt(RcDoc::nil()))
                    .group();
                RcDoc::text("(")
                    .append(RcDoc::line_().append(together).nest(1))
                    .append(RcDoc::line_())
                    .append(RcDoc::text(")"))
                    .group()
            }
        }
    }

    /// Items on one line where they fit, else one a line, each level indented by one space.
    fn bracketed(
        &self,
        open: &'static str,
        items: Vec<RcDoc<'static>>,
        close: &'static str,
        edge: RcDoc<'static>,
    ) -> RcDoc<'static> {
        if items.is_empty() {
            return RcDoc::text(format!("{open}{close}"));
        }
        let comma = match self.trailing_commas {
            TrailingCommas::Always => RcDoc::text(",").flat_alt(RcDoc::nil()),
            TrailingCommas::Never => RcDoc::nil(),
        };
        let separator = RcDoc::text(",").append(RcDoc::line());
        RcDoc::text(open)
            .append(
                edge.clone()
                    .append(RcDoc::intersperse(items, separator))
                    .append(comma)
                    .nest(1),
            )
            .append(edge)
            .append(RcDoc::text(close))
            .group()
    }

    fn key(&self, neutral: &str) -> String {
        match self.language {
            Language::TypeScript if is_identifier(neutral) => neutral.to_owned(),
            Language::TypeScript => self.string(neutral),
            Language::Python => self.string(&(self.native)(neutral)),
        }
    }

    fn string(&self, text: &str) -> String {
        let mut quote = self.quote.char();
        let other = if quote == '"' { '\'' } else { '"' };
        // As both formatters do: the other quote where it saves escapes.
        if text.contains(quote) && !text.contains(other) {
            quote = other;
        }
        let mut out = String::from(quote);
        for character in text.chars() {
            match character {
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\\' => out.push_str("\\\\"),
                character if character == quote => {
                    out.push('\\');
                    out.push(character);
                }
                character => out.push(character),
            }
        }
        out.push(quote);
        out
    }
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_' || first == '$')
        && text.chars().all(|character| {
            character.is_ascii_alphanumeric() || character == '_' || character == '$'
        })
}

/// How many columns a line's text takes; a tab counts as prettier counts it by default, as two.
pub(super) fn columns(text: &str) -> usize {
    text.chars()
        .map(|next| if next == '\t' { 2 } else { 1 })
        .sum()
}
