//! New statements, language-neutral until they are printed.

use super::code::Code;
use super::program::Program;
use crate::source::Semicolons;
use crate::syntax::Language;

/// A statement to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// `const name = value`, `name = value`.
    Declare(String, Code),
    /// `target = value`, with the target as it is written: `this.name`, `self.name: str`.
    Assign(String, Code),
    /// An expression of its own.
    Bare(Code),
    /// `export const name = value`; in Python the call of the function that exports, with the name and the value.
    Export {
        /// The function, in Python.
        function: String,
        /// What it is called outside.
        name: String,
        /// What is exported.
        value: Code,
    },
    /// `return value`.
    Return(Code),
    /// A statement with the comments above it.
    Commented(Vec<String>, Box<Statement>),
}

impl Program<'_> {
    /// Writes a statement without its indentation and line ending.
    pub(super) fn print_statement(&self, statement: &Statement, indentation: &str) -> String {
        if let Statement::Commented(comments, statement) = statement {
            let line_ending = self.source().style().line_ending.as_str();
            let lines: String = comments
                .iter()
                .flat_map(|comment| comment.lines())
                .map(|line| format!("{line}{line_ending}{indentation}"))
                .collect();
            return format!("{lines}{}", self.print_statement(statement, indentation));
        }
        if let (
            Statement::Export {
                function,
                name,
                value,
            },
            Language::Python,
        ) = (statement, self.language())
        {
            let arguments = [Code::Text(name.clone()), value.clone()];
            let call = Code::Verbatim(function.clone()).call(arguments);
            return self.print(&call, indentation, self.columns(indentation));
        }
        let (start, code) = match (statement, self.language()) {
            (Statement::Export { name, value, .. }, _) => {
                (format!("export const {name} = "), value)
            }
            (Statement::Declare(name, code), Language::TypeScript) => {
                (format!("const {name} = "), code)
            }
            (Statement::Declare(name, code), Language::Python)
            | (Statement::Assign(name, code), _) => (format!("{name} = "), code),
            (Statement::Bare(code), _) => (String::new(), code),
            (Statement::Return(code), _) => ("return ".to_owned(), code),
            (Statement::Commented(..), _) => return String::new(),
        };
        let column = self.columns(indentation) + start.chars().count();
        let body = self.print(code, indentation, column);
        let end = match (self.language(), self.source().style().semicolons) {
            (Language::TypeScript, Semicolons::Always) => ";",
            _ => "",
        };
        // As prettier does: names and operations that do not fit beside the `=` go below it.
        let is_broken = |body: &str| body.contains(['\n', '\r']);
        let is_export = matches!(statement, Statement::Export { .. });
        let is_long = column + body.chars().count() + end.len() > self.width();
        let style = self.source().style();
        let below = format!("{indentation}{}", style.indent_unit(2));
        let below_it = match code {
            Code::Fallback(..) if self.language() == Language::TypeScript && !start.is_empty() => {
                let moved = self.print(code, &below, self.columns(&below));
                ((is_long || is_broken(&body)) && !is_broken(&moved)).then_some(moved)
            }
            _ => (is_export && is_long && !is_broken(&body)).then(|| body.clone()),
        };
        match below_it {
            Some(body) => {
                let line_ending = style.line_ending.as_str();
                format!("{}{line_ending}{below}{body}{end}", start.trim_end())
            }
            None => format!("{start}{body}{end}"),
        }
    }
}
