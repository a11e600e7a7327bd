//! Everything in a file that stands for a resource: uses of the name or the member that it is bound to.

use tree_sitter::Node;

use super::binding::{Binding, Visibility};
use super::dialect::{Role, Structure};
use super::expr::Expr;
use super::placement::MAX_BRACKETS;
use super::resource::Resource;
use crate::source::Span;

/// Uses of one resource.
#[derive(Clone, Debug, Default)]
pub struct References<'p> {
    /// The expressions that stand for the resource, in order of place.
    pub uses: Vec<Expr<'p>>,
    /// Whether other files may use it, too.
    pub elsewhere: Elsewhere,
}

/// Whether other files may use a resource.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Elsewhere {
    /// No file but its own can name it.
    #[default]
    No,
    /// It is exported, or a member that others can reach.
    Perhaps,
}

impl<'p> Resource<'p> {
    /// Every expression of the file that stands for the resource: uses of the name that it is bound to, of names that only
    /// repeat that one, and `this.name` or `self.name` within its class.
    pub fn references(&self) -> References<'p> {
        let mut found = References::default();
        if let Some(binding) = self.expr().bound_to() {
            collect(binding, &mut found, 8);
        }
        found.uses.sort_by_key(|usage| usage.span());
        found.uses.dedup();
        found
    }
}

impl<'p> Expr<'p> {
    /// The member of it that is taken where it stands: `deployment.invokeUrl` for `deployment`.
    pub fn parent_member(self) -> Option<Expr<'p>> {
        match self.role() {
            Role::MemberOf(member) => Some(self.sibling(member)),
            _ => None,
        }
    }

    /// The names of the file that are used anywhere inside it, but for those that it declares itself, each once. A member
    /// of the object itself (`self.subnets`) counts as that member.
    pub fn bindings_within(self) -> Vec<Binding<'p>> {
        let mut found: Vec<Binding<'p>> = Vec::new();
        for used in self.names_within() {
            let Some(binding) = used.binding() else {
                continue;
            };
            let of_member = used.parent_member();
            if !found.contains(&binding)
                && of_member.is_none_or(|member| member.binding().is_none())
            {
                found.push(binding);
            }
        }
        found
    }

    /// Where the innermost function or method around it stands; `None` at the top level.
    pub fn enclosing_function(self) -> Option<Span> {
        let dialect = self.program.dialect;
        self.program
            .ancestors(self.node)
            .into_iter()
            .find(|ancestor| dialect.structure(*ancestor) == Structure::Function)
            .map(|function| function.byte_range().into())
    }

    /// The name or member that the value of the expression is given to.
    pub fn bound_to(self) -> Option<Binding<'p>> {
        let mut expr = self;
        for _ in 0..MAX_BRACKETS {
            match expr.role() {
                Role::Wrapped(outer) => expr = expr.sibling(outer),
                Role::Initializer(name) | Role::Assigned(name) | Role::Field(name) => {
                    let id = self.program.scopes.declared_at(name)?;
                    return Some(Binding {
                        program: self.program,
                        id,
                    });
                }
                _ => return None,
            }
        }
        None
    }

    /// The class that the expression stands in.
    pub(super) fn class(self) -> Option<Node<'p>> {
        let dialect = self.program.dialect;
        self.program
            .ancestors(self.node)
            .into_iter()
            .find(|ancestor| dialect.structure(*ancestor) == Structure::Class)
    }
}

fn collect<'p>(binding: Binding<'p>, found: &mut References<'p>, depth: usize) {
    if binding.visibility() != Visibility::Private {
        found.elsewhere = Elsewhere::Perhaps;
    }
    for usage in binding.uses() {
        found.uses.push(usage);
        alias(usage, found, depth);
    }
}

/// Follows a use that gives the resource another name.
fn alias<'p>(usage: Expr<'p>, found: &mut References<'p>, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    if let Role::Initializer(name) = usage.role()
        && let Some(id) = usage.program.scopes.declared_at(name)
    {
        let binding = Binding {
            program: usage.program,
            id,
        };
        if binding.constant().is_some() {
            collect(binding, found, depth);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::iac::Program;
    use crate::source::Source;
    use crate::syntax::{Document, Grammar};

    /// The names within what the top-level name `shown` is given.
    fn names(path: &str, text: &str) -> Vec<String> {
        let grammar = Grammar::of(path.as_ref()).expect("a known extension");
        let document = Document::parse(Source::new(path, text), grammar).expect("it can be parsed");
        let program = Program::new(&document);
        let shown = program.top_level("shown").expect("it is declared");
        let value = shown.initializer().expect("it has a value");
        let names = value.bindings_within().into_iter();
        names.map(|name| name.name().to_owned()).collect()
    }

    #[test]
    fn names_are_found_wherever_they_stand() {
        let ts = "const a = 1, b = [2];\nconst shown = f({ x: [a, ...b], y: `${a}` });\n";
        assert_eq!(names("index.ts", ts), ["a", "b"]);
        let own = "const a = [1];\nconst shown = a.map(b => b.c + free);\n";
        assert_eq!(names("index.ts", own), ["a"]);
        let python = "a = [1]\nshown = [b.c for b in a]\n";
        assert_eq!(names("__main__.py", python), ["a"]);
    }
}
