//! A resource under a name that nothing reads → the construction alone.

mod readers;

use iacfix::codemod::{Codemod, Context, Findings, Group, Imports, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edits, Fix};
use iacfix::iac::{Binding, Discarded, Resource, Visibility};
use iacfix::syntax::Language;

use super::unused;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "void-unused-resource",
    group: Group::Hygiene,
    summary: "construct resources without a name where nothing reads it",
    docs: include_str!("README.md"),
    errors: &[
        "is assigned a value but never used",
        "is declared but its value is never read",
        "is assigned to but never used",
    ],
    settings: &[Setting {
        key: "form",
        help: "how TypeScript says that nothing is done with the resource: void writes void new, bare writes new alone",
        kind: SettingKind::Choice {
            default: "void",
            choices: &["void", "bare"],
        },
    }],
    needles: &[],
    rewrite: Rewrite::Files {
        imports: Imports::Provider,
        languages: &[Language::TypeScript, Language::Python],
        rewrite,
    },
};

/// Comments beside a name that ask a linter to let it be.
const BESIDE: [&str; 7] = [
    "F841",
    "W0612",
    "eslint-disable",
    "unused-variable",
    "unused-vars",
    "@ts-ignore",
    "@ts-expect-error",
];

fn rewrite(ctx: &Context<'_>, findings: &mut Findings) {
    if unused::reads_names_as_texts(ctx) || unused::is_silenced(ctx) {
        return;
    }
    for resource in ctx.program().all_resources() {
        // What `pulumi` itself constructs, assets and transforms, creates nothing.
        let creates = !resource.token().starts_with("pulumi:") || is_provider(&resource);
        if !creates {
            continue;
        }
        if let Some(name) = resource.unread_name().filter(|name| !is_meant(ctx, *name)) {
            report(ctx, &resource, name, findings);
        }
    }
}

/// Whether somebody counts on the name, or it says itself that it is there for nobody.
fn is_meant(ctx: &Context<'_>, name: Binding<'_>) -> bool {
    name.name().starts_with('_')
        || unused::is_marked(ctx, name.span(), &BESIDE, CODEMOD.id)
        || (name.visibility() == Visibility::MaybeImported && readers::may_take(ctx, name.name()))
}

fn is_provider(resource: &Resource<'_>) -> bool {
    resource.token().starts_with("pulumi:providers:")
}

fn report(ctx: &Context<'_>, resource: &Resource<'_>, name: Binding<'_>, findings: &mut Findings) {
    let written = name.name();
    let language = ctx.program().language();
    if is_provider(resource) {
        return findings.report(
            name.span(),
            format!("{written} is never read: nothing is created through this provider"),
            format!("give it to resources with the option provider, or remove {written}"),
            None,
        );
    }
    let form = match ctx.text("form") {
        "bare" => Discarded::Plain,
        _ => Discarded::Marked,
    };
    let alone = match (language, form) {
        (Language::TypeScript, Discarded::Marked) => "void new …",
        (Language::TypeScript, Discarded::Plain) => "new …",
        (Language::Python, _) => "the call alone",
    };
    let message =
        format!("{written} is never read: the resource is created with or without the name");
    let Some(edit) = resource.unbind(form) else {
        let help = format!(
            "give the resource a statement of its own without a name, {alone}: this one holds more than its declaration"
        );
        return findings.report(name.span(), message, help, None);
    };
    let (applicability, help) = match name.visibility() {
        Visibility::Private => (Applicability::Safe, format!("leave the name out: {alone}")),
        Visibility::MaybeImported | Visibility::Exported => (
            Applicability::Unsafe,
            format!("leave the name out, if no test and no other program imports it: {alone}"),
        ),
    };
    let fix = Edits::new([edit]).ok().map(|edits| {
        let title = format!("Leave out the name {written}");
        Fix::in_file(ctx.source().path(), title, applicability, edits)
            .retiring(vec![written.to_owned()])
            .after_others()
    });
    findings.report(name.span(), message, help, fix);
}
