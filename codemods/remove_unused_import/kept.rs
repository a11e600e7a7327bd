//! Imports that are there for somebody whom the file does not show.

use iacfix::codemod::Context;
use iacfix::iac::{Binding, Import, Program};
use iacfix::syntax::Language;

use super::super::unused;

/// Comments beside an import that ask a linter to let it be.
const BESIDE: [&str; 5] = [
    "unused-import",
    "F401",
    "eslint-disable",
    "@ts-ignore",
    "@ts-expect-error",
];

/// Names that elements in angle brackets stand for, without naming them.
const ELEMENTS: [&str; 5] = ["React", "h", "Fragment", "jsx", "jsxs"];

/// Whether no import of the file can be called unused.
pub(super) fn keeps_all(ctx: &Context<'_>) -> bool {
    let text = ctx.source().text();
    // A package shows its users what it imports.
    let is_package = ctx.source().path().ends_with("__init__.py");
    let augments = ctx.program().language() == Language::TypeScript
        && (text.contains("declare module") || text.contains("declare global"));
    is_package || augments || unused::reads_names_as_texts(ctx) || unused::is_silenced(ctx)
}

/// Whether a comment at the import asks to let it be.
pub(super) fn is_marked(ctx: &Context<'_>, import: &Import<'_>) -> bool {
    unused::is_marked(ctx, import.span(), &BESIDE, super::CODEMOD.id)
}

/// Whether somebody else counts on the name: an element, a comment that gives a type, or another file of the program.
pub(super) fn is_meant(ctx: &Context<'_>, name: Binding<'_>) -> bool {
    let extension = ctx.source().path().extension();
    let has_elements = extension.is_some_and(|extension| extension == "tsx" || extension == "jsx");
    (has_elements && ELEMENTS.contains(&name.name()))
        || ctx.program().mentions(name.name())
        || is_imported_elsewhere(ctx, name.name())
}

/// Whether another file of the program imports the name from this one, as Python lets it.
fn is_imported_elsewhere(ctx: &Context<'_>, name: &str) -> bool {
    if ctx.program().language() != Language::Python {
        return false;
    }
    unused::is_taken(ctx, "names that other files take", name, || {
        names_taken(ctx)
    })
}

/// The names that other files of the program import from this one.
fn names_taken(ctx: &Context<'_>) -> Vec<String> {
    let own = ctx.source().path();
    let mut found = Vec::new();
    for (path, document) in ctx.program_files() {
        if path == own {
            continue;
        }
        let program = Program::new(&document);
        let is_own = |module: &str| {
            ctx.module_file(&program, module, None)
                .is_some_and(|file| file == own)
        };
        for (module, name) in program.imported_modules() {
            if let Some(name) = name.filter(|_| is_own(module)) {
                found.push(name.to_owned());
            }
        }
        if program.star_imports().iter().any(|module| is_own(module)) {
            found.push(unused::EVERYTHING.to_owned());
        }
    }
    found
}
