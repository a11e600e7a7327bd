//! Resources and their properties.

use tree_sitter::Node;

use super::dialect::Spread;
use super::expr::{Expr, Value};
use super::follow::{Alternatives, Contributions, Patch, Unknown};
use super::lookup;
use super::program::Program;
use super::record::{Entry, Key, Record};
use crate::source::Span;
use crate::syntax::Language;

/// A construction of a provider's resource class.
#[derive(Clone)]
pub struct Resource<'p> {
    program: &'p Program<'p>,
    node: Node<'p>,
    token: String,
    name: Option<Expr<'p>>,
    /// Where properties are given: the keyword arguments of a Python call, and the arguments object.
    sources: Vec<Source<'p>>,
    options: Option<Expr<'p>>,
}

#[derive(Clone, Copy, Debug)]
enum Source<'p> {
    Keywords(Record<'p>),
    Arguments(Expr<'p>),
    /// Arguments are spread, so that it is not known what goes where.
    Unknown,
}

/// Whether a property is there.
#[derive(Clone, Debug)]
pub enum Presence<'p> {
    /// It is given.
    Present(Property<'p>),
    /// It is certainly not given.
    Absent,
    /// A spread, `**kwargs`, or arguments that cannot be followed may hold it.
    Unknown,
}

/// A property that is given.
#[derive(Clone, Debug)]
pub struct Property<'p> {
    /// The entry that gives it.
    pub entry: Entry<'p>,
}

impl std::fmt::Debug for Resource<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Resource({} at {:?})", self.token, self.span())
    }
}

impl PartialEq for Resource<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.node.id() == other.node.id()
    }
}

impl Eq for Resource<'_> {}

impl<'p> Presence<'p> {
    /// The property, if it is there.
    pub fn present(self) -> Option<Property<'p>> {
        match self {
            Presence::Present(property) => Some(property),
            Presence::Absent | Presence::Unknown => None,
        }
    }
}

impl<'p> Property<'p> {
    /// Its value; `None` for a method.
    pub fn value(&self) -> Option<Expr<'p>> {
        self.entry.value
    }
}

impl<'p> Resource<'p> {
    /// Reads the construction at `node`; `None` where it constructs nothing of a provider.
    pub(super) fn read(program: &'p Program<'p>, node: Node<'p>) -> Option<Self> {
        let (token, call) = program.construction(node)?;
        let at = |node| Expr { program, node };
        let mut positional = call.positional.iter().map(|&node| at(node));
        let keyword = |name: &str| {
            call.keywords
                .iter()
                .find(|entry| matches!(&entry.key, super::dialect::RawKey::Named(key, _) if key == name))
                .and_then(|entry| entry.value)
                .map(at)
        };
        let mut sources = Vec::new();
        if !call.keywords.is_empty() {
            sources.push(Source::Keywords(Record::at(at(node))));
        }
        let mut options = keyword("opts");
        let name;
        if call.spread == Spread::Some {
            name = None;
            sources.push(Source::Unknown);
        } else {
            name = positional.next().or_else(|| keyword("resource_name"));
            let second = positional.next();
            let third = positional.next();
            match second.or_else(|| keyword("args")) {
                // Python takes the options as its second argument where there are no arguments before them.
                Some(second) if third.is_none() && is_options(second) => options = Some(second),
                Some(second) => sources.push(Source::Arguments(second)),
                None => {}
            }
            options = options.or(third);
        }
        Some(Self {
            program,
            node,
            token,
            name,
            sources,
            options,
        })
    }

    /// Its type token: `aws:lambda/function:Function`.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Where the construction stands.
    pub fn span(&self) -> Span {
        self.node.byte_range().into()
    }

    /// The construction as an expression.
    pub fn expr(&self) -> Expr<'p> {
        Expr {
            program: self.program,
            node: self.node,
        }
    }

    /// The expression of its logical name.
    pub fn name(&self) -> Option<Expr<'p>> {
        self.name
    }

    /// Its resource options, if it is given any.
    pub fn options(&self) -> Option<Expr<'p>> {
        self.options
    }

    /// The record in this file that holds its properties: the arguments object, or the keyword arguments.
    pub(super) fn own_record(&self) -> Option<Record<'p>> {
        let given = self.sources.iter().find_map(|source| match *source {
            Source::Arguments(expr) => Some(expr.record()),
            Source::Keywords(_) | Source::Unknown => None,
        });
        match given {
            Some(record) => record,
            None if self.program.language() == Language::Python => Some(Record::at(self.expr())),
            None => None,
        }
    }

    /// Whether arguments that are spread in may hold the options.
    pub(super) fn may_hold_options(&self) -> bool {
        self.sources.iter().any(|source| match *source {
            Source::Keywords(record) => {
                !matches!(lookup::in_record(record, "opts"), Presence::Absent)
            }
            Source::Arguments(_) => false,
            Source::Unknown => true,
        })
    }

    /// The node of the arguments object, behind which the options follow.
    pub(super) fn arguments_node(&self) -> Option<Node<'p>> {
        self.sources.iter().find_map(|source| match source {
            Source::Arguments(expr) => Some(expr.node),
            Source::Keywords(_) | Source::Unknown => None,
        })
    }

    /// The property at a dotted path of neutral names: `environment.variables`.
    pub fn property(&self, path: &str) -> Presence<'p> {
        let mut unknown = false;
        let (first, rest) = lookup::split(path);
        for source in &self.sources {
            let presence = match *source {
                Source::Keywords(record) => lookup::in_record(record, first),
                Source::Arguments(expr) => lookup::in_value(expr, first),
                Source::Unknown => Presence::Unknown,
            };
            match presence {
                Presence::Present(property) => return lookup::descend(property, rest),
                Presence::Unknown => unknown = true,
                Presence::Absent => {}
            }
        }
        if unknown {
            Presence::Unknown
        } else {
            Presence::Absent
        }
    }

    /// The resource option of the neutral name.
    pub fn option(&self, neutral: &str) -> Presence<'p> {
        match self.options {
            Some(options) => lookup::in_value(options, neutral),
            None if self.may_hold_options() => Presence::Unknown,
            None => Presence::Absent,
        }
    }

    /// All records that may make up the value at a dotted path of neutral names, through every alternative.
    pub fn contributions(&self, path: &str) -> Contributions<'p> {
        let mut level = Contributions::default();
        for source in &self.sources {
            match *source {
                Source::Keywords(record) => merge(&mut level, record.expr().record_or_self()),
                Source::Arguments(expr) => merge(&mut level, expr.contributions()),
                Source::Unknown => level.unknown = Unknown::Some,
            }
        }
        for name in path.split('.') {
            // Deeper entries are changed by patches of this level that go further in.
            let mut next = Contributions {
                unknown: level.unknown,
                alternatives: level.alternatives,
                ..Contributions::default()
            };
            for contribution in &level.records {
                for entry in contribution.record.entries() {
                    if let (true, Some(value)) = (entry.is_property(name), entry.value) {
                        let mut inner = value.contributions();
                        for below in &mut inner.records {
                            // What was followed on the way there is on the way to here.
                            below.via.splice(0..0, contribution.via.iter().copied());
                        }
                        merge(&mut next, inner);
                    }
                }
            }
            for patch in &level.patches {
                match patch.within.split_first() {
                    None if self.program.dialect.neutral_name(&patch.key) == name => {
                        merge(&mut next, patch.value.contributions());
                    }
                    Some((first, rest)) if self.program.dialect.neutral_name(first) == name => {
                        next.patches.push(Patch {
                            within: rest.to_vec(),
                            ..patch.clone()
                        });
                    }
                    _ => {}
                }
            }
            level = next;
        }
        level.patches.retain(|patch| patch.within.is_empty());
        level
    }
}

fn merge<'p>(into: &mut Contributions<'p>, other: Contributions<'p>) {
    into.records.extend(other.records);
    into.patches.extend(other.patches);
    if other.unknown == Unknown::Some {
        into.unknown = Unknown::Some;
    }
    if other.alternatives == Alternatives::Some {
        into.alternatives = Alternatives::Some;
    }
}

impl<'p> Expr<'p> {
    /// The resource that it constructs, if it is a construction. Names are not followed; see [`Expr::resolved`].
    pub fn resource(self) -> Option<Resource<'p>> {
        Resource::read(self.program, self.node)
    }

    /// The contributions of a call's keyword arguments, whatever it calls.
    fn record_or_self(self) -> Contributions<'p> {
        let record = Record::at(self);
        let mut found = Contributions::default();
        for entry in record.entries() {
            if let (Key::Spread, Some(value)) = (&entry.key, entry.value) {
                merge(&mut found, value.contributions());
            }
        }
        found.records.push(super::follow::Contribution {
            record,
            via: Vec::new(),
        });
        found
    }
}

/// Whether an argument is resource options: Python takes them in the place of the arguments.
fn is_options(expr: Expr<'_>) -> bool {
    match expr.resolved().value() {
        Value::Call(call) => call.callee.symbol().is_some_and(|symbol| {
            symbol.package == "pulumi"
                && symbol
                    .path
                    .last()
                    .is_some_and(|name| name.ends_with("ResourceOptions"))
        }),
        _ => false,
    }
}
