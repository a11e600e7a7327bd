//! Reserved concurrency that a common account cannot give → a number that it can.

mod account;
mod stack_config;

use iacfix::codemod::{Codemod, Context, Findings, Match, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edits, Fix};
use iacfix::iac::{Code, Consumer, Expr, Presence, Resource, Value, Visibility};
use iacfix::syntax::Language;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "lower-reserved-concurrency",
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
    let Presence::Present(property) = function.property(RESERVED) else {
        return;
    };
    let Some(value) = property.value() else {
        return;
    };
    let max = ctx.integer("max");
    for number in numbers(value) {
        if number.value <= max {
            continue;
        }
        let message = account::message(ctx, number.value);
        let span = number.expr.span();
        let target = match account::floor(ctx, &function) {
            account::Floor::At(floor) => max.max(floor),
            account::Floor::Unknown(reason) => {
                let help =
                    format!("lower it by hand to {max}, or raise the account's quota: {reason}");
                findings.report(span, message, help, None);
                continue;
            }
        };
        if target >= number.value {
            let help = format!(
                "the function's provisioned concurrency is {target}, and a reservation may not be below it: lower both, or raise the account's quota"
            );
            findings.report(span, message, help, None);
            continue;
        }
        let why_not_less = match target > max {
            true => ", which its provisioned concurrency needs",
            false => "",
        };
        let help = format!(
            "lower it to {target}{why_not_less}, or ask for a higher quota of concurrent executions and set account-limit"
        );
        let fix = fix(ctx, &function, &number, target);
        findings.report(span, message, help, fix);
    }
}

/// A number that a reservation may come to.
struct Reserved<'a> {
    /// Where the number stands.
    expr: Expr<'a>,
    value: i64,
    /// The reference that leads to it, where it stands behind a name that others use, too: the number is written there.
    shared_at: Option<Expr<'a>>,
}

/// Whether a text may hold a reservation at all.
fn mentions(text: &str) -> bool {
    CODEMOD.needles.iter().any(|needle| text.contains(needle))
}

/// The literal numbers that an expression may come to: its own, those behind a name, and those of fallbacks and choices.
fn numbers<'a>(value: Expr<'a>) -> Vec<Reserved<'a>> {
    let mut found = Vec::new();
    collect(value, None, &mut found, 8);
    found
}

fn collect<'a>(
    expr: Expr<'a>,
    shared_at: Option<Expr<'a>>,
    found: &mut Vec<Reserved<'a>>,
    depth: usize,
) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    if let Some(binding) = expr.binding() {
        let Some(value) = binding.constant() else {
            return;
        };
        let only_reserved = binding.visibility() != Visibility::Exported
            && binding.consumers().iter().all(|consumer| {
                matches!(consumer, Consumer::Property { resource, path }
                    if FUNCTIONS.contains(&resource.token()) && path == RESERVED)
            });
        let shared_at = shared_at.or((!only_reserved).then_some(expr));
        return collect(value, shared_at, found, depth);
    }
    match expr.value() {
        Value::Number(number) => {
            if let Some(value) = number.integer {
                found.push(Reserved {
                    expr,
                    value,
                    shared_at,
                });
            }
        }
        // What is passed in or configured is somebody's decision; the fallback is the program's.
        Value::Fallback { fallback, .. } => collect(fallback, shared_at, found, depth),
        Value::Choice(one, other) => {
            collect(one, shared_at, found, depth);
            collect(other, shared_at, found, depth);
        }
        Value::Call(call) => {
            if let Some(default) = stack_config::default_of(&call) {
                collect(default, shared_at, found, depth);
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
        None => number.expr,
    };
    let rewritten = match ctx.text("style") {
        "stack-config" => stack_config::edits(ctx, function, place, target)?,
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
