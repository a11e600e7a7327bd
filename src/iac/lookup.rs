//! Whether a property is there, through names, spreads and later changes. What cannot be followed may hold it.

use super::binding::Binding;
use super::changes::Change;
use super::dialect::Shape;
use super::expr::Expr;
use super::record::{Key, Record};
use super::resource::{Presence, Property};

/// Deeper than this no value is followed.
const MAX_DEPTH: usize = 32;

/// More expressions than this are not looked at for one property: spreads of spreads would double them with every step.
const MAX_STEPS: usize = 4096;

/// The first name of a dotted path, and the rest.
pub(super) fn split(path: &str) -> (&str, Option<&str>) {
    match path.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    }
}

/// Looks the rest of a dotted path up in a property.
pub(super) fn descend<'p>(property: Property<'p>, rest: Option<&str>) -> Presence<'p> {
    let Some(rest) = rest else {
        return Presence::Present(property);
    };
    let Some(value) = property.value() else {
        return Presence::Unknown;
    };
    let (first, rest) = split(rest);
    match in_value(value, first) {
        Presence::Present(property) => descend(property, rest),
        other => other,
    }
}

/// Looks a property up in whatever an expression stands for.
pub(super) fn in_value<'p>(expr: Expr<'p>, name: &str) -> Presence<'p> {
    Lookup::new(name).value(expr)
}

/// Looks a property up in a record.
pub(super) fn in_record<'p>(record: Record<'p>, name: &str) -> Presence<'p> {
    Lookup::new(name).record(record)
}

struct Lookup<'n> {
    name: &'n str,
    depth: usize,
    steps: usize,
}

impl<'n> Lookup<'n> {
    fn new(name: &'n str) -> Self {
        Self {
            name,
            depth: MAX_DEPTH,
            steps: MAX_STEPS,
        }
    }

    fn value<'p>(&mut self, expr: Expr<'p>) -> Presence<'p> {
        if self.depth == 0 || self.steps == 0 {
            return Presence::Unknown;
        }
        self.steps -= 1;
        self.depth -= 1;
        let found = self.parts(expr.bare());
        self.depth += 1;
        found
    }

    fn parts<'p>(&mut self, expr: Expr<'p>) -> Presence<'p> {
        let at = |node| expr.sibling(node);
        match expr.shape() {
            Shape::Null => Presence::Absent,
            Shape::Record => self.record(Record::at(expr)),
            Shape::Guarded(inner) => self.value(at(inner)),
            Shape::Choice(one, other) | Shape::Fallback(one, other) => {
                let one = self.value(at(one));
                either(one, self.value(at(other)))
            }
            Shape::Merge(one, other) => self.last_of([at(one), at(other)]),
            Shape::Call => self.call(expr),
            Shape::Name(_) | Shape::Member(..) => {
                let constant = expr
                    .binding()
                    .and_then(|binding| Some((binding, binding.constant()?)));
                match constant {
                    Some((binding, value)) if !self.is_changed(binding) => self.value(value),
                    _ => Presence::Unknown,
                }
            }
            _ => Presence::Unknown,
        }
    }

    fn call<'p>(&mut self, expr: Expr<'p>) -> Presence<'p> {
        if expr.builds_record() {
            return self.record(Record::at(expr));
        }
        if let (Some(positions), Some(call)) =
            (expr.passed_arguments(), expr.program.call(expr.node))
        {
            let values: Vec<_> = positions
                .into_iter()
                .map(|position| expr.sibling(call.positional[position]))
                .collect();
            return self.last_of(values);
        }
        match expr.apply_callback() {
            Some(results) => results
                .into_iter()
                .map(|result| self.value(result))
                .reduce(either)
                .unwrap_or(Presence::Unknown),
            None => Presence::Unknown,
        }
    }

    /// Among values of which a later one wins.
    fn last_of<'p, I>(&mut self, values: I) -> Presence<'p>
    where
        I: IntoIterator<Item = Expr<'p>, IntoIter: DoubleEndedIterator>,
    {
        for value in values.into_iter().rev() {
            match self.value(value) {
                Presence::Absent => {}
                found => return found,
            }
        }
        Presence::Absent
    }

    fn record<'p>(&mut self, record: Record<'p>) -> Presence<'p> {
        let entries = record.entries();
        // A keyword is given once: what is spread beside it cannot hold it, too.
        if record.is_keywords()
            && let Some(entry) = entries.iter().find(|entry| entry.is_property(self.name))
        {
            let entry = entry.clone();
            return Presence::Present(Property { entry });
        }
        for entry in entries.into_iter().rev() {
            match (&entry.key, entry.value) {
                (Key::Named(_), _) if entry.is_property(self.name) => {
                    return Presence::Present(Property { entry });
                }
                (Key::Spread, Some(value)) => match self.value(value) {
                    Presence::Absent => {}
                    found => return found,
                },
                (Key::Spread, None) | (Key::Computed, _) => return Presence::Unknown,
                (Key::Named(_), _) => {}
            }
        }
        // `dict(a, K=v)`.
        let call = record.expr();
        let copied = match record.is_keywords() && call.builds_record() {
            true => call.program.call(call.node),
            false => None,
        };
        let copied = copied.map_or(Vec::new(), |parts| parts.positional);
        self.last_of(copied.into_iter().map(|node| call.sibling(node)))
    }

    /// Whether the property of a name's value may be another one than the name was first given.
    fn is_changed(&mut self, binding: Binding<'_>) -> bool {
        let neutral = |key: &str| binding.program.dialect.neutral_name(key);
        binding.changes().any(|change| match change {
            Change::Entry(patch) => {
                let key = patch.within.first().unwrap_or(&patch.key);
                key == self.name || neutral(key) == self.name
            }
            Change::Merged { call, values } => {
                let keywords = self.record(Record::at(call));
                !matches!(keywords, Presence::Absent)
                    || !matches!(self.last_of(values), Presence::Absent)
            }
            Change::Unknown(Some(key)) => key == self.name || neutral(&key) == self.name,
            Change::Unknown(None) => true,
        })
    }
}

/// What is known of a property that two alternatives may give.
fn either<'p>(one: Presence<'p>, other: Presence<'p>) -> Presence<'p> {
    match (one, other) {
        (Presence::Present(property), _) | (_, Presence::Present(property)) => {
            Presence::Present(property)
        }
        (Presence::Absent, Presence::Absent) => Presence::Absent,
        _ => Presence::Unknown,
    }
}
