//! Checking one file: gate, parse, match, dispatch, suppress, sort.

use std::collections::BTreeMap;
use std::fmt;

use super::gate::{Gate, Passed};
use super::patterns::{Patterns, Slot};
use super::suppression::{self, Suppressions};
use crate::codemod::{
    Codemod, Context, Finding, Findings, Layouts, Match, Memory, Note, Rewrite, Settings,
    TextContext, UserSettings,
};
use crate::fix::Applicability;
use crate::iac::Program;
use crate::project::Project;
use crate::source::{Source, Span};
use crate::syntax::{Document, Grammar, ParseError, PatternError, ancestors};

/// Which codemods run, and how each is set.
#[derive(Debug, Default)]
pub struct Selection {
    /// The codemods that run, with what the user set for each.
    pub codemods: Vec<(&'static Codemod, Settings)>,
    /// All codemods that exist, so that a suppression that names none of them can be told.
    pub known: Vec<&'static Codemod>,
    /// A file of more bytes than this is not parsed.
    pub max_file_size: usize,
    /// Whether suppressions that silence nothing are reported.
    pub unused_suppressions: UnusedSuppressions,
    /// The major versions of providers that the user set, by `Package::key`; they win over every manifest.
    pub provider_majors: BTreeMap<String, u32>,
}

/// Whether suppressions that silence nothing are reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnusedSuppressions {
    /// They are.
    #[default]
    Report,
    /// They are not.
    Leave,
}

/// Finds everything that a selection of codemods finds in one file. Made once for a run, shared by its threads.
#[derive(Debug)]
pub struct Checker {
    codemods: Vec<&'static Codemod>,
    settings: Vec<Settings>,
    known: Vec<&'static Codemod>,
    max_file_size: usize,
    unused_suppressions: UnusedSuppressions,
    provider_majors: BTreeMap<String, u32>,
    gate: Gate,
    patterns: Patterns,
}

/// Why a file, or a part of the work on it, could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckError {
    /// The file is too large to be parsed; sizes in bytes.
    TooLarge {
        /// How large it is.
        size: usize,
        /// How large it may be.
        limit: usize,
    },
    /// The parser gave up, which it does only when it is out of memory.
    Parse,
    /// A codemod's query is not valid: a defect of iacfix.
    Query(PatternError),
}

/// What is known about one file after checking it.
#[derive(Debug)]
pub struct Checked {
    content: Content,
    /// What was found and not suppressed, in order of place.
    pub findings: Vec<Finding>,
    /// Where a codemod could not see enough to find anything, in order of place.
    pub notes: Vec<Note>,
    /// What could not be done.
    pub errors: Vec<CheckError>,
    /// Where the file does not parse, in order. Empty for a file that was not worth parsing.
    pub defects: Vec<Span>,
}

/// What the codemods said about one file.
#[derive(Debug, Default)]
struct Found {
    findings: Vec<Finding>,
    notes: Vec<Note>,
}

impl Found {
    fn add(&mut self, reported: Findings) {
        let (findings, notes) = reported.into_parts();
        self.findings.extend(findings);
        self.notes.extend(notes);
    }

    fn join(&mut self, other: Found) {
        self.findings.extend(other.findings);
        self.notes.extend(other.notes);
    }
}

/// A file, parsed or not.
#[derive(Debug)]
pub(super) enum Content {
    Text(Source),
    Parsed(Document),
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CheckError::TooLarge { size, limit } => write!(
                f,
                "too large to be parsed: {size} bytes, the limit is {limit}; exclude the file, or raise it with --set max-file-size={size}"
            ),
            CheckError::Parse => f.write_str("the parser gave up on this file; exclude it"),
            CheckError::Query(error) => {
                write!(f, "a query of iacfix is broken, please report it: {error}")
            }
        }
    }
}

impl Checked {
    /// The text that was checked.
    pub fn source(&self) -> &Source {
        self.content.source()
    }

    /// The tree, if the file was worth parsing.
    pub fn document(&self) -> Option<&Document> {
        match &self.content {
            Content::Text(_) => None,
            Content::Parsed(document) => Some(document),
        }
    }

    /// What was checked, to be checked again.
    pub(super) fn into_content(self) -> Content {
        self.content
    }
}

impl Content {
    fn source(&self) -> &Source {
        match self {
            Content::Text(source) => source,
            Content::Parsed(document) => document.source(),
        }
    }

    fn into_source(self) -> Source {
        match self {
            Content::Text(source) => source,
            Content::Parsed(document) => document.into_source(),
        }
    }
}

/// Parses a file of `project`, to be laid out as that prefers.
///
/// # Errors
/// [`ParseError`] where the parser gives up.
pub(super) fn parsed(
    source: Source,
    grammar: Grammar,
    project: &Project<'_>,
) -> Result<Document, ParseError> {
    let preferences = project.preferences(source.path());
    Document::parse(source.preferring(preferences), grammar)
}

impl Checker {
    /// Prepares a selection. Nothing is built or compiled before a file needs it.
    pub fn new(selection: Selection) -> Self {
        let (codemods, settings): (Vec<_>, Vec<_>) = selection.codemods.into_iter().unzip();
        Self {
            gate: Gate::new(&codemods, suppression::MARKER),
            patterns: Patterns::new(&codemods),
            codemods,
            settings,
            known: selection.known,
            max_file_size: selection.max_file_size,
            unused_suppressions: selection.unused_suppressions,
            provider_majors: selection.provider_majors,
        }
    }

    /// A file of more bytes than this is not parsed.
    pub fn max_file_size(&self) -> usize {
        self.max_file_size
    }

    /// The codemods that run.
    pub fn codemods(&self) -> &[&'static Codemod] {
        &self.codemods
    }

    /// Whether all that there is to find under `id` is found. About the id of no codemod there is nothing to find.
    pub fn looks_for(&self, id: &str) -> bool {
        if id == suppression::UNUSED_SUPPRESSION {
            return self.unused_suppressions == UnusedSuppressions::Report
                && self.codemods.len() == self.known.len();
        }
        self.codemods.iter().any(|codemod| codemod.id == id)
            || !self.known.iter().any(|codemod| codemod.id == id)
    }

    /// Checks one file. A file of a kind that iacfix does not read has no findings.
    pub fn check(&self, source: Source, project: &Project<'_>) -> Checked {
        self.check_keeping(source, project, &[])
    }

    /// As [`Checker::check`], where the user wants to keep what some codemods find at some offsets: it is found all the
    /// same, but no fix of another finding takes it along.
    pub fn check_keeping(
        &self,
        source: Source,
        project: &Project<'_>,
        kept: &[(&'static str, usize)],
    ) -> Checked {
        self.check_content(Content::Text(source), project, kept)
    }

    /// As [`Checker::check_keeping`], of a file that may be parsed already, with the preferences of its project.
    pub(super) fn check_content(
        &self,
        content: Content,
        project: &Project<'_>,
        kept: &[(&'static str, usize)],
    ) -> Checked {
        let nothing = |content: Content| Checked {
            content: Content::Text(content.into_source()),
            findings: Vec::new(),
            notes: Vec::new(),
            errors: Vec::new(),
            defects: Vec::new(),
        };
        let source = content.source();
        let Some((grammar, passed)) = self.passed(source, project) else {
            return nothing(content);
        };

        let mut found = Found::default();
        let mut needs_tree = passed.suppression;
        for &index in &passed.codemods {
            let codemod = self.codemods[index];
            match codemod.rewrite {
                Rewrite::Text(rewrite) => {
                    let mut reported = Findings::of(codemod.id);
                    rewrite(&TextContext::new(source, project), &mut reported);
                    found.add(reported);
                }
                Rewrite::Matches { .. } | Rewrite::Files { .. } | Rewrite::Entries { .. } => {
                    needs_tree = true;
                }
            }
        }
        if !needs_tree {
            let content = Content::Text(content.into_source());
            return self.finish(content, found, Vec::new());
        }
        if source.text().len() > self.max_file_size {
            let error = CheckError::TooLarge {
                size: source.text().len(),
                limit: self.max_file_size,
            };
            return self.finish(Content::Text(content.into_source()), found, vec![error]);
        }
        let document = match content {
            Content::Parsed(document) => document,
            Content::Text(source) => match parsed(source, grammar, project) {
                Ok(document) => document,
                Err(error) => {
                    let errors = vec![CheckError::Parse];
                    return self.finish(Content::Text(error.source), found, errors);
                }
            },
        };
        let mut errors = Vec::new();
        match self.matches(&document, &passed.codemods, project, kept) {
            Ok(matched) => found.join(matched),
            Err(error) => errors.push(CheckError::Query(error)),
        }
        self.finish(Content::Parsed(document), found, errors)
    }

    /// Whether there is anything about a file that a check could say something of. Nothing is parsed for this.
    pub fn is_worth_checking(&self, source: &Source, project: &Project<'_>) -> bool {
        let Some(grammar) = Grammar::of(source.path()) else {
            return false;
        };
        let entries = (0..self.codemods.len()).any(|index| self.wants_entries(index))
            && project.is_entry(source.path());
        let leave = |index| !entries && self.wants_entries(index);
        self.gate
            .passes_any(source.text(), grammar.language(), leave)
    }

    /// What the gate lets pass of a file; `None` where that is nothing.
    fn passed(&self, source: &Source, project: &Project<'_>) -> Option<(Grammar, Passed)> {
        let grammar = Grammar::of(source.path())?;
        let mut passed = self.gate.scan(source.text(), grammar.language());
        let wants_entries = |&index: &usize| self.wants_entries(index);
        if passed.codemods.iter().any(wants_entries) && !project.is_entry(source.path()) {
            passed.codemods.retain(|index| !wants_entries(index));
        }
        let nothing = passed.codemods.is_empty() && !passed.suppression;
        (!nothing).then_some((grammar, passed))
    }

    /// Whether the codemod at `index` looks only at the files with which programs begin.
    fn wants_entries(&self, index: usize) -> bool {
        matches!(self.codemods[index].rewrite, Rewrite::Entries { .. })
    }

    /// Whether the codemod at `index` looks at a file as a whole.
    fn wants_whole(&self, index: usize) -> bool {
        matches!(
            self.codemods[index].rewrite,
            Rewrite::Files { .. } | Rewrite::Entries { .. }
        )
    }

    /// Runs the given codemods over a parsed file.
    fn matches(
        &self,
        document: &Document,
        codemods: &[usize],
        project: &Project<'_>,
        kept: &[(&'static str, usize)],
    ) -> Result<Found, PatternError> {
        let language = document.grammar().language();
        let slots = self.patterns.of(language)?;
        let wanted: Vec<&Slot> = slots.iter().filter(|slot| slot.serves(codemods)).collect();
        let whole = codemods.iter().filter(|&&index| self.wants_whole(index));
        let whole: Vec<usize> = whole.copied().collect();
        if wanted.is_empty() && whole.is_empty() {
            return Ok(Found::default());
        }
        let program = Program::new(document);
        let suppressions = Suppressions::read(document);
        let memory = Memory::default();
        let mut found = Found::default();
        let mut layouts = Layouts::default();
        let mut run = |index: usize, rewrite: &dyn Fn(&Context<'_>, &mut Findings)| {
            let codemod = self.codemods[index];
            let mut suppressed = suppressions.spans(codemod.id);
            let kept = kept.iter().filter(|(id, _)| *id == codemod.id);
            suppressed.extend(kept.map(|&(_, start)| Span::at(start)));
            let set = UserSettings {
                settings: &self.settings[index],
                provider_majors: &self.provider_majors,
                suppressed: &suppressed,
            };
            let context = Context::new(&program, project, codemod, set, &memory);
            let mut reported = Findings::of(codemod.id);
            rewrite(&context, &mut reported);
            found.add(reported.laid_out(&mut layouts, |path, edits| {
                if path == document.source().path() {
                    return program.relaid(edits);
                }
                let other = project.document(path);
                other.map_or_else(|| edits.clone(), |other| Program::new(&other).relaid(edits))
            }));
        };
        for index in whole {
            if let Rewrite::Files { rewrite, .. } | Rewrite::Entries { rewrite, .. } =
                self.codemods[index].rewrite
            {
                run(index, &rewrite);
            }
        }
        for slot in wanted {
            for (captures, users) in slot.matches(&program, codemods)? {
                for user in users {
                    if let Rewrite::Matches { rewrite, .. } = self.codemods[user].rewrite {
                        run(user, &|context, found| {
                            rewrite(context, &Match::new(captures.clone()), found);
                        });
                    }
                }
            }
        }
        Ok(found)
    }

    /// What is left to do whatever was found: re-tier, keep out of broken regions, suppress, sort.
    fn finish(&self, content: Content, found: Found, errors: Vec<CheckError>) -> Checked {
        let Found {
            mut findings,
            mut notes,
        } = found;
        let mut defects = Vec::new();
        for finding in &mut findings {
            self.re_tier(finding);
        }
        if let Content::Parsed(document) = &content {
            defects = document.defects();
            if !defects.is_empty() {
                for finding in &mut findings {
                    if self.is_about_the_whole(finding) {
                        withhold_fix(finding, "the file");
                    } else if touches_broken_region(document, finding) {
                        withhold_fix(finding, "the code here");
                    }
                }
            }
            let mut suppressions = Suppressions::read(document);
            findings.retain(|finding| !suppressions.silences(finding));
            for finding in &mut findings {
                if let Some(id) = suppressions.misspelt_over(finding, &self.known) {
                    withhold(
                        finding,
                        &format!("a comment here names `{id}`, which is no codemod"),
                    );
                }
            }
            let ran: Vec<&str> = self.codemods.iter().map(|codemod| codemod.id).collect();
            if self.unused_suppressions == UnusedSuppressions::Report {
                findings.extend(suppressions.unused(document.source(), &ran, &self.known));
            }
        }
        findings
            .sort_by(|a, b| (a.span, a.codemod, &a.message).cmp(&(b.span, b.codemod, &b.message)));
        findings.dedup();
        notes.sort_by_key(|note| (note.span, note.codemod));
        notes.dedup();
        Checked {
            content,
            findings,
            notes,
            errors,
            defects,
        }
    }

    /// Whether the finding is about all that a file says, of which a part that does not parse may be what it misses.
    fn is_about_the_whole(&self, finding: &Finding) -> bool {
        let index = self
            .codemods
            .iter()
            .position(|codemod| codemod.id == finding.codemod);
        index.is_some_and(|index| self.wants_whole(index))
    }

    fn re_tier(&self, finding: &mut Finding) {
        let index = self
            .codemods
            .iter()
            .position(|codemod| codemod.id == finding.codemod);
        let wanted = index.and_then(|index| self.settings[index].applicability);
        if let (Some(applicability), Some(fix)) = (wanted, &mut finding.fix) {
            // What is only shown is not known to be right; no setting makes it so.
            if fix.applicability != Applicability::DisplayOnly {
                fix.applicability = applicability;
            }
        }
    }
}

/// Whether an edit of the finding's fix touches code that does not parse.
fn touches_broken_region(document: &Document, finding: &Finding) -> bool {
    let path = document.source().path();
    let edits = finding.fix.as_ref().and_then(|fix| fix.edits.get(path));
    let broken = edits.is_some_and(|edits| {
        edits.iter().any(|edit| {
            let root = document.root();
            root.descendant_for_byte_range(edit.span.start, edit.span.end)
                .is_none_or(|node| {
                    // The root is an error's parent too; only what lies closer counts.
                    let inside = node.has_error() && node.id() != root.id();
                    inside || ancestors(root, node).iter().any(|node| node.is_error())
                })
        })
    });
    broken && !fix_is_textual(document, finding)
}

/// Takes the fix from a finding because of `what`, which does not parse.
fn withhold_fix(finding: &mut Finding, what: &str) {
    let reason = format!("{what} does not parse; repair the syntax error first");
    withhold(finding, &reason);
}

/// Takes the fix from a finding, and says why.
fn withhold(finding: &mut Finding, reason: &str) {
    if finding.fix.take().is_some() {
        finding.help = format!("{} (no fix is offered: {reason})", finding.help);
    }
}

/// A fix of white space alone cannot depend on the syntax.
fn fix_is_textual(document: &Document, finding: &Finding) -> bool {
    let edits = finding
        .fix
        .as_ref()
        .and_then(|fix| fix.edits.get(document.source().path()));
    edits.is_some_and(|edits| {
        edits.iter().all(|edit| {
            edit.text.trim().is_empty() && document.source().slice(edit.span).trim().is_empty()
        })
    })
}
