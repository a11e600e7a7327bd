//! The fix loop over one file, driven by a policy or by a person.

mod attempt;
mod decided;
mod overlay;
mod suppress;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use self::attempt::Attempt;
use self::decided::Decided;
use self::overlay::Overlay;
use super::checker::{Checked, Checker, Content};
use super::refusal::Refusal;
use super::scope::Scope;
use crate::codemod::Finding;
use crate::fix::{Applicability, Edits, Fix, Turn};
use crate::project::Project;
use crate::source::{Source, Span};

/// Rounds after which a loop that makes no end is taken for a fight.
const MAX_ROUNDS: usize = 100;

/// Bytes that a text may grow by, besides growing to eight times its size: repairs don't, a loop that never ends does.
const MAX_GROWTH: usize = 64 * 1024;

/// Which fixes a loop may apply by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixPolicy {
    /// Fixes below this are left.
    pub least: Applicability,
}

/// What a loop did.
#[derive(Debug)]
pub struct Outcome {
    /// The findings whose fixes were applied, in the order of application; spans are of the text at that moment.
    pub applied: Vec<Finding>,
    /// Fixes that were chosen and discarded.
    pub refused: Vec<Refusal>,
}

/// One file under repair, with the files that its fixes touch. Holds texts only; writing them is the caller's.
#[derive(Debug)]
pub struct Session<'r> {
    checker: &'r Checker,
    project: &'r Project<'r>,
    path: PathBuf,
    /// What it is limited to, if anything.
    scope: Option<Scope>,
    checked: Checked,
    texts: Texts,
    declined: Vec<Decided>,
    refused: Vec<(Refusal, Decided)>,
    history: Vec<Moment>,
}

/// What a decision may be taken back to.
#[derive(Clone, Debug)]
struct Moment {
    texts: Texts,
    declined: Vec<Decided>,
    scope: Option<Scope>,
}

/// The texts of all files that the session touches, by path. `original` is `None` for a file that a fix creates.
type Texts = BTreeMap<PathBuf, Text>;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Text {
    original: Option<String>,
    current: String,
}

/// A change of one file, to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: PathBuf,
    /// Its text when it was read; `None` for a new file.
    pub original: Option<String>,
    /// Its text now.
    pub text: String,
}

impl<'r> Session<'r> {
    /// Checks `source` and opens it for repair.
    pub fn open(checker: &'r Checker, project: &'r Project<'r>, source: Source) -> Self {
        Self::open_within(checker, project, source, None)
    }

    /// As [`Session::open`], of what lies within `scope`, which follows the text through its edits.
    pub fn open_within(
        checker: &'r Checker,
        project: &'r Project<'r>,
        source: Source,
        scope: Option<Scope>,
    ) -> Self {
        let path = source.path().to_owned();
        let text = source.text().to_owned();
        let checked = checker.check_within(source, project, &[], scope.as_ref());
        let texts = BTreeMap::from([(
            path.clone(),
            Text {
                original: Some(text.clone()),
                current: text,
            },
        )]);
        Self {
            checker,
            project,
            path,
            scope,
            checked,
            texts,
            declined: Vec::new(),
            refused: Vec::new(),
            history: Vec::new(),
        }
    }

    /// The file as it is now, with what is found in it now.
    pub fn checked(&self) -> &Checked {
        &self.checked
    }

    /// What is found now, in order of place.
    pub fn findings(&self) -> &[Finding] {
        &self.checked.findings
    }

    /// The indices of the findings that can be fixed and that were neither declined nor discarded. Those whose turn comes
    /// after others are among them once no other one is.
    pub fn pending(&self) -> impl Iterator<Item = usize> + '_ {
        let mut at_once = self.offered(Turn::AtOnce).peekable();
        let waiting = match at_once.peek() {
            Some(_) => None,
            None => Some(self.offered(Turn::AfterOthers)),
        };
        at_once.chain(waiting.into_iter().flatten())
    }

    /// How many findings are to be decided about, those included that wait for their turn.
    pub fn undecided(&self) -> usize {
        self.offered(Turn::AtOnce).count() + self.offered(Turn::AfterOthers).count()
    }

    fn offered(&self, turn: Turn) -> impl Iterator<Item = usize> + '_ {
        let findings = self.findings().iter().enumerate();
        findings.filter_map(move |(index, finding)| {
            let fix = finding.fix.as_ref().filter(|fix| fix.turn == turn)?;
            let offered = fix.applicability > Applicability::DisplayOnly
                && !self.is_refused(finding)
                && !self.is_declined(finding);
            offered.then_some(index)
        })
    }

    /// The index of the next finding to decide about.
    pub fn next(&self) -> Option<usize> {
        self.pending().next()
    }

    /// What the fix of the finding at `index` would change now, in every file that it touches, without making it; the
    /// originals are the texts as they are at this moment of the session. Empty without a fix that applies.
    pub fn preview(&self, index: usize) -> Vec<Change> {
        let finding = self.findings().get(index);
        let Some(Ok(texts)) = finding.map(|finding| self.texts_with(&[finding])) else {
            return Vec::new();
        };
        texts
            .into_iter()
            .map(|(path, text)| Change {
                original: self
                    .texts
                    .get(&path)
                    .map_or(text.original, |now| Some(now.current.clone())),
                text: text.current,
                path,
            })
            .filter(|change| change.original.as_deref() != Some(&change.text))
            .collect()
    }

    /// Applies the fix of the finding at `index` and checks the file again.
    ///
    /// # Errors
    /// [`Refusal`] when the fix would leave the file worse; nothing is changed then and it is not offered again.
    pub fn accept(&mut self, index: usize) -> Result<(), Refusal> {
        let Some(finding) = self.checked.findings.get(index).cloned() else {
            return Ok(());
        };
        self.remember();
        let result = self.apply(&finding);
        if result.is_err() {
            self.history.pop();
        }
        result
    }

    /// Applies `edits` of the user's own making instead of the fix of the finding at `index`.
    ///
    /// # Errors
    /// [`Refusal`] as for [`Session::accept`].
    pub fn accept_edited(&mut self, index: usize, edits: Edits) -> Result<(), Refusal> {
        let Some(mut finding) = self.checked.findings.get(index).cloned() else {
            return Ok(());
        };
        let title = "Edited by hand";
        finding.fix = Some(Fix::in_file(
            &self.path,
            title,
            Applicability::Unsafe,
            edits,
        ));
        self.remember();
        let result = self.apply(&finding);
        match result {
            Ok(()) => {
                // What the user wrote stands, even where the codemod would still like another text.
                let left: Vec<Finding> = self
                    .findings()
                    .iter()
                    .filter(|left| {
                        left.codemod == finding.codemod && left.message == finding.message
                    })
                    .cloned()
                    .collect();
                let near = left
                    .into_iter()
                    .find(|left| left.span.start.abs_diff(finding.span.start) < 200);
                if let Some(left) = near {
                    self.declined.push(Decided::about(&left));
                }
            }
            Err(_) => {
                self.history.pop();
                // What was refused is the user's text, not the codemod's fix, which is still to be decided about.
                self.refused.pop();
            }
        }
        result
    }

    /// Leaves the finding at `index` alone from now on.
    pub fn decline(&mut self, index: usize) {
        if let Some(finding) = self.checked.findings.get(index).cloned() {
            self.remember();
            self.declined.push(Decided::about(&finding));
            // What is left alone may be part of another finding's fix.
            self.check_again();
        }
    }

    /// Takes the last decision back. Answers whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(moment) = self.history.pop() else {
            return false;
        };
        self.return_to(moment);
        true
    }

    /// Applies everything that `policy` allows until nothing is left. A fight leaves all texts as they were.
    pub fn fix_all(&mut self, policy: FixPolicy) -> Outcome {
        self.fix_each(policy, |_| true)
    }

    /// As [`Session::fix_all`], with the fixes of one codemod alone.
    pub fn fix_all_of(&mut self, codemod: &str, policy: FixPolicy) -> Outcome {
        self.fix_each(policy, |finding| finding.codemod == codemod)
    }

    fn fix_each(&mut self, policy: FixPolicy, is_wanted: impl Fn(&Finding) -> bool) -> Outcome {
        let mut applied: Vec<Finding> = Vec::new();
        let mut rounds: Vec<usize> = Vec::new();
        let mut seen: Vec<String> = vec![self.text().to_owned()];
        let before = (self.texts.clone(), self.scope.clone());
        let refused_before = self.refused.len();
        let largest = self.text().len() * 8 + MAX_GROWTH;
        loop {
            let round = self.round(policy, &is_wanted);
            if round.is_empty() {
                break;
            }
            rounds.push(applied.len());
            for finding in self.apply_round(round) {
                applied.push(finding);
            }
            let text = self.text().to_owned();
            let met = seen.iter().position(|earlier| *earlier == text);
            let progressed = rounds.last().is_some_and(|&start| start < applied.len());
            let first_of_fight = match met {
                Some(round) if progressed => Some(rounds[round]),
                None if rounds.len() >= MAX_ROUNDS || text.len() > largest => Some(0),
                _ => None,
            };
            if let Some(first) = first_of_fight {
                let codemods: HashSet<_> = applied[first..]
                    .iter()
                    .map(|finding| finding.codemod)
                    .collect();
                let mut codemods: Vec<_> = codemods.into_iter().collect();
                codemods.sort_unstable();
                (self.texts, self.scope) = before;
                self.check_again();
                return Outcome {
                    applied: Vec::new(),
                    refused: vec![Refusal::Fight { codemods }],
                };
            }
            if met.is_none() {
                seen.push(text);
            }
        }
        let refused = self.refused[refused_before..]
            .iter()
            .map(|(refusal, _)| refusal.clone())
            .collect();
        Outcome { applied, refused }
    }

    /// What has to be written: every file whose text is not the one that was read.
    pub fn changes(&self) -> Vec<Change> {
        self.texts
            .iter()
            .filter(|(_, text)| text.original.as_deref() != Some(&text.current))
            .map(|(path, text)| Change {
                path: path.clone(),
                original: text.original.clone(),
                text: text.current.clone(),
            })
            .collect()
    }

    /// The fixes of one round: allowed, neither discarded nor declined, no two of them over the same bytes, and none that
    /// would leave a name unused together with others: in the next round it sees that it is the last. Those whose turn
    /// comes after others have a round of their own.
    fn round(&self, policy: FixPolicy, is_wanted: impl Fn(&Finding) -> bool) -> Vec<Finding> {
        let mut candidates: Vec<&Finding> = self
            .findings()
            .iter()
            .filter(|finding| is_wanted(finding))
            .filter(|finding| {
                finding.fix.as_ref().is_some_and(|fix| {
                    fix.applicability >= policy.least
                        && fix.applicability > Applicability::DisplayOnly
                        && !self.is_refused(finding)
                        && !self.is_declined(finding)
                })
            })
            .collect();
        let waits = |finding: &&Finding| {
            let fix = finding.fix.as_ref();
            fix.is_some_and(|fix| fix.turn == Turn::AfterOthers)
        };
        if !candidates.iter().all(waits) {
            candidates.retain(|finding| !waits(finding));
        }
        candidates.sort_by_key(|finding| {
            finding
                .fix
                .as_ref()
                .and_then(|fix| fix.edits.get(&self.path)?.span())
        });
        let mut chosen: Vec<&Finding> = Vec::new();
        // Sorted by start, so a fix can only overlap those whose last byte lies beyond its first.
        let mut reach = 0;
        let mut released: HashMap<Span, usize> = HashMap::new();
        let mut retires = false;
        for finding in candidates {
            let Some(fix) = &finding.fix else { continue };
            let span = fix.edits.get(&self.path).and_then(Edits::span);
            let near = span.is_none_or(|span| span.start <= reach)
                || fix.edits.len() > 1
                || !fix.introduces.is_empty()
                || retires
                || !fix.retires.is_empty();
            let taken = near
                && chosen
                    .iter()
                    .any(|other| other.fix.as_ref().is_some_and(|other| other.overlaps(fix)));
            let orphans = fix.releases.iter().any(|release| {
                let before = released.get(&release.declaration).copied().unwrap_or(0);
                before > 0 && before + release.removed >= release.of
            });
            if !taken && !orphans {
                for release in &fix.releases {
                    *released.entry(release.declaration).or_default() += release.removed;
                }
                retires |= !fix.retires.is_empty();
                reach = reach.max(span.map_or(0, |span| span.end));
                chosen.push(finding);
            }
        }
        chosen.into_iter().cloned().collect()
    }

    /// Applies a round as a whole; where that adds a syntax error, as many of it as do not, so that only the culprits are
    /// discarded.
    fn apply_round(&mut self, round: Vec<Finding>) -> Vec<Finding> {
        let all: Vec<&Finding> = round.iter().collect();
        if round.len() > 1 && self.apply_quietly(&all) {
            return round;
        }
        // All spans are of the text as it is now, so that what is taken is always made together.
        let mut taken: Vec<&Finding> = Vec::new();
        for finding in &round {
            taken.push(finding);
            if let Err(refusal) = self.attempt(&taken) {
                taken.pop();
                self.refuse(refusal, finding);
            }
        }
        let taken: Vec<Finding> = taken.into_iter().cloned().collect();
        let all: Vec<&Finding> = taken.iter().collect();
        if !all.is_empty() && self.apply_quietly(&all) {
            return taken;
        }
        Vec::new()
    }

    /// Applies all fixes and checks again, or answers `false` and changes nothing.
    fn apply_quietly(&mut self, findings: &[&Finding]) -> bool {
        let Ok(attempt) = self.attempt(findings) else {
            return false;
        };
        self.make(attempt, findings);
        true
    }

    /// Applies one fix and checks again.
    fn apply(&mut self, finding: &Finding) -> Result<(), Refusal> {
        match self.attempt(&[finding]) {
            Ok(attempt) => {
                self.make(attempt, &[finding]);
                Ok(())
            }
            Err(refusal) => {
                self.refuse(refusal.clone(), finding);
                Err(refusal)
            }
        }
    }

    /// Takes what an attempt came to for the texts as they are now.
    fn make(&mut self, attempt: Attempt, findings: &[&Finding]) {
        self.shift_decisions(findings);
        self.texts = attempt.texts;
        self.shift_scope(findings);
        match attempt.document {
            Some(document) => self.check(Content::Parsed(document)),
            None => self.check_again(),
        }
    }

    fn refuse(&mut self, refusal: Refusal, finding: &Finding) {
        self.refused.push((refusal, Decided::about(finding)));
    }

    fn check_again(&mut self) {
        let source = Source::new(&self.path, self.text());
        self.check(Content::Text(source));
    }

    fn check(&mut self, content: Content) {
        let (kept, scope) = (self.kept(), self.scope.as_ref());
        // A project that other files were changed in is another one: what it knew of them is no longer so.
        let overlay = Overlay::new(self.project.files(), &self.texts);
        let changed = (self.texts.len() > 1).then(|| Project::new(&overlay));
        let project = changed.as_ref().unwrap_or(self.project);
        self.checked = self
            .checker
            .check_content_within(content, project, &kept, scope);
    }

    /// What the user wants to keep, by codemod and offset.
    fn kept(&self) -> Vec<(&'static str, usize)> {
        self.declined
            .iter()
            .map(|decided| (decided.codemod, decided.start))
            .collect()
    }

    fn text(&self) -> &str {
        self.texts
            .get(&self.path)
            .map_or("", |text| text.current.as_str())
    }

    fn remember(&mut self) {
        let moment = self.moment();
        self.history.push(moment);
    }

    fn moment(&self) -> Moment {
        Moment {
            texts: self.texts.clone(),
            declined: self.declined.clone(),
            scope: self.scope.clone(),
        }
    }

    fn return_to(&mut self, moment: Moment) {
        self.texts = moment.texts;
        self.declined = moment.declined;
        self.scope = moment.scope;
        self.check_again();
    }

    fn is_refused(&self, finding: &Finding) -> bool {
        self.refused.iter().any(|(_, decided)| decided.is(finding))
    }

    fn is_declined(&self, finding: &Finding) -> bool {
        self.declined.iter().any(|decided| decided.is(finding))
    }

    /// Moves what was decided about along with the text.
    fn shift_decisions(&mut self, findings: &[&Finding]) {
        for edits in findings
            .iter()
            .filter_map(|finding| finding.fix.as_ref()?.edits.get(&self.path))
        {
            let refused = self.refused.iter_mut().map(|(_, decided)| decided);
            for decided in self.declined.iter_mut().chain(refused) {
                decided.start = edits.shift(decided.start);
            }
        }
    }

    /// Moves what it is limited to along with the text, which is the new one already.
    fn shift_scope(&mut self, findings: &[&Finding]) {
        let Some(scope) = &self.scope else { return };
        let fixes: HashSet<&Fix> = findings
            .iter()
            .filter_map(|found| found.fix.as_ref())
            .collect();
        let edits = fixes.iter().filter_map(|fix| fix.edits.get(&self.path));
        if let Ok(edits) = Edits::new(edits.flat_map(Edits::iter).cloned()) {
            self.scope = Some(scope.after(&edits, self.text()));
        }
    }
}
