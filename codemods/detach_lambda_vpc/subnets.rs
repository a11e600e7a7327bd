//! Whether the subnets of a function are the program's own.

use std::collections::HashSet;

use iacfix::codemod::Context;
use iacfix::iac::{Binding, BindingKind, Expr, Resource};
use iacfix::source::Span;

/// The type of subnet.
const SUBNET: &str = "aws:ec2/subnet:Subnet";

/// Names lead to no more names than this.
const MAX_DEPTH: usize = 8;

/// Whether everything that the expression is made of is a subnet that the file declares.
pub(super) fn are_declared<'a>(ctx: &Context<'a>, subnets: Expr<'a>) -> bool {
    let declared = ctx.program().resources(&[SUBNET]);
    let collected: HashSet<Span> = declared.iter().flat_map(collected_in).collect();
    is_made_of(subnets, &declared, &collected, MAX_DEPTH)
}

/// The lists that a subnet is put into: `subnets.push(subnet)`, `self.subnets.append(…)`.
fn collected_in(subnet: &Resource<'_>) -> Vec<Span> {
    let uses = subnet.references().uses.into_iter();
    let handed = uses
        .flat_map(|usage| [Some(usage), usage.parent_member()])
        .flatten()
        .chain([subnet.expr()]);
    handed
        .filter_map(|value| {
            let (list, method) = value.handed_to()?.callee.member()?;
            let collects = matches!(method.as_str(), "push" | "append");
            collects.then(|| list.binding().map(Binding::span))?
        })
        .collect()
}

fn is_made_of<'a>(
    expr: Expr<'a>,
    declared: &[Resource<'a>],
    collected: &HashSet<Span>,
    depth: usize,
) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let constructs = |expr: Expr<'a>| {
        declared
            .iter()
            .any(|subnet| expr.span().contains(subnet.span()))
    };
    let mut some = constructs(expr);
    for name in expr.bindings_within() {
        // `pulumi.output(…)`
        if name.symbol().is_some() {
            continue;
        }
        let value = match Binding::kind(name) {
            // What is passed in may be anything, whatever it is where nothing is.
            BindingKind::Parameter | BindingKind::Loop => None,
            _ => name.initializer(),
        };
        let is_subnets = collected.contains(&name.span())
            || value.is_some_and(|value| {
                constructs(value) || is_made_of(value, declared, collected, depth)
            });
        if !is_subnets {
            return false;
        }
        some = true;
    }
    some
}
