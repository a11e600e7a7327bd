//! The review of one file: shows, asks, decides. Writes no file.

use std::io::{self, Write};
use std::path::Path;

use dialoguer::console::Term;

use super::edit::{self, Edited};
use super::keys::{self, Answer};
use super::{Decided, Rule, Scope, Verdict};
use crate::cli::layout::Layout;
use crate::cli::render::{FixDiff, ShownFixes};
use crate::cli::streams::Streams;
use crate::cli::{explain, render};
use crate::codemod::Finding;
use crate::engine::{Refusal, Session, UNUSED_SUPPRESSION};
use crate::fix::{Applicability, Edits};

/// How the review of a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileEnd {
    /// Nothing is left to decide.
    Done,
    /// The user wants no more.
    Quit,
    /// The user wants nothing of it.
    Interrupted,
}

/// One file, and the person in front of it.
pub(super) struct FileReview<'a, 's> {
    session: Session<'s>,
    rules: &'a mut Vec<Rule>,
    streams: &'a mut Streams,
    terminal: Term,
    /// What rules from earlier files decided; it cannot be undone here.
    inherited: Decided,
    decisions: Vec<Decision>,
}

/// What one key decided, with everything that followed from it by a rule.
struct Decision {
    /// How many steps of the session it took.
    steps: usize,
    decided: Decided,
    /// How many rules there were before.
    rules: usize,
}

/// Whether a finding is decided about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Decided,
    Again,
    End(FileEnd),
}

impl<'a, 's> FileReview<'a, 's> {
    pub(super) fn new(
        session: Session<'s>,
        rules: &'a mut Vec<Rule>,
        streams: &'a mut Streams,
    ) -> Self {
        Self {
            session,
            rules,
            streams,
            terminal: Term::stderr(),
            inherited: Decided::default(),
            decisions: Vec::new(),
        }
    }

    /// Shows and asks until nothing is left to decide.
    pub(super) fn run(&mut self) -> FileEnd {
        self.show_notes();
        while let Some(index) = self.session.next() {
            let finding = self.session.findings()[index].clone();
            let verdict = self
                .rules
                .iter()
                .rev()
                .find_map(|rule| rule.verdict_on(&finding));
            if let Some(verdict) = verdict {
                self.obey(index, verdict);
                continue;
            }
            self.show(index, &finding);
            loop {
                self.prompt(&finding);
                match self.answer(index, &finding) {
                    Asked::Decided => break,
                    Asked::Again => {}
                    Asked::End(end) => return end,
                }
            }
        }
        FileEnd::Done
    }

    /// What was decided, and the session as it is now.
    pub(super) fn close(self) -> (Decided, Session<'s>) {
        let mut decided = self.inherited;
        for decision in &self.decisions {
            decided.add(decision.decided);
        }
        // What was skipped may have gone with a fix that was applied later.
        decided.skipped = decided.skipped.min(self.session.findings().len());
        (decided, self.session)
    }

    /// Findings that nobody can apply a fix of are shown, not asked about.
    fn show_notes(&mut self) {
        let source = self.session.checked().source();
        let mut shown = ShownFixes::default();
        let layout = Layout::of_stderr();
        let notes: Vec<String> = self
            .session
            .findings()
            .iter()
            .enumerate()
            .filter(|&(index, finding)| {
                let is_note = finding.applicability() <= Some(Applicability::DisplayOnly);
                is_note && !self.session.is_left(index)
            })
            .map(|(_, finding)| {
                let diff = shown.diff_of(finding);
                render::finding(finding, source, &|_| None, layout, diff)
            })
            .collect();
        for note in notes {
            self.streams.note(&format!("{note}\n"));
        }
    }

    fn show(&mut self, index: usize, finding: &Finding) {
        let preview = self.session.preview(index);
        let text_of = |path: &Path| {
            let change = preview.iter().find(|change| change.path == path)?;
            change.original.clone()
        };
        let source = self.session.checked().source();
        let mut text = render::finding(
            finding,
            source,
            &text_of,
            // Asked for each time: a window changes its size.
            Layout::of_stderr(),
            FixDiff::Shown,
        );
        if finding.applicability() == Some(Applicability::Unsafe) {
            text.push_str(&render::unsafe_note());
        }
        self.streams.note(&text);
    }

    fn prompt(&mut self, finding: &Finding) {
        let decided = self.inherited.count() + self.decided_here();
        let total = decided + self.session.undecided();
        let what = match finding.applicability() {
            Some(Applicability::Unsafe) => "Apply this unsafe fix",
            _ => "Apply this fix",
        };
        let question = format!("({}/{total}) {what} {}?", decided + 1, keys::offered());
        self.streams.note(&render::question(&question));
    }

    fn decided_here(&self) -> usize {
        let counts = self.decisions.iter();
        counts.map(|decision| decision.decided.count()).sum()
    }

    fn answer(&mut self, index: usize, finding: &Finding) -> Asked {
        let rule = |codemod, scope, verdict| {
            Some(Rule {
                codemod,
                scope,
                verdict,
            })
        };
        let least = finding.applicability().unwrap_or(Applicability::Safe);
        let this = Some(finding.codemod);
        match keys::read(&self.terminal) {
            Answer::Apply => self.decide(index, Verdict::Apply(least), None),
            Answer::Skip => self.decide(index, Verdict::Skip, None),
            Answer::ApplyRestOfFile => {
                let rule = rule(None, Scope::ThisFile, Verdict::Apply(least));
                self.decide(index, Verdict::Apply(least), rule)
            }
            Answer::ApplyRestOfCodemod => {
                let rule = rule(this, Scope::AllFiles, Verdict::Apply(least));
                self.decide(index, Verdict::Apply(least), rule)
            }
            Answer::SkipRestOfFile => {
                let rule = rule(None, Scope::ThisFile, Verdict::Skip);
                self.decide(index, Verdict::Skip, rule)
            }
            Answer::SkipRestOfCodemod => {
                let rule = rule(this, Scope::AllFiles, Verdict::Skip);
                self.decide(index, Verdict::Skip, rule)
            }
            Answer::Edit => self.edit(index, finding),
            Answer::Suppress => self.suppress(index, finding),
            Answer::Undo => self.undo(),
            Answer::Explain => {
                let page = explain::page(finding.codemod).unwrap_or_default();
                self.streams.note(&format!("\n{}\n\n", page.trim_end()));
                self.show(index, finding);
                Asked::Again
            }
            Answer::Help => {
                self.streams.note(&keys::help());
                Asked::Again
            }
            Answer::Quit => Asked::End(FileEnd::Quit),
            Answer::Interrupt => Asked::End(FileEnd::Interrupted),
        }
    }

    fn decide(&mut self, index: usize, verdict: Verdict, rule: Option<Rule>) -> Asked {
        let rules = self.rules.len();
        let decided = self.carry_out(index, verdict);
        self.rules.extend(rule);
        self.decisions.push(Decision {
            steps: decided.count(),
            decided,
            rules,
        });
        self.streams.note("\n");
        Asked::Decided
    }

    /// Does what a rule says; it belongs to the last decision, with which it is undone.
    fn obey(&mut self, index: usize, verdict: Verdict) {
        let decided = self.carry_out(index, verdict);
        match self.decisions.last_mut() {
            Some(last) => {
                last.steps += decided.count();
                last.decided.add(decided);
            }
            None => self.inherited.add(decided),
        }
    }

    fn carry_out(&mut self, index: usize, verdict: Verdict) -> Decided {
        let mut decided = Decided::default();
        match verdict {
            Verdict::Skip => {
                self.session.decline(index);
                decided.skipped = 1;
            }
            Verdict::Apply(_) => match self.session.accept(index) {
                Ok(()) => decided.applied = 1,
                // It is not offered again.
                Err(refusal) => self.warn(&refusal.to_string()),
            },
        }
        decided
    }

    fn edit(&mut self, index: usize, finding: &Finding) -> Asked {
        let source = self.session.checked().source();
        let path = source.path().to_owned();
        let edits = finding.fix.as_ref().filter(|fix| {
            // A part of a fix cannot be edited without the rest of it.
            fix.edits.len() == 1 && fix.new_files.is_empty()
        });
        let Some(edits) = edits.and_then(|fix| fix.edits.get(&path)) else {
            self.warn("this fix changes several files and cannot be edited; y applies all of it");
            return Asked::Again;
        };
        if let Some(lines) = edit::lines(source.text(), edits) {
            let path = render::path(&path);
            self.streams.note(&format!(
                "editing {lines} of {path} as the fix would leave them; close the editor to go on\n"
            ));
        }
        match edit::edit(&path, source.text(), edits) {
            Edited::Saved(edits) => match self.accept_edited(index, finding, edits) {
                Ok(steps) => {
                    let decided = Decided {
                        applied: 1,
                        ..Decided::default()
                    };
                    self.decided_in(steps, decided)
                }
                Err(Refusal::AddsSyntaxError { .. }) => {
                    self.warn("what you saved does not parse; nothing was applied");
                    Asked::Again
                }
                Err(refusal) => {
                    self.warn(&refusal.to_string());
                    Asked::Again
                }
            },
            Edited::Unchanged => {
                self.warn("nothing was edited; y applies the fix as it is shown");
                Asked::Again
            }
            Edited::Failed(why) => {
                self.warn(&why);
                Asked::Again
            }
        }
    }

    /// Applies what the user wrote; answers how many steps of the session that took. Where the codemod still finds
    /// something to say about it, with another message, it is not asked about again: what the user wrote stands.
    fn accept_edited(
        &mut self,
        index: usize,
        finding: &Finding,
        edits: Edits,
    ) -> Result<usize, Refusal> {
        let written = edits.iter().next().map(|edit| {
            let start = edit.span.start;
            start..start + edit.text.len()
        });
        let written = written.unwrap_or_default();
        let before = self.pending_of(finding.codemod).len();
        self.session.accept_edited(index, edits)?;
        let after = self.pending_of(finding.codemod);
        let again = after
            .iter()
            .map(|&index| (index, self.session.findings()[index].span.start))
            .filter(|(_, start)| written.contains(start))
            .min_by_key(|(_, start)| start.abs_diff(finding.span.start));
        match again {
            Some((again, _)) if after.len() >= before => {
                self.session.decline(again);
                Ok(2)
            }
            _ => Ok(1),
        }
    }

    /// The findings of a codemod that are to be decided about.
    fn pending_of(&self, codemod: &str) -> Vec<usize> {
        let of_it = |index: &usize| self.session.findings()[*index].codemod == codemod;
        self.session.pending().filter(of_it).collect()
    }

    fn suppress(&mut self, index: usize, finding: &Finding) -> Asked {
        if finding.codemod == UNUSED_SUPPRESSION {
            self.warn(
                "a comment about a comment would suppress nothing; y removes this one, n leaves it",
            );
            return Asked::Again;
        }
        self.streams
            .note(&render::question("Reason (may be empty):"));
        let mut reason = String::new();
        match io::stdin().read_line(&mut reason) {
            // The end of input: thought better of it.
            Ok(0) | Err(_) => {
                let _ = io::stderr().write_all(b"\n");
                return Asked::Again;
            }
            Ok(_) => {}
        }
        if !self.session.suppress(index, reason.trim()) {
            self.warn("there is no room for a comment above this line");
            return Asked::Again;
        }
        self.decided(Decided {
            suppressed: 1,
            ..Decided::default()
        })
    }

    fn undo(&mut self) -> Asked {
        let Some(last) = self.decisions.pop() else {
            self.warn("there is nothing to undo in this file");
            return Asked::Again;
        };
        for _ in 0..last.steps {
            self.session.undo();
        }
        self.rules.truncate(last.rules);
        self.streams.note("\n");
        Asked::Decided
    }

    fn decided(&mut self, decided: Decided) -> Asked {
        self.decided_in(decided.count(), decided)
    }

    fn decided_in(&mut self, steps: usize, decided: Decided) -> Asked {
        self.decisions.push(Decision {
            steps,
            decided,
            rules: self.rules.len(),
        });
        self.streams.note("\n");
        Asked::Decided
    }

    fn warn(&mut self, message: &str) {
        self.streams.note(&render::warning(message));
    }
}
