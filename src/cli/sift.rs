//! Telling the files that may hold something from the many that do not, on all threads at once. Parses nothing.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::configs::Found;
use super::options::{NamedFiles, Verbosity};
use super::progress::Progress;
use super::report::Workshop;
use crate::engine::contained;
use crate::walk::{self, Exclude, Kind, Visited, WalkError};

/// How many files a thread counts before it says so.
const TELLING: usize = 64;

/// The files under some paths.
#[derive(Debug, Default)]
pub struct Sifted {
    /// How many of them hold nothing that a check would say something of.
    pub clean: usize,
    /// The others, and what could not be looked at, in order.
    pub left: Vec<Result<PathBuf, WalkError>>,
}

/// Sifts the files under `paths`. `None` where each of them has to be processed whatever it holds, where they have to be
/// found one after another, and where they are named.
pub fn sift(workshop: &Workshop<'_>, paths: &[PathBuf], progress: &mut Progress) -> Option<Sifted> {
    let options = workshop.options;
    let all = options.verbosity == Verbosity::Verbose || options.known.is_some();
    if all || workshop.changes.is_some() || !paths.iter().any(|path| path.is_dir()) {
        return None;
    }
    let exclude: Exclude = {
        let configs = Arc::clone(workshop.configs);
        // Of files that is asked where their configuration is at hand.
        Arc::new(move |path, kind| kind == Kind::Folder && configs.excludes(path, kind))
    };
    let sum = Mutex::new((Sifted::default(), progress));
    let visitor = || {
        let mut sieve = Sieve {
            workshop,
            config: None,
            sum: &sum,
            sifted: Sifted::default(),
        };
        move |file| sieve.take(file)
    };
    let Visited { named, errors } = walk::visit(paths, &exclude, options.threads(), visitor)?;
    let (mut sifted, _) = sum.into_inner().unwrap_or_else(PoisonError::into_inner);
    let heard = |file: &PathBuf| match options.named {
        NamedFiles::Always => true,
        NamedFiles::AsFound => !workshop.configs.excludes_named(file),
    };
    sifted.left.extend(named.into_iter().filter(heard).map(Ok));
    sifted.left.sort_by_cached_key(|left| match left {
        Ok(path) => walk::sort_key(path),
        Err(error) => walk::sort_key(&error.path),
    });
    let unknown = |error: &WalkError| error.problem == walk::Problem::UnknownKind;
    let errors = errors
        .into_iter()
        .filter(|error| options.named == NamedFiles::Always || !unknown(error));
    sifted.left.splice(..0, errors.map(Err));
    Some(sifted)
}

/// What one thread sifts.
struct Sieve<'s, 'w, 'p> {
    workshop: &'s Workshop<'w>,
    /// The configuration of the files in the folder that was met last: most come folder after folder.
    config: Option<(PathBuf, Found)>,
    sum: &'s Mutex<(Sifted, &'p mut Progress)>,
    /// What was not told yet.
    sifted: Sifted,
}

impl Sieve<'_, '_, '_> {
    fn take(&mut self, file: Result<PathBuf, WalkError>) {
        match file {
            Ok(path) => match contained(|| self.judge(&path)) {
                Ok(Judged::Excluded) => return,
                Ok(Judged::Clean) => self.sifted.clean += 1,
                // What goes wrong here goes wrong again where it can be told.
                Ok(Judged::Left) | Err(_) => self.sifted.left.push(Ok(path)),
            },
            Err(error) => self.sifted.left.push(Err(error)),
        }
        if self.sifted.clean + self.sifted.left.len() >= TELLING {
            self.tell();
        }
    }

    fn judge(&mut self, path: &Path) -> Judged {
        let Workshop { disk, project, .. } = self.workshop;
        let Ok(loaded) = self.config_of(path) else {
            return Judged::Left;
        };
        if loaded.excludes(path, Kind::File, disk) {
            return Judged::Excluded;
        }
        match disk.source(path) {
            Ok(source) if !loaded.checker().is_worth_checking(&source, project) => Judged::Clean,
            _ => Judged::Left,
        }
    }

    fn config_of(&mut self, path: &Path) -> Found {
        let folder = path.parent().unwrap_or(Path::new(""));
        match &self.config {
            Some((last, found)) if last.as_os_str() == folder.as_os_str() => found.clone(),
            _ => {
                let found = self.workshop.configs.of_file(path);
                self.config = Some((folder.to_owned(), found.clone()));
                found
            }
        }
    }

    fn tell(&mut self) {
        let told = std::mem::take(&mut self.sifted);
        let mut sum = self.sum.lock().unwrap_or_else(PoisonError::into_inner);
        let (sifted, progress) = &mut *sum;
        progress.advance_by(told.clean, || {});
        sifted.clean += told.clean;
        sifted.left.extend(told.left);
    }
}

impl Drop for Sieve<'_, '_, '_> {
    fn drop(&mut self) {
        self.tell();
    }
}

/// What is to become of a file.
enum Judged {
    /// Its configuration leaves it out.
    Excluded,
    Clean,
    Left,
}
