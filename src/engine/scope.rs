//! Which findings lie within what was changed, and which fixes stay there. Text in, answers out; what was changed is
//! said by the caller.

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::checker::{Checked, Checker, Content};
use crate::codemod::{Finding, Rewrite};
use crate::fix::{Applicability, DiffLineKind, Edit, Edits, diff_hunks};
use crate::project::Project;
use crate::source::{Source, Span};

/// What a check is limited to: some lines of the file, and the files that a fix may change.
///
/// A finding counts where a changed line is among those that it points at, or among those from which its fix takes
/// something. Its fix comes whole, with what it needs on other lines of the files that changed; where it would change
/// another file it is only shown. So is the fix of a codemod about text alone where it would change another line: each
/// place that it changes is a defect of its own.
#[derive(Clone, Debug)]
pub struct Scope {
    lines: ChangedLines,
    /// From the root, without links.
    files: Arc<HashSet<PathBuf>>,
}

/// The lines of one text that were changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedLines {
    /// Sorted and disjoint; whole lines, each with the LF that ends it.
    spans: Vec<Span>,
}

impl Scope {
    /// The changed lines of the file that is checked. Besides that file a fix may change `files`, which are named from
    /// the root.
    pub fn new(lines: ChangedLines, files: Arc<HashSet<PathBuf>>) -> Self {
        Self { lines, files }
    }

    /// This, once `edits` made `text` of the file: what they wrote is changed, too.
    pub(super) fn after(&self, edits: &Edits, text: &str) -> Self {
        Self {
            lines: self.lines.after(edits, text),
            files: Arc::clone(&self.files),
        }
    }

    fn points_at(&self, finding: &Finding) -> bool {
        self.lines.touch(finding.span)
    }

    fn is_taken_from(&self, source: &Source, finding: &Finding) -> bool {
        let edits = finding.fix.as_ref();
        let edits = edits.and_then(|fix| fix.edits.get(source.path()));
        edits.is_some_and(|edits| {
            let mut taken = edits.iter().flat_map(|edit| taken_lines(source, edit));
            taken.any(|line| self.lines.touch(line))
        })
    }
}

impl ChangedLines {
    /// Every line: of a file that is new.
    pub fn all(text: &str) -> Self {
        Self {
            spans: vec![Span::new(0, text.len())],
        }
    }

    /// The lines of these numbers, from 0. A line ends at LF, as version control counts.
    pub fn of(text: &str, numbers: &[Range<usize>]) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let mut starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
        starts.push(text.len());
        let start = |line: usize| starts.get(line).copied().unwrap_or(text.len());
        let spans = numbers.iter().map(|numbers| {
            let first = start(numbers.start);
            Span::new(first, start(numbers.end).max(first))
        });
        Self::merged(spans.collect())
    }

    /// Whether a byte of the span is on one of these lines; of an empty span, the place.
    fn touch(&self, span: Span) -> bool {
        let next = self
            .spans
            .partition_point(|changed| changed.end <= span.start);
        match self.spans.get(next) {
            Some(changed) if span.is_empty() => changed.start <= span.start,
            Some(changed) => changed.start < span.end,
            None => false,
        }
    }

    /// Whether all of the span is on these lines.
    fn hold(&self, span: Span) -> bool {
        self.spans.iter().any(|changed| changed.contains(span))
    }

    fn after(&self, edits: &Edits, text: &str) -> Self {
        let kept = self.spans.iter();
        let kept = kept.map(|span| {
            let start = edits.shift(span.start);
            Span::new(start, edits.shift(span.end).max(start))
        });
        let mut spans: Vec<Span> = kept.collect();
        let (mut written, mut taken) = (0, 0);
        for edit in edits.iter() {
            let start = edit.span.start + written - taken;
            written += edit.text.len();
            taken += edit.span.len();
            // What begins with the end of a line leaves that line as it was.
            let lead = match edit.text.trim_start_matches(['\r', '\n']) {
                "" => 0,
                rest => edit.text.len() - rest.len(),
            };
            spans.extend(lines_of(
                text,
                Span::new(start + lead, start + edit.text.len()),
            ));
        }
        Self::merged(spans)
    }

    fn merged(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans.into_iter().filter(|span| !span.is_empty()) {
            match merged.last_mut() {
                Some(last) if span.start <= last.end => *last = last.join(span),
                _ => merged.push(span),
            }
        }
        Self { spans: merged }
    }
}

/// The lines on which something of `span` stands; none where whole lines were taken out.
fn lines_of(text: &str, span: Span) -> Option<Span> {
    let start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    if span.is_empty() && start == span.start {
        return None;
    }
    let end = match text.get(span.range())?.ends_with('\n') {
        true => span.end,
        false => text[span.end..]
            .find('\n')
            .map_or(text.len(), |at| span.end + at + 1),
    };
    Some(Span::new(start, end))
}

/// The lines of which an edit takes something away. One that only puts something in takes nothing.
fn taken_lines(source: &Source, edit: &Edit) -> Vec<Span> {
    let old = source.slice(edit.span);
    let same = |a: &mut dyn Iterator<Item = (char, char)>| -> usize {
        a.take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum()
    };
    let before = same(&mut old.chars().zip(edit.text.chars()));
    let (old, new) = (&old[before..], &edit.text[before..]);
    let after = same(&mut old.chars().rev().zip(new.chars().rev()));
    let (old, new) = (&old[..old.len() - after], &new[..new.len() - after]);
    if old.is_empty() {
        return Vec::new();
    }
    let start = edit.span.start + before;
    let mut taken = Vec::new();
    for hunk in diff_hunks(old, new, 0) {
        let above = old.split_inclusive('\n').take(hunk.old_line - 1);
        let mut at = start + above.map(str::len).sum::<usize>();
        let removed = hunk.lines.iter();
        for line in removed.filter(|line| line.kind == DiffLineKind::Removed) {
            taken.push(Span::new(at, at + line.text.len()));
            at += line.text.len();
        }
    }
    taken
}

impl Checker {
    /// As [`Checker::check_keeping`], of what lies within `scope`. What lies outside is kept: no fix takes it along.
    pub fn check_within(
        &self,
        source: Source,
        project: &Project<'_>,
        kept: &[(&'static str, usize)],
        scope: Option<&Scope>,
    ) -> Checked {
        self.check_content_within(Content::Text(source), project, kept, scope)
    }

    /// As [`Checker::check_within`], of what may be parsed already.
    pub(super) fn check_content_within(
        &self,
        content: Content,
        project: &Project<'_>,
        kept: &[(&'static str, usize)],
        scope: Option<&Scope>,
    ) -> Checked {
        let mut checked = self.check_content(content, project, kept);
        let Some(scope) = scope else { return checked };
        let key = |finding: &Finding| (finding.codemod, finding.span.start);
        let (inside, others): (Vec<&Finding>, Vec<&Finding>) = checked
            .findings
            .iter()
            .partition(|finding| scope.points_at(finding));
        let mut inside: HashSet<_> = inside.into_iter().map(key).collect();
        let mut others: HashSet<_> = others.into_iter().map(key).collect();
        others.retain(|key| !inside.contains(key));
        let again = |checked: Checked, besides: &HashSet<(&'static str, usize)>| {
            let kept: Vec<_> = kept.iter().chain(besides).copied().collect();
            self.check_content(checked.into_content(), project, &kept)
        };
        let taken_from = |checked: &Checked| -> HashSet<_> {
            let findings = checked.findings.iter();
            findings
                .filter(|finding| others.contains(&key(finding)))
                .filter(|finding| scope.is_taken_from(checked.source(), finding))
                .map(key)
                .collect()
        };
        let mut touching = taken_from(&checked);
        if !touching.is_empty() && !inside.is_empty() {
            // A repair may be shared with a finding that counts: what is asked is what it takes for this one.
            checked = again(checked, &inside);
            touching = taken_from(&checked);
        }
        inside.extend(touching);
        others.retain(|key| !inside.contains(key));
        if !inside.is_empty() {
            checked = again(checked, &others);
        }
        checked
            .findings
            .retain(|finding| inside.contains(&key(finding)));
        checked.notes.retain(|note| scope.lines.touch(note.span));
        let path = checked.source().path().to_owned();
        for finding in &mut checked.findings {
            self.keep_within(scope, project, &path, finding);
        }
        checked
    }

    /// Lets a fix that would leave the scope only be shown.
    fn keep_within(
        &self,
        scope: &Scope,
        project: &Project<'_>,
        path: &Path,
        finding: &mut Finding,
    ) {
        let mut codemods = self.codemods().iter();
        let is_about_text = codemods.any(|codemod| {
            codemod.id == finding.codemod && matches!(codemod.rewrite, Rewrite::Text(_))
        });
        let Some(fix) = &mut finding.fix else { return };
        let foreign = fix.edits.keys().find(|other| {
            *other != path && !scope.files.contains(&project.files().absolute(other))
        });
        let mut own = fix.edits.get(path).into_iter().flat_map(Edits::iter);
        let leaves = match foreign {
            Some(foreign) => Some(format!("{}, which did not change", foreign.display())),
            None if is_about_text && own.any(|edit| !scope.lines.hold(edit.span)) => {
                Some("lines that did not change".to_owned())
            }
            None => None,
        };
        if let Some(leaves) = leaves {
            fix.applicability = Applicability::DisplayOnly;
            finding.help = format!(
                "{} (not applied here: the fix also changes {leaves})",
                finding.help
            );
        }
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "a range of lines is meant")]
mod tests {
    use super::*;

    fn lines(text: &str, numbers: &[Range<usize>]) -> ChangedLines {
        ChangedLines::of(text, numbers)
    }

    fn texts<'t>(text: &'t str, lines: &ChangedLines) -> Vec<&'t str> {
        lines.spans.iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn lines_end_at_lf_alone_and_the_last_may_have_no_end() {
        let text = "a\nb\rc\r\nd";
        assert_eq!(texts(text, &lines(text, &[1..2])), ["b\rc\r\n"]);
        assert_eq!(
            texts(text, &lines(text, &[0..1, 2..3, 9..12])),
            ["a\n", "d"]
        );
        assert_eq!(texts("", &lines("", &[0..1])), [""; 0]);
    }

    #[test]
    fn a_span_touches_the_lines_that_it_shares_a_byte_with() {
        let text = "aa\nbb\ncc\n";
        let changed = lines(text, &[1..2]);
        let touches = |start, end| changed.touch(Span::new(start, end));
        assert!(touches(3, 4) && touches(0, 4) && touches(4, 4) && touches(5, 9));
        assert!(!touches(0, 3) && !touches(6, 8) && !touches(6, 6) && !touches(2, 2));
    }

    #[test]
    fn lines_are_followed_through_edits_and_what_these_write_is_changed() {
        let text = "a\nb\nc\nd\n";
        let changed = lines(text, &[1..2]);
        let after = |edits: Vec<Edit>| {
            let edits = Edits::new(edits).unwrap();
            let new = edits.apply(text).unwrap();
            let lines = changed.after(&edits, &new);
            texts(&new, &lines).concat()
        };
        assert_eq!(after(vec![Edit::remove(Span::new(0, 2))]), "b\n");
        assert_eq!(after(vec![Edit::remove(Span::new(2, 4))]), "");
        assert_eq!(after(vec![Edit::replace(Span::new(6, 7), "D")]), "b\nD\n");
        assert_eq!(after(vec![Edit::insert(5, "\nnew")]), "b\nnew\n");
        assert_eq!(after(vec![Edit::insert(6, "new\n")]), "b\nnew\n");
        assert_eq!(
            after(vec![Edit::insert(6, "x"), Edit::insert(0, "new\n")]),
            "new\nb\nxd\n"
        );
    }

    #[test]
    fn an_edit_takes_from_the_lines_that_it_leaves_otherwise() {
        let source = Source::new("a.ts", "aa\nbb\ncc\n");
        let taken = |start, end, text: &str| {
            let edit = Edit::replace(Span::new(start, end), text);
            let spans = taken_lines(&source, &edit);
            spans
                .iter()
                .map(|span| source.slice(*span))
                .collect::<String>()
        };
        assert_eq!(taken(0, 9, "aa\nXX\ncc\n"), "bb");
        assert_eq!(taken(0, 9, "aa\nbb\nmore\ncc\n"), "");
        assert_eq!(taken(3, 6, ""), "bb\n");
        assert_eq!(taken(0, 9, "XX\nbb\nYY\n"), "aa\ncc");
    }
}
