//! Moving an expression to a statement of its own: where that may stand, and whether two expressions are worth the same.

use super::binding::Binding;
use super::dialect::{Role, Structure};
use super::expr::{Expr, Value};
use super::names::snake_case;
use super::neutral::Field;
use super::placement::MAX_BRACKETS;
use super::program::Program;
use super::record::{Entry, Key, Record};
use super::resource::Resource;
use super::scope::BindingKind;
use crate::source::Span;
use crate::syntax::Language;

/// What an expression is directly a part of.
#[derive(Clone, Debug)]
pub enum Held<'p> {
    /// The value of an entry: its key, by neutral name, and the record or the call whose keyword it is.
    Entry(String, Expr<'p>),
    /// An element of a list.
    Element(Expr<'p>),
}

/// The methods and functions that call what they are given once for each of several values.
const ITERATING: [&str; 9] = [
    "every",
    "filter",
    "find",
    "flatMap",
    "forEach",
    "map",
    "reduce",
    "reduceRight",
    "some",
];

/// The functions that make one record of several.
const MERGING: [&str; 3] = ["assign", "merge", "mergeOptions"];

/// Deeper than this no values are compared.
const MAX_DEPTH: usize = 16;

impl<'p> Expr<'p> {
    /// The entry or list that it is the value of, brackets and casts looked through; `None` where it is anything else.
    pub fn held(self) -> Option<Held<'p>> {
        match self.outermost().role() {
            Role::EntryValue { entry, record } => {
                let record = self.sibling(record);
                let entries = Record::at(record).entries();
                let held = entries.into_iter().find(|held| held.node == entry)?;
                match held.key {
                    Key::Named(key) => {
                        Some(Held::Entry(self.program.dialect.neutral_name(&key), record))
                    }
                    Key::Computed | Key::Spread => None,
                }
            }
            Role::Element(list) => Some(Held::Element(self.sibling(list))),
            _ => None,
        }
    }

    /// Whether a name, a member or a field keeps what it is written as, alone or merged with other records.
    pub fn is_kept(self) -> bool {
        let mut expr = self;
        for _ in 0..MAX_BRACKETS {
            expr = match expr.role() {
                Role::Wrapped(outer) | Role::Alternative(outer) => expr.sibling(outer),
                Role::Spread { record, .. } => expr.sibling(record),
                Role::Argument { call, .. } if is_callee(expr.sibling(call), &MERGING) => {
                    expr.sibling(call)
                }
                Role::Initializer(_) | Role::Assigned(_) | Role::Field(_) => return true,
                _ => return false,
            };
        }
        false
    }

    /// The loops that repeat it within the function that it is in, outermost first; `names.map(…)` is one, too. What is
    /// inserted before one of them runs once for all its rounds.
    pub fn repetitions(self) -> Vec<Expr<'p>> {
        let dialect = self.program.dialect;
        let mut found = Vec::new();
        for ancestor in self.program.ancestors(self.node) {
            match dialect.structure(ancestor) {
                Structure::Loop => found.push(self.sibling(ancestor)),
                Structure::Function => match self.sibling(ancestor).role() {
                    Role::Argument { call, .. } if is_callee(self.sibling(call), &ITERATING) => {
                        found.push(self.sibling(call));
                    }
                    _ => break,
                },
                Structure::Class => break,
                _ => {}
            }
        }
        found.reverse();
        found
    }

    /// Whether it would mean the same in front of the statement that holds `place`, which stands around it or before it:
    /// every name in it is the same one there, and given before.
    pub fn means_the_same_before(self, place: Expr<'p>) -> bool {
        let program = self.program;
        let Some(statement) = place.statement() else {
            return false;
        };
        let scope = program.scopes.scope_of(&program.ancestors(statement));
        let function = place.enclosing_function();
        program.scopes.uses_within(self.node).all(|index| {
            let usage = &program.scopes.uses[index];
            let Some(binding) = usage.binding else {
                // A global is one everywhere, unless something there is called so.
                return program
                    .scopes
                    .lookup(scope, program.text(usage.node))
                    .is_none();
            };
            let data = &program.scopes.bindings[binding.0];
            if data.member_of.is_some() {
                return true;
            }
            let hoisted = matches!(
                data.declared.kind,
                BindingKind::Import | BindingKind::Class | BindingKind::Function
            );
            let declared = data.declared.node;
            let declarer = Expr {
                program,
                node: declared,
            };
            let given = hoisted
                || declared.end_byte() <= statement.start_byte()
                || declarer.enclosing_function() != function;
            // What is inside moves along.
            let inside = self.span().contains(Span::from(declared.byte_range()));
            inside || (given && program.scopes.lookup(scope, data.declared.name) == Some(binding))
        })
    }

    /// Whether it is certain to be worth the same each time and wherever it is evaluated: its names are given one value,
    /// nothing changes what they hold, and it calls nothing but what reads the stack and its configuration, or collects
    /// what a resource takes.
    pub fn is_steady(self) -> bool {
        let program = self.program;
        let scopes = &program.scopes;
        let names = scopes.uses_within(self.node).all(|index| {
            let Some(id) = scopes.uses[index].binding else {
                return true;
            };
            let binding = Binding { program, id };
            let data = binding.data();
            // A parameter as a whole, as `self` is, stays the same object whatever its members become.
            let is_whole_parameter = data.declared.kind == BindingKind::Parameter
                && !matches!(
                    self.sibling(scopes.uses[index].node).role(),
                    Role::MemberOf(_)
                );
            data.reassigned == 0 && (is_whole_parameter || binding.changes().next().is_none())
        });
        let mut calls = scopes.calls.iter().map(|&node| self.sibling(node));
        names && calls.all(|call| !self.span().contains(call.span()) || is_steady_call(call))
    }

    /// Whether both are certain to be worth the same where each stands, as far as that can be read: the same text with the
    /// same names in it, or the same literal, record or list.
    pub fn is_worth_the_same_as(self, other: Expr<'p>) -> bool {
        same(self, other, MAX_DEPTH)
    }
}

impl<'p> Resource<'p> {
    /// Whether both are constructed in the same way: the same class and logical name, with properties and options that are
    /// worth the same, however they are written.
    pub fn is_constructed_like(&self, other: &Resource<'p>) -> bool {
        let same = |ours: Option<Expr<'p>>, theirs: Option<Expr<'p>>| match (ours, theirs) {
            (Some(ours), Some(theirs)) => ours.is_worth_the_same_as(theirs),
            (None, None) => true,
            _ => false,
        };
        self.token() == other.token()
            && same(self.name(), other.name())
            && same(self.options(), other.options())
            && match (self.named_properties(), other.named_properties()) {
                (Some(ours), Some(theirs)) => same_entries(&ours, &theirs, MAX_DEPTH),
                _ => same_text(self.expr(), other.expr()),
            }
    }

    /// The properties that the construction gives, by neutral name; `None` where some come from elsewhere.
    fn named_properties(&self) -> Option<Vec<(String, Expr<'p>)>> {
        let is_written = match self.arguments_node() {
            Some(node) => self.expr().sibling(node).record().is_some(),
            None => true,
        };
        let entries = self.own_entries().into_iter().filter(|entry| {
            // They are compared apart from the rest.
            let own = entry.neutral_name();
            own.is_none_or(|name| !matches!(name.as_str(), "opts" | "resourceName" | "args"))
        });
        let named = |entry: Entry<'p>| Some((entry.neutral_name()?, entry.value?));
        entries
            .map(named)
            .collect::<Option<_>>()
            .filter(|_| is_written)
    }
}

impl Program<'_> {
    /// A name for something that is described by `words`, spelled as the language spells names: `us-east-1 provider` is
    /// `usEast1Provider` or `us_east_1_provider`, with a number where the file has that already. `fallback` where the words
    /// make no name.
    pub fn name_for(&self, words: &str, fallback: &str) -> String {
        self.free_name(&self.name_for_any(words, fallback))
    }

    /// As [`Program::name_for`], whether the file has the name already or not.
    pub fn name_for_any(&self, words: &str, fallback: &str) -> String {
        let words: Vec<String> = words
            .split(|next: char| !next.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let mut name = match self.language() {
            Language::TypeScript => {
                let mut name = String::new();
                for word in &words {
                    let (first, rest) = word.split_at(1);
                    match name.is_empty() {
                        true => name.push_str(&first.to_ascii_lowercase()),
                        false => name.push_str(&first.to_ascii_uppercase()),
                    }
                    name.push_str(rest);
                }
                name
            }
            Language::Python => {
                let words = words.iter().map(|word| {
                    let (first, rest) = word.split_at(1);
                    snake_case(&format!("{}{rest}", first.to_ascii_lowercase()))
                });
                words.collect::<Vec<_>>().join("_")
            }
        };
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            fallback.clone_into(&mut name);
        }
        name
    }
}

/// Whether a call gives the same each time: it constructs a resource or its arguments, or asks Pulumi or a configuration.
fn is_steady_call(expr: Expr<'_>) -> bool {
    let Value::Call(call) = expr.value() else {
        return false;
    };
    let asks_config = || {
        let Some((object, _)) = call.callee.member() else {
            return false;
        };
        match object.resolved().value() {
            Value::Call(made) => made
                .callee
                .symbol()
                .is_some_and(|symbol| symbol.is("pulumi", "Config")),
            _ => false,
        }
    };
    let of_package = || {
        let symbol = call.callee.symbol();
        symbol.is_some_and(|symbol| symbol.package == "pulumi")
    };
    expr.resource().is_some() || expr.record().is_some() || of_package() || asks_config()
}

/// Whether `call` calls a function or method of one of these names.
fn is_callee(call: Expr<'_>, names: &[&str]) -> bool {
    let Value::Call(call) = call.value() else {
        return false;
    };
    let name = match call.callee.member() {
        Some((_, name)) => name,
        None => call.callee.text().to_owned(),
    };
    names.contains(&name.as_str())
}

fn same<'p>(one: Expr<'p>, other: Expr<'p>, depth: usize) -> bool {
    let (one, other) = (one.resolved(), other.resolved());
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    if one == other {
        return true;
    }
    match (one.value(), other.value()) {
        (Value::String(one), Value::String(other)) => one == other,
        (Value::Number(one), Value::Number(other)) => {
            one.text == other.text || (one.integer.is_some() && one.integer == other.integer)
        }
        (Value::Boolean(one), Value::Boolean(other)) => one == other,
        (Value::Null, Value::Null) => true,
        _ => match (one.fields(), other.fields(), one.items(), other.items()) {
            (Some(ours), Some(theirs), _, _) => {
                let pairs = |fields: Vec<Field<'p>>| -> Vec<_> {
                    fields
                        .into_iter()
                        .map(|field| (field.name, field.value))
                        .collect()
                };
                same_entries(&pairs(ours), &pairs(theirs), depth)
            }
            (_, _, Some(ours), Some(theirs)) => {
                ours.len() == theirs.len()
                    && ours
                        .iter()
                        .zip(&theirs)
                        .all(|(our, their)| same(our.value, their.value, depth))
            }
            _ => same_text(one, other),
        },
    }
}

/// Whether both have the same keys with the same values, in any order.
fn same_entries<'p>(
    ours: &[(String, Expr<'p>)],
    theirs: &[(String, Expr<'p>)],
    depth: usize,
) -> bool {
    ours.len() == theirs.len()
        && ours.iter().all(|(name, our)| {
            let their = theirs.iter().find(|(their, _)| their == name);
            their.is_some_and(|(_, their)| same(*our, *their, depth))
        })
}

/// Whether two expressions are written alike and mean the same names.
fn same_text(one: Expr<'_>, other: Expr<'_>) -> bool {
    let scopes = &one.program.scopes;
    let bindings = |expr: Expr<'_>| -> Vec<_> {
        let uses = scopes.uses_within(expr.node);
        uses.map(|index| scopes.uses[index].binding).collect()
    };
    one.text() == other.text() && bindings(one) == bindings(other) && one.is_steady()
}
