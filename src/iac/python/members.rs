//! Members of a Python class that are used through `self`.

use tree_sitter::Node;

use crate::syntax::Named;

use super::scopes::Builder;
use crate::iac::nodes::named;
use crate::iac::scope::{BindingKind, ClassId, Declaration, UseKind};

impl<'d> Builder<'d> {
    /// `self.name` and what is done to it.
    pub(super) fn member(
        &mut self,
        node: Node<'d>,
        field: Option<&str>,
        parents: &[(Node<'d>, usize)],
    ) {
        let (Some(object), Some(attribute)) = (node.field("object"), node.field("attribute"))
        else {
            return;
        };
        let name = self.document.text(attribute);
        let Some(&(parent, _)) = parents.last() else {
            return;
        };
        let kind = match (parent.kind_name(), field) {
            ("assignment", Some("left")) => None,
            ("augmented_assignment" | "for_statement" | "for_in_clause", Some("left"))
            | (
                "delete_statement" | "pattern_list" | "tuple_pattern" | "list_pattern"
                | "list_splat_pattern" | "as_pattern_target",
                _,
            ) => Some(UseKind::Write),
            _ => Some(UseKind::Value),
        };
        let class = self.class_of(object, parents);
        if class.is_some() {
            self.scopes.own_members.push(node);
        }
        match (class, kind) {
            (Some(class), Some(kind)) => self.scopes.note_member_use(node, class, name, kind),
            (Some(class), None) => {
                let mut declaration = Declaration::new(name, node, BindingKind::Value);
                declaration.initializer = parent.field("right");
                self.scopes.declare_member(class, declaration);
            }
            (None, None | Some(UseKind::Write)) => self.scopes.note_foreign_write(name),
            (None, Some(_)) => {}
        }
    }

    /// The class whose object a name is: the first parameter of the method around it.
    fn class_of(&self, object: Node<'d>, parents: &[(Node<'d>, usize)]) -> Option<ClassId> {
        if object.kind_name() != "identifier" {
            return None;
        }
        let name = self.document.text(object);
        let at = parents.iter().rposition(|(outer, _)| {
            outer.kind_name() == "function_definition" && self.first_parameter(*outer) == Some(name)
        })?;
        let mut around = parents[..at].iter().rev().map(|&(node, _)| node).peekable();
        if let Some(decorated) = around.next_if(|node| node.kind_name() == "decorated_definition") {
            let unbound = named(decorated)
                .filter(|child| child.kind_name() == "decorator")
                .any(|decorator| {
                    let text = self.document.text(decorator);
                    text.contains("staticmethod") || text.contains("classmethod")
                });
            if unbound {
                return None;
            }
        }
        around.next_if(|node| node.kind_name() == "block")?;
        let class = around.next_if(|node| node.kind_name() == "class_definition")?;
        Some(ClassId(class.id()))
    }

    fn first_parameter(&self, function: Node<'d>) -> Option<&'d str> {
        let parameter = named(function.field("parameters")?).next()?;
        let name = match parameter.kind_name() {
            "typed_parameter" => named(parameter).next()?,
            _ => parameter,
        };
        Some(self.document.text(name))
    }
}
