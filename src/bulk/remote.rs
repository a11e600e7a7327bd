//! What another repository holds: its default branch, and whether the campaign's branch is there. Asks; changes nothing.

use super::git::{Git, GitError};

/// What a remote holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remote {
    /// The branch that its HEAD stands for, where it says so.
    pub default_branch: Option<String>,
    /// The commit of its HEAD; `None` for an empty one.
    pub head: Option<String>,
    /// The commit of the branch that was asked for, where it has one.
    pub branch: Option<String>,
}

/// Asks the remote, which is a name or a URL.
///
/// # Errors
/// What git says.
pub fn ask(git: &Git<'_>, remote: &str, branch: Option<&str>) -> Result<Remote, GitError> {
    let reference = branch.map(reference);
    let mut arguments = vec!["ls-remote", "--symref", "--", remote, "HEAD"];
    arguments.extend(reference.as_deref());
    let answer = git.for_network().run(arguments)?;
    Ok(parse(&answer, reference.as_deref()))
}

/// The full name of a branch.
pub fn reference(branch: &str) -> String {
    format!("refs/heads/{branch}")
}

/// The remote that a branch is pushed to, as git would choose it. `None` where there is none, or several and no choice.
///
/// # Errors
/// What git says.
pub fn chosen(git: &Git<'_>, base: Option<&str>) -> Result<Option<String>, GitError> {
    let mut keys = vec!["remote.pushDefault".to_owned()];
    if let Some(base) = base {
        keys.insert(0, format!("branch.{base}.pushRemote"));
        keys.push(format!("branch.{base}.remote"));
    }
    for key in keys {
        let set = git.ask(["config", "--get", &key])?;
        // A branch may follow another one of the same repository.
        if let Some(remote) = set.filter(|remote| !remote.is_empty() && remote != ".") {
            return Ok(Some(remote));
        }
    }
    let remotes = git.run(["remote"])?;
    let remotes: Vec<&str> = remotes.lines().collect();
    Ok(match remotes.as_slice() {
        remotes if remotes.contains(&"origin") => Some("origin".to_owned()),
        [only] => Some((*only).to_owned()),
        _ => None,
    })
}

fn parse(answer: &str, reference: Option<&str>) -> Remote {
    let mut remote = Remote::default();
    for line in answer.lines() {
        let Some((what, name)) = line.split_once('\t') else {
            continue;
        };
        match what.strip_prefix("ref: refs/heads/") {
            Some(branch) if name == "HEAD" => remote.default_branch = Some(branch.to_owned()),
            None if name == "HEAD" => remote.head = Some(what.to_owned()),
            None if Some(name) == reference => remote.branch = Some(what.to_owned()),
            _ => {}
        }
    }
    remote
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_remote_says_is_read() {
        let answer = "ref: refs/heads/trunk\tHEAD\naa\tHEAD\nbb\trefs/heads/fix\ncc\trefs/heads/x/fix\naa\trefs/remotes/o/HEAD";
        assert_eq!(
            parse(answer, Some("refs/heads/fix")),
            Remote {
                default_branch: Some("trunk".to_owned()),
                head: Some("aa".to_owned()),
                branch: Some("bb".to_owned()),
            }
        );
        assert_eq!(parse("", Some("refs/heads/fix")), Remote::default());
    }
}
