//! Giving a name to what has none, and another value to what is written as its own name.

use super::code::Code;
use super::placement::Bound;
use super::record::Entry;
use super::resource::Resource;
use crate::fix::Edit;
use crate::source::Span;
use crate::syntax::Language;

impl Resource<'_> {
    /// Binds a resource that is a statement of its own to `name`. `None` where it is anything else.
    pub fn bind(&self, name: &str) -> Option<Edit> {
        let placement = self.placement();
        let statement = placement
            .statement
            .filter(|_| placement.bound == Bound::Bare)?;
        let start = match self.expr().program().language() {
            Language::TypeScript => format!("const {name} = "),
            Language::Python => format!("{name} = "),
        };
        Some(Edit::insert(statement.start, start))
    }
}

impl Entry<'_> {
    /// Gives the entry another value; a shorthand `{ qualifier }` gets its key back. `None` for a method.
    pub fn replace_value(&self, code: &Code) -> Option<Edit> {
        let value = self.value?;
        if value.span() != self.key_span() {
            return Some(value.replace(code));
        }
        let program = value.program();
        let key = value.text();
        let indentation = program.source().indentation(value.span().start);
        let text = program.print(code, indentation, 0);
        Some(Edit::replace(value.span(), format!("{key}: {text}")))
    }

    /// Writes another entry in its place: the property of the neutral name, with a value of its own. `None` for a method.
    pub fn rewrite(&self, neutral: &str, code: &Code) -> Option<Vec<Edit>> {
        let value = self.value?;
        if !self.is_shorthand() {
            return Some(vec![self.rename(neutral), value.replace(code)]);
        }
        let program = value.program();
        let indentation = program.source().indentation(value.span().start);
        let text = program.print(code, indentation, 0);
        Some(vec![Edit::replace(
            self.span(),
            format!("{neutral}: {text}"),
        )])
    }

    /// The comment that follows the entry on its last line, with the white space before it.
    pub fn trailing_comment(&self) -> Option<Span> {
        let program = self.record().expr().program();
        let source = program.source();
        let end = source.line_end(self.span().end);
        let rest = &source.text()[self.span().end..end];
        let behind_comma = rest.trim_start().strip_prefix(',').unwrap_or(rest);
        let comment = behind_comma.trim_start();
        let sign = match program.language() {
            Language::TypeScript => "//",
            Language::Python => "#",
        };
        comment
            .starts_with(sign)
            .then(|| Span::new(end - behind_comma.len(), end))
    }
}
