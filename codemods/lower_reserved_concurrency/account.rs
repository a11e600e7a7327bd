//! What the functions of a program reserve together, and what a reservation may not go below.

use iacfix::codemod::Context;
use iacfix::iac::{Expr, Presence, Resource, Value};

use super::{FUNCTIONS, RESERVED, numbers};

/// What all functions of the program reserve together, against what the account can give, as the end of a sentence.
pub(super) fn summary(ctx: &Context<'_>) -> String {
    let functions = ctx.program().resources(&FUNCTIONS);
    let reserved: Vec<i64> = functions
        .iter()
        .filter_map(|function| function.property(RESERVED).present()?.value())
        .filter_map(|value| numbers(value).iter().map(|number| number.value).max())
        .filter(|&number| number > 0)
        .collect();
    let total: i64 = reserved.iter().sum();
    let limit = ctx.integer("account-limit");
    let minimum = ctx.integer("unreserved-minimum");
    let available = (limit - minimum).max(0);
    let repeated = functions
        .iter()
        .any(|function| function.placement().repeated == iacfix::iac::Repeated::PerIteration);
    let at_least = if repeated { "at least " } else { "" };
    let functions = match reserved.len() {
        1 => "the functions of this file reserve".to_owned(),
        count => format!("the {count} functions of this file that reserve any reserve"),
    };
    format!(
        "{functions} {at_least}{total} together, and an account with a quota of {limit} can reserve {available} ({minimum} always stay unreserved)"
    )
}

/// What a function's reservation may not go below.
pub(super) enum Floor {
    /// This many concurrent executions; 0 where nothing is provisioned.
    At(i64),
    /// Something is provisioned for the function, but how much is not known.
    Unknown(String),
}

/// The provisioned concurrency of a function: AWS refuses a reservation below it ("Requested Provisioned Concurrency
/// should not be greater than the reservedConcurrentExecution for function").
pub(super) fn floor(ctx: &Context<'_>, function: &Resource<'_>) -> Floor {
    let mut total = 0;
    for config in ctx
        .program()
        .resources(&["aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig"])
    {
        let named = config
            .property("functionName")
            .present()
            .and_then(|name| name.value());
        if !named.is_some_and(|name| refers_to(name, function)) {
            continue;
        }
        match amount(&config, "provisionedConcurrentExecutions") {
            Some(amount) => total += amount,
            None => return unknown(ctx, &config),
        }
    }
    let mut scaled = 0;
    for target in ctx
        .program()
        .resources(&["aws:appautoscaling/target:Target"])
    {
        let id = target
            .property("resourceId")
            .present()
            .and_then(|id| id.value());
        let parts = match id.map(|id| id.resolved().value()) {
            Some(Value::Template(parts)) => parts,
            _ => continue,
        };
        if !parts.iter().any(|part| refers_to(*part, function)) {
            continue;
        }
        match amount(&target, "maxCapacity") {
            Some(amount) => scaled = scaled.max(amount),
            None => return unknown(ctx, &target),
        }
    }
    Floor::At(total.max(scaled))
}

fn unknown(ctx: &Context<'_>, resource: &Resource<'_>) -> Floor {
    let line = ctx.source().place(resource.span().start).line;
    Floor::Unknown(format!(
        "line {line} provisions concurrency for the function, and how much is not known here"
    ))
}

/// The largest number that a property may come to.
fn amount(resource: &Resource<'_>, property: &str) -> Option<i64> {
    match resource.property(property) {
        Presence::Present(property) => numbers(property.value()?)
            .iter()
            .map(|number| number.value)
            .max(),
        Presence::Absent | Presence::Unknown => None,
    }
}

/// Whether an expression is the function or a member of it: `fn.name`, `self.fn.name`, `fn.arn`.
fn refers_to(expr: Expr<'_>, function: &Resource<'_>) -> bool {
    use iacfix::iac::Bound;
    let expr = expr.resolved();
    if expr
        .resource()
        .is_some_and(|resource| resource == *function)
    {
        return true;
    }
    let (object, _) = match expr.member() {
        Some(member) => member,
        None => return false,
    };
    if object
        .resolved()
        .resource()
        .is_some_and(|resource| resource == *function)
    {
        return true;
    }
    match function.placement().bound {
        Bound::Member(member) => member.text() == object.text(),
        Bound::Field(name) => object.member().is_some_and(|(_, member)| member == name),
        _ => false,
    }
}
