//! The state of a campaign: what was done, line by line, each safely on the disk before what follows from it is done.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::report::RepositoryReport;
use super::state::{Event, Header, State, VERSION};

/// How long is waited for a journal that another process has.
const PATIENCE: Duration = Duration::from_secs(1);

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
    use crate::bulk::report::Outcome;
    use crate::bulk::state::tests::{events, report};

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
