//! The commands of the user's that judge a repository and ask for a pull request, run through the shell.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::git::{never_asking, shortened};
use super::process::{self, Keep, Limits, Unfinished};
use super::report::Trial;

/// Of what a command prints, so many bytes from the end are kept while it runs.
const KEPT_BYTES: usize = 64 * 1024;

/// Of that, so many characters are shown where it failed.
const SHOWN: usize = 2000;

/// Runs `command` in `folder`; whether it exits with 0, and what it printed where it does not. One that takes too long has
/// not passed.
///
/// # Errors
/// [`Unfinished`] where the campaign is to end or there is no shell.
pub fn verify(
    command: &str,
    folder: &Path,
    name: &str,
    limits: &Limits,
) -> Result<Trial, Unfinished> {
    let start = Instant::now();
    let mut shell = shell(command, folder);
    shell.env("IACFIX_REPOSITORY", name);
    let trial = |passed: bool, output: String| Trial {
        passed,
        output,
        seconds: start.elapsed().as_secs_f64(),
    };
    match process::run(shell, b"", Keep::Tail(KEPT_BYTES), limits) {
        Ok(finished) if finished.status.success() => Ok(trial(true, String::new())),
        Ok(finished) => {
            let printed = String::from_utf8_lossy(&finished.stdout).into_owned();
            let output = format!("{printed}\n{}", finished.status);
            Ok(trial(false, shortened(&output, SHOWN)))
        }
        Err(Unfinished::TimedOut(limit)) => {
            let output = format!("the command {}", Unfinished::TimedOut(limit));
            Ok(trial(false, output))
        }
        Err(unfinished) => Err(unfinished),
    }
}

/// What a pull-request command is told, in variables of its environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `IACFIX_TITLE` and so on, with their values.
    pub variables: Vec<(&'static str, String)>,
}

/// Runs the pull-request command. Answers what it printed.
///
/// # Errors
/// `Ok(Err(…))` says why it failed, for people; [`Unfinished`] that the campaign is to end.
pub fn request(
    command: &str,
    folder: &Path,
    request: &Request,
    limits: &Limits,
) -> Result<Result<String, String>, Unfinished> {
    let mut shell = shell(command, folder);
    for (name, value) in &request.variables {
        // No value can hold one, and none should.
        shell.env(name, value.replace('\0', ""));
    }
    match process::run(shell, b"", Keep::Tail(KEPT_BYTES), limits) {
        Ok(finished) => {
            let printed = String::from_utf8_lossy(&finished.stdout).into_owned();
            Ok(match finished.status.success() {
                true => Ok(printed),
                false => Err(shortened(&format!("{printed}\n{}", finished.status), SHOWN)),
            })
        }
        Err(Unfinished::Stopped) => Err(Unfinished::Stopped),
        Err(unfinished) => Ok(Err(unfinished.to_string())),
    }
}

/// The last URL in what a command printed.
pub fn last_url(printed: &str) -> Option<String> {
    let mut words = printed.split_whitespace().rev();
    let is_url = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    words.find(is_url).map(str::to_owned)
}

fn shell(command: &str, folder: &Path) -> Command {
    let (program, flag) = match cfg!(windows) {
        true => ("cmd", "/C"),
        false => ("sh", "-c"),
    };
    let mut shell = Command::new(program);
    shell.args([flag, command]).current_dir(folder);
    never_asking(&mut shell);
    shell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_url_is_the_answer() {
        let printed =
            "Creating pull request for iacfix into main in a/b\n\nhttps://host/a/b/pull/1\n";
        assert_eq!(
            last_url(printed).as_deref(),
            Some("https://host/a/b/pull/1")
        );
        assert_eq!(last_url("done"), None);
    }
}
