//! Imports that are there for somebody whom the file does not show.

use iacfix::codemod::Context;
use iacfix::iac::{Binding, Import, Program};
use iacfix::syntax::Language;

/// What tools write into code that is read as code by nobody but them.
const DYNAMIC: [&str; 5] = ["globals()", "locals()", "vars()", "eval(", "exec("];

/// Comments that ask a linter to let the whole file be.
const WHOLE_FILE: [&str; 5] = [
    "flake8: noqa",
    "ruff: noqa",
    "pylint: disable",
    "@ts-nocheck",
    "/* eslint-disable",
];

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
    let path = ctx.source().path();
    // A package shows its users what it imports.
    let is_package = path.ends_with("__init__.py");
    let augments = match ctx.program().language() {
        Language::TypeScript => text.contains("declare module") || text.contains("declare global"),
        Language::Python => DYNAMIC.iter().any(|dynamic| text.contains(dynamic)),
    };
    is_package || augments || WHOLE_FILE.iter().any(|comment| text.contains(comment))
}

/// Whether a comment at the import asks to let it be.
pub(super) fn is_marked(ctx: &Context<'_>, import: &Import<'_>) -> bool {
    let source = ctx.source();
    let span = import.span();
    let start = source.line_start(span.start);
    let lines = &source.text()[start..source.line_end(span.end)];
    let above = match start {
        0 => "",
        _ => &source.text()[source.line_start(start - 1)..start],
    };
    let above = above.trim_start();
    let above = match above.starts_with("//") || above.starts_with('#') || above.starts_with("/*") {
        true => above,
        false => "",
    };
    let mut comments = [lines, above].into_iter();
    comments.any(|text| {
        // What suppresses this codemod is no word of another tool's, although it holds one.
        let text = text.replace(super::CODEMOD.id, "");
        BESIDE.iter().any(|mark| text.contains(mark))
    }) || has_bare_noqa(lines)
}

/// Whether a line ends in a `noqa` that names no rule, and so means each.
fn has_bare_noqa(lines: &str) -> bool {
    lines.lines().any(|line| {
        let comment = line.rsplit_once('#').map_or("", |(_, comment)| comment);
        let comment = comment.trim().to_ascii_lowercase();
        comment
            .strip_prefix("noqa")
            .is_some_and(|rest| !rest.trim_start().starts_with(':'))
    })
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
    let taken = ctx.once("names that other files take", || {
        names_taken(ctx).join("\n")
    });
    taken
        .lines()
        .any(|taken| taken == name || taken == EVERYTHING)
}

const EVERYTHING: &str = "*";

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
            found.push(EVERYTHING.to_owned());
        }
    }
    found
}
