//! Members of a TypeScript class that are used through `this`.

use tree_sitter::Node;

use crate::syntax::Named;

use super::is_static;
use super::scopes::Builder;
use crate::iac::scope::{BindingKind, ClassId, Declaration, UseKind};

impl<'d> Builder<'d> {
    /// `this.name` and what is done to it.
    pub(super) fn member(
        &mut self,
        node: Node<'d>,
        field: Option<&str>,
        parents: &[(Node<'d>, usize)],
    ) {
        let (Some(object), Some(property)) = (node.field("object"), node.field("property")) else {
            return;
        };
        let name = self.document.text(property);
        let Some(&(parent, _)) = parents.last() else {
            return;
        };
        let kind = match (parent.kind_name(), field) {
            ("assignment_expression", Some("left")) => None,
            ("augmented_assignment_expression", Some("left"))
            | ("update_expression", _)
            | ("array_pattern" | "rest_pattern" | "assignment_pattern", _)
            | ("pair_pattern", Some("value"))
            | ("for_in_statement", Some("left")) => Some(UseKind::Write),
            ("unary_expression", _)
                if parent
                    .child(0)
                    .is_some_and(|word| word.kind_name() == "delete") =>
            {
                Some(UseKind::Write)
            }
            _ => Some(UseKind::Value),
        };
        let class = match object.kind_name() {
            "this" => class_of_this(parents),
            _ => None,
        };
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

    /// A field of a class. Without a value it only says who may use it.
    pub(super) fn field(&mut self, node: Node<'d>, body: Option<Node<'d>>) {
        // JavaScript's grammar names it otherwise.
        let name = node.field("name").or_else(|| node.field("property"));
        let (Some(name), Some(body)) = (name, body) else {
            return;
        };
        if is_static(node) {
            return;
        }
        let class = ClassId(body.id());
        let text = self.document.text(name);
        if self.is_private(node) {
            self.scopes.note_private(class, text);
        }
        if let Some(value) = node.field("value") {
            let mut declaration = Declaration::new(text, name, BindingKind::Value);
            declaration.initializer = Some(value);
            self.scopes.declare_member(class, declaration);
        }
    }

    /// `constructor(private readonly name: string)` declares a member with a value that is passed in.
    pub(super) fn parameter_property(
        &mut self,
        parameter: Node<'d>,
        name: Node<'d>,
        parents: &[(Node<'d>, usize)],
    ) {
        let mut cursor = parameter.walk();
        let declares = parameter
            .children(&mut cursor)
            .any(|child| matches!(child.kind_name(), "accessibility_modifier" | "readonly"));
        let body = parents
            .iter()
            .rev()
            .find(|(outer, _)| outer.kind_name() == "class_body");
        if let (true, Some((body, _))) = (declares, body) {
            let class = ClassId(body.id());
            let text = self.document.text(name);
            if self.is_private(parameter) {
                self.scopes.note_private(class, text);
            }
            let declaration = Declaration::new(text, parameter, BindingKind::Parameter);
            self.scopes.declare_member(class, declaration);
        }
    }

    fn is_private(&self, node: Node<'d>) -> bool {
        let mut cursor = node.walk();
        node.children(&mut cursor).any(|child| {
            child.kind_name() == "accessibility_modifier" && self.document.text(child) == "private"
        })
    }
}

/// The class whose object `this` is; `None` where a function or something static rebinds it.
fn class_of_this(parents: &[(Node<'_>, usize)]) -> Option<ClassId> {
    let mut ancestors = parents.iter().rev().map(|&(node, _)| node).peekable();
    while let Some(node) = ancestors.next() {
        match node.kind_name() {
            "method_definition" => {
                let body = ancestors.peek()?;
                let of_object = body.kind_name() == "class_body" && !is_static(node);
                return of_object.then(|| ClassId(body.id()));
            }
            "public_field_definition" | "field_definition" if is_static(node) => return None,
            "class_body" => return Some(ClassId(node.id())),
            "function_expression"
            | "function_declaration"
            | "generator_function"
            | "generator_function_declaration"
            | "class_static_block" => return None,
            _ => {}
        }
    }
    None
}
