//! Scopes, bindings and uses of a Python file.

use std::collections::HashSet;

use rustc_hash::FxHashSet;
use tree_sitter::{Node, TreeCursor};

use super::literal;
use crate::iac::nodes::named;
use crate::iac::scope::{
    BindingKind, Declaration, Elsewhere, Imported, ImportedItem, ScopeId, ScopeKind, Scopes,
    UseKind,
};
use crate::iac::traverse::{Entered, Visitor, fill};
use crate::syntax::{Document, Named};

pub(super) fn build(document: &Document) -> Scopes<'_> {
    let mut builder = Builder {
        document,
        scopes: Scopes::default(),
        declared: FxHashSet::default(),
        exported: HashSet::new(),
    };
    fill(document.root(), &mut builder);
    builder.scopes.export(&builder.exported);
    builder.scopes
}

/// Scopes that an assignment binds in.
const BINDING_SCOPES: [ScopeKind; 3] = [ScopeKind::Function, ScopeKind::Class, ScopeKind::Module];

pub(super) struct Builder<'d> {
    pub(super) document: &'d Document,
    pub(super) scopes: Scopes<'d>,
    /// Ids of identifiers that declare, or that name something else than a value.
    declared: FxHashSet<usize>,
    /// The names in `__all__`.
    exported: HashSet<String>,
}

impl<'d> Visitor<'d> for Builder<'d> {
    fn scopes(&mut self) -> &mut Scopes<'d> {
        &mut self.scopes
    }

    fn is_closed(&self, node: Node<'d>) -> bool {
        // Two quotes and one part; an f-string may consist of one interpolation.
        let part = |at: usize| node.child(at as u32);
        node.kind_name() == "string"
            && node.child_count() <= 3
            && part(1).is_none_or(|part| part.kind_name() != "interpolation")
    }

    fn enter(&mut self, node: Node<'d>, at: &TreeCursor<'d>, parents: &[Entered<'d>]) -> usize {
        let parent = parents.last().map(|&(parent, _)| parent);
        let parent_kind = parent.map_or("", |parent| parent.kind_name());
        match node.kind_name() {
            // Most nodes are of these kinds, and kinds are compared one after another.
            "string"
            | "string_start"
            | "string_content"
            | "string_end"
            | "argument_list"
            | "keyword_argument"
            | "pair"
            | "expression_statement"
            | "integer"
            | "block" => {}
            "attribute" => self.member(node, at.field_name(), parents),
            "call" => self.scopes.calls.push(node),
            "identifier" => self.identifier(node, at.field_name(), parents),
            "function_definition" => {
                // What a decorator makes of a function is not known.
                let value = (parent_kind != "decorated_definition").then_some(node);
                self.name_field(node, BindingKind::Function, value);
                let opened = self.open(ScopeKind::Function, node);
                self.parameters(node.field("parameters"));
                return opened;
            }
            "lambda" => {
                let opened = self.open(ScopeKind::Function, node);
                self.parameters(node.field("parameters"));
                return opened;
            }
            "class_definition" => {
                self.name_field(node, BindingKind::Class, None);
                return self.open(ScopeKind::Class, node);
            }
            "list_comprehension"
            | "dictionary_comprehension"
            | "set_comprehension"
            | "generator_expression" => return self.open(ScopeKind::Comprehension, node),
            // The first thing a comprehension or loop binds.
            "for_in_clause" | "for_statement" => {
                if let Some(left) = node.field("left") {
                    let scope = self.scopes.current();
                    self.target(scope, left, BindingKind::Loop, None);
                }
            }
            "assignment" => {
                if let Some(left) = node.field("left") {
                    let scope = self.scopes.nearest(&BINDING_SCOPES);
                    let right = node.field("right");
                    self.target(scope, left, BindingKind::Value, right);
                    self.note_exports(node);
                }
            }
            "augmented_assignment" => self.note_exports(node),
            "named_expression" => {
                if let Some(name) = node.field("name") {
                    let scope = self.scopes.nearest(&BINDING_SCOPES);
                    let value = node.field("value");
                    self.target(scope, name, BindingKind::Value, value);
                }
            }
            "as_pattern_target" => {
                let scope = self.scopes.nearest(&BINDING_SCOPES);
                for child in named(node) {
                    self.target(scope, child, BindingKind::Other, None);
                }
            }
            "case_clause" => self.case(node),
            "import_statement" | "import_from_statement" => self.import(node),
            "future_import_statement" => self.ignore_below(node),
            "global_statement" | "nonlocal_statement" => {
                let place = match node.kind_name() {
                    "global_statement" => Elsewhere::Module,
                    _ => Elsewhere::Enclosing,
                };
                for name in named(node) {
                    self.declared.insert(name.id());
                    self.scopes.note_elsewhere(self.document.text(name), place);
                }
            }
            _ => {}
        }
        let outside = match parent_kind {
            // A parameter's default is evaluated outside the function.
            "default_parameter" | "typed_default_parameter" => at.field_name() == Some("value"),
            // What a comprehension goes through first is evaluated outside of it.
            "for_in_clause" if at.field_name() == Some("right") => {
                parents.iter().rev().nth(1).is_some_and(|(outer, _)| {
                    named(*outer).find(|child| child.kind_name() == "for_in_clause") == parent
                })
            }
            _ => false,
        };
        if outside {
            self.scopes.enter_outer();
            return 1;
        }
        0
    }
}

impl<'d> Builder<'d> {
    fn open(&mut self, kind: ScopeKind, node: Node<'d>) -> usize {
        self.scopes.enter(kind, node);
        1
    }

    fn name_field(&mut self, node: Node<'d>, kind: BindingKind, value: Option<Node<'d>>) {
        if let Some(name) = node.field("name") {
            let scope = self.scopes.nearest(&BINDING_SCOPES);
            self.declare(scope, name, kind, value);
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
        let mut work = vec![(target, value)];
        while let Some((node, value)) = work.pop() {
            match node.kind_name() {
                "identifier" if value.is_some() || node == target => {
                    self.declare(scope, node, kind, value);
                }
                "identifier" => self.declare(scope, node, BindingKind::Other, None),
                "pattern_list" | "tuple_pattern" | "list_pattern" | "tuple" | "list" => {
                    work.extend(unpacked(node, value));
                }
                "list_splat_pattern" => work.extend(named(node).map(|inner| (inner, None))),
                _ => {}
            }
        }
    }

    /// Notes the names that an assignment to `__all__` lists.
    fn note_exports(&mut self, assignment: Node<'d>) {
        let left = assignment.field("left");
        if left.is_none_or(|left| self.document.text(left) != "__all__") {
            return;
        }
        let right = assignment.field("right");
        let names = right
            .into_iter()
            .flat_map(named)
            .filter(|name| name.kind_name() == "string");
        for name in names {
            self.exported
                .insert(literal::decode(self.document.text(name)));
        }
    }

    /// Declares the names that a `case` captures.
    fn case(&mut self, clause: Node<'d>) {
        let scope = self.scopes.nearest(&BINDING_SCOPES);
        let mut cursor = clause.walk();
        let patterns = clause.named_children(&mut cursor);
        let mut work: Vec<_> = patterns
            .filter(|child| child.kind_name() == "case_pattern")
            .collect();
        while let Some(node) = work.pop() {
            let children: Vec<_> = named(node).collect();
            match (node.kind_name(), children.as_slice()) {
                ("dotted_name", [capture]) if self.document.text(*capture) != "_" => {
                    self.declare(scope, *capture, BindingKind::Other, None);
                }
                ("splat_pattern", [capture]) if capture.kind_name() == "identifier" => {
                    self.declare(scope, *capture, BindingKind::Other, None);
                }
                ("as_pattern", [pattern, capture]) => {
                    work.push(*pattern);
                    self.declare(scope, *capture, BindingKind::Other, None);
                }
                // The class is used, not captured.
                ("class_pattern", [_, inner @ ..]) => work.extend(inner),
                ("keyword_pattern", [name, pattern]) => {
                    self.declared.insert(name.id());
                    work.push(*pattern);
                }
                (
                    "case_pattern" | "union_pattern" | "list_pattern" | "tuple_pattern"
                    | "dict_pattern",
                    _,
                ) => work.extend(children),
                _ => {}
            }
        }
    }

    fn parameters(&mut self, parameters: Option<Node<'d>>) {
        let scope = self.scopes.current();
        for parameter in parameters.into_iter().flat_map(named) {
            let name = match parameter.kind_name() {
                "identifier" => Some(parameter),
                "default_parameter" | "typed_default_parameter" => parameter.field("name"),
                "typed_parameter" | "list_splat_pattern" | "dictionary_splat_pattern" => {
                    let inner = named(parameter).next();
                    match inner {
                        Some(inner) if inner.kind_name() != "identifier" => named(inner).next(),
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

    fn identifier(&mut self, node: Node<'d>, field: Option<&str>, parents: &[Entered<'d>]) {
        let parent = parents.last().map_or("", |(parent, _)| parent.kind_name());
        let names_no_value = match (parent, field) {
            ("keyword_argument", Some("name")) | ("attribute", Some("attribute")) => true,
            // `case Color.RED`: a member.
            ("dotted_name", _) => node.prev_sibling().is_some(),
            _ => false,
        };
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
        let module_name = node.field("module_name");
        let module = module_name.map(|module| self.document.text(module).to_owned());
        let scope = self.scopes.nearest(&BINDING_SCOPES);
        let mut cursor = node.walk();
        let names: Vec<_> = node.children_by_field_name("name", &mut cursor).collect();
        for name in names {
            let (dotted, alias) = match name.kind_name() {
                "aliased_import" => match name.field("name") {
                    Some(dotted) => (dotted, name.field("alias")),
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
            let known = self.scopes.declared_in(scope, declaration.name);
            let same = known.is_some_and(|known| {
                self.scopes.bindings[known.0].declared.imported == declaration.imported
            });
            if !same {
                self.scopes.declare(scope, declaration);
            }
        }
        if named(node).any(|child| child.kind_name() == "wildcard_import") {
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
            if node.kind_name() == "identifier" {
                self.declared.insert(node.id());
            }
            work.extend(named(node));
        }
    }
}

/// The parts of an unpacking target, each with what it is given where that is written out: `a, b = 1, 2`.
fn unpacked<'d>(target: Node<'d>, value: Option<Node<'d>>) -> Vec<(Node<'d>, Option<Node<'d>>)> {
    let targets: Vec<_> = named(target).collect();
    let values: Vec<_> = match value {
        Some(value) if matches!(value.kind_name(), "expression_list" | "tuple" | "list") => {
            named(value).collect()
        }
        _ => Vec::new(),
    };
    let starred = targets
        .iter()
        .chain(&values)
        .any(|part| matches!(part.kind_name(), "list_splat_pattern" | "list_splat"));
    if starred || targets.len() != values.len() {
        return targets.into_iter().map(|part| (part, None)).collect();
    }
    targets
        .into_iter()
        .zip(values.into_iter().map(Some))
        .collect()
}
