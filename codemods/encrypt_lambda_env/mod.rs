//! Environment variables that a key of AWS's encrypts → that one of the account's own does.

mod keys;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edits, Fix};
use iacfix::iac::{Alternatives, Contributions, Expr, Presence, Resource};
use iacfix::source::Span;
use iacfix::syntax::Language;

use super::lambda::{FUNCTIONS, RESERVED_VARIABLES};
use keys::Key;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "encrypt-lambda-env",
    group: Group::Policy,
    summary: "encrypt the environment variables of Lambda functions with a key of your own",
    docs: include_str!("README.md"),
    errors: &[],
    settings: &[Setting {
        key: "deletion-window",
        help: "how many days a key that is added can be restored after it was deleted, 7 to 30",
        kind: SettingKind::Range {
            default: 7,
            least: 7,
            most: 30,
        },
    }],
    needles: &["environment"],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

const VARIABLES: &str = "environment.variables";
const KEY: &str = "kmsKeyArn";

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(function) = ctx.resource(matched) else {
        return;
    };
    if !is_open(&function) {
        return;
    }
    let Some(environment) = function.property("environment").present() else {
        return;
    };
    let message = "the environment variables of this function are encrypted with a key of AWS's, which the account neither sees nor controls";
    let (help, fix) = match repair(ctx, &function) {
        Ok((help, fix)) => (help, Some(fix)),
        Err(reason) => (
            format!("set kmsKeyArn to the ARN of a key of your own, by hand: {reason}"),
            None,
        ),
    };
    findings.report(environment.entry.key_span(), message, help, fix);
}

/// Whether a function has variables for certain, and no key for certain: without variables Lambda forgets the key.
fn is_open(function: &Resource<'_>) -> bool {
    let without_key = matches!(function.property(KEY), Presence::Absent);
    without_key && has_variables(function)
}

fn has_variables(function: &Resource<'_>) -> bool {
    let written = function.property(VARIABLES).present();
    let written = written
        .and_then(|variables| variables.value())
        .and_then(|variables| variables.resolved().record());
    let named = written.is_some_and(|record| {
        record
            .entries()
            .iter()
            .any(|entry| entry.neutral_name().is_some())
    });
    let variables = function.contributions(VARIABLES);
    named || (variables.alternatives == Alternatives::None && has_entries(&variables))
}

fn has_entries(variables: &Contributions<'_>) -> bool {
    let mut records = variables.records.iter();
    records.any(|record| !record.named_entries().is_empty())
}

/// Whether a deploy rejects a variable of the function: once it is gone there may be none left to encrypt.
fn has_reserved(function: &Resource<'_>) -> bool {
    let variables = function.contributions(VARIABLES);
    let is_reserved = |key: &str| RESERVED_VARIABLES.contains(&key);
    let named = variables
        .records
        .iter()
        .flat_map(|record| record.named_entries());
    let patched = variables.patches.iter().map(|patch| patch.key.clone());
    let mut keys = named.map(|(key, _)| key).chain(patched);
    keys.any(|key| is_reserved(&key))
}

/// What is to be done about a function, and the fix; or why there is none.
type Repair = Result<(String, Fix), String>;

fn repair<'a>(ctx: &Context<'a>, function: &Resource<'a>) -> Repair {
    let reserved = ctx.once("reserved", || {
        let functions = ctx.program().resources(&FUNCTIONS);
        functions.iter().any(has_reserved)
    });
    if reserved {
        return Err("remove the variables that Lambda reserves first".to_owned());
    }
    if let Some(key) = keys::existing(ctx, function) {
        return set(ctx, key, std::slice::from_ref(function));
    }
    let shared: Vec<(Vec<Span>, Repair)> = ctx.once("shared", || {
        let groups = groups(ctx).into_iter();
        groups
            .map(|users| {
                let spans = users.iter().map(Resource::span).collect();
                let key = keys::declare(ctx, &users[0]);
                (spans, key.and_then(|key| set(ctx, key, &users)))
            })
            .collect()
    });
    let mine = shared
        .into_iter()
        .find(|(users, _)| users.contains(&function.span()));
    match mine {
        Some((_, repair)) => repair,
        None => set(
            ctx,
            keys::declare(ctx, function)?,
            std::slice::from_ref(function),
        ),
    }
}

/// Gives all of `users` the key.
fn set<'a>(ctx: &Context<'a>, key: Key, users: &[Resource<'a>]) -> Repair {
    let Key {
        arn,
        mut edits,
        introduces,
        description,
    } = key;
    for user in users {
        let line = ctx.source().place(user.span().start).line;
        let set = user.set(KEY, &arn).ok_or(format!(
            "the arguments of the function of line {line} come from somewhere else"
        ))?;
        edits.extend(set);
    }
    let help = match users.len() {
        1 => format!("set kmsKeyArn to {description}"),
        count => format!("set kmsKeyArn to {description}, for {count} functions"),
    };
    let edits = ctx.program().with_imports_laid_out(edits);
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    let fix = Fix::in_file(
        ctx.source().path(),
        "Encrypt environment variables with a key of your own",
        // A key costs money, and who may use it decides who sees the variables.
        Applicability::Unsafe,
        edits,
    );
    Ok((help, fix.introducing(introduces)))
}

fn place(function: &Resource<'_>) -> Span {
    let environment = function.property("environment").present();
    environment.map_or_else(|| function.span(), |found| found.entry.key_span())
}

/// The functions that are to get a new key, in groups that share one: those that can name what is declared before the first
/// of them.
fn groups<'a>(ctx: &Context<'a>) -> Vec<Vec<Resource<'a>>> {
    let functions = ctx.program().resources(&FUNCTIONS);
    let mut waiting: Vec<Resource<'a>> = functions
        .into_iter()
        .filter(|one| is_open(one) && !ctx.is_suppressed(place(one)))
        .collect();
    let mut groups = Vec::new();
    while let Some(first) = waiting.first().cloned() {
        let place = keys::place(ctx, &first);
        let (group, others) = waiting.into_iter().partition(|one| {
            let sees = |place: &Expr<'a>| one.expr().sees(*place);
            *one == first || place.as_ref().is_ok_and(sees)
        });
        groups.push(group);
        waiting = others;
    }
    groups
}
