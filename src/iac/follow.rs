//! Following an expression to the records that make up its value.

use super::binding::{Binding, Visibility};
use super::changes::Change;
use super::dialect::Shape;
use super::expr::Expr;
use super::record::{Entry, Key, Record};
use crate::source::Span;

/// One record that may be part of a value.
#[derive(Clone, Debug)]
pub struct Contribution<'p> {
    /// The record, as it is written.
    pub record: Record<'p>,
    /// The names that were followed to it, outermost first. Empty where it stands in place.
    pub via: Vec<Binding<'p>>,
}

/// A later statement that gives a followed name another entry: `env["KEY"] = value`.
#[derive(Clone, Debug)]
pub struct Patch<'p> {
    /// The key, decoded, as written.
    pub key: String,
    /// What is assigned.
    pub value: Expr<'p>,
    /// Where the member that is assigned to stands.
    pub span: Span,
    /// The name whose value is changed.
    pub binding: Binding<'p>,
    pub(super) target: Expr<'p>,
    /// The entries, from the name's value inwards, that hold the one that is changed: `a.b["KEY"] = value`.
    pub(super) within: Vec<String>,
}

/// Everything that is known about the parts of a value.
#[derive(Clone, Debug, Default)]
pub struct Contributions<'p> {
    /// The records, in the order in which they are written; later ones win.
    pub records: Vec<Contribution<'p>>,
    /// Later statements that change them.
    pub patches: Vec<Patch<'p>>,
    /// Whether there are parts that could not be followed.
    pub unknown: Unknown,
    /// Whether a part is there only sometimes, so that a key of it may be missing.
    pub alternatives: Alternatives,
}

/// Whether there are parts of a value that could not be followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unknown {
    /// Everything was followed.
    #[default]
    None,
    /// Something is not known: a parameter, a call, another file.
    Some,
}

/// Whether parts of a value depend on a condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alternatives {
    /// Every record is always part of it.
    #[default]
    None,
    /// Some record is only sometimes part of it.
    Some,
}

/// Deeper than this no program is followed.
const MAX_DEPTH: usize = 32;

/// No value is made of more records than this: spreads of spreads would double them with every step.
const MAX_RECORDS: usize = 1024;

impl<'p> Expr<'p> {
    /// The records that make up its value: in place, behind names that are bound once, behind spreads, conditions,
    /// fallbacks, `pulumi.output(…)`, `.apply(…)` and `Object.assign(…)`.
    pub fn contributions(self) -> Contributions<'p> {
        let mut found = Contributions::default();
        follow(self, &mut Vec::new(), &mut found, MAX_DEPTH);
        found
    }

    /// The record that it is written as: an object, a dict, `dict(…)`, an `…Args(…)` of a provider, or
    /// `ResourceOptions(…)`.
    pub fn record(self) -> Option<Record<'p>> {
        let bare = self.bare();
        match bare.shape() {
            Shape::Record => Some(Record::at(bare)),
            Shape::Call if bare.builds_record() => Some(Record::at(bare)),
            _ => None,
        }
    }

    /// Whether a call's value is made of its argument at `position`, or the argument itself.
    pub(super) fn passes_argument(self, position: usize) -> bool {
        self.passed_arguments()
            .is_some_and(|arguments| arguments.contains(&position))
    }

    /// The results of the callback where this is a call of `x.apply(callback)`.
    pub(super) fn apply_callback(self) -> Option<Vec<Expr<'p>>> {
        let call = self.program.call(self.node)?;
        let (_, method) = self.sibling(call.callee).member()?;
        let callback = self.sibling(*call.positional.first()?).resolved();
        match (method.as_str(), callback.shape()) {
            ("apply", Shape::Function) => {
                let results = self.program.dialect.results(callback.node);
                Some(results.into_iter().map(|node| self.sibling(node)).collect())
            }
            _ => None,
        }
    }

    /// Whether it is `Object.assign(…)`, which changes its first argument.
    pub(super) fn assigns_to_first_argument(self) -> bool {
        let callee = self.program.call(self.node).map(|call| call.callee);
        let path = callee.and_then(|callee| self.sibling(callee).global_path());
        path.is_some_and(|path| path == ["Object", "assign"])
    }

    /// The positions of the arguments that a call passes on into its value; `None` where it does something else.
    pub(super) fn passed_arguments(self) -> Option<Vec<usize>> {
        let call = self.program.call(self.node)?;
        let callee = self.sibling(call.callee);
        let count = call.positional.len();
        let first: Vec<usize> = (0..count.min(1)).collect();
        if let Some(symbol) = callee.symbol() {
            let passes = [
                "output",
                "secret",
                "unsecret",
                "Output.create",
                "Output.fromInput",
                "Output.secret",
            ]
            .iter()
            .any(|path| symbol.is("pulumi", path));
            return passes.then_some(first);
        }
        let path = callee.global_path()?;
        match path
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .as_slice()
        {
            ["Object", "assign"] => Some((0..count).collect()),
            ["Object", "freeze" | "seal"] | ["structuredClone" | "dict"] => Some(first),
            _ => None,
        }
    }

    /// Whether a call only collects its keyword arguments.
    pub(super) fn builds_record(self) -> bool {
        let Some(call) = self.program.call(self.node) else {
            return false;
        };
        let callee = self.sibling(call.callee);
        let is_args = callee
            .symbol()
            .and_then(|symbol| symbol.path.last().cloned())
            .is_some_and(|name| {
                ["Args", "ArgsDict", "ResourceOptions"]
                    .iter()
                    .any(|end| name.ends_with(end))
            });
        let is_dict = callee
            .global_path()
            .is_some_and(|path| path.len() == 1 && path[0] == "dict");
        (is_dict || (is_args && call.positional.is_empty()))
            && self.program.language() == crate::syntax::Language::Python
    }
}

fn follow<'p>(
    expr: Expr<'p>,
    via: &mut Vec<Binding<'p>>,
    found: &mut Contributions<'p>,
    depth: usize,
) {
    let depth = match depth.checked_sub(1) {
        Some(depth) if found.records.len() < MAX_RECORDS => depth,
        _ => {
            found.unknown = Unknown::Some;
            return;
        }
    };
    let expr = expr.bare();
    let at = |node| expr.sibling(node);
    match expr.shape() {
        Shape::Record => record(Record::at(expr), via, found, depth),

        Shape::Null => {}
        Shape::Guarded(inner) => {
            found.alternatives = Alternatives::Some;
            follow(at(inner), via, found, depth);
        }
        Shape::Choice(one, other) | Shape::Fallback(one, other) => {
            found.alternatives = Alternatives::Some;
            follow(at(one), via, found, depth);
            follow(at(other), via, found, depth);
        }
        Shape::Merge(one, other) => {
            follow(at(one), via, found, depth);
            follow(at(other), via, found, depth);
        }
        Shape::Name(_) | Shape::Member(..) => {
            let constant = expr
                .binding()
                .and_then(|binding| Some((binding, binding.constant()?)));
            match constant {
                Some((binding, value)) if !via.contains(&binding) => {
                    via.push(binding);
                    follow(value, via, found, depth);
                    changes(binding, via, found, depth);
                    via.pop();
                }
                _ => found.unknown = Unknown::Some,
            }
        }
        Shape::Call => {
            let passed = expr.passed_arguments();
            let results = expr.apply_callback();
            match (passed, results, expr.program.call(expr.node)) {
                (Some(positions), _, Some(call)) => {
                    for position in positions {
                        follow(at(call.positional[position]), via, found, depth);
                    }
                }
                (None, Some(results), _) => {
                    for result in results {
                        follow(result, via, found, depth);
                    }
                }
                _ if expr.builds_record() => {}
                _ => found.unknown = Unknown::Some,
            }
            // `dict(a, K=v)`: the keyword arguments win.
            if expr.builds_record() {
                record(Record::at(expr), via, found, depth);
            }
        }
        _ => found.unknown = Unknown::Some,
    }
}

fn record<'p>(
    record: Record<'p>,
    via: &mut Vec<Binding<'p>>,
    found: &mut Contributions<'p>,
    depth: usize,
) {
    // What is spread in comes first, as a rule; where it stands among the entries is for `Resource::property` to weigh.
    for entry in record.entries() {
        if let (Key::Spread, Some(value)) = (&entry.key, entry.value) {
            follow(value, via, found, depth);
        }
    }
    found.records.push(Contribution {
        record,
        via: via.clone(),
    });
}

/// Later statements that change the value of the last name followed.
fn changes<'p>(
    binding: Binding<'p>,
    via: &mut Vec<Binding<'p>>,
    found: &mut Contributions<'p>,
    depth: usize,
) {
    if found.patches.iter().any(|patch| patch.binding == binding) {
        return;
    }
    for change in binding.changes() {
        match change {
            Change::Entry(patch) => found.patches.push(patch),
            Change::Merged { call, values } => {
                for value in values {
                    follow(value, via, found, depth);
                }
                if !Record::at(call).entries().is_empty() {
                    record(Record::at(call), via, found, depth);
                }
            }
            Change::Unknown(_) => found.unknown = Unknown::Some,
        }
    }
}

impl<'p> Contribution<'p> {
    /// The widest visibility of the names that were followed to it.
    pub fn visibility(&self) -> Visibility {
        widest(self.via.iter().copied())
    }

    /// The entries of the record that have a name, with it.
    pub fn named_entries(&self) -> Vec<(String, Entry<'p>)> {
        self.record
            .entries()
            .into_iter()
            .filter_map(|entry| match &entry.key {
                Key::Named(name) => Some((name.clone(), entry)),
                Key::Computed | Key::Spread => None,
            })
            .collect()
    }
}

fn widest<'p>(bindings: impl Iterator<Item = Binding<'p>>) -> Visibility {
    let mut widest = Visibility::Private;
    for binding in bindings {
        match binding.visibility() {
            Visibility::Exported => return Visibility::Exported,
            Visibility::MaybeImported => widest = Visibility::MaybeImported,
            Visibility::Private => {}
        }
    }
    widest
}
