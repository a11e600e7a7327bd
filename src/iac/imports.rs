//! Laying out imports that new names have made too long for one line.

use super::code::columns;
use super::program::Program;
use crate::fix::Edit;
use crate::source::Span;
use crate::syntax::Language;

impl Program<'_> {
    /// The same edits, with each import on one line that they make too long laid out with one name a line.
    pub fn with_imports_laid_out(&self, edits: Vec<Edit>) -> Vec<Edit> {
        let source = self.source();
        let width = self.width();
        let lines: Vec<Span> = edits
            .iter()
            .map(|edit| {
                let start = edit.span.start;
                Span::new(source.line_start(start), source.line_end(start))
            })
            .collect();
        edits
            .into_iter()
            .enumerate()
            .map(|(at, edit)| {
                let line = lines[at];
                let alone = lines.iter().filter(|other| **other == line).count() == 1;
                let too_long = columns(source.slice(line)) + edit.text.chars().count() > width;
                let added = edit.text.strip_prefix(", ");
                match (added, self.import_list(line)) {
                    (Some(added), Some(list))
                        if alone
                            && too_long
                            && edit.span.is_empty()
                            && list.contains(edit.span) =>
                    {
                        self.one_name_a_line(list, added)
                    }
                    _ => edit,
                }
            })
            .collect()
    }

    /// The list of names of an import that stands on one line, with its braces where it has some.
    fn import_list(&self, line: Span) -> Option<Span> {
        let text = self.source().slice(line);
        let (start, end) = match self.language() {
            Language::TypeScript if text.starts_with("import ") => {
                (text.find('{')?, text.find('}')? + 1)
            }
            Language::Python if text.starts_with("from ") && !text.contains(['(', '#', '\\']) => (
                text.find(" import ")? + " import ".len(),
                text.trim_end().len(),
            ),
            _ => return None,
        };
        Some(Span::new(line.start + start, line.start + end))
    }

    fn one_name_a_line(&self, list: Span, added: &str) -> Edit {
        let style = self.source().style();
        let line_ending = style.line_ending.as_str();
        let written = self.source().slice(list).trim_matches(['{', '}']);
        let (open, close, indent) = match self.language() {
            Language::TypeScript => ('{', '}', style.indent_unit(2)),
            Language::Python => ('(', ')', style.indent_unit(4)),
        };
        let names: Vec<String> = written
            .split(',')
            .chain(added.split(','))
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| format!("{indent}{name}"))
            .collect();
        let last = match (self.language(), style.trailing_commas) {
            (Language::TypeScript, crate::source::TrailingCommas::Never) => "",
            _ => ",",
        };
        let names = names.join(&format!(",{line_ending}"));
        let text = format!("{open}{line_ending}{names}{last}{line_ending}{close}");
        // Where nothing closes the list its line end is replaced, too: another fix that adds to its end has to wait.
        let end = self.source().next_line_start(list.end);
        match self.language() {
            Language::Python if self.source().slice(Span::new(list.end, end)) == line_ending => {
                Edit::replace(Span::new(list.start, end), format!("{text}{line_ending}"))
            }
            _ => Edit::replace(list, text),
        }
    }
}
