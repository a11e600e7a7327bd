//! Laying out new records and lists: which stand open, where their comments go, and conditions.

use pretty::RcDoc;

use super::code::{Code, Printer, own_line};
use crate::source::TrailingCommas;
use crate::syntax::Language;

impl Code {
    /// Whether it is an object or a list.
    pub(super) fn is_bracketed(&self) -> bool {
        match self {
            Code::Object(_)
            | Code::Data(_)
            | Code::Entries(_)
            | Code::List(_)
            | Code::OneALine(_) => true,
            Code::Verbatim(text) => text.starts_with(['{', '[']) && text.ends_with(['}', ']']),
            _ => false,
        }
    }
}

impl Printer<'_> {
    /// Whether the formatter breaks it even where it fits on one line.
    pub(super) fn stands_open(&self, code: &Code) -> bool {
        let commented = |code: &Code| matches!(code, Code::Commented(..));
        match code {
            Code::Object(entries) | Code::Data(entries) => {
                entries.iter().any(|(_, value)| commented(value))
            }
            Code::Entries(entries) => entries.iter().any(commented),
            // As prettier does with a list of objects.
            Code::List(elements) => {
                elements.iter().any(commented)
                    || (self.language == Language::TypeScript
                        && elements.len() > 1
                        && elements.iter().all(|element| entry_count(element) > 1))
            }
            _ => false,
        }
    }

    /// An object or list with one item a line, each with its comments.
    pub(super) fn open(&self, code: &Code) -> RcDoc<'static> {
        let (open, items, close) = match code {
            Code::Object(entries) => {
                let items: Vec<_> = entries
                    .iter()
                    .map(|(key, value)| (self.entry(key, value), value))
                    .collect();
                ("{", items, "}")
            }
            Code::Data(entries) => {
                let items = entries
                    .iter()
                    .map(|(key, value)| (self.datum(key, value), value));
                ("{", items.collect(), "}")
            }
            Code::Entries(entries) => {
                let items = entries.iter().map(|entry| (self.doc(entry), entry));
                ("{", items.collect(), "}")
            }
            Code::List(elements) => {
                let items = elements.iter().map(|element| (self.doc(element), element));
                ("[", items.collect(), "]")
            }
            Code::Keywords(class, entries) => {
                let items = entries
                    .iter()
                    .map(|(name, value)| (self.keyword(name, value), value))
                    .collect();
                return self.doc(class).append(self.one_a_line("(", items, ")"));
            }
            other => return self.doc(other),
        };
        self.one_a_line(open, items, close)
    }

    /// `c ? a : b`, `a if c else b`.
    pub(super) fn choice(&self, condition: &Code, yes: &Code, no: &Code) -> RcDoc<'static> {
        let (condition, yes, no) = (self.doc(condition), self.doc(yes), self.doc(no));
        match self.language {
            Language::TypeScript => {
                let branches = RcDoc::line()
                    .append(RcDoc::text("? "))
                    .append(yes)
                    .append(RcDoc::line())
                    .append(RcDoc::text(": "))
                    .append(no);
                condition.append(branches.nest(self.level as isize)).group()
            }
            Language::Python => yes
                .append(RcDoc::text(" if "))
                .append(condition)
                .append(RcDoc::text(" else "))
                .append(no),
        }
    }

    /// Calls of one another's results, as prettier lays them out: on one line, or each method on a line of its own.
    /// `None` for a call that is not the last of several.
    pub(super) fn chain(&self, code: &Code) -> Option<RcDoc<'static>> {
        let mut methods = Vec::new();
        let mut callee = code;
        while let Code::Call(called, arguments) = callee {
            match called.as_ref() {
                Code::Member(object, name) => {
                    let method = format!(".{}", (self.native)(name));
                    methods.push(RcDoc::text(method).append(self.arguments(arguments)));
                    callee = object.as_ref();
                }
                // `a.b(c)` of a name that was written as one.
                Code::Name(path) if path.contains('.') => {
                    let (object, method) = path.rsplit_once('.')?;
                    let method = RcDoc::text(format!(".{method}"));
                    methods.push(method.append(self.arguments(arguments)));
                    methods.reverse();
                    return self.broken_chain(object, methods);
                }
                _ => return None,
            }
        }
        let Code::Name(object) = callee else {
            return None;
        };
        methods.reverse();
        self.broken_chain(object, methods)
    }

    fn broken_chain(&self, object: &str, methods: Vec<RcDoc<'static>>) -> Option<RcDoc<'static>> {
        // What is as short as an indentation, or looks like a class, keeps its first method beside it.
        let keeps_first = object.chars().count() <= self.level
            || object.starts_with(|first: char| first.is_uppercase())
            || object == "this";
        let most = if keeps_first { 2 } else { 1 };
        if self.language != Language::TypeScript || methods.len() <= most {
            return None;
        }
        let lines =
            methods
                .into_iter()
                .enumerate()
                .map(|(at, method)| match at == 0 && keeps_first {
                    true => method,
                    false => RcDoc::line_().append(method),
                });
        let lines = RcDoc::concat(lines).nest(self.level as isize);
        Some(RcDoc::text(object.to_owned()).append(lines).group())
    }

    fn one_a_line(
        &self,
        open: &'static str,
        items: Vec<(RcDoc<'static>, &Code)>,
        close: &'static str,
    ) -> RcDoc<'static> {
        if items.is_empty() {
            return RcDoc::text(format!("{open}{close}"));
        }
        let last = items.len() - 1;
        let lines = items.into_iter().enumerate().map(|(at, (item, code))| {
            let comma = match (self.language, self.trailing_commas) {
                // The comma is what keeps black from joining the lines.
                (Language::TypeScript, TrailingCommas::Never) if at == last => "",
                _ => ",",
            };
            own_line(item, code, comma)
        });
        RcDoc::text(open)
            .append(
                RcDoc::hardline()
                    .append(RcDoc::intersperse(lines, RcDoc::hardline()))
                    .nest(self.level as isize),
            )
            .append(RcDoc::hardline())
            .append(RcDoc::text(close))
    }
}

/// How many entries an object has; none for anything else.
fn entry_count(code: &Code) -> usize {
    match code {
        Code::Object(entries) | Code::Data(entries) => entries.len(),
        Code::Entries(entries) => entries.len(),
        Code::OneALine(code) | Code::Commented(code, _) => entry_count(code),
        _ => 0,
    }
}
