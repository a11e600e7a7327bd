//! New code, language-neutral until a dialect prints it in the file's own style.

use pretty::RcDoc;

use super::comments::Comments;
use super::declare::{NewOptions, NewResource};
use super::expr::Expr;
use super::program::Program;
use crate::source::{LineEnding, Quote, Semicolons, TrailingCommas};
use crate::syntax::Language;

/// An expression to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// Text of the program itself, kept as it is; see [`Expr::code`] for text that moves.
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
    /// An object or dict of entries: each as [`Entry::code`](super::Entry::code) has it, a datum, or what is spread.
    Entries(Vec<Code>),
    /// An entry of a record whose key is nobody's property name, as of tags: it is written as it is.
    Datum(String, Box<Code>),
    /// The entries of another record: `...tags`, `**tags`.
    Spread(Box<Code>),
    /// A list.
    List(Vec<Code>),
    /// A call with positional arguments.
    Call(Box<Code>, Vec<Code>),
    /// A construction with positional arguments: `new` in TypeScript.
    New(Box<Code>, Vec<Code>),
    /// The first, or the second where there is no first: `a ?? b`, `a or b`.
    Fallback(Box<Code>, Box<Code>),
    /// A construction of a resource.
    Resource(Box<NewResource>),
    /// A call with keyword arguments by neutral name: `FunctionEnvironmentArgs(variables=…)` in Python. Elsewhere it is the
    /// object of these entries.
    Keywords(Box<Code>, Vec<(String, Code)>),
    /// A value of an entry with the comments that speak of the entry.
    Commented(Box<Code>, Comments),
    /// One of two, by a condition: the condition, what is taken where it holds, and what where it does not.
    Choice(Box<Code>, Box<Code>, Box<Code>),
    /// An object or list with one item a line, even where it would fit on one.
    OneALine(Box<Code>),
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

    /// This without its comments.
    pub(super) fn bare(&self) -> &Code {
        match self {
            Code::Commented(code, _) => code.bare(),
            code => code,
        }
    }

    /// This, or `fallback` where there is none.
    pub fn or(self, fallback: Code) -> Self {
        Code::Fallback(Box::new(self), Box::new(fallback))
    }
}

/// Stands for a line break inside a string of the program while new code is laid out around it: what follows it is not
/// indented. No source holds a NUL.
const KEPT_LINE_BREAK: char = '\0';

/// How code is written at one place of a file.
pub(super) struct Printer<'p> {
    pub(super) language: Language,
    pub(super) quote: Quote,
    pub(super) semicolons: Semicolons,
    pub(super) trailing_commas: TrailingCommas,
    pub(super) argument_commas: TrailingCommas,
    indent: String,
    /// The columns of one level.
    pub(super) level: usize,
    /// How the file names `pulumi.ResourceOptions`; it takes a walk over all names to find out.
    options_class: &'p dyn Fn() -> String,
    /// The column that the code starts at.
    start: usize,
    line_ending: LineEnding,
    pub(super) tab_width: usize,
    width: usize,
    pub(super) native: &'p dyn Fn(&str) -> String,
}

impl Program<'_> {
    /// How many columns a line's text takes.
    pub(super) fn columns(&self, text: &str) -> usize {
        self.source().style().columns(text)
    }

    /// Writes `code` as it stands at a place whose line is indented by `indentation`, with `column` characters before it.
    pub(super) fn print(&self, code: &Code, indentation: &str, column: usize) -> String {
        self.print_before(code, indentation, column, 0)
    }

    /// Writes `code` as [`Program::print`] does, where `rest` characters follow it on its last line.
    pub(super) fn print_before(
        &self,
        code: &Code,
        indentation: &str,
        column: usize,
        rest: usize,
    ) -> String {
        self.printed(&|printer| printer.doc(code), indentation, column, rest)
    }

    /// Writes what `doc` makes, as [`Program::print`] writes code.
    pub(super) fn print_doc(
        &self,
        doc: &dyn Fn(&Printer<'_>) -> RcDoc<'static>,
        indentation: &str,
        column: usize,
    ) -> String {
        self.printed(doc, indentation, column, 0)
    }

    fn printed(
        &self,
        doc: &dyn Fn(&Printer<'_>) -> RcDoc<'static>,
        indentation: &str,
        column: usize,
        rest: usize,
    ) -> String {
        let native = |neutral: &str| self.dialect.native_name(neutral);
        let options_class = || {
            let class = self.options_class();
            class.unwrap_or_else(|| "pulumi.ResourceOptions".to_owned())
        };
        let printer = Printer::of(self, &native, &options_class, column);
        printer.render(doc(&printer), indentation, column, rest)
    }
}

impl Expr<'_> {
    /// Its own text, to be written elsewhere: its lines are indented as the new place is, but for those that start inside
    /// a string.
    pub fn code(self) -> Code {
        let program = self.program;
        let source = program.source();
        let indentation = source.indentation(self.span().start);
        let mut text = String::new();
        let mut at = self.span().start;
        for line in self.text().split_inclusive('\n') {
            let first = at == self.span().start;
            let body = line.trim_end_matches(['\n', '\r']);
            match first || program.starts_inside_string(at) {
                true => text.push_str(body),
                false => text.push_str(body.strip_prefix(indentation).unwrap_or(body.trim_start())),
            }
            at += line.len();
            if line.ends_with('\n') {
                let kept = program.starts_inside_string(at);
                text.push(if kept { KEPT_LINE_BREAK } else { '\n' });
            }
        }
        Code::Verbatim(text)
    }
}

impl<'p> Printer<'p> {
    fn of(
        program: &Program<'_>,
        native: &'p dyn Fn(&str) -> String,
        options_class: &'p dyn Fn() -> String,
        start: usize,
    ) -> Self {
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
            argument_commas: style.argument_commas,
            level: style.columns(&style.indent_unit(indent)),
            indent: style.indent_unit(indent),
            options_class,
            start,
            line_ending: style.line_ending,
            tab_width: style.tab_width,
            width: program.width(),
            native,
        }
    }

    /// How many columns a line's text takes.
    fn columns(&self, text: &str) -> usize {
        text.chars()
            .map(|next| if next == '\t' { self.tab_width } else { 1 })
            .sum()
    }

    fn render(&self, doc: RcDoc<'static>, indentation: &str, column: usize, rest: usize) -> String {
        let base = self.columns(indentation);
        // What stands before it on its line counts, so that lines break where they would in the file.
        let doc = RcDoc::text("x".repeat(column))
            .append(doc)
            .nest(base as isize)
            .append(RcDoc::text("x".repeat(rest)));
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = doc.render_fmt(self.width, &mut out);
        let mut lines = out[column..out.len() - rest].split('\n');
        let mut text = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            let body = line.trim_start_matches(' ');
            let levels = (line.len() - body.len()).saturating_sub(base) / self.level;
            text.push_str(self.line_ending.as_str());
            if !body.is_empty() {
                text.push_str(indentation);
                text.push_str(&self.indent.repeat(levels));
                text.push_str(body);
            }
        }
        text.replace(KEPT_LINE_BREAK, self.line_ending.as_str())
    }

    pub(super) fn doc(&self, code: &Code) -> RcDoc<'static> {
        match code {
            Code::Verbatim(text) => RcDoc::intersperse(
                text.split('\n')
                    .map(|line| self.moved_line(line.trim_end_matches('\r'))),
                RcDoc::hardline(),
            ),
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
            Code::Object(_) | Code::Entries(_) | Code::List(_) if self.stands_open(code) => {
                self.open(code)
            }
            Code::OneALine(code) => self.open(code),
            Code::Choice(condition, yes, no) => self.choice(condition, yes, no),
            Code::Object(entries) => {
                let entries = entries.iter().map(|(key, value)| self.entry(key, value));
                self.bracketed("{", entries.collect(), "}", self.edge())
            }
            Code::Entries(entries) => {
                let entries = entries.iter().map(|entry| self.doc(entry));
                self.bracketed("{", entries.collect(), "}", self.edge())
            }
            Code::Datum(key, value) => {
                let key = match self.language {
                    Language::TypeScript => self.key(key),
                    Language::Python => self.string(key),
                };
                RcDoc::text(format!("{key}: ")).append(self.doc(value))
            }
            Code::Spread(record) => {
                let mark = match self.language {
                    Language::TypeScript => "...",
                    Language::Python => "**",
                };
                RcDoc::text(mark).append(self.doc(record))
            }
            Code::List(elements) => self.bracketed(
                "[",
                elements.iter().map(|element| self.doc(element)).collect(),
                "]",
                RcDoc::line_(),
            ),
            Code::Call(callee, arguments) => self
                .chain(code)
                .unwrap_or_else(|| self.doc(callee).append(self.arguments(arguments))),
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
            Code::Resource(resource) => match self.language {
                Language::TypeScript => self.new_expression(resource),
                Language::Python => self.keyword_call(resource),
            },
            Code::Keywords(class, entries) => match self.language {
                Language::TypeScript => self.doc(&Code::Object(entries.clone())),
                Language::Python => self.doc(class).append(
                    self.python_arguments(
                        entries
                            .iter()
                            .map(|(name, value)| self.keyword(name, value))
                            .collect(),
                    ),
                ),
            },
            // Where several entries share a line, a comment would swallow the rest of it.
            Code::Commented(code, _) => self.doc(code),
        }
    }

    /// What stands between the braces of an object or dict and its entries.
    fn edge(&self) -> RcDoc<'static> {
        match self.language {
            Language::TypeScript => RcDoc::line(),
            Language::Python => RcDoc::line_(),
        }
    }

    /// A line of text that moves: its own indentation counts in levels of the file.
    fn moved_line(&self, line: &str) -> RcDoc<'static> {
        let body = line.trim_start_matches([' ', '\t']);
        let lead = self.columns(&line[..line.len() - body.len()]);
        RcDoc::text(format!("{}{body}", " ".repeat(lead)))
    }

    fn new_expression(&self, resource: &NewResource) -> RcDoc<'static> {
        let level = self.level as isize;
        let head = RcDoc::text("new ")
            .append(self.doc(&resource.class))
            .append(RcDoc::text("("));
        let name = self.doc(&resource.name);
        let properties = self.open(&Code::Object(resource.properties.clone()));
        let options = match &resource.options {
            NewOptions::Each(options) if options.is_empty() => {
                // The last argument alone hugs the brackets, where the first line is not too long for it.
                let hugged = head
                    .clone()
                    .append(name.clone())
                    .append(RcDoc::text(", "))
                    .append(properties.clone())
                    .append(RcDoc::text(")"));
                let room = format!(
                    "{}{}",
                    self.flat(&resource.class),
                    self.flat(&resource.name)
                );
                if self.start + "new (, {".len() + room.chars().count() <= self.width {
                    return hugged;
                }
                None
            }
            NewOptions::Each(options) => Some(self.doc(&Code::Object(options.clone()))),
            NewOptions::From(options) => Some(self.doc(options)),
        };
        let separator = RcDoc::text(",").append(RcDoc::hardline());
        let comma = match self.argument_commas {
            TrailingCommas::Always => ",",
            TrailingCommas::Never => "",
        };
        let arguments = [Some(name), Some(properties), options]
            .into_iter()
            .flatten();
        head.append(
            RcDoc::hardline()
                .append(RcDoc::intersperse(arguments, separator))
                .append(RcDoc::text(comma))
                .nest(level),
        )
        .append(RcDoc::hardline())
        .append(RcDoc::text(")"))
    }

    fn keyword_call(&self, resource: &NewResource) -> RcDoc<'static> {
        let properties = resource
            .properties
            .iter()
            .map(|(name, value)| own_line(self.keyword(name, value), value, ","));
        let options = match &resource.options {
            NewOptions::Each(options) if options.is_empty() => None,
            NewOptions::Each(options) => {
                let class = Code::Verbatim((self.options_class)());
                Some(Code::Keywords(Box::new(class), options.clone()))
            }
            NewOptions::From(options) => Some(options.clone()),
        };
        let options =
            options.map(|options| own_line(self.keyword("opts", &options), &options, ","));
        let arguments = std::iter::once(self.doc(&resource.name).append(RcDoc::text(",")))
            .chain(properties)
            .chain(options);
        self.doc(&resource.class)
            .append(RcDoc::text("("))
            .append(
                RcDoc::hardline()
                    .append(RcDoc::intersperse(arguments, RcDoc::hardline()))
                    .nest(self.level as isize),
            )
            .append(RcDoc::hardline())
            .append(RcDoc::text(")"))
    }

    /// An entry of an object or dict. A name that is its key is written once in TypeScript, as `{ name }`.
    pub(super) fn entry(&self, key: &str, value: &Code) -> RcDoc<'static> {
        match value.bare() {
            Code::Name(name) if self.language == Language::TypeScript && name == key => {
                self.doc(value)
            }
            _ => RcDoc::text(format!("{}: ", self.key(key))).append(self.doc(value)),
        }
    }

    /// A keyword argument.
    pub(super) fn keyword(&self, name: &str, value: &Code) -> RcDoc<'static> {
        RcDoc::text(format!("{}=", (self.native)(name))).append(self.doc(value))
    }

    /// Code on one line, for measuring.
    fn flat(&self, code: &Code) -> String {
        let mut out = String::new();
        let _ = self.doc(code).render_fmt(usize::MAX / 2, &mut out);
        out
    }

    pub(super) fn arguments(&self, arguments: &[Code]) -> RcDoc<'static> {
        let items: Vec<_> = arguments
            .iter()
            .map(|argument| self.doc(argument))
            .collect();
        match self.language {
            // An object or list that is the only argument hugs the brackets.
            Language::TypeScript if matches!(arguments, [only] if only.is_bracketed()) => {
                RcDoc::text("(")
                    .append(RcDoc::concat(items))
                    .append(RcDoc::text(")"))
            }
            Language::TypeScript => self.bracketed("(", items, ")", RcDoc::line_()),
            Language::Python => self.python_arguments(items),
        }
    }

    /// As black does: the arguments go to a line of their own together, and one a line only where that is too long, too.
    pub(super) fn python_arguments(&self, items: Vec<RcDoc<'static>>) -> RcDoc<'static> {
        if items.is_empty() {
            return RcDoc::text("()");
        }
        let separator = RcDoc::text(",").append(RcDoc::line());
        let together = RcDoc::intersperse(items, separator)
            .append(RcDoc::text(",").flat_alt(RcDoc::nil()))
            .group();
        RcDoc::text("(")
            .append(RcDoc::line_().append(together).nest(self.level as isize))
            .append(RcDoc::line_())
            .append(RcDoc::text(")"))
            .group()
    }

    /// Items on one line where they fit, else one a line, indented by one level.
    pub(super) fn bracketed(
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
                    .nest(self.level as isize),
            )
            .append(edge)
            .append(RcDoc::text(close))
            .group()
    }

    pub(super) fn key(&self, neutral: &str) -> String {
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

/// An entry on a line of its own, with its comma and the comments of its value around it.
pub(super) fn own_line(entry: RcDoc<'static>, value: &Code, comma: &'static str) -> RcDoc<'static> {
    let entry = entry.append(RcDoc::text(comma));
    let Code::Commented(_, comments) = value else {
        return entry;
    };
    let above = comments
        .above
        .iter()
        .flat_map(|comment| comment.lines())
        .map(|line| RcDoc::text(line.trim().to_owned()).append(RcDoc::hardline()));
    let behind = comments.behind.iter().map(|comment| {
        let gap = if comment.starts_with('#') { "  " } else { " " };
        RcDoc::text(format!("{gap}{comment}"))
    });
    RcDoc::concat(above)
        .append(entry)
        .append(RcDoc::concat(behind))
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_' || first == '$')
        && text.chars().all(|character| {
            character.is_ascii_alphanumeric() || character == '_' || character == '$'
        })
}
