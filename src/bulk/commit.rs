//! From steps to commits, in a work tree at the base.

use std::path::{Path, PathBuf};

use super::git::Hooks;
use super::report::CommitReport;
use super::steps::{Bench, Fixed};
use super::tree::Scratch;
use super::trouble::{Obstacle, Trouble};
use super::words;

/// Makes all fixes once more, in a work tree at the base, so that git sees the files that they create.
///
/// # Errors
/// [`Obstacle`] where a file cannot be written, or git says no.
pub fn replay_all(bench: &Bench, scratch: &Scratch<'_>, fixed: &Fixed) -> Result<(), Obstacle> {
    for step in &fixed.steps {
        bench.replay(step).map_err(Trouble::Failed)?;
    }
    let created = fixed
        .originals
        .iter()
        .filter(|(_, original)| original.is_none());
    let created: Vec<&PathBuf> = created.map(|(name, _)| name).collect();
    if created.is_empty() {
        return Ok(());
    }
    stage(scratch, created, &["--intent-to-add"])
}

/// Adds files to the index.
fn stage<'n>(
    scratch: &Scratch<'_>,
    names: impl IntoIterator<Item = &'n PathBuf>,
    how: &[&str],
) -> Result<(), Obstacle> {
    let mut list = Vec::new();
    for name in names {
        list.extend(bytes_of(name));
        list.push(0);
    }
    let add = ["add", "--pathspec-from-file=-", "--pathspec-file-nul"];
    let arguments = ["--literal-pathspecs"].iter().chain(&add).chain(how);
    scratch
        .git
        .run_with(Hooks::AsConfigured, arguments, &list)?;
    Ok(())
}

/// Makes a commit for each step, with the user's hooks and signature. Steps that change nothing of what git stores have none.
///
/// # Errors
/// [`Obstacle`] where a file cannot be written, or git or a hook says no.
pub fn commit_all(
    bench: &Bench,
    scratch: &Scratch<'_>,
    fixed: &Fixed,
) -> Result<Vec<CommitReport>, Obstacle> {
    let git = &scratch.git;
    let mut commits = Vec::new();
    for step in &fixed.steps {
        bench.replay(step).map_err(Trouble::Failed)?;
        stage(scratch, step.texts.keys(), &[])?;
        if git
            .ask(["diff", "--cached", "--quiet", "--no-ext-diff"])?
            .is_some()
        {
            continue;
        }
        let message = words::message(step);
        let commit = ["commit", "--quiet", "--cleanup=whitespace", "--file=-"];
        git.run_with(Hooks::AsConfigured, commit, message.as_bytes())?;
        commits.push(CommitReport {
            id: git.run(["rev-parse", "HEAD"])?,
            codemod: step.codemod.to_owned(),
            findings: step.count(),
            subject: words::subject(step),
        });
    }
    Ok(commits)
}

/// A name of a repository's file as git has it.
#[cfg(unix)]
fn bytes_of(name: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(name.as_os_str()).to_owned()
}

#[cfg(not(unix))]
fn bytes_of(name: &Path) -> Vec<u8> {
    super::steps::shown(name).into_bytes()
}
