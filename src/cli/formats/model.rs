//! What a run found, as every format reads it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::disk::Disk;
use crate::cli::render::TextOf;
use crate::codemod::{Finding, Group};
use crate::codemods;
use crate::engine::Fingerprint;
use crate::fix::{Applicability, Edits, Fix};
use crate::project::Files;
use crate::source::{Source, Span};

/// A fix that changes more lines than this around a finding is too much for a suggestion beside it.
const MOST_SUGGESTED_LINES: usize = 40;

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Artifact {
    /// As the user named it, or the folder that led to it.
    pub given: PathBuf,
    /// From the current folder; begins with `..` outside of it.
    pub relative: PathBuf,
    /// From the root.
    pub absolute: PathBuf,
}

impl Artifact {
    /// The file at `path`.
    pub fn new(path: &Path, disk: &Disk) -> Self {
        Self {
            given: path.to_owned(),
            relative: disk.relative_path(path),
            absolute: disk.absolute(path),
        }
    }

    /// Its name from the current folder, with `/`. Bytes that are no text are replaced.
    pub fn name(&self) -> String {
        let parts = self.relative.components();
        let parts: Vec<_> = parts
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }
}

/// A place in a text, counted in every way that a format asks for. All counts but the offset are from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line; LF, CRLF and a lone CR end one.
    pub line: usize,
    /// The column in characters, without the mark of an encoding.
    pub column: usize,
    /// The column in UTF-16 code units, without the mark of an encoding.
    pub utf16_column: usize,
    /// The column in bytes.
    pub byte_column: usize,
    /// Bytes before it in the file.
    pub offset: usize,
}

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Where it begins.
    pub start: Position,
    /// Just past its end.
    pub end: Position,
}

/// How much a finding weighs, as its group says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// A deploy, or a compiler before it, rejects the program.
    Error,
    /// It deploys.
    Warning,
}

/// A finding.
#[derive(Clone, Debug)]
pub struct Reported {
    /// Id of the codemod.
    pub codemod: &'static str,
    /// What kind of defect it is; `None` for what no codemod found.
    pub group: Option<Group>,
    /// The file.
    pub file: Artifact,
    /// Where in it.
    pub region: Region,
    /// What is wrong and why.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The repair; findings may share one.
    pub fix: Option<Arc<ReportedFix>>,
    /// What it is known by in its file.
    pub fingerprint: Fingerprint,
}

/// A repair.
#[derive(Clone, Debug)]
pub struct ReportedFix {
    /// What it does.
    pub title: String,
    /// How far it may be trusted.
    pub applicability: Applicability,
    /// What it changes, by file.
    pub edits: Vec<(Artifact, Vec<ReportedEdit>)>,
    /// The files that it creates, with their text.
    pub new_files: Vec<(Artifact, String)>,
    /// The lines of the finding's file that it changes, and their new text, where it changes no other file and not too much.
    pub lines: Option<ReportedLines>,
}

/// A replacement.
#[derive(Clone, Debug)]
pub struct ReportedEdit {
    /// What is replaced.
    pub region: Region,
    /// What stands there afterwards.
    pub text: String,
}

/// Whole lines and what stands in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedLines {
    /// The first, from 1.
    pub first: usize,
    /// The last.
    pub last: usize,
    /// Their text afterwards, without the last line ending.
    pub text: String,
}

/// Something that could not be done, or may not be as expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The file, where one is at fault.
    pub file: Option<Artifact>,
    /// What is wrong and what to do.
    pub message: String,
    /// Whether the run fails for it.
    pub weight: Weight,
}

/// Whether a run fails for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It does.
    Failure,
    /// It doesn't.
    Warning,
}

impl Region {
    /// The last line of which it holds something, or on which it stands.
    pub fn last_line(&self) -> usize {
        match self.end.byte_column == 1 && self.end.line > self.start.line {
            true => self.end.line - 1,
            false => self.end.line,
        }
    }
}

impl Notice {
    /// Something that could not be done.
    pub fn failure(file: Option<Artifact>, message: &str) -> Self {
        Self {
            file,
            message: message.to_owned(),
            weight: Weight::Failure,
        }
    }

    /// Something that may not be as expected.
    pub fn warning(file: Artifact, message: &str) -> Self {
        Self {
            file: Some(file),
            message: message.to_owned(),
            weight: Weight::Warning,
        }
    }
}

impl Reported {
    /// What is wrong and what to do, on two lines.
    pub fn text(&self) -> String {
        format!("{}\nhelp: {}", self.message, self.help)
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        match self.group {
            Some(Group::Deploy) => Severity::Error,
            Some(Group::Deprecated | Group::Hygiene | Group::Policy) | None => Severity::Warning,
        }
    }

    /// Its fix, if that may be applied.
    pub fn fix_to_apply(&self) -> Option<&ReportedFix> {
        let fix = self.fix.as_deref();
        fix.filter(|fix| fix.applicability > Applicability::DisplayOnly)
    }
}

/// Makes [`Reported`] of the findings of one file.
pub struct Recorder<'a> {
    disk: &'a Disk,
    source: &'a Source,
    text_of: TextOf<'a>,
    file: Artifact,
    /// Findings that share a fix share what is made of it.
    fixes: HashMap<&'a Fix, Arc<ReportedFix>>,
}

impl<'a> Recorder<'a> {
    /// For the findings in `source`. `text_of` gives the texts of other files that fixes change.
    pub fn new(source: &'a Source, disk: &'a Disk, text_of: TextOf<'a>) -> Self {
        Self {
            disk,
            source,
            text_of,
            file: Artifact::new(source.path(), disk),
            fixes: HashMap::new(),
        }
    }

    /// The finding, as formats read it.
    pub fn record(&mut self, finding: &'a Finding, fingerprint: Fingerprint) -> Reported {
        let fix = finding.fix.as_ref().map(|fix| match self.fixes.get(fix) {
            Some(known) => Arc::clone(known),
            None => {
                let made = Arc::new(self.fix(fix, finding.span));
                self.fixes.insert(fix, Arc::clone(&made));
                made
            }
        });
        let of_codemod = || codemods::find(finding.codemod).map(|codemod| codemod.group);
        Reported {
            codemod: finding.codemod,
            group: finding.group.or_else(of_codemod),
            file: self.file.clone(),
            region: region(self.source, finding.span),
            message: finding.message.clone(),
            help: finding.help.clone(),
            fix,
            fingerprint,
        }
    }

    fn fix(&self, fix: &Fix, finding: Span) -> ReportedFix {
        let edits = fix.edits.iter().map(|(path, edits)| {
            let is_own = path == self.source.path();
            let other = (!is_own).then(|| {
                let text = (self.text_of)(path).unwrap_or_default();
                Source::new(path, text)
            });
            let source = other.as_ref().unwrap_or(self.source);
            let edits = edits.iter().map(|edit| ReportedEdit {
                region: region(source, edit.span),
                text: edit.text.clone(),
            });
            (Artifact::new(path, self.disk), edits.collect())
        });
        let own = fix.edits.get(self.source.path());
        let own = own.filter(|_| fix.edits.len() == 1 && fix.new_files.is_empty());
        ReportedFix {
            title: fix.title.clone(),
            applicability: fix.applicability,
            edits: edits.collect(),
            new_files: fix
                .new_files
                .iter()
                .map(|(path, text)| (Artifact::new(path, self.disk), text.clone()))
                .collect(),
            lines: own.and_then(|edits| changed_lines(self.source, edits, finding)),
        }
    }
}

/// The lines of the finding and of the edits, and what the edits make of them.
fn changed_lines(source: &Source, edits: &Edits, finding: Span) -> Option<ReportedLines> {
    let touched = edits.span()?.join(Span::at(finding.start));
    let start = source.line_start(touched.start);
    // What ends where a line begins ends with the line before it.
    let last_byte =
        match touched.end > touched.start && source.line_start(touched.end) == touched.end {
            true => touched.end - 1,
            false => touched.end,
        };
    let end = source.next_line_start(last_byte);
    let (first, last) = (source.place(start).line, source.place(last_byte).line);
    if last - first >= MOST_SUGGESTED_LINES {
        return None;
    }
    let text = edits.apply(source.text()).ok()?;
    let left = source.text().len() - end;
    let text = text.get(start..text.len().checked_sub(left)?)?;
    let text = text
        .strip_suffix('\n')
        .map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    Some(ReportedLines {
        first,
        last,
        text: text.to_owned(),
    })
}

fn region(source: &Source, span: Span) -> Region {
    Region {
        start: position(source, span.start),
        end: position(source, span.end),
    }
}

fn position(source: &Source, offset: usize) -> Position {
    let place = source.place(offset);
    let before = source.slice(Span::new(source.line_start(offset), offset));
    let text = before.trim_start_matches('\u{feff}');
    Position {
        line: place.line,
        column: place.column,
        utf16_column: text.encode_utf16().count() + 1,
        byte_column: before.len() + 1,
        offset,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::Edit;

    #[test]
    fn columns_are_counted_in_characters_and_in_utf16() {
        let source = Source::new("a.ts", "\u{feff}x\n\u{1f600}é = 1\n");
        let at = source.text().find('=').unwrap();
        let place = position(&source, at);
        assert_eq!((place.line, place.column, place.utf16_column), (2, 4, 5));
        let place = position(&source, 4);
        assert_eq!((place.line, place.column, place.utf16_column), (1, 2, 2));
    }

    fn lines(text: &str, edit: Edit, finding: usize) -> Option<(usize, usize, String)> {
        let edits = Edits::new([edit]).unwrap();
        let source = Source::new("a.ts", text);
        let lines = changed_lines(&source, &edits, Span::at(finding))?;
        Some((lines.first, lines.last, lines.text))
    }

    #[test]
    fn a_suggestion_is_made_of_whole_lines_from_the_finding_to_the_last_edit() {
        let text = "one\ntwo\r\nthree\nfour";
        let removed = lines(text, Edit::remove(Span::new(4, 9)), 4);
        assert_eq!(removed, Some((2, 2, String::new())));
        let in_a_line = lines(text, Edit::replace(Span::new(5, 6), "W"), 4);
        assert_eq!(in_a_line, Some((2, 2, "tWo".to_owned())));
        let below = lines(text, Edit::insert(text.len(), "\nfive"), 9);
        assert_eq!(below, Some((3, 4, "three\nfour\nfive".to_owned())));
        let long = "x\n".repeat(100);
        assert_eq!(lines(&long, Edit::insert(0, "import y\n"), 150), None);
    }
}
