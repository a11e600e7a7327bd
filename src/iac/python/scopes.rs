//! Scopes, bindings and uses of a Python file.

use std::collections::HashSet;

use tree_sitter::Node;

use super::named;
use crate::iac::scope::{
    BindingKind, Declaration, Elsewhere, Imported, ImportedItem, ScopeId, ScopeKind, Scopes,
    UseKind,
};
use crate::syntax::Document;

pub(super) fn build(document: &Document) -> Scopes<'_> {
    let mut builder = Builder {
        document,
        scopes: Scopes::default(),
        declared: HashSet::new(),
    };
    // A file that does not parse at all has an error for a root, and names all the same.
    builder.scopes.enter(ScopeKind::Module, document.root());
    let mut cursor = document.root().walk();
    let mut parents: Vec<(Node<'_>, usize)> = Vec::new();
    loop {
        let node = cursor.node();
        let entered = builder.enter(node, cursor.field_name(), &parents);
        if cursor.goto_first_child() {
            parents.push((node, entered));
            continue;
        }
        builder.leave(entered);
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                builder.scopes.resolve();
                return builder.scopes;
            }
            if let Some((_, entered)) = parents.pop() {
                builder.leave(entered);
            }
        }
    }
}

/// Scopes that an assignment binds in.
const BINDING_SCOPES: [ScopeKind; 3] = [ScopeKind::Function, ScopeKind::Class, ScopeKind::Module];

struct Builder<'d> {
    document: &'d Document,
    scopes: Scopes<'d>,
    /// Ids of identifiers that declare, or that name something else than a value.
    declared: HashSet<usize>,
}

impl<'d> Builder<'d> {
    /// Handles a node on the way down; answers how many scopes it opened.
    fn enter(
        &mut self,
        node: Node<'d>,
        field: Option<&str>,
        parents: &[(Node<'d>, usize)],
    ) -> usize {
        let parent = parents.last().map(|&(parent, _)| parent);
        let parent_kind = parent.map_or("", |parent| parent.kind());
        match node.kind() {
            "function_definition" => {
                self.name_field(node, BindingKind::Function);
                let opened = self.open(ScopeKind::Function, node);
                self.parameters(node.child_by_field_name("parameters"));
                return opened;
            }
            "lambda" => {
                let opened = self.open(ScopeKind::Function, node);
                self.parameters(node.child_by_field_name("parameters"));
                return opened;
            }
            "class_definition" => {
                self.name_field(node, BindingKind::Class);
                return self.open(ScopeKind::Class, node);
            }
            "list_comprehension"
            | "dictionary_comprehension"
            | "set_comprehension"
            | "generator_expression" => return self.open(ScopeKind::Comprehension, node),
            // The first thing a comprehension or loop binds.
            "for_in_clause" | "for_statement" => {
                if let Some(left) = node.child_by_field_name("left") {
                    let scope = self.scopes.current();
                    self.target(scope, left, BindingKind::Loop, None);
                }
            }
            "assignment" => {
                if let Some(left) = node.child_by_field_name("left") {
                    let scope = self.scopes.nearest(&BINDING_SCOPES);
                    let right = node.child_by_field_name("right");
                    self.target(scope, left, BindingKind::Value, right);
                }
            }
            "named_expression" => {
                if let Some(name) = node.child_by_field_name("name") {
                    let scope = self.scopes.nearest(&BINDING_SCOPES);
                    let value = node.child_by_field_name("value");
                    self.target(scope, name, BindingKind::Value, value);
                }
            }
            "as_pattern_target" => {
                let scope = self.scopes.nearest(&BINDING_SCOPES);
                for child in named(node) {
                    self.target(scope, child, BindingKind::Other, None);
                }
            }
            "import_statement" | "import_from_statement" => self.import(node),
            "future_import_statement" => self.ignore_below(node),
            "global_statement" | "nonlocal_statement" => {
                let place = match node.kind() {
                    "global_statement" => Elsewhere::Module,
                    _ => Elsewhere::Enclosing,
                };
                for name in named(node) {
                    self.declared.insert(name.id());
                    self.scopes.note_elsewhere(self.document.text(name), place);
                }
            }
            "call" => self.scopes.calls.push(node),
            "attribute" => {
                let object = node.child_by_field_name("object");
                if object.is_some_and(|object| self.document.text(object) == "self") {
                    self.scopes.own_members.push(node);
                }
            }
            "identifier" => self.identifier(node, field, parents),
            _ => {}
        }
        // A parameter's default and annotation are evaluated outside the function.
        let outside = matches!(
            (parent_kind, field),
            (
                "default_parameter" | "typed_default_parameter",
                Some("value")
            )
        );
        if outside {
            self.scopes.enter_outer();
            return 1;
        }
        0
    }

    fn leave(&mut self, opened: usize) {
        for _ in 0..opened {
            self.scopes.leave();
        }
    }

    fn open(&mut self, kind: ScopeKind, node: Node<'d>) -> usize {
        self.scopes.enter(kind, node);
        1
    }

    fn name_field(&mut self, node: Node<'d>, kind: BindingKind) {
        if let Some(name) = node.child_by_field_name("name") {
            let scope = self.scopes.nearest(&BINDING_SCOPES);
            self.declare(scope, name, kind, None);
        }
    }

    fn declare(
        &mut self,
        scope: ScopeId,
        name: Node<'d>,
        kind: BindingKind,
        initializer: Option<Node<'d>>,
    ) {
        self.declared.insert(name.id());
        let mut declaration = Declaration::new(self.document.text(name), name, kind);
        declaration.initializer = initializer;
        self.scopes.declare(scope, declaration);
    }

    /// Declares the names of an assignment's target. Members and subscripts are uses of their object.
    fn target(
        &mut self,
        scope: ScopeId,
        target: Node<'d>,
        kind: BindingKind,
        value: Option<Node<'d>>,
    ) {
        if target.kind() == "identifier" {
            return self.declare(scope, target, kind, value);
        }
        let mut work = vec![target];
        while let Some(node) = work.pop() {
            match node.kind() {
                "identifier" => self.declare(scope, node, BindingKind::Other, None),
                "pattern_list" | "tuple_pattern" | "list_pattern" | "list_splat_pattern"
                | "tuple" | "list" => work.extend(named(node)),
                _ => {}
            }
        }
    }

    fn parameters(&mut self, parameters: Option<Node<'d>>) {
        let scope = self.scopes.current();
        for parameter in parameters.into_iter().flat_map(named) {
            let name = match parameter.kind() {
                "identifier" => Some(parameter),
                "default_parameter" | "typed_default_parameter" => {
                    parameter.child_by_field_name("name")
                }
                "typed_parameter" | "list_splat_pattern" | "dictionary_splat_pattern" => {
                    let inner = named(parameter).next();
                    match inner {
                        Some(inner) if inner.kind() != "identifier" => named(inner).next(),
                        inner => inner,
                    }
                }
                _ => None,
            };
            if let Some(name) = name {
                self.declare(scope, name, BindingKind::Parameter, None);
            }
        }
    }

    fn identifier(&mut self, node: Node<'d>, field: Option<&str>, parents: &[(Node<'d>, usize)]) {
        let parent = parents.last().map_or("", |(parent, _)| parent.kind());
        let names_no_value = matches!(
            (parent, field),
            ("keyword_argument", Some("name")) | ("attribute", Some("attribute"))
        );
        if names_no_value || self.declared.contains(&node.id()) {
            return;
        }
        let kind = match parent {
            "augmented_assignment" if field == Some("left") => UseKind::Write,
            "delete_statement" => UseKind::Write,
            "type" => UseKind::Type,
            _ => UseKind::Value,
        };
        self.scopes.note_use(node, self.document.text(node), kind);
    }

    fn import(&mut self, node: Node<'d>) {
        let module_name = node.child_by_field_name("module_name");
        let module = module_name.map(|module| self.document.text(module).to_owned());
        let scope = self.scopes.nearest(&BINDING_SCOPES);
        let mut cursor = node.walk();
        let names: Vec<_> = node.children_by_field_name("name", &mut cursor).collect();
        for name in names {
            let (dotted, alias) = match name.kind() {
                "aliased_import" => match name.child_by_field_name("name") {
                    Some(dotted) => (dotted, name.child_by_field_name("alias")),
                    None => continue,
                },
                _ => (name, None),
            };
            let text = self.document.text(dotted);
            self.scopes.modules.push(match &module {
                Some(module) => (module.clone(), Some(text.to_owned())),
                None => (text.to_owned(), None),
            });
            let (bound, imported) = match (&module, alias) {
                (Some(module), alias) => (
                    alias.or_else(|| named(dotted).next()),
                    Imported {
                        module: module.clone(),
                        item: ImportedItem::Named(text.to_owned()),
                    },
                ),
                (None, Some(alias)) => (
                    Some(alias),
                    Imported {
                        module: text.to_owned(),
                        item: ImportedItem::Module,
                    },
                ),
                // `import a.b` binds `a`.
                (None, None) => (
                    named(dotted).next(),
                    Imported {
                        module: text.split('.').next().unwrap_or(text).to_owned(),
                        item: ImportedItem::Module,
                    },
                ),
            };
            let Some(bound) = bound else { continue };
            let mut declaration =
                Declaration::new(self.document.text(bound), bound, BindingKind::Import);
            declaration.imported = Some(imported);
            // `import a.b` after `import a` gives the name the same value again.
            if self
                .scopes
                .lookup(scope, declaration.name)
                .is_none_or(|known| {
                    self.scopes.bindings[known.0].declared.kind != BindingKind::Import
                })
            {
                self.scopes.declare(scope, declaration);
            }
        }
        if named(node).any(|child| child.kind() == "wildcard_import") {
            self.scopes
                .modules
                .extend(module.clone().map(|module| (module, None)));
            self.scopes.star_imports.extend(module);
        }
        self.ignore_below(node);
    }

    /// The identifiers below `node` name modules, not values.
    fn ignore_below(&mut self, node: Node<'d>) {
        let mut work = vec![node];
        while let Some(node) = work.pop() {
            if node.kind() == "identifier" {
                self.declared.insert(node.id());
            }
            work.extend(named(node));
        }
    }
}
