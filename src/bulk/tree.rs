//! A work tree of iacfix's own for each repository: the user's checkout, index and current branch are never touched.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::git::{Git, GitError, Hooks};
use super::names::{Origin, Repository};
use super::process::Limits;
use super::remote::{self, Remote, reference};
use super::report::{Base, BranchOrigin, Reach};
use super::settings::{Dirty, OnExisting, Settings};

/// What git leaves in the middle of something, and what that is.
const UNDER_WAY: [(&str, &str); 6] = [
    ("rebase-merge", "a rebase"),
    ("rebase-apply", "a rebase"),
    ("MERGE_HEAD", "a merge"),
    ("CHERRY_PICK_HEAD", "a cherry-pick"),
    ("REVERT_HEAD", "a revert"),
    ("BISECT_LOG", "a bisection"),
];

/// Why the work on a repository ends early.
#[derive(Debug)]
pub enum Trouble {
    /// Something went wrong.
    Failed(String),
    /// There is uncommitted work, or no repository.
    Refused(String),
    /// There is nothing to do.
    Skipped(String),
    /// The campaign is to end.
    Stopped,
}

impl From<GitError> for Trouble {
    fn from(error: GitError) -> Self {
        match error {
            GitError::Said(message) => Trouble::Failed(message),
            GitError::Stopped => Trouble::Stopped,
        }
    }
}

/// A repository that may be worked on.
#[derive(Debug)]
pub struct Opened<'l> {
    /// Git in the repository, or for one with a URL in the work folder.
    git: Git<'l>,
    home: Home,
    /// What the fixes are made on.
    pub base: Base,
    /// Whether the branch was there before.
    pub branch: BranchOrigin,
    /// What the branch holds in the repository, or in the clone.
    pub old_tip: Option<String>,
}

#[derive(Debug)]
enum Home {
    /// On this machine.
    Local,
    /// Somewhere else.
    Remote { url: String },
}

/// A work tree of iacfix's own.
#[derive(Debug)]
pub struct Scratch<'l> {
    /// Git in it.
    pub git: Git<'l>,
    /// Its folder.
    pub folder: PathBuf,
}

/// Looks at a repository without changing anything: what fixes would be made on, and whether they may be.
///
/// # Errors
/// [`Trouble`] where they may not.
pub fn open<'l>(
    repository: &Repository,
    settings: &Settings,
    limits: &'l Limits,
    work: &Path,
) -> Result<Opened<'l>, Trouble> {
    match &repository.origin {
        Origin::Path(path) => open_local(path, settings, &local_git(path, limits)?),
        Origin::Url(_) => {
            let git = Git::new(work, limits).hiding(repository);
            open_remote(&repository.shown(), settings, git)
        }
    }
}

fn local_git<'l>(path: &Path, limits: &'l Limits) -> Result<Git<'l>, Trouble> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(Git::new(path, limits)),
        Ok(_) => Err(Trouble::Failed("is not a folder".to_owned())),
        Err(error) => Err(Trouble::Failed(format!("cannot be opened: {error}"))),
    }
}

fn open_local<'l>(path: &Path, settings: &Settings, git: &Git<'l>) -> Result<Opened<'l>, Trouble> {
    // Looked for without git's help: which languages git speaks its errors in depends on the machine.
    if git.ask(["rev-parse", "--git-dir"])?.is_none() {
        let is_there = |folder: &Path| folder.join(".git").exists() || folder.join("HEAD").exists();
        return Err(match path.ancestors().any(is_there) {
            // It says why it does not want to use it: perhaps it belongs to someone else.
            true => match git.run(["rev-parse", "--git-dir"]) {
                Err(error) => error.into(),
                Ok(_) => Trouble::Failed("git changed its mind about this folder".to_owned()),
            },
            false => Trouble::Refused("is not a git repository; run git init first".to_owned()),
        });
    }
    let is_bare = git.run(["rev-parse", "--is-bare-repository"])? == "true";
    if !is_bare {
        let top = PathBuf::from(git.run(["rev-parse", "--show-toplevel"])?);
        if fs::canonicalize(&top).ok() != fs::canonicalize(path).ok() {
            let top = top.display();
            return Err(Trouble::Refused(format!(
                "is a folder of the repository {top}; name that one"
            )));
        }
    }
    let Some(head) = git.ask(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])? else {
        return Err(Trouble::Skipped("has no commits yet".to_owned()));
    };
    if !is_bare {
        refuse_unfinished(path, settings, git)?;
    }
    let current = git.ask(["symbolic-ref", "--quiet", "--short", "HEAD"])?;
    let remote = match settings.reach {
        Reach::Push => Some(remote::chosen(git, current.as_deref())?.ok_or_else(|| {
            Trouble::Failed(
                "has no remote to push to; add one, or set remote.pushDefault".to_owned(),
            )
        })?),
        Reach::DryRun | Reach::Commit => None,
    };
    let branch = match current {
        Some(branch) => Some(branch),
        None => default_of_remote(git)?,
    };
    let mut opened = Opened {
        git: git.clone(),
        home: Home::Local,
        base: Base {
            branch,
            commit: head,
        },
        branch: BranchOrigin::New,
        old_tip: None,
    };
    let (Some(name), true) = (&settings.branch, settings.reach > Reach::DryRun) else {
        return Ok(opened);
    };
    let full = reference(name);
    let here = git.ask([
        "rev-parse",
        "--verify",
        "--quiet",
        &format!("{full}^{{commit}}"),
    ])?;
    let there = match &remote {
        Some(remote) => remote::ask(git, remote, Some(name))?.branch,
        None => None,
    };
    let Some(tip) = here.clone().or(there) else {
        return Ok(opened);
    };
    go_on_with_existing(name, settings)?;
    match (&here, &remote) {
        (Some(_), _) => refuse_checked_out(git, &full)?,
        (None, Some(remote)) => {
            git.for_network().run([
                "fetch",
                "--quiet",
                "--no-tags",
                "--no-recurse-submodules",
                remote,
                &full,
            ])?;
        }
        (None, None) => {}
    }
    opened.old_tip = here;
    opened.base.commit = tip;
    opened.branch = BranchOrigin::Updated;
    Ok(opened)
}

/// Refuses a checkout with uncommitted work, or in the middle of something.
fn refuse_unfinished(path: &Path, settings: &Settings, git: &Git<'_>) -> Result<(), Trouble> {
    for (file, what) in UNDER_WAY {
        let place = git.run(["rev-parse", "--git-path", file])?;
        if path.join(place).exists() {
            return Err(Trouble::Refused(format!(
                "is in the middle of {what}; finish or abort it first"
            )));
        }
    }
    if settings.dirty == Dirty::Refuse {
        let status = git.run(["status", "--porcelain"])?;
        let count = status.lines().count();
        if count > 0 {
            return Err(Trouble::Refused(format!(
                "has uncommitted work ({count} {}); commit or stash it, or use --allow-dirty, which leaves it out",
                if count == 1 { "path" } else { "paths" }
            )));
        }
    }
    Ok(())
}

/// A branch that moves below a checkout would make that one look changed.
fn refuse_checked_out(git: &Git<'_>, full: &str) -> Result<(), Trouble> {
    let list = git.run(["worktree", "list", "--porcelain"])?;
    let mut folder = "";
    for line in list.lines() {
        if let Some(path) = line.strip_prefix("worktree ") {
            folder = path;
        }
        if line.strip_prefix("branch ") == Some(full) {
            return Err(Trouble::Refused(format!(
                "has its branch checked out in {folder}; check out another one there"
            )));
        }
    }
    Ok(())
}

fn default_of_remote(git: &Git<'_>) -> Result<Option<String>, GitError> {
    let short = [
        "symbolic-ref",
        "--quiet",
        "--short",
        "refs/remotes/origin/HEAD",
    ];
    let found = git.ask(short)?;
    Ok(found.and_then(|name| Some(name.strip_prefix("origin/")?.to_owned())))
}

fn go_on_with_existing(name: &str, settings: &Settings) -> Result<(), Trouble> {
    let message = format!("has the branch {name} already");
    match settings.on_existing {
        OnExisting::Update => Ok(()),
        OnExisting::Skip => Err(Trouble::Skipped(message)),
        OnExisting::Fail => Err(Trouble::Failed(format!(
            "{message}; --on-existing skip or update goes on"
        ))),
    }
}

fn open_remote<'l>(url: &str, settings: &Settings, git: Git<'l>) -> Result<Opened<'l>, Trouble> {
    let wanted = settings
        .branch
        .as_deref()
        .filter(|_| settings.reach > Reach::DryRun);
    let Remote {
        default_branch,
        head,
        branch,
    } = remote::ask(&git, url, wanted)?;
    let Some(head) = head else {
        return Err(Trouble::Skipped("has no commits yet".to_owned()));
    };
    if let (Some(_), Some(name)) = (&branch, wanted) {
        go_on_with_existing(name, settings)?;
    }
    Ok(Opened {
        git,
        home: Home::Remote {
            url: url.to_owned(),
        },
        branch: match branch {
            Some(_) => BranchOrigin::Updated,
            None => BranchOrigin::New,
        },
        base: Base {
            branch: default_branch,
            commit: branch.unwrap_or(head),
        },
        old_tip: None,
    })
}

impl<'l> Opened<'l> {
    /// A work tree at the base, in a folder that is emptied for it.
    ///
    /// # Errors
    /// [`Trouble`] where there can be none.
    pub fn check_out(
        &mut self,
        folder: &Path,
        branch: Option<&str>,
    ) -> Result<Scratch<'l>, Trouble> {
        match &self.home {
            Home::Local => add_work_tree(&self.git, folder, &self.base.commit),
            Home::Remote { url } => {
                remove(None, folder);
                let from = match self.branch {
                    BranchOrigin::Updated => branch,
                    BranchOrigin::New => self.base.branch.as_deref(),
                };
                let scratch = clone(&self.git, url, from, folder)?;
                // It may have moved since it was asked for.
                self.base.commit = scratch.git.run(["rev-parse", "HEAD"])?;
                if self.branch == BranchOrigin::Updated {
                    // A clone has a branch of the same name.
                    self.old_tip = Some(self.base.commit.clone());
                }
                Ok(scratch)
            }
        }
    }
}

/// The work tree of a repository whose commits are made: the clone that holds them, or a new one beside the user's.
/// `None` where they are gone, so that all is to be done once more.
///
/// # Errors
/// [`Trouble`] where it cannot be told.
pub fn reopen<'l>(
    repository: &Repository,
    limits: &'l Limits,
    work: &Path,
    folder: &Path,
    tip: &str,
    pushed_branch: Option<&str>,
) -> Result<Option<Scratch<'l>>, Trouble> {
    let commit = format!("{tip}^{{commit}}");
    match &repository.origin {
        Origin::Path(path) => {
            let git = local_git(path, limits)?;
            if git.ask(["cat-file", "-e", &commit])?.is_none() {
                return Ok(None);
            }
            add_work_tree(&git, folder, tip).map(Some)
        }
        Origin::Url(_) => {
            let git = Git::new(work, limits).hiding(repository);
            let scratch = Scratch {
                git: git.in_scratch(folder),
                folder: folder.to_owned(),
            };
            // Whatever surrounds the work folder may be a repository, too.
            if folder.join(".git").exists()
                && scratch.git.ask(["cat-file", "-e", &commit])?.is_some()
            {
                return Ok(Some(scratch));
            }
            match pushed_branch {
                None => Ok(None),
                Some(branch) => {
                    remove(None, folder);
                    clone(&git, &repository.shown(), Some(branch), folder).map(Some)
                }
            }
        }
    }
}

fn add_work_tree<'l>(git: &Git<'l>, folder: &Path, commit: &str) -> Result<Scratch<'l>, Trouble> {
    remove(Some(git), folder);
    // Forced, because one that was killed may have left its registration behind.
    let arguments = [
        "worktree", "add", "--force", "--force", "--quiet", "--detach",
    ]
    .map(OsStr::new);
    let arguments = arguments
        .into_iter()
        .chain([folder.as_os_str(), OsStr::new(commit)]);
    // From where the user is: the folder is not there yet.
    git.as_stored().run_with(Hooks::None, arguments, b"")?;
    Ok(Scratch {
        git: git.in_scratch(folder),
        folder: folder.to_owned(),
    })
}

fn clone<'l>(
    git: &Git<'l>,
    url: &str,
    branch: Option<&str>,
    folder: &Path,
) -> Result<Scratch<'l>, Trouble> {
    let mut arguments: Vec<&OsStr> = [
        "clone",
        "--quiet",
        "--depth=1",
        "--single-branch",
        "--no-tags",
        "--no-recurse-submodules",
        "--config=core.autocrlf=false",
        "--config=core.eol=lf",
    ]
    .map(OsStr::new)
    .to_vec();
    let branch = branch.map(|branch| format!("--branch={branch}"));
    arguments.extend(branch.as_deref().map(OsStr::new));
    arguments.extend([OsStr::new("--"), OsStr::new(url), folder.as_os_str()]);
    git.for_network()
        .as_stored()
        .run_with(Hooks::None, arguments, b"")?;
    let scratch = Scratch {
        git: git.in_scratch(folder),
        folder: folder.to_owned(),
    };
    // The branch that was cloned must not be the one that commits are made on.
    scratch
        .git
        .run_with(Hooks::None, ["checkout", "--quiet", "--detach"], b"")?;
    Ok(scratch)
}

/// Removes the work tree of a repository.
pub fn discard(repository: &Repository, limits: &Limits, folder: &Path) {
    match &repository.origin {
        Origin::Path(path) => remove(Some(&Git::new(path, limits)), folder),
        Origin::Url(_) => remove(None, folder),
    }
}

/// Removes a work tree, in whatever state it is, and what the repository knows of it.
fn remove(git: Option<&Git<'_>>, folder: &Path) {
    if let Some(git) = git
        && folder.exists()
    {
        // Twice, because one whose making was interrupted is locked.
        let arguments = ["worktree", "remove", "--force", "--force"].map(OsStr::new);
        let _ = git.ask(arguments.into_iter().chain([folder.as_os_str()]));
    }
    let _ = fs::remove_dir_all(folder);
}

impl Scratch<'_> {
    /// The files that git tracks, named from the root.
    ///
    /// # Errors
    /// What git says.
    pub fn tracked(&self) -> Result<HashSet<PathBuf>, GitError> {
        let names = self.git.run_with(Hooks::None, ["ls-files", "-z"], b"")?;
        let names = names.split(|&byte| byte == 0);
        Ok(names.filter(|name| !name.is_empty()).map(path_of).collect())
    }

    /// What differs from the commit `from` in the commit `to`, or else in the work tree, as a patch for the root of the
    /// repository. It speaks of texts as git stores them, which is what `git apply` compares with, and is made in the same
    /// way whatever the user has set.
    ///
    /// # Errors
    /// What git says.
    pub fn patch(&self, from: &str, to: Option<&str>) -> Result<Vec<u8>, GitError> {
        let arguments = [
            "diff",
            "--text",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-renames",
            "--unified=3",
            "--inter-hunk-context=0",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            "--ignore-submodules=all",
            from,
        ];
        let arguments = arguments.into_iter().chain(to);
        self.git.run_with(Hooks::None, arguments, b"")
    }

    /// Puts all tracked files back to a commit, and the index with them.
    ///
    /// # Errors
    /// What git says.
    pub fn reset(&self, commit: &str) -> Result<(), GitError> {
        self.git
            .run(["reset", "--quiet", "--hard", commit])
            .map(drop)
    }
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(<OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}
