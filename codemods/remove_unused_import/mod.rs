//! An import that nothing uses → no import.

mod kept;
mod modules;

use iacfix::codemod::{Codemod, Context, Findings, Group, Imports, Rewrite};
use iacfix::fix::{Applicability, Edits, Fix};
use iacfix::iac::{Binding, Import, ImportedAs};
use iacfix::syntax::Language;

use modules::Loading;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "remove-unused-import",
    group: Group::Hygiene,
    summary: "remove imports that nothing uses",
    docs: include_str!("README.md"),
    errors: &[
        "is defined but never used",
        "is declared but its value is never read",
        "All imports in import declaration are unused",
        "imported but unused",
    ],
    settings: &[],
    needles: &["import"],
    rewrite: Rewrite::Files {
        imports: Imports::Provider,
        languages: &[Language::TypeScript, Language::Python],
        rewrite,
    },
};

fn rewrite(ctx: &Context<'_>, findings: &mut Findings) {
    if kept::keeps_all(ctx) {
        return;
    }
    for import in ctx.program().imports() {
        if kept::is_marked(ctx, &import) {
            continue;
        }
        let unused: Vec<(Binding<'_>, Loading)> = import
            .names()
            .filter(|(name, _)| import.is_unused(*name) && !kept::is_meant(ctx, *name))
            .filter_map(|(name, what)| Some((name, modules::loading(ctx, &what)?)))
            .collect();
        report(ctx, &import, &unused, findings);
    }
}

fn report(
    ctx: &Context<'_>,
    import: &Import<'_>,
    unused: &[(Binding<'_>, Loading)],
    findings: &mut Findings,
) {
    let Some((first, _)) = unused.first() else {
        return;
    };
    let names: Vec<Binding<'_>> = unused.iter().map(|(name, _)| *name).collect();
    let written: Vec<String> = names.iter().map(|name| name.name().to_owned()).collect();
    let listed = match written.as_slice() {
        [only] => format!("{only} is"),
        [most @ .., last] => format!("{} and {last} are", most.join(", ")),
        [] => return,
    };
    let it = if written.len() == 1 { "it" } else { "them" };
    let loaded = import
        .names()
        .filter(|(_, what)| *what != ImportedAs::Type)
        .count();
    // A module that another name is taken of is loaded all the same.
    let goes_whole = loaded == names.len();
    let doubtful = unused.iter().find_map(|(_, loading)| match loading {
        Loading::MayDoSomething(module) if goes_whole => Some(module),
        _ => None,
    });
    let (applicability, help) = match doubtful {
        None => (Applicability::Safe, format!("remove {it}")),
        Some(module) => (
            Applicability::Unsafe,
            format!("remove {it}, if the program does not count on {module} being loaded"),
        ),
    };
    let fix = Edits::new(import.without(&names)).ok().map(|edits| {
        let path = ctx.source().path();
        // What other fixes write may use it, and what they are about may be known by it.
        Fix::in_file(path, "Remove the import", applicability, edits)
            .retiring(written.clone())
            .after_others()
    });
    findings.report(
        first.span(),
        format!("{listed} imported and never used"),
        help,
        fix,
    );
}
