//! A provider that is constructed among the options of what uses it → a name of its own.

mod inline;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite};
use iacfix::fix::{Applicability, Edits, Fix};
use iacfix::iac::{Code, Expr, Resource, Statement, Value};
use iacfix::syntax::Language;

use inline::{Inline, Place};

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "hoist-inline-provider",
    group: Group::Deploy,
    summary: "construct a provider once, before what uses it, instead of among its options",
    docs: include_str!("README.md"),
    errors: &["Duplicate resource URN"],
    settings: &[],
    needles: &["Provider("],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

/// The type of the provider.
const PROVIDER: &str = "pulumi:providers:aws";

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(provider) = ctx.resource(matched).and_then(Inline::of) else {
        return;
    };
    let all = ctx.program().resources(&[PROVIDER]);
    let span = provider.resource.span();
    if let Some((declared, name)) = declared(&provider, &all) {
        let message = format!(
            "a provider of this name is declared already, as {name}; the deploy fails with a duplicate URN"
        );
        let (help, fix) = match provider.has_settings_of(declared) {
            true => (
                format!("use {name}"),
                use_of(ctx, &provider, &name, Applicability::Safe),
            ),
            false => (DIFFERENT.to_owned(), None),
        };
        return findings.report(span, message, help, fix);
    }
    let inline: Vec<Inline<'_>> = all
        .into_iter()
        .filter(|other| !ctx.is_suppressed(other.span()))
        .filter_map(Inline::of)
        .collect();
    let leader = inline
        .iter()
        .find(|other| provider.may_be_declared_with(other))
        .unwrap_or(&provider);
    let twins: Vec<&Inline<'_>> = inline
        .iter()
        .filter(|other| other.may_be_declared_with(leader))
        .collect();
    let message = message(&provider, &twins);
    if !provider.has_settings_of(&leader.resource) {
        return findings.report(span, message, DIFFERENT, None);
    }
    let (help, fix) = match &leader.place {
        Ok(place) => {
            let used = twins
                .into_iter()
                .filter(|twin| twin.has_settings_of(&leader.resource))
                .collect::<Vec<_>>();
            hoist(ctx, leader, place, &used)
        }
        Err(reason) => (
            format!("construct it before the statement, by hand: {reason}"),
            None,
        ),
    };
    findings.report(span, message, help, fix);
}

/// What to do about two providers of one name that are not the same.
const DIFFERENT: &str =
    "give it a name of its own: another provider of this name is set up in another way";

/// The provider that is declared under the same name, and what it is called where `provider` stands.
fn declared<'r, 'a>(
    provider: &Inline<'a>,
    all: &'r [Resource<'a>],
) -> Option<(&'r Resource<'a>, String)> {
    all.iter().find_map(|other| {
        let is_twin = Inline::of(other.clone()).is_none() && provider.has_urn_of(other);
        let name = other
            .name_at(provider.resource.expr())
            .filter(|_| is_twin)?;
        match name {
            Code::Name(name) | Code::Verbatim(name) => Some((other, name)),
            _ => None,
        }
    })
}

fn message(provider: &Inline<'_>, twins: &[&Inline<'_>]) -> String {
    let others = twins.len();
    if others > 1 {
        return format!(
            "{others} providers are constructed under the same name among the options of what uses them; the deploy fails with a duplicate URN"
        );
    }
    if provider.is_named_alike_in_each_round {
        return "this provider is constructed under the same name in each round of a loop; the deploy fails with a duplicate URN from the second on".to_owned();
    }
    "this provider is constructed among the options of what uses it: a second use constructs it again, and the deploy fails with a duplicate URN".to_owned()
}

/// Declares the provider of `leader` at `place`, and has every one of `used` use it.
fn hoist(
    ctx: &Context<'_>,
    leader: &Inline<'_>,
    place: &Place<'_>,
    used: &[&Inline<'_>],
) -> (String, Option<Fix>) {
    let program = ctx.program();
    let expr = leader.resource.expr();
    let name = name_of(ctx, &leader.resource);
    let declaration = Statement::Declare(name.clone(), expr.code());
    let (anchor, applicability) = match place {
        Place::Statement => (expr, Applicability::Safe),
        Place::Loop(repetition) => (*repetition, Applicability::Unsafe),
    };
    let help = match place {
        Place::Statement if used.len() > 1 => {
            format!("declare it once, as {name}, before the first statement that uses it")
        }
        Place::Statement => format!("declare it as {name} before the statement"),
        Place::Loop(_) => format!(
            "declare it as {name} before the loop; where the loop has no round it is registered all the same"
        ),
    };
    let mut edits: Vec<_> = anchor.insert_before(&[declaration]).into_iter().collect();
    if edits.is_empty() {
        return (help, None);
    }
    let usage = Code::name(&name);
    edits.extend(used.iter().map(|twin| twin.resource.expr().replace(&usage)));
    let fix = Edits::new(edits).ok().map(|edits| {
        let path = program.source().path();
        Fix::in_file(
            path,
            format!("Declare the provider as {name}"),
            applicability,
            edits,
        )
        .introducing(vec![name])
    });
    (help, fix)
}

/// Has `provider` be the one that `name` names.
fn use_of(ctx: &Context<'_>, provider: &Inline<'_>, name: &str, how: Applicability) -> Option<Fix> {
    let edit = provider.resource.expr().replace(&Code::name(name));
    let edits = Edits::new([edit]).ok()?;
    Some(Fix::in_file(
        ctx.source().path(),
        format!("Use {name}"),
        how,
        edits,
    ))
}

/// A name for the provider, from what its logical name says in any case.
fn name_of(ctx: &Context<'_>, provider: &Resource<'_>) -> String {
    let words = match provider.name().map(Expr::value) {
        Some(Value::String(text)) => text,
        Some(Value::Template(parts)) => {
            let name = provider.name().map(Expr::text).unwrap_or_default();
            let name = name.trim_start_matches(|first: char| first.is_ascii_alphabetic());
            parts
                .iter()
                .fold(name.to_owned(), |name, part| name.replace(part.text(), " "))
        }
        _ => String::new(),
    };
    let words = words.trim_matches(|end: char| !end.is_ascii_alphanumeric());
    let words = match words {
        "" => String::new(),
        words if words.to_lowercase().ends_with("provider") => words.to_owned(),
        words => format!("{words} provider"),
    };
    let fallback = match ctx.program().language() {
        Language::TypeScript => "awsProvider",
        Language::Python => "aws_provider",
    };
    ctx.program().name_for(&words, fallback)
}
