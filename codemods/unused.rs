//! What a file says about names that nothing in it uses: that it reads names by their text, or that linters are to let them
//! be. Reports nothing.

use std::sync::Arc;

use iacfix::codemod::Context;
use iacfix::source::Span;
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

/// What stands for every name among those that other files take.
pub(crate) const EVERYTHING: &str = "*";

/// Whether `name` is among the names that `find` finds other files to take, which is asked once a file; `question` says
/// what is asked.
pub(crate) fn is_taken(
    ctx: &Context<'_>,
    question: &str,
    name: &str,
    find: impl FnOnce() -> Vec<String>,
) -> bool {
    let taken: Arc<[String]> = ctx.once(question, || find().into());
    taken
        .iter()
        .any(|taken| taken == name || taken == EVERYTHING)
}

/// Whether the file may use names that it does not spell out as names.
pub(crate) fn reads_names_as_texts(ctx: &Context<'_>) -> bool {
    let text = ctx.source().text();
    ctx.program().language() == Language::Python
        && DYNAMIC.iter().any(|dynamic| text.contains(dynamic))
}

/// Whether a comment asks linters to let the whole file be.
pub(crate) fn is_silenced(ctx: &Context<'_>) -> bool {
    let text = ctx.source().text();
    WHOLE_FILE.iter().any(|comment| text.contains(comment))
}

/// Whether a comment on the lines of `span`, or above them, holds one of `marks`, with which a linter is asked to let them
/// be. What suppresses the codemod `id` is no word of a linter's.
pub(crate) fn is_marked(ctx: &Context<'_>, span: Span, marks: &[&str], id: &str) -> bool {
    let source = ctx.source();
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
        let text = text.replace(id, "");
        marks.iter().any(|mark| text.contains(mark))
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
