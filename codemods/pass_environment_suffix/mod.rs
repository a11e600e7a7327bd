//! A component that is not given what a variable in scope holds for it → the variable is passed.

mod missing;
mod worth;

use iacfix::codemod::{Codemod, Context, Findings, Group, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edits, Fix};
use iacfix::iac::{Expr, Value};
use iacfix::syntax::Language;

use super::environment;
use missing::Missing;
use worth::Match;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "pass-environment-suffix",
    group: Group::Deploy,
    summary: "pass a component the environment suffix and tags that the program has for it",
    docs: include_str!("README.md"),
    errors: &[
        "EntityAlreadyExists",
        "BucketAlreadyOwnedByYou",
        "ResourceAlreadyExistsException",
        "Property 'environmentSuffix' is missing in type",
    ],
    settings: &[Setting {
        key: "names",
        help: "the parameters that are passed where a variable of their name is in scope, in camelCase; environmentSuffix, environment and tags where none are named",
        kind: SettingKind::Texts,
    }],
    needles: &[],
    rewrite: Rewrite::Entries {
        languages: &[Language::TypeScript, Language::Python],
        rewrite,
    },
};

/// What is passed where the user names nothing.
const NAMES: [&str; 3] = [environment::SUFFIX, environment::ENVIRONMENT, "tags"];

fn rewrite(ctx: &Context<'_>, findings: &mut Findings) {
    let names = environment::chosen(ctx, "names", &NAMES);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for expr in ctx.program().calls_that_construct() {
        let Value::Call(call) = expr.value() else {
            continue;
        };
        if !ctx.is_component(call.callee) {
            continue;
        }
        for missing in missing::of(ctx, expr, &call, &names) {
            report(ctx, call.callee, &missing, findings);
        }
    }
}

fn report(ctx: &Context<'_>, class: Expr<'_>, missing: &Missing<'_>, findings: &mut Findings) {
    let name = missing.variable.name();
    let effect = match missing.parameter.as_str() {
        environment::SUFFIX | environment::ENVIRONMENT => {
            "; with its default the resources of every stack have the same names"
        }
        _ => "",
    };
    let message = format!(
        "{} is constructed without {name}, although a variable of that name is in scope{effect}",
        class.text()
    );
    let (applicability, doubt) = match missing.fits {
        Match::Certain => (Applicability::Unsafe, ""),
        // A variable that is something else would stop the program where it runs now.
        Match::Perhaps | Match::No => (
            Applicability::DisplayOnly,
            ", if it is of the type that the component takes",
        ),
    };
    let edits = missing.edits();
    let help = match edits {
        Some(_) => format!("pass it{doubt}"),
        None => "pass it by hand: the arguments come from somewhere else".to_owned(),
    };
    let fix = edits.and_then(|edits| Edits::new(edits).ok()).map(|edits| {
        let path = ctx.source().path();
        Fix::in_file(path, format!("Pass {name}"), applicability, edits)
    });
    findings.report(class.span(), message, help, fix);
}
