//! What fixes would make of the texts of a session, and whether that may be.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::{Session, Text, Texts};
use crate::codemod::Finding;
use crate::engine::checker;
use crate::engine::refusal::Refusal;
use crate::fix::{Edits, Fix};
use crate::source::Source;
use crate::syntax::{Document, Grammar};

/// What fixes would make of the texts.
pub(super) struct Attempt {
    pub(super) texts: Texts,
    /// The session's own file as it is then, if it was parsed.
    pub(super) document: Option<Document>,
}

/// Fixes would add a syntax error.
struct AddsDefects;

impl Session<'_> {
    /// The texts with the fixes made; a refusal speaks of the last one.
    pub(super) fn attempt(&self, findings: &[&Finding]) -> Result<Attempt, Refusal> {
        let (codemod, line) = findings.last().map_or(("", 0), |finding| {
            let place = self.checked.source().place(finding.span.start);
            (finding.codemod, place.line)
        });
        let texts = self
            .texts_with(findings)
            .map_err(|reason| Refusal::DoesNotApply {
                codemod,
                line,
                reason,
            })?;
        match self.without_new_defects(&texts) {
            Ok(document) => Ok(Attempt { texts, document }),
            Err(AddsDefects) => Err(Refusal::AddsSyntaxError { codemod, line }),
        }
    }

    /// The texts with the fixes made.
    ///
    /// # Errors
    /// Why one of them does not apply.
    pub(super) fn texts_with(&self, findings: &[&Finding]) -> Result<Texts, String> {
        let mut edits: BTreeMap<&Path, Vec<_>> = BTreeMap::new();
        let mut texts = self.texts.clone();
        let mut taken: HashSet<&Fix> = HashSet::new();
        for fix in findings.iter().filter_map(|finding| finding.fix.as_ref()) {
            // Two findings may share one repair.
            if !taken.insert(fix) {
                continue;
            }
            for (path, theirs) in &fix.edits {
                edits
                    .entry(path)
                    .or_default()
                    .extend(theirs.iter().cloned());
            }
            for (path, text) in &fix.new_files {
                if texts.contains_key(path) || self.project.files().exists(path) {
                    return Err(format!("{} exists already", path.display()));
                }
                let new = Text {
                    original: None,
                    current: text.clone(),
                };
                texts.insert(path.clone(), new);
            }
        }
        for (path, edits) in edits {
            let edits = Edits::new(edits).map_err(|error| error.to_string())?;
            if !texts.contains_key(path) {
                let current = self.read(path)?;
                let text = Text {
                    original: Some(current.clone()),
                    current,
                };
                texts.insert(path.to_owned(), text);
            }
            if let Some(text) = texts.get_mut(path) {
                text.current = edits
                    .apply(&text.current)
                    .map_err(|error| error.to_string())?;
            }
        }
        Ok(texts)
    }

    fn read(&self, path: &Path) -> Result<String, String> {
        let bytes = self
            .project
            .files()
            .read(path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        String::from_utf8(bytes).map_err(|_| format!("{}: not UTF-8", path.display()))
    }

    /// The session's own file as `texts` has it, if it was parsed to find out.
    ///
    /// # Errors
    /// [`AddsDefects`] where a text of `texts` has more ERROR or MISSING nodes than the session's.
    fn without_new_defects(&self, texts: &Texts) -> Result<Option<Document>, AddsDefects> {
        let mut own = None;
        for (path, text) in texts {
            let old = self.texts.get(path).map(|old| old.current.as_str());
            let old = old.or(text.original.as_deref());
            let too_large = text.current.len() > self.checker.max_file_size();
            if too_large || old == Some(&text.current) {
                continue;
            }
            let Some(document) = self.parsed(path, &text.current) else {
                continue;
            };
            let defects = document.defects().len();
            let is_own = *path == self.path;
            let before = || match self.checked.document() {
                Some(checked) if is_own => checked.defects().len(),
                _ => old
                    .and_then(|old| self.parsed(path, old))
                    .map_or(0, |old| old.defects().len()),
            };
            if defects > 0 && defects > before() {
                return Err(AddsDefects);
            }
            if is_own {
                own = Some(document);
            }
        }
        Ok(own)
    }

    /// A text as the file at `path`, parsed; `None` for a kind of file that is not.
    fn parsed(&self, path: &Path, text: &str) -> Option<Document> {
        let grammar = Grammar::of(path)?;
        checker::parsed(Source::new(path, text), grammar, self.project).ok()
    }
}
