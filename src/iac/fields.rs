//! Declaring what the objects of a class hold.

use super::class::{Access, Class};
use super::dialect::{Role, Structure};
use super::expr::Expr;
use super::program::Program;
use super::scope::BindingKind;
use crate::fix::Edit;
use crate::source::Semicolons;
use crate::syntax::Language;

impl Program<'_> {
    /// The classes of the file that have a name, in order of declaration.
    pub fn classes<'p>(&'p self) -> Vec<Class<'p>> {
        let names = self.bindings();
        let classes = names.filter(|binding| binding.kind() == BindingKind::Class);
        classes
            .filter_map(|binding| match binding.class_at(Vec::new())? {
                super::class::ClassName::Here(class) => Some(class),
                _ => None,
            })
            .collect()
    }

    /// Whether types are written in the file: TypeScript, and Python, but not JavaScript.
    pub fn has_types(&self) -> bool {
        let extension = self.source().path().extension();
        let extension = extension.and_then(|extension| extension.to_str());
        !matches!(extension, Some("js" | "jsx" | "mjs" | "cjs"))
    }
}

impl<'p> Class<'p> {
    /// The names of all that its objects have by its code, methods included, sorted, each with who may read it as a value:
    /// a method that is no getter is none.
    pub fn names(&self) -> Vec<(String, Access)> {
        let raw = self.raw();
        let program = self.program();
        let mut names: Vec<(String, Access)> = Vec::new();
        let mut add = |name: &str, access: Access| {
            if !names.iter().any(|(known, _)| known == name) {
                names.push((name.to_owned(), access));
            }
        };
        for member in &raw.members {
            add(&member.name, member.access);
        }
        for method in &raw.methods {
            add(method, Access::Private);
        }
        let own = program
            .scopes
            .own_members
            .iter()
            .map(|&node| Expr { program, node });
        let given = own.filter(|own| {
            self.span().contains(own.span()) && matches!(own.role(), Role::Target(_))
        });
        let given = given.filter_map(Expr::own_member);
        for name in raw.shared.iter().cloned().chain(given) {
            let access = match name.starts_with(['_', '#']) {
                true => Access::Private,
                false => Access::Public,
            };
            add(&name, access);
        }
        names.sort_by(|(one, _), (other, _)| one.cmp(other));
        names
    }

    /// Whether a statement runs exactly once for each object, in the constructor itself and in no branch of it.
    pub fn constructs_with(&self, expr: Expr<'p>) -> bool {
        let Some(constructor) = self.raw().constructor else {
            return false;
        };
        let dialect = self.program().dialect;
        let ancestors = self.program().ancestors(expr.node);
        let is_within = ancestors.contains(&constructor);
        let between = ancestors.iter().take_while(|node| **node != constructor);
        is_within
            && between
                .into_iter()
                .all(|node| dialect.structure(*node) == Structure::Other)
    }

    /// Whether the class says beside its methods which members its objects have.
    pub fn lists_fields(&self) -> bool {
        !self.raw().fields.is_empty()
    }

    /// An edit that lists public members that are given one value, each with its type, below those that the class lists
    /// already, else before everything else. `None` where the body is not laid out in lines.
    pub fn list_fields(&self, fields: &[(String, String)]) -> Option<Edit> {
        let program = self.program();
        let source = program.source();
        let line_ending = source.style().line_ending.as_str();
        let words = self.words();
        let end = match (program.language(), source.style().semicolons) {
            (Language::TypeScript, Semicolons::Always) => ";",
            _ => "",
        };
        let line = |(name, written): &(String, String)| format!("{words}{name}: {written}{end}");
        if let Some(last) = self.raw().fields.last() {
            let line_end = source.line_end(last.end_byte());
            let rest = source.text()[last.end_byte()..line_end].trim_start_matches(';');
            let is_alone = rest.trim().is_empty() || rest.trim_start().starts_with(['/', '#']);
            let indentation = source.indentation(last.start_byte());
            let lines: String = fields
                .iter()
                .map(|field| format!("{line_ending}{indentation}{}", line(field)))
                .collect();
            return is_alone.then(|| Edit::insert(line_end, lines));
        }
        // Above the first thing that the class holds.
        let first = program.first_within(self.raw().body)?;
        let at = source.line_start(first);
        let indentation = source.indentation(first);
        let starts_line = source.text()[at..first].trim().is_empty();
        let lines: String = fields
            .iter()
            .map(|field| format!("{indentation}{}{line_ending}", line(field)))
            .collect();
        starts_line.then(|| Edit::insert(at, format!("{lines}{line_ending}")))
    }

    /// What stands before the name of a public member that is given one value, as the class writes others.
    fn words(&self) -> &'static str {
        let program = self.program();
        if program.language() == Language::Python {
            return "";
        }
        let texts = self.raw().fields.iter().map(|field| program.text(*field));
        let texts: Vec<&str> = texts.collect();
        let begins = |word: &str| texts.iter().any(|text| text.starts_with(word));
        let is_hidden = |text: &&str| text.starts_with("private") || text.starts_with("protected");
        match begins("public ") || texts.iter().all(is_hidden) {
            true => "public readonly ",
            false => "readonly ",
        }
    }
}

impl Program<'_> {
    /// Where the first thing within the body of a class begins, comments included.
    fn first_within(&self, body: tree_sitter::Node<'_>) -> Option<usize> {
        let mut cursor = body.walk();
        let first = body.named_children(&mut cursor).next();
        first.map(|first| first.start_byte())
    }
}
