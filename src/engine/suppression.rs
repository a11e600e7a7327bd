//! `iacfix-ignore` comments: what they silence, and which of them silence nothing.

mod place;

use std::collections::BTreeSet;

use tree_sitter::Node;

use crate::codemod::{Codemod, Finding};
use crate::fix::{Applicability, Edit, Edits, Fix};
use crate::source::{Source, Span};
use crate::syntax::Document;

pub(super) use place::insertions;

/// What every suppression comment holds.
pub const MARKER: &str = "iacfix-ignore";

/// The id under which a suppression that silences nothing is reported.
pub const UNUSED_SUPPRESSION: &str = "unused-suppression";

/// The suppression comments of one file.
#[derive(Debug, Default)]
pub(super) struct Suppressions {
    comments: Vec<Suppression>,
}

#[derive(Debug)]
struct Suppression {
    /// The whole comment.
    span: Span,
    /// Codemods that it names; empty for all of them.
    ids: Vec<String>,
    /// What it covers: a line, or the whole file.
    covers: Span,
    /// The codemods of which it silenced something.
    used: BTreeSet<&'static str>,
}

impl Suppressions {
    /// Reads the comments of `document` that hold the marker.
    pub(super) fn read(document: &Document) -> Self {
        let source = document.source();
        let comments = source
            .text()
            .match_indices(MARKER)
            .filter_map(|(at, _)| {
                let comment = comment_at(document.root(), at)?;
                let span = Span::from(comment.byte_range());
                // Python's grammar takes the CR of a CRLF for a part of the comment.
                let length = source.slice(span).trim_end_matches('\r').len();
                Suppression::parse(source, Span::new(span.start, span.start + length))
            })
            .collect();
        Self { comments }
    }

    /// The spans on which `id` is silenced.
    pub(super) fn spans(&self, id: &str) -> Vec<Span> {
        self.comments
            .iter()
            .filter(|comment| comment.names(id))
            .map(|comment| comment.covers)
            .collect()
    }

    /// Whether a comment silences the finding; remembers that it did.
    pub(super) fn silences(&mut self, finding: &Finding) -> bool {
        let mut silenced = false;
        for comment in &mut self.comments {
            let start = finding.span.start;
            if comment.names(finding.codemod)
                && comment.covers.start <= start
                && start <= comment.covers.end
            {
                comment.used.insert(finding.codemod);
                silenced = true;
            }
        }
        silenced
    }

    /// The id in a comment over the finding that is nearly one of the `known` codemods': somebody meant to silence something
    /// there.
    pub(super) fn misspelt_over(&self, finding: &Finding, known: &[&Codemod]) -> Option<&str> {
        let start = finding.span.start;
        let over = self
            .comments
            .iter()
            .filter(|comment| comment.covers.start <= start && start <= comment.covers.end);
        over.filter(|_| finding.codemod != UNUSED_SUPPRESSION)
            .find_map(|comment| Some(comment.misspelt(known)?.0))
    }

    /// Findings about the comments that silenced nothing. `ran` holds the ids that were selected, `known` all codemods:
    /// about one that did not run nothing can be said. A comment that names none is about those that run by default.
    pub(super) fn unused(&self, source: &Source, ran: &[&str], known: &[&Codemod]) -> Vec<Finding> {
        let exists = |id: &str| known.iter().any(|codemod| codemod.id == id);
        let all_ran = known
            .iter()
            .filter(|codemod| codemod.group.runs_by_default())
            .all(|codemod| ran.contains(&codemod.id));
        self.comments
            .iter()
            .filter_map(|comment| {
                let unknown: Vec<&str> = comment.ids_where(|id| !exists(id));
                let idle: Vec<&str> =
                    comment.ids_where(|id| ran.contains(&id) && !comment.used.contains(id));
                let nothing_at_all = comment.used.is_empty()
                    && match comment.ids.is_empty() {
                        true => all_ran,
                        false => idle.len() == comment.ids.len(),
                    };
                if let Some((id, meant)) = comment.misspelt(known) {
                    return Some(Finding {
                        codemod: UNUSED_SUPPRESSION,
 group: None,
                        span: comment.span,
                        message: format!("this comment names no codemod of iacfix: {id}"),
                        help: format!("did you mean `{meant}`? correct the id, or remove the comment"),
                        // Somebody wants something to be left alone.
                        fix: None,
                    });
                }
                let message = if !unknown.is_empty() {
                    format!("this comment names no codemod of iacfix: {}", unknown.join(", "))
                } else if nothing_at_all {
                    "this comment suppresses nothing".to_owned()
                } else if !idle.is_empty() && !comment.used.is_empty() {
                    format!("this comment suppresses nothing of {}", idle.join(", "))
                } else {
                    return None;
                };
                let whole = nothing_at_all
                    || (!comment.ids.is_empty() && unknown.len() == comment.ids.len());
                Some(Finding {
                    codemod: UNUSED_SUPPRESSION,
 group: None,
                    span: comment.span,
                    message,
                    help: "remove it, so that it cannot hide a later finding; `iacfix list` shows all ids"
                        .to_owned(),
                    fix: removal(source, comment.span).filter(|_| whole).map(|edits| {
                        Fix::in_file(
                            source.path(),
                            "Remove the comment",
                            Applicability::Safe,
                            edits,
                        )
                    }),
                })
            })
            .collect()
    }
}

impl Suppression {
    fn parse(source: &Source, span: Span) -> Option<Self> {
        let text = source.slice(span);
        let rest = &text[text.find(MARKER)? + MARKER.len()..];
        let (whole_file, rest) = match rest.strip_prefix("-file") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        // `iacfix-ignored` is another word.
        if rest.starts_with(|next: char| next.is_alphanumeric() || next == '-' || next == '_') {
            return None;
        }
        let ids = rest
            .split([':', '\n', '*'])
            .next()
            .unwrap_or_default()
            .split([',', ' ', '\t'])
            .filter(|id| !id.is_empty())
            .map(str::to_owned)
            .collect();
        let covers = if whole_file {
            Span::new(0, source.text().len())
        } else {
            covered_line(source, span)
        };
        Some(Self {
            span,
            ids,
            covers,
            used: BTreeSet::new(),
        })
    }

    /// The first id that names none of the `known` codemods and is nearly the id of one, with that.
    fn misspelt(&self, known: &[&Codemod]) -> Option<(&str, &'static str)> {
        let ids = || known.iter().map(|codemod| codemod.id);
        let unknown = self.ids_where(|id| ids().all(|known| known != id));
        unknown.into_iter().find_map(|id| {
            let near = ids().map(|known| (strsim::damerau_levenshtein(id, known), known));
            let (distance, nearest) = near.min()?;
            (distance <= nearest.len() / 4).then_some((id, nearest))
        })
    }

    fn ids_where(&self, holds: impl Fn(&str) -> bool) -> Vec<&str> {
        self.ids
            .iter()
            .map(String::as_str)
            .filter(|id| holds(id))
            .collect()
    }

    fn names(&self, id: &str) -> bool {
        self.ids.is_empty() || self.ids.iter().any(|named| named == id)
    }
}

/// The line of the comment where code stands on it too; else everything from the comment to the end of the next line that
/// is not only a comment. The comment's own line belongs to it: what is found in its line ending is not out of reach.
fn covered_line(source: &Source, comment: Span) -> Span {
    let start = source.line_start(comment.start);
    let own_line = source.text()[start..comment.start].trim().is_empty()
        && source.text()[comment.end..source.line_end(comment.end)]
            .trim()
            .is_empty();
    if !own_line {
        return Span::new(start, source.line_end(comment.end));
    }
    let mut at = source.next_line_start(comment.end);
    while at < source.text().len() {
        let end = source.line_end(at);
        let line = source.text()[at..end].trim();
        if !line.starts_with("//") && !line.starts_with('#') {
            return Span::new(start, end);
        }
        at = source.next_line_start(at);
    }
    Span::new(start, source.text().len())
}

/// Removes a comment, with its line if nothing else stands on it.
fn removal(source: &Source, comment: Span) -> Option<Edits> {
    let start = source.line_start(comment.start);
    let before = &source.text()[start..comment.start];
    let after = &source.text()[comment.end..source.line_end(comment.end)];
    let span = if before.trim().is_empty() && after.trim().is_empty() {
        Span::new(start, source.next_line_start(comment.end))
    } else {
        Span::new(start + before.trim_end().len(), comment.end)
    };
    Edits::new([Edit::remove(span)]).ok()
}

fn comment_at(root: Node<'_>, at: usize) -> Option<Node<'_>> {
    let mut node = root.descendant_for_byte_range(at, at + MARKER.len())?;
    while !node.kind().contains("comment") {
        // Only a comment may suppress, not a string that speaks of suppressing.
        node = node.parent()?;
    }
    Some(node)
}

#[cfg(test)]
mod tests {
    use crate::codemod::{Codemod, Group, Rewrite, Settings};
    use crate::engine::{Checker, Selection, Session};
    use crate::project::{NoFiles, Project};
    use crate::source::{Source, Span};

    /// Finds the first carriage return, which may stand in the line ending of a comment.
    static CARRIAGE_RETURN: Codemod = Codemod {
        id: "find-carriage-return",
        group: Group::Hygiene,
        summary: "",
        docs: "",
        errors: &[],
        settings: &[],
        needles: &["\r"],
        rewrite: Rewrite::Text(|ctx, findings| {
            let at = ctx.source().text().find('\r');
            findings.report(Span::at(at.unwrap_or_default()), "found", "help", None);
        }),
    };

    fn checker() -> Checker {
        let selection = Selection {
            codemods: vec![(&CARRIAGE_RETURN, Settings::default())],
            known: vec![&CARRIAGE_RETURN],
            max_file_size: 1000,
            ..Selection::default()
        };
        Checker::new(selection)
    }

    #[test]
    fn a_suppression_that_brings_the_finding_with_it_silences_it() {
        let (checker, project) = (checker(), Project::new(&NoFiles));
        let source = Source::new("a.ts", "let a = 1;\r\nlet b = 2;\r\n");
        let mut session = Session::open(&checker, &project, source);
        assert!(session.suppress(0, "wanted"));
        assert!(session.findings().is_empty());
        let change = session.changes().remove(0);
        let comment = "// iacfix-ignore find-carriage-return: wanted\r\n";
        assert_eq!(
            change.text,
            format!("{comment}let a = 1;\r\nlet b = 2;\r\n")
        );
        assert!(session.undo());
        assert!(session.changes().is_empty());
    }

    #[test]
    fn a_comment_without_ids_is_judged_by_what_runs_by_default() {
        const fn idle(id: &'static str, group: Group) -> Codemod {
            Codemod {
                id,
                group,
                summary: "",
                docs: "",
                errors: &[],
                settings: &[],
                needles: &[],
                rewrite: Rewrite::Text(|_, _| {}),
            }
        }
        static USUAL: Codemod = idle("usual", Group::Deploy);
        static OPTED_INTO: Codemod = idle("opted-into", Group::Policy);
        let found = |codemod: &'static Codemod| {
            let checker = Checker::new(Selection {
                codemods: vec![(codemod, Settings::default())],
                known: vec![&USUAL, &OPTED_INTO],
                max_file_size: 1000,
                ..Selection::default()
            });
            let source = Source::new("a.ts", "// iacfix-ignore\nlet a = 1;\n");
            checker
                .check(source, &Project::new(&NoFiles))
                .findings
                .len()
        };
        assert_eq!((found(&USUAL), found(&OPTED_INTO)), (1, 0));
    }

    #[test]
    fn a_comment_in_a_crlf_file_of_python_ends_before_its_line_ending() {
        let (checker, project) = (checker(), Project::new(&NoFiles));
        let text = "# iacfix-ignore find-carriage-return\r\na = 1  # iacfix-ignore nothing\r\n";
        let mut session = Session::open(&checker, &project, Source::new("a.py", text));
        assert_eq!(session.findings().len(), 1, "{:?}", session.findings());
        session.accept(0).unwrap();
        let change = session.changes().remove(0);
        assert_eq!(
            change.text,
            "# iacfix-ignore find-carriage-return\r\na = 1\r\n"
        );
    }
}
