//! Which codemods are taken back when a verification fails with all of them. Decides from verdicts; runs nothing.

use std::collections::BTreeSet;

/// Codemods, by id.
pub type Ids = BTreeSet<&'static str>;

/// The way from a failed verification to as many codemods as it passes with.
///
/// First each codemod is left out alone, the last one first: mostly one of them is at fault. Where none is, they are added
/// one by one, and those stay with which it still passes. So every set that is settled on has passed, and the empty one
/// passed before.
#[derive(Debug)]
pub struct Rollback {
    all: Vec<&'static str>,
    failed: Vec<Ids>,
    phase: Phase,
}

#[derive(Debug)]
enum Phase {
    /// So many are still to be left out alone.
    LeaveOut(usize),
    /// The next one to be added, and those that stay.
    Add(usize, Ids),
    Settled(Ids),
}

/// What is to be done next.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// Verify with the fixes of these alone, and say what came of it.
    Try(Ids),
    /// These stay; all others are taken back.
    Keep(Ids),
}

/// What a verification said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It passed.
    Passed,
    /// It failed.
    Failed,
}

impl Rollback {
    /// The verification failed with all of `codemods`, in the order of their fixes.
    pub fn new(codemods: &[&'static str]) -> Self {
        Self {
            all: codemods.to_vec(),
            failed: vec![codemods.iter().copied().collect()],
            phase: Phase::LeaveOut(codemods.len()),
        }
    }

    /// What is to be done next; the same until a verdict is heard.
    pub fn next(&mut self) -> Next {
        loop {
            let proposed = match &self.phase {
                Phase::Settled(kept) => return Next::Keep(kept.clone()),
                Phase::LeaveOut(0) => {
                    self.phase = Phase::Add(0, Ids::new());
                    continue;
                }
                Phase::LeaveOut(left) => {
                    let culprit = self.all[left - 1];
                    let others = self.all.iter().copied();
                    others.filter(|&id| id != culprit).collect()
                }
                Phase::Add(at, kept) => match self.all.get(*at) {
                    None => return Next::Keep(kept.clone()),
                    Some(&id) => kept.iter().copied().chain([id]).collect::<Ids>(),
                },
            };
            if proposed.is_empty() {
                // It passed before the fixes.
                self.phase = Phase::Settled(proposed);
            } else if self.failed.contains(&proposed) {
                self.move_on(Verdict::Failed, proposed);
            } else {
                return Next::Try(proposed);
            }
        }
    }

    /// What the verification said about what [`Rollback::next`] asked for.
    pub fn hear(&mut self, verdict: Verdict) {
        if let Next::Try(tried) = self.next() {
            if verdict == Verdict::Failed {
                self.failed.push(tried.clone());
            }
            self.move_on(verdict, tried);
        }
    }

    fn move_on(&mut self, verdict: Verdict, tried: Ids) {
        self.phase = match (&self.phase, verdict) {
            (Phase::LeaveOut(_), Verdict::Passed) => Phase::Settled(tried),
            (Phase::LeaveOut(left), Verdict::Failed) => Phase::LeaveOut(left - 1),
            (Phase::Add(at, _), Verdict::Passed) => Phase::Add(at + 1, tried),
            (Phase::Add(at, kept), Verdict::Failed) => Phase::Add(at + 1, kept.clone()),
            (Phase::Settled(kept), _) => Phase::Settled(kept.clone()),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is kept of `all` where the verification passes as `passes` says, and how often it ran.
    fn kept(all: &[&'static str], passes: impl Fn(&Ids) -> bool) -> (Vec<&'static str>, usize) {
        let mut rollback = Rollback::new(all);
        let mut runs = 0;
        loop {
            match rollback.next() {
                Next::Keep(kept) => {
                    assert!(kept.is_empty() || passes(&kept), "{kept:?}");
                    return (kept.into_iter().collect(), runs);
                }
                Next::Try(tried) => {
                    runs += 1;
                    assert!(runs <= 2 * all.len(), "there is no end to it");
                    rollback.hear(match passes(&tried) {
                        true => Verdict::Passed,
                        false => Verdict::Failed,
                    });
                }
            }
        }
    }

    #[test]
    fn one_that_is_at_fault_goes_alone() {
        for (culprit, left, runs) in [
            ("c", vec!["a", "b"], 1),
            ("b", vec!["a", "c"], 2),
            ("a", vec!["b", "c"], 3),
        ] {
            let found = kept(&["a", "b", "c"], |ids| !ids.contains(culprit));
            assert_eq!(found, (left, runs), "{culprit}");
        }
        assert_eq!(kept(&["a"], |_| false), (vec![], 0));
    }

    #[test]
    fn of_several_that_are_at_fault_only_these_go() {
        let found = kept(&["a", "b", "c", "d"], |ids| {
            !ids.contains("a") && !ids.contains("c")
        });
        assert_eq!(found.0, ["b", "d"]);
        assert_eq!(kept(&["a", "b", "c"], Ids::is_empty).0, Vec::<&str>::new());
        // Neither is at fault alone.
        let found = kept(&["a", "b"], |ids| ids.len() < 2);
        assert_eq!(found, (vec!["a"], 1));
    }

    #[test]
    fn one_that_needs_another_stays_with_it() {
        let found = kept(&["a", "b", "c"], |ids| {
            !ids.contains("c") && ids.contains("a") == ids.contains("b")
        });
        assert_eq!(found.0, ["a", "b"]);
    }

    #[test]
    fn whatever_passes_something_that_passes_is_kept() {
        // Every way in which eight sets of three can pass or fail.
        let bit = |ids: &Ids| {
            ids.iter()
                .fold(0, |bits, id| bits | 1 << (id.as_bytes()[0] - b'a'))
        };
        for passing in 0..=255_u32 {
            kept(&["a", "b", "c"], |ids| {
                ids.len() < 3 && passing >> bit(ids) & 1 == 1
            });
        }
    }
}
