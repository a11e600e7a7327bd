//! Edits of what is there: set, rename, replace, insert.

use tree_sitter::Node;

use super::code::{Code, Statement, columns};
use super::dialect::Structure;
use super::expr::Expr;
use super::program::Program;
use super::record::{Entry, Key, Record};
use super::resource::{Presence, Resource};
use crate::fix::Edit;
use crate::source::Span;
use crate::syntax::Language;

impl<'p> Expr<'p> {
    /// Writes `code` in its place, in brackets where the surroundings would tear it apart.
    pub fn replace(self, code: &Code) -> Edit {
        let program = self.program;
        let source = program.source();
        let start = self.node.start_byte();
        let column = columns(&source.text()[source.line_start(start)..start]);
        let indentation = source.indentation(start);
        let text = program.print(code, indentation, column);
        // `a || b ?? c` is a syntax error in TypeScript, and `a or b` binds weaker than most.
        let loose = matches!(code, Code::Fallback(..));
        let inside_operator = matches!(
            self.role(),
            super::dialect::Role::Alternative(_) | super::dialect::Role::MemberOf(_)
        );
        if loose && inside_operator {
            return Edit::replace(self.span(), format!("({text})"));
        }
        // As prettier does: a value that is an operation goes below its key where it does not fit beside it.
        let rest = source.line_end(self.node.end_byte()) - self.node.end_byte();
        let fits =
            !text.contains(['\n', '\r']) && column + text.chars().count() + rest <= program.width();
        let beside_key = matches!(self.role(), super::dialect::Role::EntryValue { .. })
            && !source.text()[source.line_start(start)..start]
                .trim()
                .is_empty();
        if loose && !fits && beside_key && program.language() == Language::TypeScript {
            let key_end = source.text()[..start].trim_end().len();
            let below = format!("{indentation}{}", source.style().indent_unit(2));
            let text = program.print(code, &below, columns(&below));
            let line_ending = source.style().line_ending.as_str();
            return Edit::replace(
                Span::new(key_end, self.node.end_byte()),
                format!("{line_ending}{below}{text}"),
            );
        }
        Edit::replace(self.span(), text)
    }

    /// Inserts statements before the statement that holds the expression, above the comments that belong to it. `None`
    /// where no statement holds it.
    pub fn insert_before(self, statements: &[Statement]) -> Option<Edit> {
        let program = self.program;
        let source = program.source();
        let statement = self.statement()?;
        let first = program.with_leading_comments(statement);
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
        for statement in statements {
            let printed = program.print_statement(statement, indentation);
            match own_line {
                true => text.push_str(&format!("{indentation}{printed}{line_ending}")),
                // `if (x) { a(); b(); }` on one line.
                false => text.push_str(&format!("{}; ", printed.trim_end_matches(';'))),
            }
        }
        if own_line && paragraph {
            text.push_str(line_ending);
        }
        let at = if own_line {
            line_start
        } else {
            first.start_byte()
        };
        Some(Edit::insert(at, text))
    }

    /// Inserts statements after the statement that holds the expression, below what stands on its last line. `None` where
    /// no statement holds it.
    pub fn insert_after(self, statements: &[Statement]) -> Option<Edit> {
        let program = self.program;
        let source = program.source();
        let statement = self.statement()?;
        let indentation = source.indentation(statement.start_byte());
        let end = source.line_end(statement.end_byte());
        let rest = source.text()[statement.end_byte()..end]
            .trim_start_matches(';')
            .trim_start();
        let line_ending = source.style().line_ending.as_str();
        let printed = |statement| program.print_statement(statement, indentation);
        // Only a comment may stand behind it on its line; anything else is another statement or a bracket.
        if !rest.is_empty()
            && !rest.starts_with("//")
            && !rest.starts_with("/*")
            && !rest.starts_with('#')
        {
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
        let quoted = key.starts_with(['"', '\'']);
        let text = match (
            quoted,
            self.value
                .is_some_and(|value| value.span() == self.key_span()),
        ) {
            (_, true) => format!("{native}: {written}"),
            (true, _) => format!("{0}{native}{0}", &key[..1]),
            (false, _) => native,
        };
        Edit::replace(self.key_span(), text)
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
        let key = self.written_key(neutral, &entries);
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
                let pad = if key.ends_with(": ") && program.language() == Language::TypeScript {
                    " "
                } else {
                    ""
                };
                let span = Span::new(open.end_byte(), close.start_byte());
                if !program.text_of(span).trim().is_empty() {
                    // Comments alone stand between the brackets: what is added goes below them.
                    return vec![Edit::insert(close.start_byte(), format!("{key}{value},"))];
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
            Presence::Absent => Some(self.own_record()?.insert(neutral, code)),
            Presence::Unknown => None,
        }
    }

    /// Sets a resource option. `None` where the options come from somewhere else, so that adding to them could change
    /// what others share.
    pub fn set_option(&self, neutral: &str, code: &Code) -> Option<Vec<Edit>> {
        let program = self.expr().program;
        if let Some(options) = self.options() {
            if let Some(record) = options.record() {
                return Some(record.set(neutral, code));
            }
            let text = options.text();
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
                let last = self.arguments_node()?;
                Some(vec![Edit::insert(
                    last.end_byte(),
                    format!(", {{ {neutral}: {value} }}"),
                )])
            }
            Language::Python => {
                let class = self.options_class()?;
                let name = program.dialect.native_name(neutral);
                let options = Code::Verbatim(format!("{class}({name}={value})"));
                Some(Record::at(self.expr()).insert("opts", &options))
            }
        }
    }

    /// `pulumi.ResourceOptions` as the file can name it.
    fn options_class(&self) -> Option<String> {
        let program = self.expr().program;
        let pulumi = program.package_names("pulumi");
        Some(format!("{}.ResourceOptions", pulumi.first()?.name()))
    }
}

impl<'p> Program<'p> {
    pub(super) fn text_of(&self, span: Span) -> &'p str {
        self.source().slice(span)
    }

    /// Inserts an item of a bracketed list before another one, on a line of its own where that one has one.
    fn insert_item_before(&self, next: Node<'p>, key: &str, code: &Code) -> Edit {
        let source = self.source();
        let at = next.start_byte();
        let indentation = source.indentation(at);
        let own_line = source.text()[source.line_start(at)..at].trim().is_empty();
        let column = columns(indentation) + key.chars().count();
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
        let column = columns(indentation) + key.chars().count();
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

    /// Whether a statement of several lines has a blank line above or below it.
    fn stands_apart(&'p self, statement: Node<'p>) -> bool {
        let source = self.source();
        let text = source.text();
        let is_blank = |from: usize, to: usize| from < to && text[from..to].trim().is_empty();
        let first = source.line_start(self.with_leading_comments(statement).start_byte());
        let above = first > 0 && is_blank(source.line_start(first - 1), first);
        let below = source.next_line_start(statement.end_byte());
        let below = is_blank(below, source.next_line_start(below));
        self.text(statement).contains('\n') && (above || below)
    }

    /// The first of the comments directly above a statement, or the statement itself.
    fn with_leading_comments(&'p self, statement: Node<'p>) -> Node<'p> {
        let source = self.source();
        let mut first = statement;
        while let Some(previous) = first.prev_sibling() {
            let own_line = source.text()
                [source.line_start(previous.start_byte())..previous.start_byte()]
                .trim()
                .is_empty();
            let gap = source.text()[previous.end_byte()..first.start_byte()]
                .matches('\n')
                .count();
            if !self.dialect.is_comment(previous) || !own_line || gap > 1 {
                break;
            }
            first = previous;
        }
        first
    }

    /// How the file can name a package: the name that it has, and nothing to insert, or a new name and its import.
    pub fn package_name(&'p self, package: &str, module: &str) -> (String, Option<Edit>) {
        if let Some(binding) = self.package_names(package).first() {
            return (binding.name().to_owned(), None);
        }
        let name = self.free_name(package);
        let source = self.source();
        let line_ending = source.style().line_ending.as_str();
        let neighbour = self.first_import();
        let required = neighbour.is_some_and(|node| self.text(node).contains("require("));
        let quote = source
            .style()
            .quote
            .unwrap_or(crate::source::Quote::Double)
            .char();
        let end = match source.style().semicolons {
            crate::source::Semicolons::Always => ";",
            crate::source::Semicolons::Never => "",
        };
        let line = match (self.language(), required) {
            (Language::TypeScript, true) => {
                format!("const {name} = require({quote}{module}{quote}){end}")
            }
            (Language::TypeScript, false) => {
                format!("import * as {name} from {quote}{module}{quote}{end}")
            }
            (Language::Python, _) if name == package => format!("import {package}"),
            (Language::Python, _) => format!("import {package} as {name}"),
        };
        let at = neighbour.map_or(0, |node| source.line_start(node.start_byte()));
        (name, Some(Edit::insert(at, format!("{line}{line_ending}"))))
    }

    /// The first statement that imports a provider.
    fn first_import(&'p self) -> Option<Node<'p>> {
        self.scopes
            .bindings
            .iter()
            .enumerate()
            .filter(|(id, _)| {
                let symbol = self.symbol_of(super::scope::BindingId(*id));
                symbol.is_some_and(|symbol| symbol.package != "pulumi")
            })
            .map(|(_, data)| data.declared.node)
            .filter_map(|node| {
                Expr {
                    program: self,
                    node,
                }
                .statement()
            })
            .min_by_key(Node::start_byte)
            .filter(|node| {
                let ancestors = self.ancestors(*node);
                ancestors.len() == 1 && self.dialect.structure(ancestors[0]) == Structure::Block
            })
    }
}
