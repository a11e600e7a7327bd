//! From commits to a pull request: the branch, the push, the user's command. Each step is in the journal before the next
//! one begins; what may have been done twice is said so.

use std::ffi::OsStr;

use super::commands::{self, Request, last_url};
use super::names::{Origin, Repository};
use super::remote::{self, reference};
use super::report::{BranchOrigin, PullRequest, Reach, RepositoryReport};
use super::repository::Worker;
use super::state::{Draft, Event, Stage};
use super::tree::Scratch;
use super::trouble::{Obstacle, Trouble};
use super::words;

/// What git takes for a reference that is not there.
const NOTHING: &str = "0000000000000000000000000000000000000000";

impl Worker<'_> {
    /// Does what is left to do with the commits of a draft that came as far as `stage`.
    pub(super) fn publish(
        &self,
        repository: &Repository,
        stage: Stage,
        draft: &Draft,
        scratch: &Scratch<'_>,
        report: &mut RepositoryReport,
    ) -> Result<(), Obstacle> {
        let name = || repository.name.clone();
        let branch = self.settings.branch.as_deref().unwrap_or_default();
        if stage < Stage::Branched {
            put_on_branch(scratch, branch, draft)?;
            self.record(Event::Branched { repository: name() })?;
        }
        // Commands that ask git which branch this is get an answer.
        scratch
            .git
            .run(["symbolic-ref", "HEAD", &reference(branch)])?;
        if stage < Stage::Pushed && self.settings.reach >= Reach::Push {
            let to = self.push(repository, draft, scratch, branch)?;
            if let Some(branch) = &mut report.branch {
                branch.pushed_to = Some(to.clone());
            }
            self.record(Event::Pushed {
                repository: name(),
                to,
            })?;
        }
        if let (Some(command), true) = (&self.settings.pull_request, stage < Stage::Requested) {
            if stage < Stage::Requesting {
                self.record(Event::Requesting { repository: name() })?;
            }
            let again = stage == Stage::Requesting;
            let request = self.request(repository, draft, scratch, again)?;
            let printed = commands::request(command, &scratch.folder, &request, self.limits)?;
            let printed = printed.map_err(|said| {
                Trouble::Failed(format!("the pull-request command failed: {said}"))
            })?;
            let answer = PullRequest {
                url: last_url(&printed),
            };
            report.pull_request = Some(answer.clone());
            self.record(Event::Requested {
                repository: name(),
                answer,
            })?;
        }
        Ok(())
    }

    fn record(&self, event: Event) -> Result<(), Obstacle> {
        self.write(event).map_err(Obstacle::Journal)
    }

    /// Pushes the commits. Answers where to.
    fn push(
        &self,
        repository: &Repository,
        draft: &Draft,
        scratch: &Scratch<'_>,
        branch: &str,
    ) -> Result<String, Obstacle> {
        let base = draft.report.base.as_ref();
        let remote = match &repository.origin {
            Origin::Url(_) => Some("origin".to_owned()),
            Origin::Path(_) => {
                let base = base.and_then(|base| base.branch.as_deref());
                remote::chosen(&scratch.git, base)?
            }
        };
        let remote =
            remote.ok_or_else(|| Trouble::Failed("has no remote to push to".to_owned()))?;
        let refspec = format!("{}:{}", draft.tip, reference(branch));
        let arguments = [
            "push",
            "--quiet",
            "--no-follow-tags",
            "--recurse-submodules=no",
            &remote,
            &refspec,
        ];
        scratch.git.for_network().run(arguments.map(OsStr::new))?;
        Ok(remote)
    }

    fn request(
        &self,
        repository: &Repository,
        draft: &Draft,
        scratch: &Scratch<'_>,
        again: bool,
    ) -> Result<Request, Obstacle> {
        let report = &draft.report;
        let remote = match &repository.origin {
            Origin::Url(_) => repository.shown(),
            Origin::Path(_) => {
                let base = report.base.as_ref().and_then(|base| base.branch.as_deref());
                let url = match remote::chosen(&scratch.git, base)? {
                    Some(remote) => scratch.git.ask(["remote", "get-url", "--push", &remote])?,
                    None => None,
                };
                let url = url.unwrap_or_default();
                Repository::parse(&url, self.store.folder()).shown_if_url()
            }
        };
        let base = report.base.as_ref().and_then(|base| base.branch.clone());
        let is_new = report
            .branch
            .as_ref()
            .is_none_or(|branch| branch.origin == BranchOrigin::New);
        Ok(Request {
            variables: vec![
                ("IACFIX_REPOSITORY", repository.name.clone()),
                ("IACFIX_REMOTE_URL", remote),
                (
                    "IACFIX_BRANCH",
                    self.settings.branch.clone().unwrap_or_default(),
                ),
                ("IACFIX_BASE", base.unwrap_or_default()),
                ("IACFIX_TITLE", words::title(report)),
                ("IACFIX_BODY", words::body(report)),
                (
                    "IACFIX_BRANCH_STATE",
                    if is_new { "new" } else { "updated" }.to_owned(),
                ),
                (
                    "IACFIX_ATTEMPT",
                    if again { "again" } else { "first" }.to_owned(),
                ),
            ],
        })
    }
}

/// Makes the branch, or moves it on, unless somebody else moved it since it was looked at.
fn put_on_branch(scratch: &Scratch<'_>, branch: &str, draft: &Draft) -> Result<(), Obstacle> {
    let full = reference(branch);
    let now = scratch
        .git
        .ask(["rev-parse", "--verify", "--quiet", &full])?;
    if now.as_deref() == Some(draft.tip.as_str()) {
        // It was done, and not written down any more.
        return Ok(());
    }
    let old = match &draft.old_tip {
        Some(old) => old.clone(),
        // As long as the hashes of this repository.
        None => NOTHING.repeat(2)[..draft.tip.len().min(80)].to_owned(),
    };
    scratch
        .git
        .run(["update-ref", "-m", "iacfix bulk", &full, &draft.tip, &old])?;
    Ok(())
}
