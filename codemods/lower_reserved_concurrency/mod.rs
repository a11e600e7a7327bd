//! Reserved concurrency that a common account cannot give → a number that it can.

mod account;
mod stack_config;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edits, Fix};
use iacfix::iac::{Code, Consumer, Expr, Presence, Resource, Value, Visibility};
use iacfix::syntax::Language;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "lower-reserved-concurrency",
    group: Group::Deploy,
    summary: "lower reserved concurrency to what a common account can give",
    docs: include_str!("README.md"),
    errors: &[
        "decreases account's UnreservedConcurrentExecution below its minimum value",
        "Total concurrent executions reserved for all functions in this account exceeds the account limit",
        "ReservedConcurrentExecutions for function",
    ],
    settings: &[
        Setting {
            key: "max",
            help: "the largest reservation of one function that is left alone, and what a larger one becomes, in concurrent executions",
            kind: SettingKind::Integer {
                default: 10,
                least: 0,
            },
        },
        Setting {
            key: "account-limit",
            help: "the account's quota of concurrent executions; new accounts have less than the default",
            kind: SettingKind::Integer {
                default: 1000,
                least: 0,
            },
        },
        Setting {
            key: "unreserved-minimum",
            help: "how many concurrent executions AWS keeps unreserved in every account",
            kind: SettingKind::Integer {
                default: 100,
                least: 0,
            },
        },
        Setting {
            key: "style",
            help: "literal writes the number; stack-config reads it from the stack's configuration, with the number as the fallback",
            kind: SettingKind::Choice {
                default: "literal",
                choices: &["literal", "stack-config"],
            },
        },
    ],
    needles: &[
        "reservedConcurrentExecutions",
        "reserved_concurrent_executions",
    ],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

/// The types of function.
const FUNCTIONS: [&str; 2] = [
    "aws:lambda/function:Function",
    "aws:lambda/callbackFunction:CallbackFunction",
];

/// The property's neutral name.
const RESERVED: &str = "reservedConcurrentExecutions";

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(function) = ctx.resource(matched) else {
        return;
    };
    let value = match function.property(RESERVED) {
        Presence::Present(property) => property.value(),
        Presence::Absent => None,
        Presence::Unknown => {
            findings.note(
                function.span(),
                "the arguments of this function are not followed; a reservation among them is not seen",
            );
            None
        }
    };
    let Some(value) = value else { return };
    let numbers = numbers(value);
    if numbers.is_empty() {
        findings.note(
            value.span(),
            "how much this function reserves is not known here",
        );
    }
    let allowed = ctx.integer("max").min(account::available(ctx));
    for number in &numbers {
        if number.value > allowed && number.value > 0 {
            report(ctx, &function, number, allowed, findings);
        }
    }
    // Each may be small enough, and all of them too much.
    let small = numbers.iter().all(|number| number.value <= allowed);
    if small
        && account::is_first(ctx, &function)
        && let Some(excess) = account::excess(ctx)
    {
        findings.report(
            value.span(),
            excess,
            "reserve less, or none at all, where it is not needed",
            None,
        );
    }
}

fn report(
    ctx: &Context<'_>,
    function: &Resource<'_>,
    number: &Reserved<'_>,
    allowed: i64,
    findings: &mut Findings,
) {
    let message = account::message(ctx, number.value);
    // A name that others use, too, is not the place that changes.
    let span = number.shared_at.unwrap_or(number.expr).span();
    if allowed <= 0 {
        let help = "remove the reservation: the account can give none (account-limit and unreserved-minimum say so)";
        return findings.report(span, message, help, None);
    }
    let target = match account::floor(ctx, function) {
        account::Floor::At(floor) => allowed.max(floor),
        account::Floor::Unknown(reason) => {
            let help = format!("lower it by hand, to {allowed} if that is enough: {reason}");
            return findings.report(span, message, help, None);
        }
    };
    if target >= number.value {
        let help = format!(
            "the function's provisioned concurrency is {target}, and a reservation may not be below it: lower both, or ask for a higher quota"
        );
        return findings.report(span, message, help, None);
    }
    let why_not_less = match target > allowed {
        true => ", which its provisioned concurrency needs",
        false => "",
    };
    let help = format!(
        "lower it to {target}{why_not_less}; where the account is known to give {0}, set max = {0}",
        number.value
    );
    let fix = fix(ctx, function, number, target);
    findings.report(span, message, help, fix);
}

/// A number that a reservation may come to.
struct Reserved<'a> {
    /// Where the number stands.
    expr: Expr<'a>,
    value: i64,
    /// The reference that leads to it, where it stands behind a name that others use, too: the number is written there.
    shared_at: Option<Expr<'a>>,
    /// It is the fallback of a value that the stack's configuration gives.
    configured: bool,
    /// The choice between it and one other number.
    choice: Option<(Expr<'a>, i64)>,
}

/// Whether a text may hold a reservation at all.
fn mentions(text: &str) -> bool {
    CODEMOD.needles.iter().any(|needle| text.contains(needle))
}

/// The literal numbers that an expression may come to: its own, those behind a name, and those of fallbacks and choices.
fn numbers(value: Expr<'_>) -> Vec<Reserved<'_>> {
    let mut found = Vec::new();
    let way = Way {
        shared_at: None,
        configured: false,
        depth: 8,
    };
    collect(value, way, &mut found);
    found
}

/// How an expression was reached.
#[derive(Clone, Copy)]
struct Way<'a> {
    shared_at: Option<Expr<'a>>,
    configured: bool,
    depth: usize,
}

fn collect<'a>(expr: Expr<'a>, way: Way<'a>, found: &mut Vec<Reserved<'a>>) {
    let Some(depth) = way.depth.checked_sub(1) else {
        return;
    };
    let way = Way { depth, ..way };
    if let Some(binding) = expr.binding() {
        let Some(value) = binding.constant() else {
            return;
        };
        let only_reserved = binding.visibility() != Visibility::Exported
            && binding.consumers().iter().all(|consumer| {
                matches!(consumer, Consumer::Property { resource, path }
                    if FUNCTIONS.contains(&resource.token()) && path == RESERVED)
            });
        let shared_at = way.shared_at.or((!only_reserved).then_some(expr));
        return collect(value, Way { shared_at, ..way }, found);
    }
    match expr.value() {
        Value::Number(number) => {
            if let Some(value) = number.integer {
                found.push(Reserved {
                    expr: expr.bare(),
                    value,
                    shared_at: way.shared_at,
                    configured: way.configured,
                    choice: None,
                });
            }
        }
        // What is passed in or configured is somebody's decision; the fallback is the program's.
        Value::Fallback { primary, fallback } => {
            let configured = way.configured || stack_config::reads_configuration(primary);
            collect(fallback, Way { configured, ..way }, found);
        }
        Value::Choice(one, other) => {
            let first = found.len();
            collect(one, way, found);
            collect(other, way, found);
            // `isProd ? 100 : 10` is a choice between two numbers and nothing else.
            if let [a, b] = &mut found[first..]
                && a.expr == one.bare()
                && b.expr == other.bare()
            {
                (a.choice, b.choice) = (Some((expr, b.value)), Some((expr, a.value)));
            }
        }
        Value::Call(call) => {
            if let Some(default) = stack_config::default_of(&call) {
                let configured = true;
                collect(default, Way { configured, ..way }, found);
            }
        }
        _ => {}
    }
}

fn fix(
    ctx: &Context<'_>,
    function: &Resource<'_>,
    number: &Reserved<'_>,
    target: i64,
) -> Option<Fix> {
    // A name that others use, too, keeps its number; only a name that stands for nothing else but a number can be
    // replaced where it is used.
    let place = match number.shared_at {
        Some(reference) => match reference.resolved() == number.expr {
            true => reference,
            false => return None,
        },
        // A choice between two numbers that are the same would be none.
        None => match number.choice {
            Some((choice, other)) if other == target || other > ctx.integer("max") => choice,
            _ => number.expr,
        },
    };
    let rewritten = match ctx.text("style") {
        // What is configured already needs no second configuration.
        "stack-config" if !number.configured => stack_config::edits(ctx, function, place, target)?,
        _ => stack_config::Rewritten {
            edits: vec![place.replace(&Code::Integer(target))],
            introduces: Vec::new(),
        },
    };
    let title = format!("Reserve {target} instead of {}", number.value);
    let edits = Edits::new(rewritten.edits).ok()?;
    Some(
        Fix::in_file(ctx.source().path(), title, Applicability::Unsafe, edits)
            .introducing(rewritten.introduces),
    )
}
