//! Scopes, bindings and uses of a TypeScript file.

use rustc_hash::FxHashSet;
use tree_sitter::{Node, TreeCursor};

use super::literal;
use crate::iac::nodes::named;
use crate::iac::scope::{
    BindingKind, Declaration, Imported, ImportedItem, ScopeId, ScopeKind, Scopes, UseKind,
};
use crate::iac::traverse::{Entered, Visitor, fill};
use crate::syntax::{Document, Named};

pub(super) fn build(document: &Document) -> Scopes<'_> {
    let mut builder = Builder {
        document,
        scopes: Scopes::default(),
        declared: FxHashSet::default(),
    };
    fill(document.root(), &mut builder);
    builder.scopes
}

pub(super) struct Builder<'d> {
    pub(super) document: &'d Document,
    pub(super) scopes: Scopes<'d>,
    /// Ids of identifiers that declare, or that name something else than a value.
    declared: FxHashSet<usize>,
}

impl<'d> Visitor<'d> for Builder<'d> {
    fn scopes(&mut self) -> &mut Scopes<'d> {
        &mut self.scopes
    }

    fn is_closed(&self, node: Node<'d>) -> bool {
        matches!(node.kind_name(), "string" | "comment" | "regex")
    }

    fn enter(&mut self, node: Node<'d>, at: &TreeCursor<'d>, parents: &[Entered<'d>]) -> usize {
        let parent = parents.last().map(|&(parent, _)| parent);
        match node.kind_name() {
            // Most nodes are of these kinds, and kinds are compared one after another.
            "property_identifier"
            | "string"
            | "string_fragment"
            | "pair"
            | "object"
            | "arguments"
            | "expression_statement"
            | "number"
            | "comment" => {}
            "identifier"
            | "shorthand_property_identifier"
            | "shorthand_property_identifier_pattern"
            | "type_identifier" => {
                self.identifier(node, at.field_name(), parents);
            }
            "member_expression" => self.member(node, at.field_name(), parents),
            "function_declaration" | "generator_function_declaration" | "function_signature" => {
                if let Some(name) = node.field("name") {
                    self.declared.insert(name.id());
                    let text = self.document.text(name);
                    let mut declaration = Declaration::new(text, name, BindingKind::Function);
                    declaration.initializer = Some(node);
                    declaration.exported = is_export(parent);
                    self.scopes.declare(self.scopes.current(), declaration);
                }
                return self.open(ScopeKind::Function, node);
            }
            "function_expression" | "generator_function" => {
                let opened = self.open(ScopeKind::Function, node);
                if let Some(name) = node.field("name") {
                    self.name(self.scopes.current(), name, BindingKind::Function, false);
                }
                return opened;
            }
            "arrow_function" => {
                let opened = self.open(ScopeKind::Function, node);
                if let Some(parameter) = node.field("parameter") {
                    self.name(
                        self.scopes.current(),
                        parameter,
                        BindingKind::Parameter,
                        false,
                    );
                }
                return opened;
            }
            "method_definition"
            | "function_type"
            | "constructor_type"
            | "method_signature"
            | "call_signature"
            | "construct_signature"
            | "abstract_method_signature"
            | "index_signature" => return self.open(ScopeKind::Function, node),
            "class_declaration" | "abstract_class_declaration" => {
                if let Some(name) = node.field("name") {
                    self.name(
                        self.scopes.current(),
                        name,
                        BindingKind::Class,
                        is_export(parent),
                    );
                }
            }
            "class" => {
                // Only the class itself sees the name of a class expression.
                let opened = self.open(ScopeKind::Block, node);
                if let Some(name) = node.field("name") {
                    self.name(self.scopes.current(), name, BindingKind::Class, false);
                }
                return opened;
            }
            "import_alias" => self.alias(node, parent),
            "interface_declaration" | "type_alias_declaration" | "type_parameter" => {
                if let Some(name) = node.field("name") {
                    self.declared.insert(name.id());
                }
            }
            "enum_declaration" | "internal_module" | "module" => {
                if let Some(name) = node.field("name") {
                    self.name(
                        self.scopes.current(),
                        name,
                        BindingKind::Other,
                        is_export(parent),
                    );
                }
            }
            "statement_block" | "for_statement" | "switch_body" => {
                return self.open(ScopeKind::Block, node);
            }
            "for_in_statement" => {
                let opened = self.open(ScopeKind::Block, node);
                if let (Some(left), true) = (node.field("left"), node.field("kind").is_some()) {
                    let scope = self.scopes.current();
                    self.pattern(scope, left, BindingKind::Loop, None, false);
                }
                return opened;
            }
            "catch_clause" => {
                let opened = self.open(ScopeKind::Block, node);
                if let Some(parameter) = node.field("parameter") {
                    let scope = self.scopes.current();
                    self.pattern(scope, parameter, BindingKind::Other, None, false);
                }
                return opened;
            }
            "required_parameter" | "optional_parameter" => {
                if let Some(pattern) = node.field("pattern") {
                    let scope = self.scopes.nearest(&[ScopeKind::Function]);
                    self.pattern(scope, pattern, BindingKind::Parameter, None, false);
                    self.parameter_property(node, pattern, parents);
                }
            }
            "public_field_definition" | "field_definition" => self.field(node, parent),
            "variable_declarator" => self.declarator(node, parents),
            "import_specifier" | "namespace_import" | "import_clause" | "import_require_clause" => {
                self.import(node, parents);
            }
            "export_specifier" => {
                if let Some(alias) = node.field("alias") {
                    self.declared.insert(alias.id());
                }
                let from_elsewhere = parents.iter().rev().any(|(ancestor, _)| {
                    ancestor.kind_name() == "export_statement" && ancestor.field("source").is_some()
                });
                if let Some(name) = node.field("name") {
                    self.declared.insert(name.id());
                    if !from_elsewhere {
                        self.scopes
                            .note_use(name, self.document.text(name), UseKind::Export);
                    }
                }
            }
            "new_expression" => self.scopes.calls.push(node),
            "call_expression" => {
                self.scopes.calls.push(node);
                self.required_module(node);
            }
            "import_statement" | "export_statement" => {
                if let Some(source) = node.field("source") {
                    let module = literal::decode(self.document.text(source));
                    self.scopes.modules.push((module, None));
                }
            }
            _ => {}
        }
        0
    }
}

impl<'d> Builder<'d> {
    /// Notes `require("…")` and `import("…")`.
    fn required_module(&mut self, call: Node<'d>) {
        let function = call.field("function");
        let first = call
            .field("arguments")
            .and_then(|arguments| named(arguments).next());
        if let (Some(function), Some(module)) = (function, first)
            && matches!(self.document.text(function), "require" | "import")
            && module.kind_name() == "string"
        {
            let module = literal::decode(self.document.text(module));
            self.scopes.modules.push((module, None));
        }
    }

    fn open(&mut self, kind: ScopeKind, node: Node<'d>) -> usize {
        self.scopes.enter(kind, node);
        1
    }

    fn name(&mut self, scope: ScopeId, name: Node<'d>, kind: BindingKind, exported: bool) {
        self.declared.insert(name.id());
        let mut declaration = Declaration::new(self.document.text(name), name, kind);
        declaration.exported = exported;
        self.scopes.declare(scope, declaration);
    }

    fn identifier(&mut self, node: Node<'d>, field: Option<&str>, parents: &[Entered<'d>]) {
        if self.declared.contains(&node.id()) {
            return;
        }
        let parent = parents.last().map_or("", |(parent, _)| parent.kind_name());
        let kind = match (node.kind_name(), parent, field) {
            ("type_identifier", ..) | (_, "nested_type_identifier", _) => UseKind::Type,
            ("shorthand_property_identifier_pattern", ..)
            | (_, "assignment_expression" | "augmented_assignment_expression", Some("left"))
            | (_, "update_expression", _)
            | (_, "for_in_statement", Some("left")) => UseKind::Write,
            (_, "array_pattern" | "rest_pattern" | "pair_pattern", field)
                if field != Some("key") =>
            {
                UseKind::Write
            }
            (_, "export_statement", _) => UseKind::Export,
            _ if self.goes_into_exports(node, parents) => UseKind::Export,
            (_, "namespace_export", _) => return,
            _ => UseKind::Value,
        };
        self.scopes.note_use(node, self.document.text(node), kind);
    }

    /// Whether a name's value is assigned to what CommonJS exports: `module.exports = { a }`, `exports.b = a`.
    fn goes_into_exports(&self, node: Node<'d>, parents: &[Entered<'d>]) -> bool {
        let mut inner = node;
        for &(outer, _) in parents.iter().rev() {
            match outer.kind_name() {
                "pair"
                | "object"
                | "spread_element"
                | "array"
                | "parenthesized_expression"
                | "as_expression"
                | "satisfies_expression" => inner = outer,
                "assignment_expression" => {
                    let left = outer
                        .field("left")
                        .map_or("", |left| self.document.text(left));
                    return outer.field("right") == Some(inner)
                        && (left == "module.exports"
                            || left.starts_with("module.exports.")
                            || left.starts_with("exports."));
                }
                _ => return false,
            }
        }
        false
    }

    fn declarator(&mut self, node: Node<'d>, parents: &[Entered<'d>]) {
        let Some(name) = node.field("name") else {
            return;
        };
        let declaration = parents.last().map(|&(parent, _)| parent);
        let word = declaration
            .and_then(|declaration| declaration.child(0))
            .map_or("", |word| word.kind_name());
        let (kind, scope) = match word {
            "const" => (BindingKind::Value, self.scopes.current()),
            "let" => (BindingKind::Variable, self.scopes.current()),
            _ => (
                BindingKind::Variable,
                self.scopes
                    .nearest(&[ScopeKind::Function, ScopeKind::Module]),
            ),
        };
        let exported = is_export(parents.iter().rev().nth(1).map(|&(parent, _)| parent));
        let initializer = node.field("value");
        self.pattern(scope, name, kind, initializer, exported);
    }

    /// `import lambda = aws.lambda`.
    fn alias(&mut self, node: Node<'d>, parent: Option<Node<'d>>) {
        let mut parts = named(node);
        let (Some(name), value) = (parts.next(), parts.next()) else {
            return;
        };
        self.declared.insert(name.id());
        let mut declaration = Declaration::new(self.document.text(name), name, BindingKind::Value);
        declaration.initializer = value;
        declaration.exported = is_export(parent);
        self.scopes.declare(self.scopes.current(), declaration);
    }

    /// Declares every name of a pattern.
    fn pattern(
        &mut self,
        scope: ScopeId,
        pattern: Node<'d>,
        kind: BindingKind,
        initializer: Option<Node<'d>>,
        exported: bool,
    ) {
        let mut work = vec![(pattern, Some(Vec::new()))];
        while let Some((node, path)) = work.pop() {
            match node.kind_name() {
                "identifier" | "shorthand_property_identifier_pattern" => {
                    self.declared.insert(node.id());
                    let text = self.document.text(node);
                    let mut declaration = Declaration::new(text, node, kind);
                    declaration.initializer = initializer;
                    declaration.exported = exported;
                    declaration.taken_from = match (node.kind_name(), path) {
                        ("identifier", path) => path,
                        (_, Some(mut path)) => {
                            path.push(text.to_owned());
                            Some(path)
                        }
                        (_, None) => None,
                    };
                    self.scopes.declare(scope, declaration);
                }
                "pair_pattern" => {
                    let key = node.field("key");
                    let path = match (path, key) {
                        (Some(mut path), Some(key))
                            if key.kind_name() != "computed_property_name" =>
                        {
                            path.push(match key.kind_name() {
                                "string" => literal::decode(self.document.text(key)),
                                _ => self.document.text(key).to_owned(),
                            });
                            Some(path)
                        }
                        _ => None,
                    };
                    work.extend(node.field("value").map(|value| (value, path)));
                }
                "object_assignment_pattern" | "assignment_pattern" => {
                    // A default may take the value's place.
                    work.extend(node.field("left").map(|left| (left, None)));
                }
                "object_pattern" => {
                    work.extend(named(node).map(|child| {
                        let path = if child.kind_name() == "rest_pattern" {
                            None
                        } else {
                            path.clone()
                        };
                        (child, path)
                    }));
                }
                "array_pattern" | "rest_pattern" => {
                    work.extend(named(node).map(|child| (child, None)));
                }
                _ => {}
            }
        }
    }

    fn import(&mut self, node: Node<'d>, parents: &[Entered<'d>]) {
        let source = std::iter::once(node)
            .chain(parents.iter().rev().map(|&(parent, _)| parent))
            .find_map(|node| node.field("source"));
        let Some(source) = source else { return };
        let module = literal::decode(self.document.text(source));
        let types_only = std::iter::once(node)
            .chain(parents.iter().rev().map(|&(parent, _)| parent))
            .take_while(|node| node.kind_name().contains("import"))
            .any(says_type);
        let bound = match node.kind_name() {
            "import_specifier" => {
                let Some(name) = node.field("name") else {
                    return;
                };
                self.declared.insert(name.id());
                let imported = literal::decode_name(self.document.text(name));
                let item = match imported.as_str() {
                    "default" => ImportedItem::Module,
                    _ => ImportedItem::Named(imported),
                };
                Some((node.field("alias").unwrap_or(name), item))
            }
            _ => named(node)
                .find(|child| child.kind_name() == "identifier")
                .map(|name| (name, ImportedItem::Module)),
        };
        if let Some((name, item)) = bound {
            self.declared.insert(name.id());
            let mut declaration =
                Declaration::new(self.document.text(name), name, BindingKind::Import);
            // A type is no value: what is constructed under the name is something else, or an error.
            declaration.imported = (!types_only).then_some(Imported { module, item });
            let scope = self.scopes.current();
            self.scopes.declare(scope, declaration);
        }
    }
}

/// Whether an import or one of its names is marked `type`.
fn says_type(node: Node<'_>) -> bool {
    let mut cursor = node.walk();
    node.children(&mut cursor)
        .any(|child| matches!(child.kind_name(), "type" | "typeof"))
}

fn is_export(node: Option<Node<'_>>) -> bool {
    node.is_some_and(|node| node.kind_name() == "export_statement")
}
