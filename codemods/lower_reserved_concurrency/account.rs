//! What the functions of a program reserve together, and what a reservation may not go below.

use iacfix::codemod::Context;
use iacfix::iac::{Expr, Presence, Program, Repeated, Resource, Value};

use super::super::lambda::FUNCTIONS;
use super::{RESERVED, numbers};

/// What the functions of a program reserve together.
struct Together {
    /// How many functions reserve anything.
    functions: i64,
    /// Concurrent executions.
    total: i64,
    /// Some function is constructed in a loop of nobody knows how many rounds, so that the sum is a lower bound.
    repeated: Repeated,
}

/// What the account can reserve in all, in concurrent executions.
pub(super) fn available(ctx: &Context<'_>) -> i64 {
    (ctx.integer("account-limit") - ctx.integer("unreserved-minimum")).max(0)
}

/// What is wrong with a reservation of `number`, and what it comes to together with the program's other functions.
pub(super) fn message(ctx: &Context<'_>, number: i64) -> String {
    let sum = ctx.once("sum", || {
        let (place, together) = together(ctx);
        together.sentence(ctx, place)
    });
    format!(
        "{number} reserved concurrent executions are more than many accounts can give: the deploy fails where that \"decreases account's UnreservedConcurrentExecution below its minimum value\" ({sum})"
    )
}

/// What is wrong with the sum, where it is more than the account can give.
pub(super) fn excess(ctx: &Context<'_>) -> Option<String> {
    let (place, together) = together(ctx);
    (together.total > available(ctx)).then(|| {
        format!(
            "{}; the deploy fails, because that \"decreases account's UnreservedConcurrentExecution below its minimum value\"",
            together.sentence(ctx, place)
        )
    })
}

/// Whether no function before this one in the file reserves anything.
pub(super) fn is_first(ctx: &Context<'_>, function: &Resource<'_>) -> bool {
    let first = ctx.once("first", || {
        let functions = ctx.program().resources(&FUNCTIONS);
        let first = functions.iter().find(|function| reserved(function) > 0);
        first.map_or_else(String::new, |first| first.span().start.to_string())
    });
    first == function.span().start.to_string()
}

/// The most that a function reserves, as far as it is known.
fn reserved(function: &Resource<'_>) -> i64 {
    let value = function.property(RESERVED).present();
    let numbers = value.and_then(|property| property.value()).map(numbers);
    let numbers = numbers.iter().flatten();
    numbers.map(|number| number.value).max().unwrap_or(0)
}

/// What the functions of the program reserve, or those of the file where the program is not known; which of both.
fn together(ctx: &Context<'_>) -> (&'static str, Together) {
    let mut sum = Together {
        functions: 0,
        total: 0,
        repeated: Repeated::Once,
    };
    sum.add(ctx.program());
    let files = ctx.program_files();
    for (path, document) in &files {
        if path != ctx.source().path() && super::mentions(document.source().text()) {
            sum.add(&Program::new(document));
        }
    }
    let place = if files.is_empty() { "file" } else { "program" };
    (place, sum)
}

impl Together {
    fn sentence(&self, ctx: &Context<'_>, place: &str) -> String {
        let at_least = match self.repeated {
            Repeated::PerIteration => "at least ",
            _ => "",
        };
        let quota = ctx.integer("account-limit");
        let alone = self.functions < 2 && self.repeated != Repeated::PerIteration;
        if alone && self.total <= available(ctx) {
            return format!(
                "an account with a quota of {quota} can reserve {}",
                available(ctx)
            );
        }
        let those = match self.functions {
            1 => format!("the reservations of this {place} come to"),
            count => format!("the {count} reservations of this {place} come to"),
        };
        let available = available(ctx);
        let relation = match self.total > available {
            true => "more than the",
            false => "of the",
        };
        format!(
            "{those} {at_least}{}, {relation} {available} that an account with a quota of {} can reserve",
            self.total, quota
        )
    }

    fn add(&mut self, program: &Program<'_>) {
        for function in program.resources(&FUNCTIONS) {
            let reserved = reserved(&function);
            if reserved > 0 {
                let rounds = rounds(&function);
                self.functions += rounds.unwrap_or(1);
                self.total += reserved * rounds.unwrap_or(1);
                if rounds.is_none() {
                    self.repeated = Repeated::PerIteration;
                }
            }
        }
    }
}

/// How many functions a construction makes each time that the code around it runs; `None` where a loop goes through
/// something that is not written down.
fn rounds(function: &Resource<'_>) -> Option<i64> {
    if function.placement().repeated != Repeated::PerIteration {
        return Some(1);
    }
    let each = function.expr().runs_for_each()?;
    let alone = each.around.placement().repeated != Repeated::PerIteration;
    let Value::List(written) = each.list.resolved().value() else {
        return None;
    };
    // Nothing is added to what is written, and nothing of it stands for several.
    let all = each.list.elements().filter(|_| alone)?;
    (all.len() == written.len()).then(|| i64::try_from(all.len()).ok())?
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
