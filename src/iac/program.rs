//! One file's model, built once after parsing.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use tree_sitter::Node;

use super::binding::Binding;
use super::dialect::{Constructs, Dialect, RawCall};
use super::expr::Expr;
use super::names::Symbol;
use super::python::Python;
use super::removal::Lists;
use super::resource::Resource;
use super::scope::{BindingId, ImportedItem, Scopes};
use super::typescript::TypeScript;
use crate::source::{Source, Span};
use crate::syntax::{Document, Language, QueryMatch, ancestors};

/// How many re-bindings are followed before giving up: `const a = b` with `const b = a` never ends otherwise.
const MAX_HOPS: usize = 16;

/// The resources, bindings and values of one file.
pub struct Program<'d> {
    document: &'d Document,
    pub(super) dialect: &'static dyn Dialect,
    pub(super) scopes: Scopes<'d>,
    /// By type token, the places in `Scopes::calls` that construct one, once they are asked for.
    by_type: OnceCell<HashMap<String, Vec<usize>>>,
    /// By package, the names that the file gives to it as a whole, once they are asked for.
    by_package: OnceCell<HashMap<String, Vec<BindingId>>>,
    /// The binding of the first import of a provider, once it is asked for.
    pub(super) first_import: OnceCell<Option<usize>>,
    /// How the file can name `ResourceOptions`, once it is asked for.
    pub(super) options_class: OnceCell<Option<String>>,
    /// The bracketed lists that something is removed from.
    pub(super) lists: Lists,
    /// The width that the file is laid out at, once it is asked for.
    pub(super) width: OnceCell<usize>,
}

fn dialect(language: Language) -> &'static dyn Dialect {
    match language {
        Language::TypeScript => &TypeScript,
        Language::Python => &Python,
    }
}

/// The pattern of a query that [`Program::constructions`] answers without one, as
/// [`Pattern::text`](crate::syntax::Pattern::text) has it.
pub fn construction_pattern(language: Language) -> &'static str {
    dialect(language).construction_pattern()
}

impl std::fmt::Debug for Program<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Program")
            .field("path", &self.document.source().path())
            .finish_non_exhaustive()
    }
}

impl<'d> Program<'d> {
    /// Builds the model of `document`: one walk over its tree.
    pub fn new(document: &'d Document) -> Self {
        let dialect = dialect(document.grammar().language());
        Self {
            document,
            dialect,
            scopes: dialect.scopes(document),
            by_type: OnceCell::new(),
            by_package: OnceCell::new(),
            first_import: OnceCell::new(),
            options_class: OnceCell::new(),
            lists: Lists::default(),
            width: OnceCell::new(),
        }
    }

    /// The file's text.
    pub fn source(&self) -> &'d Source {
        self.document.source()
    }

    /// The language that it is written in.
    pub fn language(&self) -> Language {
        self.document.grammar().language()
    }

    /// The resource that `node` constructs; `None` where it is not a construction of a provider's class.
    pub fn resource_at<'p>(&'p self, node: Node<'p>) -> Option<Resource<'p>>
    where
        'd: 'p,
    {
        Resource::read(self, node)
    }

    /// The type token of the resource class that the expression `node` names, `aws:s3/bucket:Bucket`.
    pub fn resource_type<'p>(&'p self, node: Node<'p>) -> Option<String> {
        self.symbol(node)?.resource_type()
    }

    /// Every construction of a resource of one of the given types, in order of place.
    pub fn resources<'p>(&'p self, types: &[&str]) -> Vec<Resource<'p>> {
        self.constructions(types)
            .into_iter()
            .filter_map(|(_, node)| Resource::read(self, node))
            .collect()
    }

    /// The type and the node of every construction of a resource of one of the given types, in order of place.
    pub fn constructions<'p, 't>(&'p self, types: &[&'t str]) -> Vec<(&'t str, Node<'p>)> {
        let by_type = self.by_type.get_or_init(|| {
            let mut by_type: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, &node) in self.scopes.calls.iter().enumerate() {
                if let Some(token) = self.constructed(node) {
                    by_type.entry(token).or_default().push(at);
                }
            }
            by_type
        });
        let types: BTreeSet<&str> = types.iter().copied().collect();
        let of_type = |token| {
            let places = by_type.get(token).into_iter().flatten();
            places.map(move |&at| (at, token))
        };
        let mut places: Vec<(usize, &str)> = types.into_iter().flat_map(of_type).collect();
        places.sort_unstable();
        let node = |(at, token)| (token, self.scopes.calls[at]);
        places.into_iter().map(node).collect()
    }

    /// The construction `node` as a query of [`construction_pattern`] would capture it.
    pub fn construction_match<'p>(&'p self, node: Node<'p>) -> Option<QueryMatch<'p>> {
        Some(QueryMatch::new([
            ("resource", node),
            ("resource.type", self.call(node)?.callee),
            ("resource.arguments", self.dialect.arguments(node)?),
        ]))
    }

    /// Every module that the file imports from, as written, with the name that is taken of it where it is one: `./lib`,
    /// or `.pipeline` and `Pipeline`.
    pub fn imported_modules(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.scopes
            .modules
            .iter()
            .map(|(module, name)| (module.as_str(), name.as_deref()))
    }

    /// A name that nothing in the file is called: `wanted` itself, else `wanted2`, `wanted3`…
    pub fn free_name(&self, wanted: &str) -> String {
        let taken = |name: &str| !self.scopes.is_unused_name(name);
        if !taken(wanted) {
            return wanted.to_owned();
        }
        (2..)
            .map(|number| format!("{wanted}{number}"))
            .find(|name| !taken(name))
            .unwrap_or_else(|| wanted.to_owned())
    }

    /// The bindings that can be seen from the expression, nearest first.
    pub fn visible_from<'p>(&'p self, expr: Expr<'p>) -> Vec<Binding<'p>> {
        let scope = self.scopes.scope_of(&self.ancestors(expr.node));
        self.scopes
            .visible(scope)
            .into_iter()
            .map(|id| Binding { program: self, id })
            .collect()
    }

    /// The names that the file gives to the package (`aws`, `pulumi`) as a whole.
    pub fn package_names<'p>(&'p self, package: &str) -> Vec<Binding<'p>> {
        let by_package = self.by_package.get_or_init(|| {
            let mut by_package: HashMap<String, Vec<BindingId>> = HashMap::new();
            for (at, data) in self.scopes.bindings.iter().enumerate() {
                let id = BindingId(at);
                match self.symbol_of(id) {
                    Some(symbol) if symbol.path.is_empty() && data.member_of.is_none() => {
                        by_package.entry(symbol.package).or_default().push(id);
                    }
                    _ => {}
                }
            }
            by_package
        });
        let names = by_package.get(package).into_iter().flatten();
        names.map(|&id| Binding { program: self, id }).collect()
    }

    /// The binding of `name` at the top level of the file, if there is one.
    pub fn top_level<'p>(&'p self, name: &str) -> Option<Binding<'p>> {
        let scope = self.scopes.scope_of(&[self.document.root()]);
        let id = self.scopes.lookup(scope, name)?;
        Some(Binding { program: self, id })
    }

    /// The expression whose node is exactly `span`, if there is one.
    pub fn expr_at<'p>(&'p self, span: Span) -> Option<Expr<'p>> {
        let node = self
            .document
            .root()
            .descendant_for_byte_range(span.start, span.end)?;
        Some(Expr {
            program: self,
            node,
        })
    }

    /// Every binding of the file, in order of declaration.
    pub(super) fn bindings<'p>(&'p self) -> impl Iterator<Item = Binding<'p>> {
        (0..self.scopes.bindings.len()).map(|id| Binding {
            program: self,
            id: BindingId(id),
        })
    }

    /// Whether the byte at `offset` lies inside a string that started before it.
    pub(super) fn starts_inside_string(&self, offset: usize) -> bool {
        let root = self.document.root();
        let Some(node) = root.descendant_for_byte_range(offset, offset) else {
            return false;
        };
        std::iter::once(node)
            .chain(ancestors(root, node))
            .any(|node| {
                self.dialect.is_string(node)
                    && node.start_byte() < offset
                    && offset < node.end_byte()
            })
    }

    /// The file, parsed.
    pub fn document(&self) -> &'d Document {
        self.document
    }

    pub(super) fn text(&self, node: Node<'_>) -> &'d str {
        self.document.source().slice(node.byte_range().into())
    }

    pub(super) fn ancestors<'p>(&'p self, node: Node<'p>) -> Vec<Node<'p>> {
        ancestors(self.document.root(), node)
    }

    pub(super) fn call<'p>(&'p self, node: Node<'p>) -> Option<RawCall<'p>> {
        self.dialect.call(self.document, node)
    }

    /// The call of `node` if it can construct a resource: what it constructs, by type token, with its parts.
    pub(super) fn construction<'p>(&'p self, node: Node<'p>) -> Option<(String, RawCall<'p>)> {
        Some((self.constructed(node)?, self.call(node)?))
    }

    /// The type token of what the call of `node` constructs, if it can construct a resource.
    fn constructed<'p>(&'p self, node: Node<'p>) -> Option<String> {
        match self.dialect.callee(node)? {
            (callee, Constructs::Yes) => self.resource_type(callee),
            (_, Constructs::No) => None,
        }
    }

    /// What of a package the expression `node` names, through imports, members and names that are bound once.
    pub(super) fn symbol<'p>(&'p self, node: Node<'p>) -> Option<Symbol> {
        self.symbol_within(node, MAX_HOPS)
    }

    pub(super) fn symbol_of(&self, binding: BindingId) -> Option<Symbol> {
        self.symbol_of_within(binding, MAX_HOPS)
    }

    fn symbol_within<'p>(&'p self, node: Node<'p>, hops: usize) -> Option<Symbol> {
        use super::dialect::Shape;
        let hops = hops.checked_sub(1)?;
        match self.dialect.shape(self.document, node) {
            Shape::Name(name) => match self.scopes.binding_of(node) {
                Some(binding) => self.symbol_of_within(binding, hops),
                None => self.star_imported(node, name),
            },
            Shape::Member(object, member) => {
                if let Some(binding) = self.scopes.binding_of(node) {
                    return self.symbol_of_within(binding, hops);
                }
                let mut symbol = self.symbol_within(object, hops)?;
                symbol.path.push(self.member_name(&member));
                Some(symbol)
            }
            Shape::Wrapped(inner) => self.symbol_within(inner, hops),
            Shape::Call => {
                let (callee, _) = self.dialect.callee(node)?;
                if !matches!(self.text(callee), "require" | "import") || self.is_bound(callee) {
                    return None;
                }
                let call = self.call(node)?;
                match self.dialect.shape(self.document, *call.positional.first()?) {
                    Shape::String(module) => self.module(&module),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn symbol_of_within(&self, binding: BindingId, hops: usize) -> Option<Symbol> {
        let data = &self.scopes.bindings[binding.0];
        if data.reassigned > 0 {
            return None;
        }
        if let Some(imported) = &data.declared.imported {
            let mut symbol = self.module(&imported.module)?;
            if let ImportedItem::Named(name) = &imported.item {
                symbol.path.push(self.member_name(name));
            }
            return Some(symbol);
        }
        let mut symbol = self.symbol_within(data.declared.initializer?, hops)?;
        let path = data.declared.taken_from.as_ref()?;
        symbol
            .path
            .extend(path.iter().map(|name| self.member_name(name)));
        Some(symbol)
    }

    fn star_imported<'p>(&'p self, node: Node<'p>, name: &str) -> Option<Symbol> {
        if !self.scopes.is_free(node) {
            return None;
        }
        let [module] = self.scopes.star_imports.as_slice() else {
            return None;
        };
        let mut symbol = self.module(module)?;
        symbol.path.push(self.member_name(name));
        Some(symbol)
    }

    fn module(&self, module: &str) -> Option<Symbol> {
        let (package, path) = self.dialect.package(module)?;
        Some(Symbol { package, path })
    }

    fn is_bound(&self, node: Node<'_>) -> bool {
        self.scopes.binding_of(node).is_some()
    }

    /// A module or function in neutral spelling; a class's name is the same in every language.
    fn member_name(&self, name: &str) -> String {
        if name.starts_with(|first: char| first.is_ascii_uppercase()) {
            return name.to_owned();
        }
        self.dialect.neutral_name(name)
    }
}
