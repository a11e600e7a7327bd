//! Whether the subnets of a function are the program's own.

use std::collections::HashSet;

use iacfix::codemod::Context;
use iacfix::iac::{Binding, BindingKind, Class, ClassName, Expr, Member, Resource, Value};
use iacfix::source::Span;

/// The type of subnet.
const SUBNET: &str = "aws:ec2/subnet:Subnet";

/// Names lead to no more names than this.
const MAX_DEPTH: usize = 12;

/// Whether everything that the expression is made of is a subnet that the program declares: its file, or another one of
/// the program that hands them over through a component.
pub(super) fn are_declared(ctx: &Context<'_>, subnets: Expr<'_>) -> bool {
    Subnets::of_file(ctx, subnets).make_up(subnets, MAX_DEPTH)
}

/// The subnets of one file.
struct Subnets<'c, 'p> {
    ctx: &'c Context<'c>,
    declared: Vec<Resource<'p>>,
    /// The lists that one is put into.
    collected: HashSet<Span>,
}

impl<'c, 'p> Subnets<'c, 'p> {
    /// Those of the file that an expression is in.
    fn of_file(ctx: &'c Context<'_>, expr: Expr<'p>) -> Self {
        let declared = expr.program().resources(&[SUBNET]);
        let collected = declared.iter().flat_map(collected_in).collect();
        Self {
            ctx,
            declared,
            collected,
        }
    }

    fn make_up(&self, expr: Expr<'p>, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        let mut some = self.is_constructed_in(expr);
        for used in expr.names_within() {
            let Some(name) = used.binding() else {
                continue;
            };
            // `pulumi.output(…)`, and `self` of a member that is looked at by itself.
            let of_member = used.parent_member();
            if name.symbol().is_some() || of_member.is_some_and(|member| member.binding().is_some())
            {
                continue;
            }
            if !self.make_up_name(used, name, depth) {
                return false;
            }
            some = true;
        }
        some
    }

    fn make_up_name(&self, used: Expr<'p>, name: Binding<'p>, depth: usize) -> bool {
        let member = used.parent_member().and_then(|member| member.member());
        let member = member.as_ref().map(|(_, name)| name.as_str());
        match Binding::kind(name) {
            // Whatever it is where nothing is passed in.
            BindingKind::Parameter => {
                let mut test =
                    |given: Expr<'_>| Subnets::of_file(self.ctx, given).make_up(given, depth);
                let entry = self.ctx.holds_of_arguments(name, member, &mut test);
                let whole = || self.ctx.holds_of_arguments(name, None, &mut test);
                entry.or_else(whole).unwrap_or(false)
            }
            BindingKind::Loop => {
                let list = used.element_of();
                list.is_some_and(|list| self.make_up(list, depth))
            }
            _ if self.collected.contains(&name.span()) => true,
            _ => name.initializer().is_some_and(|value| {
                self.is_constructed_in(value)
                    || match is_object_of_program(value) {
                        true => member.is_some_and(|member| self.are_held(value, member, depth)),
                        false => self.make_up(value, depth),
                    }
            }),
        }
    }

    /// Whether the object that is constructed holds subnets of its own file under this name.
    fn are_held(&self, object: Expr<'p>, name: &str, depth: usize) -> bool {
        let Value::Call(call) = object.value() else {
            return false;
        };
        let held = |class: &Class<'_>, member: Member<'_>| {
            let value = member.value?;
            let file = Subnets::of_file(self.ctx, value);
            let list = class.named_member(&member.name);
            let collected = list.is_some_and(|list| file.collected.contains(&list.span()));
            (collected || file.is_constructed_in(value) || file.make_up(value, depth)).then_some(())
        };
        self.ctx
            .follow_member(object.program(), &call, name, &mut |class, member| {
                held(class, member)
            })
            .is_some()
    }

    fn is_constructed_in(&self, expr: Expr<'_>) -> bool {
        let mut declared = self.declared.iter();
        declared.any(|subnet| expr.span().contains(subnet.span()))
    }
}

/// Whether it constructs a class of the program: what it is made with is not what it holds.
fn is_object_of_program(expr: Expr<'_>) -> bool {
    let Value::Call(call) = expr.value() else {
        return false;
    };
    let class = call.callee.named_class();
    matches!(class, Some(ClassName::Here(_) | ClassName::Imported(_)))
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
