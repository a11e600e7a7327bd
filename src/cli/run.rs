//! Checking and fixing many files on many threads; what came of them is written and shown in one order.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::thread;

use super::configs::{BrokenConfig, Configs};
use super::disk::Disk;
use super::exit::Exit;
use super::options::{Mode, Options};
use super::output::Output;
use super::progress::Progress;
use super::render;
use super::report::{FileReport, Workshop};
use super::streams::{OutState, Streams};
use super::write::{self, WriteError, WriteProblem};
use crate::project::Project;
use crate::source::Source;
use crate::syntax::Grammar;
use crate::walk::{self, Exclude, WalkError};

/// A file on another thread has as much stack as one on the first.
const STACK: usize = 8 * 1024 * 1024;

/// How far the work may run ahead of the output, in files for each thread.
const AHEAD: usize = 64;

/// The files under `paths`, as they are found, and the configurations for them.
///
/// # Errors
/// [`BrokenConfig`] where the command line is at fault.
pub fn find(
    paths: &[PathBuf],
    disk: &Disk,
    options: &Options,
) -> Result<(walk::Files, Arc<Configs>), BrokenConfig> {
    let configs = Arc::new(Configs::new(disk.clone(), options.config.clone())?);
    let excluding = Arc::clone(&configs);
    let exclude: Exclude = Arc::new(move |path, kind| excluding.excludes(path, kind));
    Ok((walk::files(paths, &exclude), configs))
}

/// Checks all files under `paths`.
pub fn run(paths: &[PathBuf], options: &Options, streams: &mut Streams) -> Exit {
    let disk = Disk::new();
    let mut output = Output::new(options, streams);
    let (found, configs) = match find(paths, &disk, options) {
        Ok(found) => found,
        Err(broken) => {
            output.broken_config(&broken);
            return output.finish();
        }
    };
    let project = Project::new(&disk);
    let workshop = Workshop {
        disk: &disk,
        project: &project,
        configs: &configs,
        options,
    };
    let mut progress = Progress::new(options.verbosity);
    let mut written = HashSet::new();
    let mut looked = false;
    process_all(&workshop, found, |processed| {
        looked = true;
        let report = match processed {
            Ok(report) => report,
            Err(error) => {
                let problem = error.problem.to_string();
                progress.suspend(|| output.error(Some(&error.path), &problem));
                return ControlFlow::Continue(());
            }
        };
        let report = match options.mode {
            Mode::Fix => write_changes(&workshop, report, &mut written),
            Mode::Report | Mode::Diff => report,
        };
        progress.advance(|| output.file(&report));
        // Where nobody reads on there is nothing left to do, but for repairing.
        let heard = matches!(output.state(), OutState::Open);
        match heard || options.mode == Mode::Fix {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    });
    progress.finish();
    if !looked {
        output.nothing_to_check(paths);
    }
    output.manifests(&project, &disk);
    output.finish()
}

/// Checks the text of standard input as if it were the file at `path`. Fixing prints the text as it is then.
pub fn run_on_stdin(path: &Path, options: &Options, streams: &mut Streams) -> Exit {
    let disk = Disk::new();
    let configs = match Configs::new(disk.clone(), options.config.clone()) {
        Ok(configs) => configs,
        Err(broken) => {
            let mut output = Output::new(options, streams);
            output.broken_config(&broken);
            return output.finish();
        }
    };
    let project = Project::new(&disk);
    let workshop = Workshop {
        disk: &disk,
        project: &project,
        configs: &configs,
        options,
    };
    let mut bytes = Vec::new();
    let mut report = match io::stdin().lock().read_to_end(&mut bytes) {
        _ if Grammar::of(path).is_none() => {
            FileReport::failed(path, walk::Problem::UnknownKind.to_string())
        }
        Err(error) => FileReport::failed(path, format!("standard input: {error}")),
        Ok(_) => match Source::from_bytes(path, bytes) {
            Ok(source) => workshop.process_source(source, options.mode),
            Err(not_text) => FileReport::failed(path, not_text.to_string()),
        },
    };
    let mut output = match options.mode {
        Mode::Fix => {
            // An editor puts what it gets in place of what it gave: other files cannot be part of that.
            if report.changes.iter().any(|change| change.path != path) {
                report.errors.push(
                    "a fix changes other files too, which standard input cannot take; run iacfix on the file itself"
                        .to_owned(),
                );
                report.text = original_text(&report, path);
                report.fixed = 0;
            }
            streams.raw(report.text.as_deref().unwrap_or_default());
            Output::on_stderr(options, streams)
        }
        Mode::Report | Mode::Diff => Output::new(options, streams),
    };
    output.file(&report);
    output.manifests(&project, &disk);
    output.finish()
}

fn original_text(report: &FileReport, path: &Path) -> Option<String> {
    let changed = report.changes.iter().find(|change| change.path == path);
    changed.map_or_else(|| report.text.clone(), |change| change.original.clone())
}

/// Writes what `report` changes. Where that fails, the file is reported as it stays.
fn write_changes(
    workshop: &Workshop<'_>,
    mut report: FileReport,
    written: &mut HashSet<PathBuf>,
) -> FileReport {
    // A fix of another file may have changed this one after it was read: then once more, from the start.
    for _ in 0..2 {
        let Err(error) = write::commit(&report.changes) else {
            written.extend(report.changes.iter().map(|change| change.path.clone()));
            return report;
        };
        if !(matches!(error.problem, WriteProblem::Changed) && written.contains(&error.path)) {
            return unwritten(workshop, &report, &error);
        }
        report = workshop.process(&report.path, Mode::Fix);
    }
    match write::commit(&report.changes) {
        Ok(()) => report,
        Err(error) => unwritten(workshop, &report, &error),
    }
}

fn unwritten(workshop: &Workshop<'_>, report: &FileReport, error: &WriteError) -> FileReport {
    if error.path == report.path && matches!(error.problem, WriteProblem::Gone) {
        return FileReport::failed(&report.path, error.problem.to_string());
    }
    let mut as_it_stays = workshop.process(&report.path, Mode::Report);
    let message = match error.path == report.path {
        true => error.problem.to_string(),
        false => format!("{}: {}", render::path(&error.path), error.problem),
    };
    as_it_stays.errors.push(message);
    as_it_stays
}

/// A file that was processed, or a path that could not be looked at.
type Processed = Result<FileReport, WalkError>;

/// Processes all files, and hands what came of them to `take` in their order.
fn process_all(
    workshop: &Workshop<'_>,
    files: walk::Files,
    mut take: impl FnMut(Processed) -> ControlFlow<()>,
) {
    let process = |file: Result<PathBuf, WalkError>| {
        file.map(|path| workshop.process(&path, workshop.options.mode))
    };
    let mut files = files.peekable();
    let first = files.next();
    let threads = match files.peek() {
        // A thread of its own costs more than a small file does.
        None => 1,
        Some(_) => workshop.options.threads,
    };
    let mut files = first.into_iter().chain(files);
    if threads <= 1 {
        for file in files {
            if take(process(file)).is_break() {
                return;
            }
        }
        return;
    }
    let queue = Queue::new(&mut files, threads * AHEAD);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads {
            let (sender, queue) = (sender.clone(), &queue);
            let work = move || {
                while let Some((index, file)) = queue.next() {
                    if sender.send((index, process(file))).is_err() {
                        break;
                    }
                }
            };
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, work)
                .expect("the system gives a thread");
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (index, processed) in receiver {
            early.insert(index, processed);
            while let Some(processed) = early.remove(&next) {
                next += 1;
                if take(processed).is_break() {
                    queue.close();
                    return;
                }
                queue.taken(next);
            }
        }
    });
}

/// Hands out items with their numbers, in order, and not too far ahead of what was taken.
struct Queue<I: Iterator> {
    state: Mutex<QueueState<I>>,
    moved: Condvar,
    ahead: usize,
}

struct QueueState<I> {
    /// `None` at the end.
    items: Option<I>,
    next: usize,
    taken: usize,
}

impl<I: Iterator> Queue<I> {
    fn new(items: I, ahead: usize) -> Self {
        Self {
            state: Mutex::new(QueueState {
                items: Some(items),
                next: 0,
                taken: 0,
            }),
            moved: Condvar::new(),
            ahead,
        }
    }

    /// The next item and its number; waits while the work is too far ahead. `None` at the end.
    fn next(&self) -> Option<(usize, I::Item)> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self
            .moved
            .wait_while(state, |state| {
                state.items.is_some() && state.next >= state.taken + self.ahead
            })
            .unwrap_or_else(PoisonError::into_inner);
        let Some(item) = state.items.as_mut()?.next() else {
            state.items = None;
            return None;
        };
        state.next += 1;
        Some((state.next - 1, item))
    }

    fn taken(&self, taken: usize) {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .taken = taken;
        self.moved.notify_all();
    }

    fn close(&self) {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .items = None;
        self.moved.notify_all();
    }
}
