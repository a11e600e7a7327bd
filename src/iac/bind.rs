//! Giving a name to what has none, taking one from what needs none, and giving another value to what is written as its own
//! name.

use super::binding::{Binding, Visibility};
use super::code::Code;
use super::dialect::{Role, Structure};
use super::expr::Expr;
use super::nodes::named;
use super::placement::Bound;
use super::record::Entry;
use super::resource::Resource;
use super::scope::BindingKind;
use crate::fix::Edit;
use crate::source::Span;
use crate::syntax::Language;

impl<'p> Resource<'p> {
    /// Binds a resource that is a statement of its own to `name`. `None` where it is anything else.
    pub fn bind(&self, name: &str) -> Option<Edit> {
        let head = match self.expr().program().language() {
            Language::TypeScript => format!("const {name} = "),
            Language::Python => format!("{name} = "),
        };
        Some(Edit::replace(self.expr().bare_lead()?, head))
    }
}

/// How a statement says that nothing is done with what it constructs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discarded {
    /// `void new …`. Python has no word for it.
    Marked,
    /// `new …`
    Plain,
}

impl<'p> Resource<'p> {
    /// The name that it is declared under, where nothing in the file reads that name or can give it another value: a
    /// constant or variable that is neither a member nor exported. Whether other files read it, its visibility tells.
    pub fn unread_name(&self) -> Option<Binding<'p>> {
        let Bound::Name(binding) = self.placement().bound else {
            return None;
        };
        let program = self.expr().program();
        let data = binding.data();
        let around = program.ancestors(self.expr().node).into_iter();
        let mut around = around.map(|node| program.dialect.structure(node));
        // What the body of a class names, its users see.
        let nearest =
            around.find(|structure| matches!(structure, Structure::Function | Structure::Class));
        let of_class = nearest == Some(Structure::Class);
        // `global bucket` gives a name of the module a value from inside a function.
        let is_elsewhere = program.scopes.is_module_level(binding.id)
            && self.expr().enclosing_function().is_some();
        let is_declaration = data.declared.initializer == Some(self.expr().outermost().node);
        let is_plain = matches!(binding.kind(), BindingKind::Value | BindingKind::Variable);
        let is_read = binding.is_used() || binding.visibility() == Visibility::Exported;
        (is_plain
            && is_declaration
            && data.reassigned == 0
            && !of_class
            && !is_elsewhere
            && !is_read)
            .then_some(binding)
    }

    /// Leaves out the name that it is declared under. `None` where the statement declares or does anything else, or where a
    /// comment stands before the value.
    pub fn unbind(&self, form: Discarded) -> Option<Edit> {
        let expr = self.expr();
        let program = expr.program();
        let ancestors = program.ancestors(expr.node);
        let statement = expr.statement()?;
        // The declaration, and the statement that is it alone.
        let declaration = *ancestors.first()?;
        let is_alone = ancestors.get(1) == Some(&statement)
            && named(statement).eq([declaration])
            && declaration.end_byte() == expr.node.end_byte()
            && matches!(expr.role(), Role::Initializer(_));
        let lead = Span::new(statement.start_byte(), expr.node.start_byte());
        let rest = &program.text(statement)[expr.node.end_byte() - statement.start_byte()..];
        let is_commented = match program.language() {
            Language::TypeScript => ["//", "/*"],
            Language::Python => ["#", "\\"],
        }
        .iter()
        .any(|sign| program.text_of(lead).contains(sign));
        if !is_alone || !matches!(rest, "" | ";") || is_commented {
            return None;
        }
        let head = match (program.language(), form) {
            (Language::TypeScript, Discarded::Marked) => "void ",
            (Language::TypeScript, Discarded::Plain) | (Language::Python, _) => "",
        };
        Some(Edit::replace(lead, head))
    }
}

impl<'p> Expr<'p> {
    /// What stands before it in a statement that is it alone: nothing, or `void `. `None` where it is not bare, or stands in
    /// anything more.
    pub fn bare_lead(self) -> Option<Span> {
        let whole = self.outermost();
        let statement = whole.statement()?;
        let lead = Span::new(statement.start_byte(), whole.node.start_byte());
        let says = self.program.text_of(lead).trim_end();
        (matches!(whole.role(), Role::Bare) && matches!(says, "" | "void")).then_some(lead)
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
