//! CRLF and lone CR → LF, on bytes alone.

use iacfix::codemod::{Codemod, Findings, Group, Rewrite, TextContext};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::project::LineEndingRule;
use iacfix::source::Span;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "normalize-lf",
    group: Group::Hygiene,
    summary: "turn CRLF and lone CR line endings into LF",
    docs: include_str!("README.md"),
    errors: &[
        "CR character",
        "Expected linebreaks to be 'LF' but found 'CRLF'",
    ],
    settings: &[],
    needles: &["\r"],
    rewrite: Rewrite::Text(rewrite),
};

fn rewrite(ctx: &TextContext<'_>, findings: &mut Findings) {
    // The repository wants these endings, or says that the file is not text.
    if ctx.line_ending_rule() != LineEndingRule::Free {
        return;
    }
    let text = ctx.source().text();
    let endings: Vec<Ending> = endings(text).collect();
    let Some(first) = endings.first() else { return };
    let crlf = endings.iter().filter(|ending| ending.is_crlf()).count();
    let cr = endings.len() - crlf;
    let all = ctx.source().line_count();
    let kinds = match (crlf, cr) {
        (crlf, 0) => format!("{} in CRLF", lines(crlf, all)),
        (0, cr) => format!("{} in a lone CR", lines(cr, all)),
        (crlf, cr) => format!(
            "{} in CRLF and {} in a lone CR",
            lines(crlf, all),
            lines(cr, all)
        ),
    };
    let Ok(edits) = Edits::new(endings.iter().map(Ending::edit)) else {
        return;
    };
    findings.report(
        first.span,
        format!("{kinds}; tools that expect LF reject such a file or show every line as changed"),
        "convert every line ending to LF",
        Some(Fix::in_file(
            ctx.source().path(),
            "Convert every line ending to LF",
            Applicability::Safe,
            edits,
        )),
    );
}

/// A line ending that is not LF.
struct Ending {
    span: Span,
}

impl Ending {
    fn is_crlf(&self) -> bool {
        self.span.len() == 2
    }

    fn edit(&self) -> Edit {
        if self.is_crlf() {
            Edit::remove(Span::new(self.span.start, self.span.start + 1))
        } else {
            Edit::replace(self.span, "\n")
        }
    }
}

fn endings(text: &str) -> impl Iterator<Item = Ending> + '_ {
    let bytes = text.as_bytes();
    text.match_indices('\r').map(move |(at, _)| {
        let length = if bytes.get(at + 1) == Some(&b'\n') {
            2
        } else {
            1
        };
        Ending {
            span: Span::new(at, at + length),
        }
    })
}

fn lines(count: usize, all: usize) -> String {
    match (count, all) {
        (1, 1) => "the only line ends".to_owned(),
        (1, _) => format!("1 of {all} lines ends"),
        (count, all) if count == all => format!("all {all} lines end"),
        (count, all) => format!("{count} of {all} lines end"),
    }
}
