//! What `--changed` and `--staged` limit a run to: the files and lines that git says were changed. Changes no repository.

mod git;
mod index;
mod patch;

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::Disk;
use super::exit::Exit;
use crate::engine::{ChangedLines, Scope};
use crate::project::Files;
use crate::source::Source;
use crate::syntax::Grammar;
use crate::walk;
use crate::workspace::disk::Overlay;
use git::Repository;
use patch::{Lines, changed_files};

pub use index::Index;

/// What counts as changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// What the work tree has and the last commit has not.
    LastCommit,
    /// What the work tree has and the commit where the branch left this reference has not.
    ForkFrom(String),
    /// What the index has and the last commit has not.
    Staged,
}

/// What was changed.
#[derive(Debug)]
pub struct Changes {
    since: Since,
    /// By the path from the root of the file system.
    files: HashMap<PathBuf, Lines>,
    names: Arc<HashSet<PathBuf>>,
    index: Option<Arc<Index>>,
}

/// Why it cannot be told what was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangesError {
    /// How the run ends.
    pub exit: Exit,
    /// What is wrong and what to do.
    pub message: String,
}

impl ChangesError {
    fn failure(message: String) -> Self {
        Self {
            exit: Exit::Failure,
            message,
        }
    }
}

impl Changes {
    /// Asks git. `paths` are those that are to be checked, all of which have to be in the repository.
    ///
    /// # Errors
    /// [`ChangesError`] where there is no repository, or it cannot say.
    pub fn since(since: Since, paths: &[PathBuf], disk: &Disk) -> Result<Self, ChangesError> {
        let asked = match &since {
            Since::Staged => "--staged",
            Since::LastCommit | Since::ForkFrom(_) => "--changed",
        };
        let repository = Repository::find(asked)?;
        for path in paths {
            if !real(path, disk).starts_with(&repository.root) {
                return Err(ChangesError::failure(format!(
                    "{}: not in the repository {}, of which {asked} speaks",
                    path.display(),
                    repository.root.display()
                )));
            }
        }
        let (base, index) = match &since {
            Since::Staged => {
                let index = Index::read(&repository)?;
                (repository.head()?, Some(Arc::new(index)))
            }
            Since::LastCommit => (repository.head()?, None),
            Since::ForkFrom(reference) => (repository.fork_point(reference)?, None),
        };
        let untracked = match since {
            Since::Staged => None,
            _ => Some(git::start(&untracked(paths, disk, &repository))?),
        };
        let patch = git::ask(&difference(&base, &since))?;
        let mut files: HashMap<PathBuf, Lines> = changed_files(&patch)
            .into_iter()
            .map(|file| (repository.root.join(file.path), file.lines))
            .collect();
        if let Some(untracked) = untracked {
            let names = git::answer(untracked)?;
            let names = names.split(|&byte| byte == 0).map(git::path_of);
            let known = names.filter(|name| Grammar::of(name).is_some());
            files.extend(known.map(|name| (repository.root.join(name), Lines::All)));
        }
        Ok(Self {
            since,
            names: Arc::new(files.keys().cloned().collect()),
            files,
            index,
        })
    }

    /// `disk`, on which files are seen as they are to be checked.
    pub fn seen(&self, disk: Disk) -> Disk {
        match &self.index {
            Some(index) => disk.under(Arc::clone(index) as Arc<dyn Overlay>),
            None => disk,
        }
    }

    /// What the check of a file is limited to.
    pub fn scope(&self, source: &Source, disk: &Disk) -> Scope {
        let text = source.text();
        let lines = match self.files.get(&real(source.path(), disk)) {
            Some(Lines::All) => ChangedLines::all(text),
            Some(Lines::Some(numbers)) => ChangedLines::of(text, numbers),
            None => ChangedLines::of(text, &[]),
        };
        Scope::new(lines, Arc::clone(&self.names))
    }

    /// The changed files below `paths` and the folders that lead to them, as a walk of `paths` names them: nothing else
    /// need be looked at.
    pub fn on_the_way(&self, paths: &[PathBuf], disk: &Disk) -> HashSet<PathBuf> {
        let mut names = HashSet::new();
        for path in paths {
            let folder = real(path, disk);
            for below in self
                .files
                .keys()
                .filter_map(|file| file.strip_prefix(&folder).ok())
            {
                let parts = below
                    .ancestors()
                    .take_while(|part| !part.as_os_str().is_empty());
                names.extend(parts.map(|part| path.join(part)));
            }
        }
        names
    }

    /// Leaves of what a walk of `paths` found only what was changed, and adds what is staged and no longer on the disk,
    /// where nothing excludes it.
    pub fn limit(
        &self,
        found: &mut walk::Found,
        paths: &[PathBuf],
        disk: &Disk,
        excludes: impl Fn(&Path) -> bool,
    ) {
        found
            .files
            .retain(|file| self.files.contains_key(&real(file, disk)));
        let Some(index) = &self.index else { return };
        let is_file = |file: &Path| fs::symlink_metadata(file).is_ok_and(|it| it.is_file());
        let gone = self
            .files
            .keys()
            .filter(|file| index.differs(file) && !is_file(file));
        for file in gone {
            let way = paths.iter().find_map(|path| {
                let below = file.strip_prefix(real(path, disk)).ok()?;
                match below.as_os_str().is_empty() {
                    true => Some(path.clone()),
                    false => Some(path.join(below)).filter(|path| !excludes(path)),
                }
            });
            let Some(way) = way else { continue };
            let way = walk::tidy(&way);
            found.errors.retain(|error| error.path != way);
            found.files.push(way);
        }
        found.files.sort();
    }

    /// Why the file at `path` cannot be written although its staged text could be repaired; `None` where it can.
    pub fn refusal(&self, path: &Path, disk: &Disk) -> Option<&'static str> {
        let index = self.index.as_ref()?;
        index.differs(&real(path, disk)).then_some(
            "not written: it has changes that are not staged, which the repair of what is staged would be mixed with; \
             stage them (git add) or put them away (git stash --keep-index) and run again, or repair what is staged \
             alone: iacfix --staged --diff | git apply --cached",
        )
    }

    /// What is to be said, and done, about `files` that were repaired on the disk; `None` where that is all.
    pub fn unstaged(&self, files: usize) -> Option<&'static str> {
        (self.since == Since::Staged && files > 0).then_some(
            "the repairs are in the work tree and not staged: look at them (git diff) and stage them (git add)\n",
        )
    }

    /// What is said where nothing is to be checked.
    pub fn nothing(&self) -> String {
        let what = match &self.since {
            Since::LastCommit => "was changed since the last commit".to_owned(),
            Since::ForkFrom(reference) => format!("was changed since {reference}"),
            Since::Staged => "is staged".to_owned(),
        };
        format!("nothing to check: no line of a file that is read {what}\n")
    }
}

/// The path from the root, without links; of what is not there, its name.
fn real(path: &Path, disk: &Disk) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| {
        let absolute = disk.absolute(path);
        let folder = absolute
            .parent()
            .and_then(|folder| fs::canonicalize(folder).ok());
        match (folder, absolute.file_name()) {
            (Some(folder), Some(name)) => folder.join(name),
            _ => absolute,
        }
    })
}

/// What to ask git for: the lines that are not as in `base`, of all kinds of files that are read.
fn difference(base: &OsStr, since: &Since) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = [
        "diff-index",
        "--patch",
        "--unified=0",
        "--inter-hunk-context=0",
        "--find-renames",
        "--text",
        "--no-color",
        "--no-relative",
        "--no-ext-diff",
        "--no-textconv",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        "--ignore-submodules=all",
    ]
    .map(OsString::from)
    .to_vec();
    if *since == Since::Staged {
        arguments.push("--cached".into());
    }
    arguments.push(base.to_owned());
    arguments.push("--".into());
    // Not only those below some folder: a file may have been moved into it.
    arguments.extend(Grammar::EXTENSIONS.map(|kind| format!(":(top,glob)**/*.{kind}").into()));
    arguments
}

/// What to ask git for: the files below `paths` that it does not know and does not ignore.
fn untracked(paths: &[PathBuf], disk: &Disk, repository: &Repository) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = [
        "ls-files",
        "--others",
        "--exclude-standard",
        "--full-name",
        "-z",
        "--",
    ]
    .map(OsString::from)
    .to_vec();
    // Each is looked for in turn; of many, looking everywhere is faster.
    let few = 32;
    for path in paths.iter().take(few) {
        let real = real(path, disk);
        let below = real.strip_prefix(&repository.root).unwrap_or(Path::new(""));
        let mut pathspec = OsString::from(":(top,literal)");
        pathspec.push(below);
        arguments.push(pathspec);
    }
    if paths.len() > few {
        arguments.truncate(arguments.len() - few);
        arguments.push(":(top)".into());
    }
    arguments
}
