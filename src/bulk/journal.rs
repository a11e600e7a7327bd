//! The state of a campaign: what was done, line by line, each safely on the disk before what follows from it is done.

use std::collections::HashMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::report::{Outcome, PullRequest, RepositoryReport};

/// Rises when older journals cannot be gone on with.
const VERSION: u32 = 1;

/// How long is waited for a journal that another process has.
const PATIENCE: Duration = Duration::from_secs(1);

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

/// A journal on the disk, which no other process writes meanwhile.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    length: u64,
    /// What it says.
    pub state: State,
}

/// Why a journal cannot be used.
#[derive(Debug)]
pub enum JournalError {
    /// The operating system says no.
    System(io::Error),
    /// Another process has it.
    InUse,
    /// A line other than the last is no event; counted from 1.
    Broken(usize),
    /// It was begun by a version of iacfix that knew other events.
    OtherVersion(String),
}

impl From<io::Error> for JournalError {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl Journal {
    /// Opens the journal at `path`, or begins an empty one. A last line that was not written to its end is dropped.
    ///
    /// # Errors
    /// [`JournalError`]; the file is as it was then.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(path)?;
        lock(&file)?;
        let (state, length) = read(&mut file)?;
        file.set_len(length)?;
        file.seek(SeekFrom::Start(length))?;
        Ok(Self {
            path: path.to_owned(),
            file,
            length,
            state,
        })
    }

    /// Begins anew: what the journal says is forgotten.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn begin(&mut self, header: Header) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        self.length = 0;
        self.state = State::default();
        self.write(Event::Campaign(header))
    }

    /// Writes what was done. It is on the disk when this returns.
    ///
    /// # Errors
    /// What the operating system says; the journal ends before the event then, or with a part of it that is dropped when it
    /// is opened.
    pub fn write(&mut self, event: Event) -> io::Result<()> {
        let mut line = serde_json::to_vec(&event)?;
        line.push(b'\n');
        // What a failed write left is written over.
        self.file.seek(SeekFrom::Start(self.length))?;
        self.file.write_all(&line)?;
        self.file.sync_data()?;
        self.state.hear(event, self.length);
        self.length += line.len() as u64;
        Ok(())
    }

    /// The report that stands at this place.
    ///
    /// # Errors
    /// What the operating system says, or that no report stands there.
    pub fn report(&self, place: u64) -> io::Result<RepositoryReport> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(place))?;
        let mut line = String::new();
        BufReader::new(file).read_line(&mut line)?;
        match serde_json::from_str(&line)? {
            Event::Done { report } => Ok(*report),
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}

/// Takes the journal for this process. One that was killed a moment ago may still have a program starting that holds it.
fn lock(file: &File) -> Result<(), JournalError> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                thread::sleep(PATIENCE / 50);
            }
            Err(TryLockError::WouldBlock) => return Err(JournalError::InUse),
            Err(TryLockError::Error(error)) => return Err(JournalError::System(error)),
        }
    }
}

/// What a journal says, and where its last whole line ends.
fn read(file: &mut impl Read) -> Result<(State, u64), JournalError> {
    let mut reader = BufReader::new(file);
    let mut state = State::default();
    let mut place = 0;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        if !line.ends_with(b"\n") {
            break;
        }
        match serde_json::from_slice::<Event>(&line) {
            Ok(Event::Campaign(header)) if header.version != VERSION => {
                return Err(JournalError::OtherVersion(header.iacfix));
            }
            Ok(event) => state.hear(event, place),
            // A disk that lost its power may keep the end of a line and not its beginning.
            Err(_) if reader.fill_buf()?.is_empty() => break,
            Err(_) => return Err(JournalError::Broken(number)),
        }
        place += length as u64;
    }
    Ok((state, place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::report::{BranchOrigin, BranchReport};

    fn report(name: &str, outcome: Outcome) -> RepositoryReport {
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

    fn events() -> Vec<Event> {
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

    #[test]
    fn a_journal_that_is_cut_anywhere_says_what_its_whole_lines_say() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        let mut journal = Journal::open(&path).unwrap();
        let mut states = vec![(0, State::default())];
        for event in events() {
            journal.write(event).unwrap();
            states.push((journal.length, journal.state.clone()));
        }
        drop(journal);
        let whole = std::fs::read(&path).unwrap();
        for cut in 0..=whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let mut journal = Journal::open(&path).unwrap();
            let known = states.iter().rev().find(|(end, _)| *end <= cut as u64);
            let (end, state) = known.unwrap();
            assert_eq!((journal.length, &journal.state), (*end, state), "{cut}");
            // It goes on where it was cut.
            journal.write(Event::Finished).unwrap();
            drop(journal);
            assert!(Journal::open(&path).unwrap().state.is_finished);
        }
    }

    #[test]
    fn a_report_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(&folder.path().join("journal.jsonl")).unwrap();
        for event in events() {
            journal.write(event).unwrap();
        }
        let place = journal.state.report_of("c").unwrap();
        assert_eq!(journal.report(place).unwrap(), report("c", Outcome::Failed));
        assert!(journal.report(0).is_err());
    }

    #[test]
    fn what_cannot_be_gone_on_with_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        let first = Journal::open(&path).unwrap();
        assert!(matches!(Journal::open(&path), Err(JournalError::InUse)));
        drop(first);
        let broken = "{\"event\":\"finished\"}\nnonsense\n{\"event\":\"finished\"}\n";
        std::fs::write(&path, broken).unwrap();
        assert!(matches!(Journal::open(&path), Err(JournalError::Broken(2))));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), broken);
        let mut header = Header::new("now".to_owned(), Vec::new());
        header.version += 1;
        let line = serde_json::to_string(&Event::Campaign(header)).unwrap();
        std::fs::write(&path, line + "\n").unwrap();
        let opened = Journal::open(&path);
        assert!(matches!(opened, Err(JournalError::OtherVersion(_))));
    }
}
