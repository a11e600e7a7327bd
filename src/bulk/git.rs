//! Real git, as the user has it set up, called so that it never asks and leaves alone what nobody asked for.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::names::{Origin, Repository};
use super::process::{self, Finished, Keep, Limits, Unfinished};

/// Of what git says when it fails, so many characters from the end are kept.
const LONGEST_MESSAGE: usize = 1500;

/// What tells git which repository it is in: set where iacfix runs inside of a hook, and then about another one.
const LOCAL_VARIABLES: [&str; 11] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// Neither background work nor work in submodules.
const CALM: [&str; 4] = [
    "gc.auto=0",
    "maintenance.auto=false",
    "submodule.recurse=false",
    "core.fsmonitor=false",
];

/// How a work tree of iacfix's own is kept: texts as the repository stores them, whatever line endings the user likes in a
/// checkout, so that a commit holds the fixes alone.
const AS_STORED: [&str; 3] = ["core.autocrlf=false", "core.eol=lf", "core.safecrlf=false"];

/// Git in one folder.
#[derive(Clone, Debug)]
pub struct Git<'l> {
    folder: PathBuf,
    limits: &'l Limits,
    texts: Texts,
    secret: Option<Secret>,
    network: Option<String>,
    ceiling: Option<PathBuf>,
}

/// The credentials of a URL: git is told them in its environment, and stores the URL without them.
#[derive(Clone, Debug)]
struct Secret {
    credentials: String,
    url: String,
    shown: String,
}

/// Which line endings a work tree has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// Those that the user's settings ask for.
    AsConfigured,
    /// Those of the repository, but for what its attributes say.
    AsStored,
}

/// Which hooks run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hooks {
    /// Those that the user has set up.
    AsConfigured,
    /// None.
    None,
}

/// Git did not do what it was asked to.
#[derive(Debug)]
pub enum GitError {
    /// It said no; for people.
    Said(String),
    /// The campaign is to end.
    Stopped,
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GitError::Said(message) => f.write_str(message),
            GitError::Stopped => f.write_str("interrupted"),
        }
    }
}

impl<'l> Git<'l> {
    /// Git in a folder of the user's.
    pub fn new(folder: &Path, limits: &'l Limits) -> Self {
        Self {
            folder: folder.to_owned(),
            limits,
            texts: Texts::AsConfigured,
            secret: None,
            network: None,
            ceiling: None,
        }
    }

    /// The same, in a folder that is no repository: one around it has no say.
    pub fn apart(self) -> Self {
        Self {
            ceiling: self.folder.parent().map(Path::to_owned),
            ..self
        }
    }

    /// The same, making a work tree of iacfix's own.
    pub fn as_stored(&self) -> Self {
        self.in_scratch(&self.folder)
    }

    /// The same, in a work tree of iacfix's own.
    pub fn in_scratch(&self, folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            texts: Texts::AsStored,
            ..self.clone()
        }
    }

    /// The same, about a repository whose URL holds credentials: git uses them where it is given the URL without.
    pub fn hiding(self, repository: &Repository) -> Self {
        let secret = match &repository.origin {
            Origin::Url(url) => repository.credentials().map(|credentials| Secret {
                credentials: credentials.to_owned(),
                url: url.clone(),
                shown: repository.shown(),
            }),
            Origin::Path(_) => None,
        };
        Self { secret, ..self }
    }

    /// The same, ready to speak with another machine: ssh, however it is set up, may not ask either.
    pub fn for_network(&self) -> Self {
        let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let configured = || {
            let asked = self.ask(["config", "--get", "core.sshCommand"]).ok()?;
            asked.filter(|command| !command.is_empty())
        };
        let command = variable("GIT_SSH_COMMAND")
            .or_else(configured)
            .or_else(|| variable("GIT_SSH").map(|program| quoted(&program)))
            .unwrap_or_else(|| "ssh".to_owned());
        // Another program than OpenSSH's would not know the option.
        let program = command.split_whitespace().next().unwrap_or_default();
        let program = program.trim_matches(['\'', '"']);
        let is_ssh = Path::new(program)
            .file_stem()
            .is_some_and(|stem| stem == "ssh");
        Self {
            network: is_ssh.then(|| format!("{command} -o BatchMode=yes")),
            ..self.clone()
        }
    }

    /// Runs git; its answer without the line's end.
    ///
    /// # Errors
    /// [`GitError`] where it does not exit with 0.
    pub fn run<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
    ) -> Result<String, GitError> {
        let finished = self.call(arguments, Hooks::AsConfigured, b"")?;
        Ok(text(&finished.stdout))
    }

    /// As [`Git::run`], with the user's hooks or without.
    ///
    /// # Errors
    /// As for [`Git::run`].
    pub fn run_with<S: AsRef<OsStr>>(
        &self,
        hooks: Hooks,
        arguments: impl IntoIterator<Item = S>,
        input: &[u8],
    ) -> Result<Vec<u8>, GitError> {
        Ok(self.call(arguments, hooks, input)?.stdout)
    }

    /// Asks git something; `None` where it exits with another code than 0, which stands for no.
    ///
    /// # Errors
    /// [`GitError`] where it does not end by itself.
    pub fn ask<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
    ) -> Result<Option<String>, GitError> {
        let finished = self.finish(self.command(arguments, Hooks::None), b"")?;
        Ok(finished.status.success().then(|| text(&finished.stdout)))
    }

    fn call<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        hooks: Hooks,
        input: &[u8],
    ) -> Result<Finished, GitError> {
        let arguments: Vec<OsString> = arguments
            .into_iter()
            .map(|argument| argument.as_ref().to_owned())
            .collect();
        let finished = self.finish(self.command(&arguments, hooks), input)?;
        if finished.status.success() {
            return Ok(finished);
        }
        let verb = arguments.first().cloned().unwrap_or_default();
        let said = text(&finished.stderr);
        let said = match said.is_empty() {
            true => text(&finished.stdout),
            false => said,
        };
        let said = match said.is_empty() {
            true => format!("failed with {}", finished.status),
            false => said,
        };
        Err(self.said(&format!("git {}: {said}", verb.to_string_lossy())))
    }

    fn finish(&self, command: Command, input: &[u8]) -> Result<Finished, GitError> {
        let verb = command.get_args().last().unwrap_or_default().to_owned();
        process::run(command, input, Keep::All, self.limits).map_err(
            |unfinished| match unfinished {
                Unfinished::Stopped => GitError::Stopped,
                other => self.said(&format!("git … {}: {other}", verb.to_string_lossy())),
            },
        )
    }

    fn said(&self, message: &str) -> GitError {
        GitError::Said(shortened(
            &in_one_line(&self.hide(message)),
            LONGEST_MESSAGE,
        ))
    }

    /// `text` without the secret, nor its second half.
    pub fn hide(&self, text: &str) -> String {
        let Some(secret) = &self.secret else {
            return text.to_owned();
        };
        let mut text = text.replace(&secret.credentials, "***");
        if let Some((_, password)) = secret.credentials.split_once(':')
            && !password.is_empty()
        {
            text = text.replace(password, "***");
        }
        text
    }

    fn command<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        hooks: Hooks,
    ) -> Command {
        let mut command = Command::new("git");
        for setting in CALM {
            command.args(["-c", setting]);
        }
        if self.texts == Texts::AsStored {
            for setting in AS_STORED {
                command.args(["-c", setting]);
            }
        }
        if hooks == Hooks::None {
            command.args(["-c", "core.hooksPath=/dev/null"]);
        }
        command.args(arguments).current_dir(&self.folder);
        never_asking(&mut command);
        command
            // What is large stays a pointer.
            .env("GIT_LFS_SKIP_SMUDGE", "1")
            // Looking at a repository writes nothing.
            .env("GIT_OPTIONAL_LOCKS", "0");
        if let Some(ssh) = &self.network {
            command.env("GIT_SSH_COMMAND", ssh);
        }
        if let Some(ceiling) = &self.ceiling {
            command.env("GIT_CEILING_DIRECTORIES", ceiling);
        }
        if let Some(secret) = &self.secret {
            let count = env::var("GIT_CONFIG_COUNT").ok();
            let count: usize = count.and_then(|count| count.parse().ok()).unwrap_or(0);
            command
                .env("GIT_CONFIG_COUNT", (count + 1).to_string())
                .env(
                    format!("GIT_CONFIG_KEY_{count}"),
                    format!("url.{}.insteadOf", secret.url),
                )
                .env(format!("GIT_CONFIG_VALUE_{count}"), &secret.shown);
        }
        command
    }
}

/// Makes a program, and git where that starts it, fail where it would ask; and forget the repository around iacfix.
pub fn never_asking(command: &mut Command) {
    for variable in LOCAL_VARIABLES {
        command.env_remove(variable);
    }
    command
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_EDITOR", ":")
        .env("GCM_INTERACTIVE", "never")
        .env("SSH_ASKPASS_REQUIRE", "never");
    // A program that was named for this run knows what to answer; one of the desktop would open a window.
    if env::var_os("GIT_ASKPASS").is_none() {
        command.env("GIT_ASKPASS", "");
    }
}

fn in_one_line(message: &str) -> String {
    let lines = message.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("; ")
}

/// The end of `text`, which says what went wrong, in at most so many characters.
pub fn shortened(text: &str, most: usize) -> String {
    let text = text.trim();
    let more = text.chars().count().saturating_sub(most);
    match text.char_indices().nth(more) {
        Some((start, _)) if more > 0 => format!("…{}", &text[start..]),
        _ => text.to_owned(),
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes)
        .trim_end_matches(['\n', '\r'])
        .to_owned()
}

fn quoted(program: &str) -> String {
    format!("'{}'", program.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::process::Stop;
    use std::time::Duration;

    #[test]
    fn a_secret_is_never_said() {
        let limits = Limits {
            stop: Stop::default(),
            timeout: Duration::from_secs(60),
        };
        let repository = Repository::parse("https://me:s3cret@host/a.git", Path::new("/"));
        let git = Git::new(Path::new("."), &limits).hiding(&repository);
        let said = git.said("fatal: unable to access 'https://me:s3cret@host/': s3cret is wrong");
        assert_eq!(
            said.to_string(),
            "fatal: unable to access 'https://***@host/': *** is wrong"
        );
    }

    #[test]
    fn the_end_of_a_long_message_is_kept() {
        assert_eq!(shortened(" ab\n", 5), "ab");
        assert_eq!(shortened("äbcdef", 3), "…def");
    }
}
