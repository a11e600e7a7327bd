//! How far each repository of a campaign is: events in, state out. Reads and writes nothing.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::report::{Outcome, PullRequest, RepositoryReport};

/// Rises when older journals cannot be gone on with.
pub const VERSION: u32 = 1;

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The campaign began: always the first line.
    Campaign(Header),
    /// The commits are there, and no branch holds them yet.
    Built {
        repository: String,
        draft: Box<Draft>,
    },
    /// The branch holds them.
    Branched { repository: String },
    /// So does the one of the remote.
    Pushed { repository: String, to: String },
    /// The pull-request command is about to run.
    Requesting { repository: String },
    /// It succeeded.
    Requested {
        repository: String,
        answer: PullRequest,
    },
    /// Nothing more is done about the repository in this run.
    Done { report: Box<RepositoryReport> },
    /// Nothing is left to do.
    Finished,
}

/// What a campaign is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the journal's shape.
    pub version: u32,
    /// The version of iacfix that began it.
    pub iacfix: String,
    /// When it began: RFC 3339.
    pub started: String,
    /// The settings that must stay the same, by option.
    pub settings: Vec<(String, String)>,
}

impl Header {
    /// The header of a campaign that begins.
    pub fn new(started: String, settings: Vec<(String, String)>) -> Self {
        Self {
            version: VERSION,
            iacfix: env!("CARGO_PKG_VERSION").to_owned(),
            started,
            settings,
        }
    }
}

/// The commits of a repository on their way to its branch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The last of the commits.
    pub tip: String,
    /// What the branch held before; `None` for a new one.
    pub old_tip: Option<String>,
    /// What is known so far.
    pub report: RepositoryReport,
}

/// How far a repository is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Its commits are there.
    Built,
    /// Its branch holds them.
    Branched,
    /// So does the one of the remote.
    Pushed,
    /// The pull-request command may have run.
    Requesting,
    /// It succeeded.
    Requested,
}

/// What is known about one repository.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Its commits and how far they are; dropped at the end of its way.
    pub draft: Option<(Stage, Box<Draft>)>,
    /// What it came to, and where in the journal its report stands. It may have been worked on again since.
    pub done: Option<(Outcome, u64)>,
}

/// What a journal says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The campaign; `None` in an empty journal.
    pub header: Option<Header>,
    /// Whether nothing was left to do.
    pub is_finished: bool,
    repositories: HashMap<String, Known>,
}

impl State {
    /// What is known about a repository.
    pub fn of(&self, name: &str) -> Known {
        self.repositories.get(name).cloned().unwrap_or_default()
    }

    /// Where the report about a repository stands.
    pub fn report_of(&self, name: &str) -> Option<u64> {
        Some(self.repositories.get(name)?.done?.1)
    }

    /// Takes note of an event, which stands at this place of the journal.
    pub fn hear(&mut self, event: Event, place: u64) {
        let mut advance = |repository: String, to: Stage, note: &dyn Fn(&mut RepositoryReport)| {
            let known = self.repositories.entry(repository).or_default();
            if let Some((stage, draft)) = &mut known.draft {
                *stage = to;
                note(&mut draft.report);
            }
        };
        // Repositories may be added to a campaign that was at its end.
        self.is_finished = matches!(event, Event::Finished);
        match event {
            Event::Campaign(header) => self.header = Some(header),
            Event::Built { repository, draft } => {
                let known = self.repositories.entry(repository).or_default();
                known.draft = Some((Stage::Built, draft));
            }
            Event::Branched { repository } => advance(repository, Stage::Branched, &|_| {}),
            Event::Pushed { repository, to } => advance(repository, Stage::Pushed, &|report| {
                if let Some(branch) = &mut report.branch {
                    branch.pushed_to = Some(to.clone());
                }
            }),
            Event::Requesting { repository } => advance(repository, Stage::Requesting, &|_| {}),
            Event::Requested { repository, answer } => {
                advance(repository, Stage::Requested, &|report| {
                    report.pull_request = Some(answer.clone());
                });
            }
            Event::Done { report } => {
                let known = self.repositories.entry(report.name.clone()).or_default();
                known.done = Some((report.outcome, place));
                if is_final(report.outcome) {
                    known.draft = None;
                }
            }
            Event::Finished => {}
        }
    }
}

/// Whether a campaign that goes on leaves a repository with this outcome alone.
pub fn is_final(outcome: Outcome) -> bool {
    !matches!(
        outcome,
        Outcome::Failed | Outcome::Refused | Outcome::Pending
    )
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::bulk::report::{BranchOrigin, BranchReport};

    /// A report with a branch.
    pub fn report(name: &str, outcome: Outcome) -> RepositoryReport {
        RepositoryReport {
            outcome,
            branch: Some(BranchReport {
                name: "iacfix".to_owned(),
                origin: BranchOrigin::New,
                pushed_to: None,
                clone: None,
            }),
            ..RepositoryReport::pending(name, name)
        }
    }

    /// All events in the order in which they happen.
    pub fn events() -> Vec<Event> {
        let repository = || "ä/b".to_owned();
        let draft = Box::new(Draft {
            tip: "t".to_owned(),
            old_tip: None,
            report: report("ä/b", Outcome::Fixed),
        });
        vec![
            Event::Campaign(Header::new("now".to_owned(), Vec::new())),
            Event::Built {
                repository: repository(),
                draft,
            },
            Event::Branched {
                repository: repository(),
            },
            Event::Done {
                report: Box::new(report("c", Outcome::Failed)),
            },
            Event::Pushed {
                repository: repository(),
                to: "origin".to_owned(),
            },
            Event::Requesting {
                repository: repository(),
            },
            Event::Requested {
                repository: repository(),
                answer: PullRequest { url: None },
            },
            Event::Done {
                report: Box::new(report("ä/b", Outcome::Fixed)),
            },
            Event::Finished,
        ]
    }

    #[test]
    fn a_repository_goes_its_way_step_by_step() {
        let mut state = State::default();
        let mut stages = Vec::new();
        for (place, event) in events().into_iter().enumerate() {
            state.hear(event, place as u64);
            stages.push(state.of("ä/b").draft.map(|(stage, _)| stage));
            if place == 6 {
                let (_, draft) = state.of("ä/b").draft.unwrap();
                assert_eq!(draft.report.pull_request, Some(PullRequest { url: None }));
                let branch = draft.report.branch.unwrap();
                assert_eq!(branch.pushed_to.as_deref(), Some("origin"));
            }
        }
        use Stage::{Branched, Built, Pushed, Requested, Requesting};
        let way = [
            None,
            Some(Built),
            Some(Branched),
            Some(Branched),
            Some(Pushed),
            Some(Requesting),
            Some(Requested),
            None,
            None,
        ];
        assert_eq!(stages, way);
        assert_eq!(state.of("ä/b").done, Some((Outcome::Fixed, 7)));
        assert_eq!(state.report_of("c"), Some(3));
        assert!(state.is_finished);
        let report = Box::new(report("new", Outcome::Failed));
        state.hear(Event::Done { report }, 9);
        assert!(!state.is_finished);
    }

    #[test]
    fn a_failure_on_the_way_keeps_what_was_made() {
        let mut state = State::default();
        for event in events().into_iter().take(3) {
            state.hear(event, 0);
        }
        let report = Box::new(report("ä/b", Outcome::Failed));
        state.hear(Event::Done { report }, 9);
        let known = state.of("ä/b");
        assert_eq!(known.done, Some((Outcome::Failed, 9)));
        assert_eq!(known.draft.unwrap().0, Stage::Branched);
    }
}
