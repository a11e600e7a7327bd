//! Edits of what is there: set, rename, replace, insert.

use tree_sitter::Node;

use super::code::Code;
use super::dialect::{Role, Shape};
use super::expr::Expr;
use super::lookup;
use super::program::Program;
use super::record::{Entry, Key, Record};
use super::resource::{Presence, Resource};
use super::statement::Statement;
use crate::fix::Edit;
use crate::source::{Span, TrailingCommas};
use crate::syntax::Language;

/// Whether statements that are inserted where a paragraph begins are paragraphs of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Apart {
    Each,
    Together,
}

impl<'p> Expr<'p> {
    /// Writes `code` in its place, in brackets where the surroundings would tear it apart.
    pub fn replace(self, code: &Code) -> Edit {
        let program = self.program;
        let source = program.source();
        let start = self.node.start_byte();
        let column = program.columns(&source.text()[source.line_start(start)..start]);
        let indentation = source.indentation(start);
        if let Role::EntryValue { entry, .. } = self.role()
            && entry.id() == self.node.id()
        {
            // A shorthand `{ key }` is its key, too.
            let key = format!("{}: ", self.text());
            let text = program.print(code, indentation, column + key.chars().count());
            return Edit::replace(self.span(), format!("{key}{text}"));
        }
        let rest = source.line_end(self.node.end_byte()) - self.node.end_byte();
        let text = match code.is_bracketed() {
            true => program.print_before(code, indentation, column, rest),
            false => program.print(code, indentation, column),
        };
        // `a || b ?? c` is a syntax error in TypeScript, and `a or b` binds weaker than most.
        let loose = matches!(code, Code::Fallback(..));
        if loose && !self.stands_alone() {
            return Edit::replace(self.span(), format!("({text})"));
        }
        // As prettier does: a value that is an operation goes below its key where it does not fit beside it.
        let fits =
            !text.contains(['\n', '\r']) && column + text.chars().count() + rest <= program.width();
        let beside_key = matches!(self.role(), Role::EntryValue { .. })
            && !source.text()[source.line_start(start)..start]
                .trim()
                .is_empty();
        if loose && !fits && beside_key && program.language() == Language::TypeScript {
            let key_end = source.text()[..start].trim_end().len();
            let below = format!("{indentation}{}", source.style().indent_unit(2));
            let text = program.print(code, &below, program.columns(&below));
            let line_ending = source.style().line_ending.as_str();
            return Edit::replace(
                Span::new(key_end, self.node.end_byte()),
                format!("{line_ending}{below}{text}"),
            );
        }
        Edit::replace(self.span(), text)
    }

    /// Whether nothing around it binds it more tightly than its own operators do.
    fn stands_alone(self) -> bool {
        match self.role() {
            Role::EntryValue { .. }
            | Role::Element(_)
            | Role::Argument { .. }
            | Role::Initializer(_)
            | Role::Assigned(_)
            | Role::Field(_)
            | Role::Result(_) => true,
            // `void x` is a statement, too.
            Role::Bare => self
                .statement()
                .is_some_and(|statement| statement.start_byte() == self.node.start_byte()),
            // The same brackets that another expression would get hold this one: `(x)`, `${x}`.
            _ => self
                .program
                .ancestors(self.node)
                .first()
                .is_some_and(|outer| {
                    let before = Span::new(outer.start_byte(), self.node.start_byte());
                    let before = self.program.text_of(before).trim();
                    matches!(before, "(" | "[" | "{" | "${")
                }),
        }
    }

    /// Inserts statements before the statement that holds the expression, above the comments that belong to it; each is a
    /// paragraph where that one starts a paragraph. `None` where no statement holds it.
    pub fn insert_before(self, statements: &[Statement]) -> Option<Edit> {
        self.inserted_before(statements, Apart::Each)
    }

    /// As [`Expr::insert_before`], with all of the statements in one paragraph.
    pub fn insert_together_before(self, statements: &[Statement]) -> Option<Edit> {
        self.inserted_before(statements, Apart::Together)
    }

    fn inserted_before(self, statements: &[Statement], apart: Apart) -> Option<Edit> {
        let program = self.program;
        let source = program.source();
        let statement = self.statement()?;
        let first = program.with_introduction(statement);
        let indentation = source.indentation(statement.start_byte());
        let line_start = source.line_start(first.start_byte());
        let own_line = source.text()[line_start..first.start_byte()]
            .trim()
            .is_empty();
        let line_ending = source.style().line_ending.as_str();
        // Before a paragraph of its own comes another paragraph.
        let paragraph = line_start > 0
            && source.text()[source.line_start(line_start - 1)..line_start]
                .trim()
                .is_empty();
        let mut text = String::new();
        for (at, statement) in statements.iter().enumerate() {
            let printed = program.print_statement(statement, indentation);
            if own_line && paragraph && at > 0 && apart == Apart::Each {
                text.push_str(line_ending);
            }
            match own_line {
                true => text.push_str(&format!("{indentation}{printed}{line_ending}")),
                // `if (x) { a(); b(); }` on one line.
                false => text.push_str(&format!("{}; ", printed.trim_end_matches(';'))),
            }
        }
        if own_line && paragraph {
            text.push_str(&line_ending.repeat(program.gap_above(statement, line_start)));
        }
        let at = if own_line {
            line_start
        } else {
            first.start_byte()
        };
        Some(Edit::insert(at, text))
    }

    /// Writes another argument behind it, where it is the last one of a call.
    pub fn insert_argument_behind(self, code: &Code) -> Option<Edit> {
        let Role::Argument { .. } = self.role() else {
            return None;
        };
        let program = self.program;
        let source = program.source();
        let start = self.node.start_byte();
        let indentation = source.indentation(start);
        let before = &source.text()[source.line_start(start)..start];
        let gap = self.gap_behind();
        let text = program.print(code, indentation, program.columns(before));
        Some(Edit::insert(self.node.end_byte(), format!("{gap}{text}")))
    }

    /// Inserts statements after the statement that holds the expression, below what stands on its last line. `None` where
    /// no statement holds it.
    pub fn insert_after(self, statements: &[Statement]) -> Option<Edit> {
        let program = self.program;
        let source = program.source();
        let statement = self.statement()?;
        let indentation = source.indentation(statement.start_byte());
        let last = program.end_with_comments(statement);
        let end = source.line_end(last);
        let rest = source.text()[last..end].trim();
        let line_ending = source.style().line_ending.as_str();
        let printed = |statement| program.print_statement(statement, indentation);
        let start = statement.start_byte();
        let own_line = source.text()[source.line_start(start)..start]
            .trim()
            .is_empty();
        // Only comments may stand behind it on its line; anything else is another statement or a bracket. What stands
        // before it may be the head of the block that it is in: `if x: a()`.
        if !rest.is_empty() || !own_line {
            let mut text = String::new();
            for statement in statements {
                text.push_str(&format!("; {}", printed(statement).trim_end_matches(';')));
            }
            let at = statement.end_byte() - usize::from(program.text(statement).ends_with(';'));
            return Some(Edit::insert(at, text));
        }
        // Where statements of several lines stand apart, what is declared beside one does, too.
        let gap = if program.stands_apart(statement) {
            line_ending
        } else {
            ""
        };
        let text: String = statements
            .iter()
            .map(|statement| format!("{gap}{line_ending}{indentation}{}", printed(statement)))
            .collect();
        Some(Edit::insert(end, text))
    }
}

impl<'p> Entry<'p> {
    /// Writes its key as the property of the neutral name. A shorthand `{ key }` keeps its value: `{ name: key }`.
    pub fn rename(&self, neutral: &str) -> Edit {
        let program = self.record().expr().program;
        let written = program.text(self.node);
        let native = match program.text_of(self.key_span()) {
            // The key keeps the spelling that the others have.
            key if key.contains('_') || program.language() == Language::TypeScript => {
                program.dialect.native_name(neutral)
            }
            _ => match self.spells_camel_case() {
                true => neutral.to_owned(),
                false => program.dialect.native_name(neutral),
            },
        };
        let key = program.text_of(self.key_span());
        let shorthand = self.is_shorthand();
        let text = match key.chars().last() {
            _ if shorthand => format!("{native}: {written}"),
            _ if self.computed => program.print(&Code::Text(native), "", 0),
            // Only a key that is a plain literal keeps its quotes.
            Some(quote @ ('"' | '\'')) if key.starts_with(quote) => {
                format!("{quote}{native}{quote}")
            }
            Some('"' | '\'') => program.print(&Code::Text(native), "", 0),
            _ => native,
        };
        Edit::replace(self.key_span(), text)
    }

    /// Whether it is a name that is key and value at once: `{ name }`.
    pub fn is_shorthand(&self) -> bool {
        self.value
            .is_some_and(|value| value.span() == self.key_span())
    }

    fn spells_camel_case(&self) -> bool {
        matches!(&self.key, Key::Named(key) if key.chars().any(|character| character.is_ascii_uppercase()))
    }
}

impl<'p> Record<'p> {
    /// Sets the property of the neutral name: replaces its value, or adds it after the last entry.
    pub fn set(self, neutral: &str, code: &Code) -> Vec<Edit> {
        match self.property(neutral) {
            Some(entry) => entry
                .value
                .map(|value| value.replace(code))
                .into_iter()
                .collect(),
            None => self.insert(neutral, code),
        }
    }

    fn insert(self, neutral: &str, code: &Code) -> Vec<Edit> {
        let program = self.expr().program;
        let entries = self.entries();
        let container = self.container();
        // The resource options come last.
        let before_options = entries
            .iter()
            .position(|entry| matches!(&entry.key, Key::Named(key) if key == "opts"))
            .filter(|_| container.id() != self.expr().node.id());
        let mut cursor = container.walk();
        let children: Vec<Node<'p>> = container.children(&mut cursor).collect();
        let key = match code {
            // As the entry of a shorthand is written: `{ name }`.
            Code::Name(name) if program.language() == Language::TypeScript && name == neutral => {
                String::new()
            }
            _ => self.written_key(neutral, &entries),
        };
        if let Some(at) = before_options {
            let next = entries[at].node;
            return vec![program.insert_item_before(next, &key, code)];
        }
        let items: Vec<Node<'p>> = children
            .iter()
            .copied()
            .filter(|child| child.is_named() && !program.dialect.is_comment(*child))
            .collect();
        match items.last() {
            Some(&last) => program.insert_item_after(last, &children, &key, code),
            None => {
                let (Some(open), Some(close)) = (children.first(), children.last()) else {
                    return Vec::new();
                };
                let indentation = program.source().indentation(open.start_byte());
                let value = program.print(code, indentation, 0);
                let pad = match program.language() {
                    Language::TypeScript => " ",
                    Language::Python => "",
                };
                let span = Span::new(open.end_byte(), close.start_byte());
                if !program.text_of(span).trim().is_empty() {
                    return vec![program.insert_item_below_comments(span, &key, code)];
                }
                vec![Edit::replace(span, format!("{pad}{key}{value}{pad}"))]
            }
        }
    }

    /// The key of a new entry with what separates it from its value, spelled as the others are.
    fn written_key(self, neutral: &str, entries: &[Entry<'p>]) -> String {
        let program = self.expr().program;
        let native = program.dialect.native_name(neutral);
        match program.language() {
            Language::TypeScript => format!("{native}: "),
            Language::Python if self.container().id() != self.expr().node.id() => {
                format!("{native}=")
            }
            Language::Python => {
                let camel = entries.iter().any(Entry::spells_camel_case);
                let name = if camel { neutral.to_owned() } else { native };
                format!("{}: ", program.print(&Code::Text(name), "", 0))
            }
        }
    }

    pub(super) fn container(self) -> Node<'p> {
        self.expr().program.dialect.container(self.expr().node)
    }
}

impl<'p> Resource<'p> {
    /// Sets a property of the resource itself. `None` where it is not certain that it is not set already, or where there
    /// is no record in this file to write it to.
    pub fn set(&self, neutral: &str, code: &Code) -> Option<Vec<Edit>> {
        match self.property(neutral) {
            Presence::Present(property) => Some(vec![property.value()?.replace(code)]),
            Presence::Absent => match self.own_record() {
                Some(record) => Some(record.insert(neutral, code)),
                None => {
                    let arguments = Code::Object(vec![(neutral.to_owned(), code.clone())]);
                    Some(vec![self.add_arguments(&[arguments])?])
                }
            },
            Presence::Unknown => None,
        }
    }

    /// Adds positional arguments behind the logical name. `None` where there are others, or no name to add them behind.
    fn add_arguments(&self, arguments: &[Code]) -> Option<Edit> {
        if self.arguments_node().is_some() || self.options().is_some() {
            return None;
        }
        let program = self.expr().program;
        let source = program.source();
        let at = self.name()?.span().end;
        let indentation = source.indentation(at);
        let mut column = program.columns(&source.text()[source.line_start(at)..at]);
        let mut text = String::new();
        for argument in arguments {
            column += 2;
            let printed = program.print(argument, indentation, column);
            column += printed.chars().count();
            text.push_str(&format!(", {printed}"));
        }
        Some(Edit::insert(at, text))
    }

    /// Sets a resource option. `None` where the options come from somewhere else, so that adding to them could change
    /// what others share.
    pub fn set_option(&self, neutral: &str, code: &Code) -> Option<Vec<Edit>> {
        let program = self.expr().program;
        if let Some(options) = self.options() {
            if let Some(record) = options.record() {
                // A keyword that is spread in, too, is given twice: an error.
                let spread_in = record.is_keywords()
                    && record.property(neutral).is_none()
                    && !matches!(lookup::in_record(record, neutral), Presence::Absent);
                return (!spread_in).then(|| record.set(neutral, code));
            }
            let text = match options.bare().shape() {
                Shape::Name(_) | Shape::Member(..) | Shape::Call => options.text().to_owned(),
                _ => format!("({})", options.text()),
            };
            let merged = match program.language() {
                Language::TypeScript => {
                    let value = program.print(code, "", 0);
                    Code::Verbatim(format!("{{ ...{text}, {neutral}: {value} }}"))
                }
                Language::Python => {
                    let class = self.options_class()?;
                    let name = program.dialect.native_name(neutral);
                    let value = program.print(code, "", 0);
                    Code::Verbatim(format!("{class}.merge({text}, {class}({name}={value}))"))
                }
            };
            return Some(vec![options.replace(&merged)]);
        }
        let value = program.print(code, "", 0);
        match program.language() {
            Language::TypeScript => {
                let Some(last) = self.arguments_node() else {
                    let options = Code::Object(vec![(neutral.to_owned(), code.clone())]);
                    return Some(vec![
                        self.add_arguments(&[Code::Object(Vec::new()), options])?,
                    ]);
                };
                Some(vec![Edit::insert(
                    last.end_byte(),
                    format!(", {{ {neutral}: {value} }}"),
                )])
            }
            Language::Python => {
                if self.may_hold_options() {
                    return None;
                }
                let class = self.options_class()?;
                let name = program.dialect.native_name(neutral);
                let options = Code::Verbatim(format!("{class}({name}={value})"));
                Some(Record::at(self.expr()).insert("opts", &options))
            }
        }
    }

    fn options_class(&self) -> Option<String> {
        self.expr().program.options_class()
    }
}

impl<'p> Program<'p> {
    /// `pulumi.ResourceOptions` as the file can name it; a name that was imported for it alone goes first.
    pub(super) fn options_class(&'p self) -> Option<String> {
        let name = self.options_class.get_or_init(|| {
            let imported = self.bindings().find(|binding| {
                let symbol = binding.symbol();
                binding.data().member_of.is_none()
                    && symbol.is_some_and(|symbol| symbol.is("pulumi", "ResourceOptions"))
            });
            if let Some(imported) = imported {
                return Some(imported.name().to_owned());
            }
            let pulumi = self.package_names("pulumi");
            Some(format!("{}.ResourceOptions", pulumi.first()?.name()))
        });
        name.clone()
    }

    pub(super) fn text_of(&self, span: Span) -> &'p str {
        self.source().slice(span)
    }

    /// Inserts the only item of a bracketed list whose brackets hold nothing but the comments in `inside`.
    fn insert_item_below_comments(&self, inside: Span, key: &str, code: &Code) -> Edit {
        let source = self.source();
        let style = source.style();
        let close_line = source.line_start(inside.end);
        let bracket_alone = source.text()[close_line..inside.end].trim().is_empty();
        if close_line <= inside.start || !bracket_alone {
            let value = self.print(code, source.indentation(inside.end), 0);
            return match self.text_of(inside).ends_with([' ', '\t']) {
                true => Edit::insert(inside.end, format!("{key}{value} ")),
                false => Edit::insert(inside.end, format!(" {key}{value}")),
            };
        }
        let last_comment = inside.start + self.text_of(inside).trim_end().len();
        let indentation = source.indentation(last_comment);
        let value = self.print(
            code,
            indentation,
            self.columns(indentation) + key.chars().count(),
        );
        let comma = match style.trailing_commas {
            TrailingCommas::Always => ",",
            TrailingCommas::Never => "",
        };
        let line_ending = style.line_ending.as_str();
        Edit::insert(
            close_line,
            format!("{indentation}{key}{value}{comma}{line_ending}"),
        )
    }

    /// Inserts an item of a bracketed list before another one, on a line of its own where that one has one.
    pub(super) fn insert_item_before(&self, next: Node<'p>, key: &str, code: &Code) -> Edit {
        let source = self.source();
        let at = next.start_byte();
        let indentation = source.indentation(at);
        let own_line = source.text()[source.line_start(at)..at].trim().is_empty();
        let column = self.columns(indentation) + key.chars().count();
        let value = self.print(code, indentation, column);
        let gap = match own_line {
            true => format!("{}{indentation}", source.style().line_ending.as_str()),
            false => " ".to_owned(),
        };
        Edit::insert(at, format!("{key}{value},{gap}"))
    }

    /// Inserts an item after the last one of a bracketed list; a missing comma between them is added.
    fn insert_item_after(
        &self,
        last: Node<'p>,
        children: &[Node<'p>],
        key: &str,
        code: &Code,
    ) -> Vec<Edit> {
        let source = self.source();
        let comma = children
            .iter()
            .find(|child| child.kind() == "," && child.start_byte() >= last.end_byte());
        let own_line = source.text()[source.line_start(last.start_byte())..last.start_byte()]
            .trim()
            .is_empty();
        let indentation = source.indentation(last.start_byte());
        let column = self.columns(indentation) + key.chars().count();
        let value = self.print(code, indentation, column);
        if !own_line {
            let at = comma.map_or(last.end_byte(), |comma| comma.end_byte());
            let text = match comma {
                Some(_) => format!(" {key}{value},"),
                None => format!(", {key}{value}"),
            };
            return vec![Edit::insert(at, text)];
        }
        let end = comma.map_or(last.end_byte(), |comma| comma.end_byte());
        let line_ending = source.style().line_ending.as_str();
        let closing = if comma.is_some() { "," } else { "" };
        let line = format!("{line_ending}{indentation}{key}{value}{closing}");
        // What stands behind the last item on its line stays there.
        let line_end = source.line_end(end);
        let bracket = children.last().map_or(line_end, |close| close.start_byte());
        let at = if bracket < line_end { end } else { line_end };
        match comma {
            Some(_) => vec![Edit::insert(at, line)],
            None if at == end => vec![Edit::insert(end, format!(",{line}"))],
            None => vec![Edit::insert(end, ","), Edit::insert(at, line)],
        }
    }
}
