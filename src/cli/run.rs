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
use super::known::KnownFindings;
use super::options::{Mode, NamedFiles, Options};
use super::output::Output;
use super::passes;
use super::progress::Progress;
use super::render;
use super::report::{FileReport, Workshop};
use super::sift;
use super::streams::{OutState, Streams};
use super::write::{self, WriteError, WriteProblem};
use crate::project::Project;
use crate::source::Source;
use crate::syntax::Grammar;
use crate::walk::{self, Exclude, Found, WalkError};

/// A file on another thread has as much stack as one on the first.
const STACK: usize = 8 * 1024 * 1024;

/// How far the work may run ahead of the output, in files for each thread.
const AHEAD: usize = 64;

/// How many files a thread takes at most in one turn, where there are many: a turn costs as much as a small file.
const MOST_AT_ONCE: usize = 16;

/// The paths to check, as they are found.
pub type Candidates = Box<dyn Iterator<Item = Result<PathBuf, WalkError>> + Send>;

/// What is to be checked.
pub struct Search {
    /// The files.
    pub files: Candidates,
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

/// The files under `paths`, as they are found, and the configurations for them.
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
        return Ok(Search {
            files: without_named(Box::new(walk::files(paths, &exclude)), &configs, options),
            configs,
            changes: None,
            disk,
        });
    };
    let changes = Changes::since(since.clone(), paths, &disk).map_err(NoSearch::Changes)?;
    let wanted = changes.on_the_way(paths, &disk);
    let exclude: Exclude =
        Arc::new(move |path, kind| !wanted.contains(path) || excluding.excludes(path, kind));
    let mut found = Found::of(walk::files(paths, &exclude));
    let excludes = |path: &Path| configs.excludes_named(path);
    changes.limit(&mut found, paths, &disk, excludes);
    let errors = found.errors.into_iter().map(Err);
    let files = errors.chain(found.files.into_iter().map(Ok));
    Ok(Search {
        files: without_named(Box::new(files), &configs, options),
        configs,
        disk: changes.seen(disk),
        changes: Some(changes),
    })
}

/// Without what would not be found in a folder, where that is asked for.
fn without_named(files: Candidates, configs: &Arc<Configs>, options: &Options) -> Candidates {
    if options.named == NamedFiles::Always {
        return files;
    }
    let configs = Arc::clone(configs);
    Box::new(files.filter(move |file| match file {
        Ok(file) => !configs.excludes_named(file),
        Err(error) => error.problem != walk::Problem::UnknownKind,
    }))
}

/// Checks all files under `paths`.
pub fn run(paths: &[PathBuf], options: &Options, streams: &mut Streams) -> Exit {
    // What stands in the way of writing reports is said before anything is looked at.
    let current = Disk::new();
    let mut output = Output::new(options, &current, streams);
    if output.is_refused() {
        return output.finish();
    }
    let Some(known) = read_known(options, &current, &mut output) else {
        return output.finish();
    };
    let Search {
        files,
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
    let project = Project::new(&disk);
    let workshop = Workshop {
        disk: &disk,
        project: &project,
        configs: &configs,
        changes: changes.as_ref(),
        options,
        known: known.as_ref(),
    };
    let mut progress = Progress::new(options.verbosity);
    let mut written = HashSet::new();
    let mut looked = false;
    // What is said of a file waits for what repairs of other files do to it; where only some findings count, each file is
    // looked at once.
    let repeats = options.mode == Mode::Fix && changes.is_none() && known.is_none();
    let mut reports = Vec::new();
    let files = match sift::sift(&workshop, paths, &mut progress) {
        Some(sifted) => {
            looked = sifted.clean > 0;
            output.clean(sifted.clean);
            Box::new(sifted.left.into_iter())
        }
        None => files,
    };
    process_all(&workshop, files, |processed| {
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
            Mode::Fix | Mode::Suppress => write_changes(&workshop, report, &mut written),
            Mode::Report | Mode::Diff => report,
        };
        if repeats {
            progress.advance(|| ());
            reports.push(report);
            return ControlFlow::Continue(());
        }
        progress.advance(|| output.file(&report));
        // Where nobody reads on there is nothing left to do, but for what stays on the disk.
        let heard = matches!(output.state(), OutState::Open);
        match heard || options.leaves_files() {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    });
    passes::go_on(&workshop, &mut reports, &mut written);
    progress.finish();
    for report in &reports {
        output.file(report);
    }
    if let Some(changes) = &changes {
        output.unstaged(changes.unstaged(written.len()));
    }
    if !looked {
        output.nothing_to_check(paths, changes.as_ref());
    }
    output.manifests(&project, &disk);
    if let Some(known) = &known {
        output.known(known, paths, &configs);
    }
    output.finish()
}

/// The baseline, if there is one; `None` where it cannot be used, which is said.
fn read_known(
    options: &Options,
    disk: &Disk,
    output: &mut Output<'_>,
) -> Option<Option<KnownFindings>> {
    let Some(known) = &options.known else {
        return Some(None);
    };
    match KnownFindings::read(known, disk) {
        Ok(known) => Some(Some(known)),
        Err(message) => {
            output.error(Some(&known.file), &message);
            None
        }
    }
}

/// Checks the text of standard input as if it were the file at `path`. Fixing prints the text as it is then.
pub fn run_on_stdin(path: &Path, options: &Options, streams: &mut Streams) -> Exit {
    let disk = Disk::new();
    let mut output = match options.mode.writes() {
        true => Output::on_stderr(options, &disk, streams),
        false => Output::new(options, &disk, streams),
    };
    if output.is_refused() {
        return output.finish();
    }
    let Some(known) = read_known(options, &disk, &mut output) else {
        return output.finish();
    };
    let configs = match Configs::new(disk.clone(), options.config.clone()) {
        Ok(configs) => Arc::new(configs),
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
        changes: None,
        options,
        known: known.as_ref(),
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
    if options.mode.writes() {
        // An editor puts what it gets in place of what it gave: other files cannot be part of that.
        if report.changes.iter().any(|change| change.path != path) {
            report.errors.push(
                "a fix changes other files too, which standard input cannot take; run iacfix on the file itself"
                    .to_owned(),
            );
            report.text = original_text(&report, path);
            report.fixed = 0;
        }
        output.repaired(report.text.as_deref().unwrap_or_default());
    }
    output.file(&report);
    output.manifests(&project, &disk);
    if let Some(known) = &known {
        output.known(known, &[], &configs);
    }
    output.finish()
}

fn original_text(report: &FileReport, path: &Path) -> Option<String> {
    let changed = report.changes.iter().find(|change| change.path == path);
    changed.map_or_else(|| report.text.clone(), |change| change.original.clone())
}

/// Writes what `report` changes. Where that fails, the file is reported as it stays.
pub(super) fn write_changes(
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
        report = workshop.process(&report.path, workshop.options.mode);
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

/// A file that was processed, or a path that could not be looked at.
type Processed = Result<FileReport, WalkError>;

/// Processes all files, and hands what came of them to `take` in their order.
fn process_all(
    workshop: &Workshop<'_>,
    files: Candidates,
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
        Some(_) => workshop.options.threads(),
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
    let portion = match files.size_hint() {
        (_, Some(count)) if !workshop.options.mode.writes() => {
            (count / (threads * 4)).clamp(1, MOST_AT_ONCE)
        }
        // They are found one by one, or what is repaired is written at once.
        _ => 1,
    };
    let queue = Queue::new(&mut files, portion, threads * AHEAD);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads {
            let (sender, queue) = (sender.clone(), &queue);
            let work = move || {
                while let Some((start, files)) = queue.next() {
                    let processed: Vec<Processed> = files.into_iter().map(process).collect();
                    if sender.send((start, processed)).is_err() {
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
        for (start, processed) in receiver {
            early.insert(start, processed);
            while let Some(processed) = early.remove(&next) {
                next += processed.len();
                for processed in processed {
                    if take(processed).is_break() {
                        queue.close();
                        return;
                    }
                }
                queue.taken(next);
            }
        }
    });
}

/// Hands out items a few at a time, with the number of the first, in order, and not too far ahead of what was taken.
struct Queue<I: Iterator> {
    state: Mutex<QueueState<I>>,
    moved: Condvar,
    portion: usize,
    ahead: usize,
}

struct QueueState<I> {
    /// `None` at the end.
    items: Option<I>,
    next: usize,
    taken: usize,
}

impl<I: Iterator> Queue<I> {
    fn new(items: I, portion: usize, ahead: usize) -> Self {
        Self {
            state: Mutex::new(QueueState {
                items: Some(items),
                next: 0,
                taken: 0,
            }),
            moved: Condvar::new(),
            portion,
            ahead,
        }
    }

    /// The next items and the number of the first; waits while the work is too far ahead. `None` at the end.
    fn next(&self) -> Option<(usize, Vec<I::Item>)> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self
            .moved
            .wait_while(state, |state| {
                state.items.is_some() && state.next >= state.taken + self.ahead
            })
            .unwrap_or_else(PoisonError::into_inner);
        let items: Vec<I::Item> = state.items.as_mut()?.by_ref().take(self.portion).collect();
        if items.is_empty() {
            state.items = None;
            return None;
        }
        let start = state.next;
        state.next += items.len();
        Some((start, items))
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
