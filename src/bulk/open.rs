//! Looking at a repository before anything is done: what fixes would be made on, and whether they may be. Changes nothing.

use std::fs;
use std::path::{Path, PathBuf};

use super::git::{Git, GitError};
use super::names::{Origin, Repository};
use super::process::Limits;
use super::remote::{self, Remote, reference};
use super::report::{Base, BranchOrigin, Reach};
use super::settings::{Dirty, OnExisting, Settings};
use super::tree::{self, Scratch, local_git};
use super::trouble::Trouble;

/// What git leaves in the middle of something, and what that is.
const UNDER_WAY: [(&str, &str); 6] = [
    ("rebase-merge", "a rebase"),
    ("rebase-apply", "a rebase"),
    ("MERGE_HEAD", "a merge"),
    ("CHERRY_PICK_HEAD", "a cherry-pick"),
    ("REVERT_HEAD", "a revert"),
    ("BISECT_LOG", "a bisection"),
];

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
            let git = Git::new(work, limits).apart().hiding(repository);
            open_remote(&repository.shown(), settings, git)
        }
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
            Home::Local => tree::add_work_tree(&self.git, folder, &self.base.commit),
            Home::Remote { url } => {
                tree::remove(None, folder);
                let from = match self.branch {
                    BranchOrigin::Updated => branch,
                    BranchOrigin::New => self.base.branch.as_deref(),
                };
                let scratch = tree::clone(&self.git, url, from, folder)?;
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
