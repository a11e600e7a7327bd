//! Laying out new records and lists: which stand open, where their comments go, and conditions.

use pretty::RcDoc;

use super::code::{Code, Printer};
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

    /// An object or list with one item a line.
    pub(super) fn open(&self, code: &Code) -> RcDoc<'static> {
        let (open, items, close) = match code {
            Code::Object(entries) => ("{", self.object_items(entries), "}"),
            Code::List(elements) => {
                let items = elements
                    .iter()
                    .map(|element| commented(element, self.doc(element)))
                    .collect();
                ("[", items, "]")
            }
            Code::Keywords(class, entries) => {
                let items = self.keyword_items(entries).collect();
                return self.doc(class).append(self.one_a_line("(", items, ")"));
            }
            other => return self.doc(other),
        };
        self.one_a_line(open, items, close)
    }

    /// The entries of an object, each with the comments above it.
    pub(super) fn object_items(&self, entries: &[(String, Code)]) -> Vec<RcDoc<'static>> {
        entries
            .iter()
            .map(|(key, value)| {
                let entry = RcDoc::text(format!("{}: ", self.key(key))).append(self.doc(value));
                commented(value, entry)
            })
            .collect()
    }

    /// Keyword arguments, each with the comments above it.
    pub(super) fn keyword_items(
        &self,
        entries: &[(String, Code)],
    ) -> impl Iterator<Item = RcDoc<'static>> {
        entries.iter().map(|(name, value)| {
            let argument = RcDoc::text(format!("{}=", (self.native)(name))).append(self.doc(value));
            commented(value, argument)
        })
    }

    /// What is taken by name: keyword arguments where the language has them.
    pub(super) fn keywords(&self, class: &Code, entries: &[(String, Code)]) -> RcDoc<'static> {
        match self.language {
            Language::TypeScript => self.doc(&Code::Object(entries.to_vec())),
            Language::Python => self
                .doc(class)
                .append(self.python_arguments(self.keyword_items(entries).collect())),
        }
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
        items: Vec<RcDoc<'static>>,
        close: &'static str,
    ) -> RcDoc<'static> {
        if items.is_empty() {
            return RcDoc::text(format!("{open}{close}"));
        }
        let comma = match (self.language, self.trailing_commas) {
            // The comma is what keeps black from joining the lines.
            (Language::Python, _) | (_, TrailingCommas::Always) => ",",
            (Language::TypeScript, TrailingCommas::Never) => "",
        };
        let separator = RcDoc::text(",").append(RcDoc::hardline());
        RcDoc::text(open)
            .append(
                RcDoc::hardline()
                    .append(RcDoc::intersperse(items, separator))
                    .append(RcDoc::text(comma))
                    .nest(self.level as isize),
            )
            .append(RcDoc::hardline())
            .append(RcDoc::text(close))
    }
}

/// `item` below the comments of `code`.
fn commented(code: &Code, item: RcDoc<'static>) -> RcDoc<'static> {
    let Code::Commented(comments, _) = code else {
        return item;
    };
    comments
        .iter()
        .flat_map(|comment| comment.lines())
        .fold(RcDoc::nil(), |above, line| {
            above
                .append(RcDoc::text(line.to_owned()))
                .append(RcDoc::hardline())
        })
        .append(item)
}

/// How many entries an object has; none for anything else.
fn entry_count(code: &Code) -> usize {
    match code {
        Code::Object(entries) => entries.len(),
        Code::OneALine(code) | Code::Commented(_, code) => entry_count(code),
        _ => 0,
    }
}
