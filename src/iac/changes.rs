//! Uses of a name that change the value it holds.

use tree_sitter::Node;

use super::binding::Binding;
use super::dialect::{RawCall, Role, Shape, Spread};
use super::expr::Expr;
use super::follow::Patch;
use crate::syntax::Language;

/// What a use of a name does to the value that the name holds.
#[derive(Clone, Debug)]
pub(super) enum Change<'p> {
    /// Gives it an entry: `env["K"] = v`, `env.setdefault("K", v)`.
    Entry(Patch<'p>),
    /// Gives it the entries of other values: `env.update(a, K=v)`, `Object.assign(env, a, b)`.
    Merged {
        /// The call that does it; its keyword arguments are entries, too.
        call: Expr<'p>,
        values: Vec<Expr<'p>>,
    },
    /// Changes the entry of this name, or of any where it is `None`, in a way that cannot be told.
    Unknown(Option<String>),
}

impl<'p> Binding<'p> {
    /// What is done to its value later, in order of place.
    pub(super) fn changes(self) -> impl Iterator<Item = Change<'p>> {
        let program = self.program;
        let changing = self.data().changing.get_or_init(|| {
            let uses = self.data().uses.iter().copied();
            uses.filter(|&index| {
                let node = program.scopes.uses[index].node;
                change_of(Expr { program, node }, self).is_some()
            })
            .collect()
        });
        changing.iter().filter_map(move |&index| {
            let node = program.scopes.uses[index].node;
            change_of(Expr { program, node }, self)
        })
    }
}

/// What the use of `binding` at `usage` does to its value; `None` where it only reads it.
pub(super) fn change_of<'p>(usage: Expr<'p>, binding: Binding<'p>) -> Option<Change<'p>> {
    let mut within: Vec<Option<String>> = Vec::new();
    let mut expr = usage;
    // No value that means something is nested deeper.
    for _ in 0..16 {
        let unknown = || Some(Change::Unknown(within.first().cloned().flatten()));
        match expr.role() {
            Role::Wrapped(outer) => expr = expr.sibling(outer),
            Role::MemberOf(member) => {
                let member = expr.sibling(member);
                let name = match member.shape() {
                    Shape::Member(_, name) => Some(name),
                    _ => None,
                };
                if let Some(change) = by_method(member, name.as_deref(), &within, binding) {
                    return Some(change);
                }
                within.push(name);
                expr = member;
            }
            Role::Target(value) => {
                let Some(mut path) = within.iter().cloned().collect::<Option<Vec<_>>>() else {
                    return unknown();
                };
                return Some(Change::Entry(Patch {
                    key: path.pop()?,
                    within: path,
                    value: usage.sibling(value),
                    span: expr.span(),
                    binding,
                    target: expr,
                }));
            }
            Role::Changed if !within.is_empty() => return unknown(),
            Role::Argument { call, position: 0 } => {
                let call = expr.sibling(call);
                let parts = call.program.call(call.node)?;
                if !call.assigns_to_first_argument() {
                    return None;
                }
                if !within.is_empty() || parts.spread == Spread::Some {
                    return unknown();
                }
                return Some(Change::Merged {
                    call,
                    values: rest(call, &parts.positional[1..]),
                });
            }
            _ => return None,
        }
    }
    None
}

/// What a call of the method `member` does to the value that it is a method of.
fn by_method<'p>(
    member: Expr<'p>,
    method: Option<&str>,
    within: &[Option<String>],
    binding: Binding<'p>,
) -> Option<Change<'p>> {
    let program = member.program;
    // A member in square brackets is an entry, whatever its name.
    if program.language() != Language::Python || member.text().ends_with(']') {
        return None;
    }
    let Role::Callee(call) = member.role() else {
        return None;
    };
    let call = member.sibling(call);
    let parts = program.call(call.node)?;
    let first = parts.positional.first().map(|&node| member.sibling(node));
    let key = first.and_then(Expr::text_value);
    let changed = |key: Option<String>| {
        let first = within.first().cloned();
        Some(Change::Unknown(first.map_or(key, |first| first)))
    };
    match (method?, parts.positional.as_slice()) {
        ("update", positional) if within.is_empty() && parts.spread == Spread::None => {
            Some(Change::Merged {
                call,
                values: rest(call, positional),
            })
        }
        ("setdefault", &[_, value]) if key.is_some() => Some(Change::Entry(Patch {
            key: key?,
            within: within.iter().cloned().collect::<Option<Vec<_>>>()?,
            value: member.sibling(value),
            span: call.span(),
            binding,
            target: member,
        })),
        ("setdefault" | "pop", _) => changed(key),
        ("update" | "clear" | "popitem", _) => changed(None),
        _ => None,
    }
}

/// The arguments whose entries a call gives to a value; `None` where it does something else. Keyword arguments are
/// entries, too.
pub(super) fn merged_arguments<'a, 'p>(
    call: Expr<'p>,
    parts: &'a RawCall<'p>,
) -> Option<&'a [Node<'p>]> {
    if call.assigns_to_first_argument() {
        return parts.positional.get(1..);
    }
    let is_update = call.program.language() == Language::Python
        && matches!(call.sibling(parts.callee).shape(), Shape::Member(_, name) if name == "update");
    is_update.then_some(parts.positional.as_slice())
}

/// The entry that a call of the method `member` reads or takes out: `env.get("K")`.
pub(super) fn entry_taken_by(member: Expr<'_>) -> Option<String> {
    let (Role::Callee(call), Shape::Member(_, method)) = (member.role(), member.shape()) else {
        return None;
    };
    if member.program.language() != Language::Python
        || !matches!(method.as_str(), "get" | "pop" | "setdefault")
    {
        return None;
    }
    let parts = member.program.call(call)?;
    member.sibling(*parts.positional.first()?).text_value()
}

fn rest<'p>(call: Expr<'p>, nodes: &[Node<'p>]) -> Vec<Expr<'p>> {
    nodes.iter().map(|&node| call.sibling(node)).collect()
}
