//! Laying out new records and lists: which stand open, where their comments go, and conditions.

use pretty::RcDoc;

use super::code::{Code, Printer, own_line};
use crate::source::TrailingCommas;
use crate::syntax::Language;

impl Code {
    /// Whether it is an object or a list.
    pub(super) fn is_bracketed(&self) -> bool {
        match self {
            Code::Object(_) | Code::List(_) | Code::OneALine(_) => true,
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
            Code::Object(entries) => entries.iter().any(|(_, value)| commented(value)),
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
        Code::Object(entries) => entries.len(),
        Code::OneALine(code) | Code::Commented(code, _) => entry_count(code),
        _ => 0,
    }
}
