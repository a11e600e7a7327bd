//! Running other programs so that they can neither ask, nor hang, nor outlive an interruption.

use std::fmt;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program that is asked to end may take before it is made to.
const GRACE: Duration = Duration::from_secs(2);

/// How long is waited for what a program printed after it has ended: something that it left running may hold the pipe.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Between two looks at whether a program has to be ended.
const GLANCE: Duration = Duration::from_millis(20);

/// Tells every thread of a campaign that it is to end. Once raised it stays so.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    raised: Arc<AtomicBool>,
}

impl Stop {
    /// From now on nothing is begun, and programs that run are ended. Answers whether it was raised before.
    pub fn raise(&self) -> bool {
        self.raised.swap(true, Ordering::SeqCst)
    }

    /// Whether the campaign is to end.
    pub fn is_raised(&self) -> bool {
        self.raised.load(Ordering::SeqCst)
    }
}

/// What limits a program.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Ends it.
    pub stop: Stop,
    /// Ends it after this long.
    pub timeout: Duration,
}

/// How much of what a program prints is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// All of it, in two parts.
    All,
    /// The last so many bytes, both parts in one.
    Tail(usize),
}

/// A program that ended by itself.
#[derive(Debug)]
pub struct Finished {
    /// How.
    pub status: ExitStatus,
    /// What it printed on standard output, or on both where one tail is kept.
    pub stdout: Vec<u8>,
    /// What it printed on standard error.
    pub stderr: Vec<u8>,
}

/// A program that did not end by itself.
#[derive(Debug)]
pub enum Unfinished {
    /// It could not be started, or not be waited for.
    System(io::Error),
    /// It took too long.
    TimedOut(Duration),
    /// The campaign is to end.
    Stopped,
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unfinished::System(error) => write!(f, "cannot be run: {error}"),
            Unfinished::TimedOut(limit) => write!(
                f,
                "did not end within {} seconds and was stopped; --timeout allows more",
                limit.as_secs()
            ),
            Unfinished::Stopped => f.write_str("interrupted"),
        }
    }
}

/// Runs a program to its end. Its standard input holds `input` and no more; it belongs to a group of its own, which ends
/// with it.
///
/// # Errors
/// [`Unfinished`]; nothing of its group runs then.
pub fn run(
    mut command: Command,
    input: &[u8],
    keep: Keep,
    limits: &Limits,
) -> Result<Finished, Unfinished> {
    if limits.stop.is_raised() {
        return Err(Unfinished::Stopped);
    }
    own_group(&mut command);
    command.stdin(match input.is_empty() {
        true => Stdio::null(),
        false => Stdio::piped(),
    });
    let (out, err) = match keep {
        Keep::All => {
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            (None, usize::MAX)
        }
        Keep::Tail(most) => {
            let (reader, writer) = io::pipe().map_err(Unfinished::System)?;
            let twin = writer.try_clone().map_err(Unfinished::System)?;
            command.stdout(writer).stderr(twin);
            (Some(reader), most)
        }
    };
    let mut child = command.spawn().map_err(Unfinished::System)?;
    // It holds the writing ends of the pipe, which would never be closed.
    drop(command);
    feed(&mut child, input);
    let stdout = match (out, child.stdout.take()) {
        (Some(reader), _) => Hearing::begin(reader, err),
        (None, Some(reader)) => Hearing::begin(reader, err),
        (None, None) => Hearing::begin(io::empty(), err),
    };
    let stderr = child
        .stderr
        .take()
        .map(|reader| Hearing::begin(reader, err));
    let status = wait(&mut child, &stdout, limits)?;
    Ok(Finished {
        status,
        stdout: stdout.end(),
        stderr: stderr.map(Hearing::end).unwrap_or_default(),
    })
}

/// Writes `input` from a thread of its own: a program that does not read must not keep this one from watching it.
fn feed(child: &mut Child, input: &[u8]) {
    let Some(mut stdin) = child.stdin.take() else {
        return;
    };
    let input = input.to_owned();
    thread::spawn(move || {
        // One that is gone has read enough.
        let _ = stdin.write_all(&input);
    });
}

/// What a program prints, heard on a thread of its own.
struct Hearing {
    heard: Arc<Mutex<Vec<u8>>>,
    done: Receiver<()>,
}

impl Hearing {
    fn begin(mut reader: impl Read + Send + 'static, most: usize) -> Self {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (sender, done) = mpsc::channel();
        let shared = Arc::clone(&heard);
        thread::spawn(move || {
            let mut piece = vec![0; 16 * 1024];
            while let Ok(length @ 1..) = reader.read(&mut piece) {
                let mut heard = shared.lock().unwrap_or_else(PoisonError::into_inner);
                heard.extend_from_slice(&piece[..length]);
                // Seldom, so that a program that prints much is not slowed down.
                if heard.len() / 2 > most {
                    let start = heard.len() - most;
                    heard.drain(..start);
                }
            }
            let _ = sender.send(());
        });
        Self { heard, done }
    }

    /// Waits as long for the end of it.
    fn is_over(&self, patience: Duration) -> bool {
        !matches!(
            self.done.recv_timeout(patience),
            Err(RecvTimeoutError::Timeout)
        )
    }

    fn end(self) -> Vec<u8> {
        self.is_over(LAST_WORDS);
        std::mem::take(&mut *self.heard.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn wait(child: &mut Child, stdout: &Hearing, limits: &Limits) -> Result<ExitStatus, Unfinished> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) => {}
            Err(error) => {
                end(child);
                return Err(Unfinished::System(error));
            }
        }
        let unfinished = match start.elapsed() > limits.timeout {
            _ if limits.stop.is_raised() => Unfinished::Stopped,
            true => Unfinished::TimedOut(limits.timeout),
            false => {
                // Most programs close their output when they end, which wakes this up at once.
                if stdout.is_over(GLANCE) {
                    thread::sleep(Duration::from_millis(1));
                }
                continue;
            }
        };
        end(child);
        return Err(unfinished);
    }
}

/// Ends a program and everything that it started: politely at first, so that git removes its lock files.
fn end(child: &mut Child) {
    signal(child, Urgency::Polite);
    let start = Instant::now();
    while start.elapsed() < GRACE {
        if !matches!(child.try_wait(), Ok(None)) {
            break;
        }
        thread::sleep(Duration::from_millis(5));
    }
    signal(child, Urgency::Final);
    let _ = child.wait();
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Urgency {
    Polite,
    Final,
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    // Ctrl-C on the terminal reaches iacfix alone, which then ends it.
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

#[cfg(unix)]
fn signal(child: &mut Child, urgency: Urgency) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let signal = match urgency {
        Urgency::Polite => Signal::TERM,
        Urgency::Final => Signal::KILL,
    };
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    if let Some(group) = group {
        // Fails where nothing of the group is left.
        let _ = kill_process_group(group, signal);
    }
}

#[cfg(not(unix))]
fn signal(child: &mut Child, urgency: Urgency) {
    if urgency == Urgency::Final {
        let _ = child.kill();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn limits(timeout: Duration) -> Limits {
        Limits {
            stop: Stop::default(),
            timeout,
        }
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn what_is_printed_is_kept_in_two_parts_or_as_one_tail() {
        let finished = run(
            shell("cat; echo b >&2; exit 3"),
            b"a",
            Keep::All,
            &limits(LONG),
        );
        let finished = finished.unwrap();
        assert_eq!(finished.status.code(), Some(3));
        assert_eq!(
            (finished.stdout.as_slice(), finished.stderr.as_slice()),
            (&b"a"[..], &b"b\n"[..])
        );
        let script = "i=0; while [ $i -lt 20000 ]; do echo $i; i=$((i+1)); done; echo end >&2";
        let finished = run(shell(script), b"", Keep::Tail(100), &limits(LONG)).unwrap();
        assert!(finished.stdout.ends_with(b"19999\nend\n"));
        assert!(
            finished.stdout.len() < 32 * 1024,
            "{}",
            finished.stdout.len()
        );
    }

    #[test]
    fn a_program_that_waits_is_ended_with_all_that_it_started() {
        let start = Instant::now();
        let short = Duration::from_millis(200);
        let ended = run(
            shell("sleep 100 & sleep 100"),
            b"",
            Keep::All,
            &limits(short),
        );
        assert!(matches!(ended, Err(Unfinished::TimedOut(_))));
        let limits = limits(LONG);
        let stop = limits.stop.clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(200));
            stop.raise();
        });
        let ended = run(shell("trap '' TERM; sleep 100"), b"", Keep::All, &limits);
        assert!(matches!(ended, Err(Unfinished::Stopped)));
        assert!(start.elapsed() < Duration::from_secs(30));
        assert!(matches!(
            run(shell(""), b"", Keep::All, &limits),
            Err(Unfinished::Stopped)
        ));
    }

    #[test]
    fn one_that_leaves_something_running_is_not_waited_for() {
        let start = Instant::now();
        let finished = run(shell("sleep 20 & echo done"), b"", Keep::All, &limits(LONG)).unwrap();
        assert_eq!(finished.stdout, b"done\n");
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn nobody_can_be_asked() {
        let finished = run(shell("read answer; echo $?"), b"", Keep::All, &limits(LONG)).unwrap();
        assert_eq!(finished.stdout, b"1\n");
    }
}
