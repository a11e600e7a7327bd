//! Scopes, bindings and uses of one file. Filled by a dialect in one walk; neutral afterwards.

use std::cell::OnceCell;
use std::collections::HashSet;

use rustc_hash::{FxHashMap, FxHashSet};
use tree_sitter::Node;

/// Names a scope within one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ScopeId(usize);

/// Names a binding within one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct BindingId(pub(super) usize);

/// Names a class within one file: the id of its node, or of its body's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ClassId(pub(super) usize);

/// What a scope belongs to; it decides what is hoisted to it and who sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Function,
    /// Python: not seen from the functions inside.
    Class,
    Block,
    /// Python: a walrus inside binds outside of it.
    Comprehension,
}

/// How a name came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BindingKind {
    /// `const` in TypeScript; an assignment in Python, where nothing says `const`.
    Value,
    /// `let` and `var`.
    Variable,
    /// A parameter of a function.
    Parameter,
    /// A function's name.
    Function,
    /// A class's name.
    Class,
    /// An imported name.
    Import,
    /// The variable of a loop or comprehension.
    Loop,
    /// Anything else: an enum, a caught error, a context manager…
    Other,
}

/// Which part of a module an import binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ImportedItem {
    /// The module itself, or its default export.
    Module,
    Named(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Imported {
    pub(super) module: String,
    pub(super) item: ImportedItem,
}

/// What a dialect says of a name when it declares it.
#[derive(Clone, Debug)]
pub(super) struct Declaration<'d> {
    pub(super) name: &'d str,
    pub(super) node: Node<'d>,
    pub(super) kind: BindingKind,
    /// The expression that it is initialised with.
    pub(super) initializer: Option<Node<'d>>,
    /// Where within the initializer's value it is taken from; empty for the whole value, `None` where that is not a path
    /// of names.
    pub(super) taken_from: Option<Vec<String>>,
    pub(super) imported: Option<Imported>,
    pub(super) exported: bool,
}

impl<'d> Declaration<'d> {
    pub(super) fn new(name: &'d str, node: Node<'d>, kind: BindingKind) -> Self {
        Self {
            name,
            node,
            kind,
            initializer: None,
            taken_from: Some(Vec::new()),
            imported: None,
            exported: false,
        }
    }
}

/// What a use does with the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UseKind {
    Value,
    Type,
    Write,
    Export,
}

#[derive(Debug)]
pub(super) struct BindingData<'d> {
    pub(super) declared: Declaration<'d>,
    pub(super) scope: ScopeId,
    /// How often it is given a value after its declaration.
    pub(super) reassigned: usize,
    /// The class that it is a member of: `this.name`, `self.name`.
    pub(super) member_of: Option<ClassId>,
    /// Indices into `Scopes::uses`, in order of position.
    pub(super) uses: Vec<usize>,
    /// Those of `uses` that change the value that the name holds, once they are asked for.
    pub(super) changing: OnceCell<Vec<usize>>,
}

#[derive(Debug)]
pub(super) struct UseData<'d> {
    pub(super) node: Node<'d>,
    pub(super) kind: UseKind,
    pub(super) binding: Option<BindingId>,
    member_of: Option<ClassId>,
    scope: ScopeId,
    name: &'d str,
}

#[derive(Debug)]
struct Scope<'d> {
    parent: Option<ScopeId>,
    kind: ScopeKind,
    names: FxHashMap<&'d str, BindingId>,
    /// Python's `global` and `nonlocal`: names that live in another scope.
    elsewhere: FxHashMap<&'d str, Elsewhere>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Elsewhere {
    Module,
    Enclosing,
}

/// All scopes of one file.
#[derive(Debug, Default)]
pub(super) struct Scopes<'d> {
    scopes: Vec<Scope<'d>>,
    pub(super) bindings: Vec<BindingData<'d>>,
    pub(super) uses: Vec<UseData<'d>>,
    /// From the id of an identifier's node to its use.
    by_node: FxHashMap<usize, usize>,
    /// From the id of a declaring identifier's node to its binding.
    by_declaration: FxHashMap<usize, BindingId>,
    /// Members of classes, by the class and their name.
    members: FxHashMap<(ClassId, &'d str), BindingId>,
    /// Members that only their class can use.
    private_members: FxHashSet<(ClassId, &'d str)>,
    /// Names of members that are given a value through something else than their class's own object.
    written_elsewhere: FxHashSet<&'d str>,
    /// Modules of which everything is imported without a name.
    pub(super) star_imports: Vec<String>,
    /// Nodes that look like a construction or call of a resource class, in order of position.
    pub(super) calls: Vec<Node<'d>>,
    /// Every module that the file imports from, as written, with the name that is taken of it if it is one.
    pub(super) modules: Vec<(String, Option<String>)>,
    /// Members of the object that a method is called on, read or written: `this.x`, `self.x`. In order of position.
    pub(super) own_members: Vec<Node<'d>>,
    /// The id of a scope's node → the scope; for finding free names.
    by_scope_node: FxHashMap<usize, ScopeId>,
    stack: Vec<ScopeId>,
}

impl<'d> Scopes<'d> {
    // --- what a dialect calls while it walks ---

    pub(super) fn enter(&mut self, kind: ScopeKind, node: Node<'d>) {
        let id = ScopeId(self.scopes.len());
        self.scopes.push(Scope {
            parent: self.stack.last().copied(),
            kind,
            names: FxHashMap::default(),
            elsewhere: FxHashMap::default(),
        });
        self.by_scope_node.insert(node.id(), id);
        self.stack.push(id);
    }

    /// Looks names up as the enclosing scope does, until [`Scopes::leave`]: for default values of parameters.
    pub(super) fn enter_outer(&mut self) {
        let current = self.current();
        let outer = self.scopes[current.0].parent.unwrap_or(current);
        self.stack.push(outer);
    }

    pub(super) fn leave(&mut self) {
        self.stack.pop();
    }

    pub(super) fn current(&self) -> ScopeId {
        self.stack.last().copied().unwrap_or(ScopeId(0))
    }

    /// The nearest scope, from the current one outwards, that is of one of `kinds`.
    pub(super) fn nearest(&self, kinds: &[ScopeKind]) -> ScopeId {
        let mut scope = self.current();
        while !kinds.contains(&self.scopes[scope.0].kind) {
            match self.scopes[scope.0].parent {
                Some(parent) => scope = parent,
                None => break,
            }
        }
        scope
    }

    /// Declares a name. A name that the scope has already is given a value again.
    pub(super) fn declare(&mut self, scope: ScopeId, declaration: Declaration<'d>) -> BindingId {
        let scope = self.owner(scope, declaration.name);
        if let Some(&known) = self.scopes[scope.0].names.get(declaration.name) {
            self.bindings[known.0].reassigned += 1;
            self.by_declaration.insert(declaration.node.id(), known);
            return known;
        }
        let name = declaration.name;
        let id = self.push_binding(scope, declaration, None);
        self.scopes[scope.0].names.insert(name, id);
        id
    }

    /// Declares a member of a class. One that the class has already is given a value again.
    pub(super) fn declare_member(&mut self, class: ClassId, declaration: Declaration<'d>) {
        let key = (class, declaration.name);
        if let Some(&known) = self.members.get(&key) {
            self.bindings[known.0].reassigned += 1;
            self.by_declaration.insert(declaration.node.id(), known);
            return;
        }
        let id = self.push_binding(self.current(), declaration, Some(class));
        self.members.insert(key, id);
    }

    fn push_binding(
        &mut self,
        scope: ScopeId,
        declared: Declaration<'d>,
        member_of: Option<ClassId>,
    ) -> BindingId {
        let id = BindingId(self.bindings.len());
        self.by_declaration.insert(declared.node.id(), id);
        self.bindings.push(BindingData {
            declared,
            scope,
            reassigned: 0,
            member_of,
            uses: Vec::new(),
            changing: OnceCell::new(),
        });
        id
    }

    /// Notes that only the class can use its member.
    pub(super) fn note_private(&mut self, class: ClassId, name: &'d str) {
        self.private_members.insert((class, name));
    }

    /// Notes that a member of this name is given a value through an object that may be of any class.
    pub(super) fn note_foreign_write(&mut self, name: &'d str) {
        self.written_elsewhere.insert(name);
    }

    /// Notes a use of a member of a class: the whole of `this.name`.
    pub(super) fn note_member_use(
        &mut self,
        node: Node<'d>,
        class: ClassId,
        name: &'d str,
        kind: UseKind,
    ) {
        self.note_use(node, name, kind);
        if let Some(usage) = self.uses.last_mut() {
            usage.member_of = Some(class);
        }
    }

    /// The binding that a declaration of `name` in `scope` would give a value again.
    pub(super) fn declared_in(&self, scope: ScopeId, name: &str) -> Option<BindingId> {
        let scope = self.owner(scope, name);
        self.scopes[scope.0].names.get(name).copied()
    }

    pub(super) fn note_elsewhere(&mut self, name: &'d str, place: Elsewhere) {
        let current = self.current();
        self.scopes[current.0].elsewhere.insert(name, place);
    }

    pub(super) fn note_use(&mut self, node: Node<'d>, name: &'d str, kind: UseKind) {
        let scope = self.current();
        self.by_node.insert(node.id(), self.uses.len());
        self.uses.push(UseData {
            node,
            kind,
            binding: None,
            member_of: None,
            scope,
            name,
        });
    }

    /// Resolves every use, once everything is declared: what is declared below its use is hoisted.
    pub(super) fn resolve(&mut self) {
        for index in 0..self.uses.len() {
            let usage = &self.uses[index];
            let binding = match usage.member_of {
                Some(class) => self.member(class, usage.name),
                None => self.lookup(usage.scope, usage.name),
            };
            let Some(binding) = binding else { continue };
            self.uses[index].binding = Some(binding);
            let data = &mut self.bindings[binding.0];
            data.uses.push(index);
            match self.uses[index].kind {
                UseKind::Write => data.reassigned += 1,
                UseKind::Export => data.declared.exported = true,
                UseKind::Value | UseKind::Type => {}
            }
        }
        for (&(class, name), &member) in &self.members {
            let also_of_class = self
                .class_scope(class)
                .is_some_and(|scope| scope.names.contains_key(name));
            if also_of_class || self.written_elsewhere.contains(name) {
                self.bindings[member.0].reassigned += 1;
            }
        }
    }

    /// A member of a class: of its objects, or of itself where its scope holds such names.
    fn member(&self, class: ClassId, name: &str) -> Option<BindingId> {
        let own = self.members.get(&(class, name)).copied();
        own.or_else(|| self.class_scope(class)?.names.get(name).copied())
    }

    fn class_scope(&self, class: ClassId) -> Option<&Scope<'d>> {
        let id = self.by_scope_node.get(&class.0)?;
        self.scopes.get(id.0)
    }

    /// Whether only its class can use a member.
    pub(super) fn is_private_member(&self, class: ClassId, name: &str) -> bool {
        self.private_members.contains(&(class, name))
    }

    /// Marks names of the module as exported.
    pub(super) fn export(&mut self, names: &HashSet<String>) {
        for name in names {
            if let Some(binding) = self.scopes[0].names.get(name.as_str()) {
                self.bindings[binding.0].declared.exported = true;
            }
        }
    }

    // --- what is asked afterwards ---

    /// The binding that the identifier `node` uses, if it uses one of this file.
    pub(super) fn binding_of(&self, node: Node<'_>) -> Option<BindingId> {
        self.uses[*self.by_node.get(&node.id())?].binding
    }

    /// The binding that the identifier `node` declares.
    pub(super) fn declared_at(&self, node: Node<'_>) -> Option<BindingId> {
        self.by_declaration.get(&node.id()).copied()
    }

    /// Whether `node` is an identifier that names nothing of this file: a global or a star import.
    pub(super) fn is_free(&self, node: Node<'_>) -> bool {
        self.by_node
            .get(&node.id())
            .is_some_and(|&index| self.uses[index].binding.is_none())
    }

    /// The indices of the uses inside `node`. Uses are in order of position, for they are noted in one walk.
    pub(super) fn uses_within(&self, node: Node<'_>) -> std::ops::Range<usize> {
        let first = |offset: usize| {
            self.uses
                .partition_point(|usage| usage.node.start_byte() < offset)
        };
        first(node.start_byte())..first(node.end_byte())
    }

    /// The scope of the innermost of `nodes` (nearest first) that has one.
    pub(super) fn scope_of(&self, nodes: &[Node<'_>]) -> ScopeId {
        nodes
            .iter()
            .find_map(|node| self.by_scope_node.get(&node.id()).copied())
            .unwrap_or(ScopeId(0))
    }

    /// The binding that `name` means in `scope`.
    pub(super) fn lookup(&self, scope: ScopeId, name: &str) -> Option<BindingId> {
        let start = scope;
        let mut scope = Some(scope);
        while let Some(id) = scope {
            let data = self.scopes.get(id.0)?;
            // A class's names are seen in its body, not in the functions inside.
            let seen = data.kind != ScopeKind::Class || id == start;
            if let (true, Some(&binding)) = (seen, data.names.get(name)) {
                return Some(binding);
            }
            scope = data.parent;
        }
        None
    }

    /// Whether `name` means nothing in `scope`, nor in any scope inside it that could be confused: no binding of the file
    /// is called so, and no use that is not resolved.
    pub(super) fn is_unused_name(&self, name: &str) -> bool {
        let taken = |data: &BindingData<'_>| data.member_of.is_none() && data.declared.name == name;
        let used = |usage: &UseData<'_>| usage.member_of.is_none() && usage.name == name;
        !self.bindings.iter().any(taken) && !self.uses.iter().any(used)
    }

    /// All bindings that can be seen from `scope`, nearest first.
    pub(super) fn visible(&self, scope: ScopeId) -> Vec<BindingId> {
        let mut found: Vec<BindingId> = Vec::new();
        let mut at = Some(scope);
        while let Some(id) = at {
            let Some(data) = self.scopes.get(id.0) else {
                break;
            };
            if data.kind != ScopeKind::Class || id == scope {
                let mut here: Vec<_> = data.names.values().copied().collect();
                here.sort_unstable();
                found.extend(here);
            }
            at = data.parent;
        }
        found
    }

    /// Whether the scope of a binding is the module's.
    pub(super) fn is_module_level(&self, binding: BindingId) -> bool {
        self.scopes[self.bindings[binding.0].scope.0].kind == ScopeKind::Module
    }

    fn owner(&self, scope: ScopeId, name: &str) -> ScopeId {
        match self.scopes[scope.0].elsewhere.get(name) {
            Some(Elsewhere::Module) => ScopeId(0),
            Some(Elsewhere::Enclosing) => {
                let parent = self.scopes[scope.0].parent;
                parent
                    .and_then(|parent| self.lookup(parent, name))
                    .map_or(scope, |binding| self.bindings[binding.0].scope)
            }
            None => scope,
        }
    }
}
