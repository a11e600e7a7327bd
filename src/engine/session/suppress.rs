//! Suppressing findings by comments in the file under repair.

use super::Session;
use crate::codemod::Finding;
use crate::engine::suppression::{self, UNUSED_SUPPRESSION};
use crate::fix::{Applicability, Edits, Fix};
use crate::source::Source;
use crate::syntax::{Document, Grammar};

impl Session<'_> {
    /// Puts a suppression beside the finding at `index`. Answers whether there is room for one.
    pub fn suppress(&mut self, index: usize, reason: &str) -> bool {
        let Some(finding) = self.checked.findings.get(index).cloned() else {
            return false;
        };
        self.remember();
        let done = self.suppress_together(&[&finding], reason);
        if !done {
            self.history.pop();
        }
        done
    }

    /// Suppresses every finding that is neither left alone nor about a comment. Answers how many that silenced; where there
    /// is no room for a comment the finding stays.
    pub fn suppress_all(&mut self, reason: &str) -> usize {
        let before = self.findings().len();
        let mut without_room = 0;
        // Each line needs a comment at most once, so that this many rounds are enough for everything that has an end.
        for _ in 0..=self.checked.source().line_count() {
            let wanted = self.to_be_suppressed();
            let all: Vec<&Finding> = wanted.iter().skip(without_room).collect();
            let Some(first) = all.first() else { break };
            // Another round: what was a part of something that is kept now may be found by itself. Where one of them has no
            // room, the others have.
            if !self.suppress_together(&all, reason) && !self.suppress_together(&[first], reason) {
                without_room += 1;
            }
        }
        let after = self.findings().len();
        before.saturating_sub(after)
    }

    fn to_be_suppressed(&self) -> Vec<Finding> {
        let is_wanted = |&index: &usize| {
            let codemod = self.findings()[index].codemod;
            codemod != UNUSED_SUPPRESSION && !self.is_left(index)
        };
        let indices = (0..self.findings().len()).filter(is_wanted);
        indices
            .map(|index| self.findings()[index].clone())
            .collect()
    }

    /// Puts a suppression beside each of the findings, or changes nothing and answers `false`.
    fn suppress_together(&mut self, findings: &[&Finding], reason: &str) -> bool {
        let Some(edits) = self.insertions(findings, reason) else {
            return false;
        };
        let Some(first) = findings.first() else {
            return false;
        };
        let idle = self.idle_comments();
        let silenced: Vec<_> = findings
            .iter()
            .map(|finding| (finding.codemod, edits.shift(finding.span.start)))
            .collect();
        let fix = Fix::in_file(&self.path, "Suppress", Applicability::Safe, edits);
        let carrier = Finding {
            fix: Some(fix),
            ..(*first).clone()
        };
        let before = self.moment();
        if !self.apply_quietly(&[&carrier]) {
            return false;
        }
        let mut left = self.findings().iter();
        let is_silent = !left.any(|left| silenced.contains(&(left.codemod, left.span.start)));
        if is_silent && self.idle_comments() <= idle {
            return true;
        }
        // A comment that silences nothing helps nobody.
        self.return_to(before);
        false
    }

    fn idle_comments(&self) -> usize {
        let findings = self.findings().iter();
        findings
            .filter(|finding| finding.codemod == UNUSED_SUPPRESSION)
            .count()
    }

    fn insertions(&self, findings: &[&Finding], reason: &str) -> Option<Edits> {
        let parsed;
        let document = match self.checked.document() {
            Some(document) => document,
            None => {
                let source = Source::new(&self.path, self.text());
                parsed = Document::parse(source, Grammar::of(&self.path)?).ok()?;
                &parsed
            }
        };
        suppression::insertions(document, findings, reason)
    }
}
