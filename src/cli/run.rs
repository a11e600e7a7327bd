//! Checking and fixing many files on many threads; what came of them is written and shown in one order.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::thread;

use super::changes::{Changes, ChangesError};
use super::configs::{BrokenConfig, Configs};
use super::disk::Disk;
use super::exit::Exit;
use super::options::{Mode, NamedFiles, Options};
use super::output::Output;
use super::progress::Progress;
use super::render;
use super::report::{FileReport, Workshop};
use super::streams::{OutState, Streams};
use super::write::{self, WriteError, WriteProblem};
use crate::project::Project;
use crate::source::Source;
use crate::syntax::Grammar;
use crate::walk::{self, Exclude};

/// A file on another thread has as much stack as one on the first.
const STACK: usize = 8 * 1024 * 1024;

/// How far the work may run ahead of the output, in files for each thread.
const AHEAD: usize = 64;

/// What is to be checked.
pub struct Search {
    /// The files.
    pub found: walk::Found,
    /// Their configurations.
    pub configs: Arc<Configs>,
    /// What was changed, where only that is to be checked.
    pub changes: Option<Changes>,
    /// The disk, on which the files are seen as they are to be checked.
    pub disk: Disk,
}

/// Why nothing can be checked.
pub enum NoSearch {
    /// The command line, or the configuration that it names, is at fault.
    Config(BrokenConfig),
    /// It cannot be told what was changed.
    Changes(ChangesError),
}

/// The files under `paths`, and the configurations for them.
///
/// # Errors
/// [`NoSearch`] where nothing can be checked.
pub fn find(paths: &[PathBuf], options: &Options) -> Result<Search, NoSearch> {
    let disk = Disk::new();
    let configs = Configs::new(disk.clone(), options.config.clone()).map_err(NoSearch::Config)?;
    let configs = Arc::new(configs);
    let excluding = Arc::clone(&configs);
    let Some(since) = &options.since else {
        let exclude: Exclude = Arc::new(move |path, kind| excluding.excludes(path, kind));
        let mut found = walk::find(paths, &exclude, options.threads);
        leave_out_named(&mut found, &configs, options);
        return Ok(Search {
            found,
            configs,
            changes: None,
            disk,
        });
    };
    let changes = Changes::since(since.clone(), paths, &disk).map_err(NoSearch::Changes)?;
    let wanted = changes.on_the_way(paths, &disk);
    let exclude: Exclude =
        Arc::new(move |path, kind| !wanted.contains(path) || excluding.excludes(path, kind));
    // There is little to walk: a thread would take longer to start.
    let mut found = walk::find(paths, &exclude, 1);
    let excludes = |path: &Path| configs.excludes_named(path);
    changes.limit(&mut found, paths, &disk, excludes);
    leave_out_named(&mut found, &configs, options);
    Ok(Search {
        found,
        configs,
        disk: changes.seen(disk),
        changes: Some(changes),
    })
}

fn leave_out_named(found: &mut walk::Found, configs: &Configs, options: &Options) {
    if options.named == NamedFiles::AsFound {
        found.files.retain(|file| !configs.excludes_named(file));
        let is_error = |error: &walk::WalkError| error.problem != walk::Problem::UnknownKind;
        found.errors.retain(is_error);
    }
}

/// Checks all files under `paths`.
pub fn run(paths: &[PathBuf], options: &Options, streams: &mut Streams) -> Exit {
    let mut output = Output::new(options, streams);
    let Search {
        found,
        configs,
        changes,
        disk,
    } = match find(paths, options) {
        Ok(search) => search,
        Err(NoSearch::Config(broken)) => {
            output.broken_config(&broken);
            return output.finish();
        }
        Err(NoSearch::Changes(error)) => {
            output.error(None, &error.message);
            return output.finish().max(error.exit);
        }
    };
    for error in &found.errors {
        output.error(Some(&error.path), &error.problem.to_string());
    }
    if found.files.is_empty() && found.errors.is_empty() {
        output.nothing_to_check(paths, changes.as_ref());
    }
    let project = Project::new(&disk);
    let workshop = Workshop {
        disk: &disk,
        project: &project,
        configs: &configs,
        changes: changes.as_ref(),
        options,
    };
    let mut progress = Progress::new(found.files.len(), options.verbosity);
    let mut written = HashSet::new();
    process_all(&workshop, &found.files, |report| {
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
    if let Some(changes) = &changes {
        output.unstaged(changes.unstaged(written.len()));
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
        changes: None,
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
    let changes = workshop.changes;
    let refusal = changes.and_then(|changes| changes.refusal(&error.path, workshop.disk));
    let why = refusal.map_or_else(|| error.problem.to_string(), str::to_owned);
    let is_gone = refusal.is_none() && matches!(error.problem, WriteProblem::Gone);
    if error.path == report.path && is_gone {
        return FileReport::failed(&report.path, why);
    }
    let mut as_it_stays = workshop.process(&report.path, Mode::Report);
    let message = match error.path == report.path {
        true => why,
        false => format!("{}: {why}", render::path(&error.path)),
    };
    as_it_stays.errors.push(message);
    as_it_stays
}

/// Processes all files, and hands what came of them to `take` in their order.
fn process_all(
    workshop: &Workshop<'_>,
    files: &[PathBuf],
    mut take: impl FnMut(FileReport) -> ControlFlow<()>,
) {
    let threads = workshop.options.threads.min(files.len());
    if threads <= 1 {
        // A thread of its own costs more than a small file does.
        for path in files {
            if take(workshop.process(path, workshop.options.mode)).is_break() {
                return;
            }
        }
        return;
    }
    let queue = Queue::new(files.len(), threads * AHEAD);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads {
            let (sender, queue) = (sender.clone(), &queue);
            let work = move || {
                while let Some(index) = queue.next() {
                    let report = workshop.process(&files[index], workshop.options.mode);
                    if sender.send((index, report)).is_err() {
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
        for (index, report) in receiver {
            early.insert(index, report);
            while let Some(report) = early.remove(&next) {
                next += 1;
                if take(report).is_break() {
                    queue.close();
                    return;
                }
                queue.taken(next);
            }
        }
    });
}

/// Hands out the indices of files, in order, and not too far ahead of what was taken.
struct Queue {
    state: Mutex<QueueState>,
    moved: Condvar,
    length: usize,
    ahead: usize,
}

#[derive(Default)]
struct QueueState {
    next: usize,
    taken: usize,
}

impl Queue {
    fn new(length: usize, ahead: usize) -> Self {
        Self {
            state: Mutex::default(),
            moved: Condvar::new(),
            length,
            ahead,
        }
    }

    /// The next index; waits while the work is too far ahead. `None` at the end.
    fn next(&self) -> Option<usize> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self
            .moved
            .wait_while(state, |state| {
                state.next < self.length && state.next >= state.taken + self.ahead
            })
            .unwrap_or_else(PoisonError::into_inner);
        (state.next < self.length).then(|| {
            state.next += 1;
            state.next - 1
        })
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
            .next = self.length;
        self.moved.notify_all();
    }
}
