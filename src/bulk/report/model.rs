//! What is said about a campaign: the data of `summary.json`. Holds it and adds it up; reads and writes nothing.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fix::Applicability;

/// Rises when a reader of the document would have to change. New fields do not count.
pub const VERSION: u32 = 1;

/// The report of a campaign, or of several shards of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// The version of this document's shape.
    pub version: u32,
    /// The version of iacfix that wrote it.
    pub iacfix: String,
    /// What was asked for.
    pub campaign: CampaignInfo,
    /// All repositories taken together.
    pub totals: Totals,
    /// What each codemod found, by its id; those that found nothing are left out.
    pub codemods: BTreeMap<String, CodemodTotals>,
    /// Each repository, in the order in which they were named; merged shards are in the order of their names.
    pub repositories: Vec<RepositoryReport>,
}

/// What a campaign was asked to do, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CampaignInfo {
    /// The branch that takes the fixes; null where none was named.
    pub branch: Option<String>,
    /// How far the fixes go.
    pub reach: Reach,
    /// Whether fixes that change what is deployed were made, too.
    pub unsafe_fixes: bool,
    /// The command that judges a repository before and after the fixes, where there is one.
    pub verify: Option<String>,
    /// The shards that this report is about, as `K/N`; empty for a campaign in one piece.
    pub shards: Vec<String>,
    /// When the campaign began: RFC 3339, in UTC.
    pub started: String,
    /// When this report was written: RFC 3339, in UTC.
    pub written: String,
    /// Whether every repository was reached.
    pub state: CampaignState,
}

/// How far the fixes of a campaign go.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Into the report: no repository is changed.
    DryRun,
    /// Into commits on a branch.
    Commit,
    /// Onto the branch of the remote, too.
    Push,
}

/// Whether every repository was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CampaignState {
    /// It was.
    Complete,
    /// The campaign was interrupted; some are pending.
    Interrupted,
}

/// The counts of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// All repositories.
    pub repositories: usize,
    /// How many of them came to what.
    pub outcomes: Outcomes,
    /// Files that were checked.
    pub files: usize,
    /// All findings: those that are repaired and those that are left.
    pub findings: usize,
    /// Findings that the commits, or in a dry run the patches, repair.
    pub fixed: usize,
    /// Findings that are left.
    pub left: usize,
    /// Of those, how many because the verification failed with their fix.
    pub taken_back: usize,
    /// Commits that were made.
    pub commits: usize,
    /// Repositories whose branch was pushed.
    pub pushed: usize,
    /// Repositories whose pull-request command succeeded.
    pub pull_requests: usize,
    /// The time that the repositories took, one by one: more than passed, where several were worked on at once.
    pub seconds: f64,
}

/// How many repositories came to what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "as the variants of `Outcome`")]
pub struct Outcomes {
    pub clean: usize,
    pub fixed: usize,
    pub patched: usize,
    pub left: usize,
    pub skipped: usize,
    pub refused: usize,
    pub failed: usize,
    pub pending: usize,
}

/// What one codemod found in all repositories.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CodemodTotals {
    /// What it does, in one line.
    pub summary: String,
    /// The repositories in which it found something.
    pub repositories: usize,
    /// What it found.
    #[serde(flatten)]
    pub counts: Counts,
}

/// Findings, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// All: those that are repaired and those that are left.
    pub findings: usize,
    /// Those that the commits, or in a dry run the patch, repair.
    pub fixed: usize,
    /// Those that are left.
    pub left: usize,
    /// Of those that are left, how many because the verification failed with their fix.
    pub taken_back: usize,
}

/// What came of one repository.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RepositoryReport {
    /// By which it is known: its path as it was named, or host and path of its URL.
    pub name: String,
    /// The path or URL, without credentials.
    pub source: String,
    /// What it came to.
    pub outcome: Outcome,
    /// Why it was skipped, refused or failed, for people; null otherwise. Of a repository that was skipped or refused it is the
    /// rest of a sentence that begins with the repository.
    pub reason: Option<String>,
    /// What the fixes were made on; null where it did not come to that.
    pub base: Option<Base>,
    /// The commits, the oldest first. Empty in a dry run.
    pub commits: Vec<CommitReport>,
    /// Where the branch is besides the repository itself; null where there is none.
    pub branch: Option<BranchReport>,
    /// What the pull-request command answered; null where none ran.
    pub pull_request: Option<PullRequest>,
    /// The patch with all fixes, as a path from the folder of the report; null where nothing is repaired. `git apply`
    /// takes it at the root of the repository.
    pub patch: Option<String>,
    /// Files that were checked.
    pub files: usize,
    /// What each codemod found, by its id; those that found nothing are left out.
    pub codemods: BTreeMap<String, Counts>,
    /// The findings that are left, by path and place.
    pub left: Vec<LeftFinding>,
    /// The codemods whose fixes were taken back, because the verification failed with them.
    pub taken_back: Vec<TakenBack>,
    /// What the verification said; null where none ran.
    pub verification: Option<Verification>,
    /// What a person should know, as sentences.
    pub warnings: Vec<String>,
    /// Files that could not be checked and why, as sentences. The campaign fails with these.
    pub errors: Vec<String>,
    /// How long it took.
    pub seconds: f64,
}

/// What a repository came to.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Nothing was found.
    Clean,
    /// All that was found is repaired on the branch.
    Fixed,
    /// A dry run: the patch repairs something, and nothing was changed.
    Patched,
    /// Findings are left; others may be repaired on the branch.
    Left,
    /// There was nothing to do, or the branch exists already.
    Skipped,
    /// There is uncommitted work, or no repository.
    Refused,
    /// Something went wrong.
    Failed,
    /// It was not reached.
    Pending,
}

/// What fixes were made on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Base {
    /// The branch that a pull request is for; null where that is not known, as for a detached HEAD without a remote.
    pub branch: Option<String>,
    /// The commit below the first one that was made.
    pub commit: String,
}

/// One commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CommitReport {
    /// Its hash.
    pub id: String,
    /// The codemod whose fixes it holds.
    pub codemod: String,
    /// How many findings it repairs.
    pub findings: usize,
    /// The first line of its message.
    pub subject: String,
}

/// The branch of a repository.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BranchReport {
    /// Its name.
    pub name: String,
    /// Whether it was there before.
    pub origin: BranchOrigin,
    /// The remote that it was pushed to: a name, or a URL without credentials; null where it was not.
    pub pushed_to: Option<String>,
    /// The clone that holds it, where the repository was given as a URL and nothing was pushed.
    pub clone: Option<String>,
}

/// Whether a branch was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BranchOrigin {
    /// It was made.
    New,
    /// It was there and went on.
    Updated,
}

/// What the pull-request command answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PullRequest {
    /// The last URL that it printed.
    pub url: Option<String>,
}

/// A finding that is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftFinding {
    /// The codemod that found it.
    pub codemod: String,
    /// The file, from the root of the repository, with `/`.
    pub path: String,
    /// The line after the fixes, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
    /// What is wrong and why.
    pub message: String,
    /// What to do.
    pub help: String,
    /// How far its fix may be trusted; null without one.
    pub fix: Option<Applicability>,
    /// Why it is left.
    pub why: WhyLeft,
}

/// Why a finding is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhyLeft {
    /// There is no fix, or one to be looked at only.
    NoFix,
    /// The fix changes what is deployed, and such fixes were not asked for.
    Unsafe,
    /// The verification failed with the fixes of this codemod.
    TakenBack,
    /// The fix was made and discarded, or reaches outside of the repository; a warning says which.
    Discarded,
}

/// A codemod whose fixes were taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TakenBack {
    /// Its id.
    pub codemod: String,
    /// How many findings its fixes had repaired.
    pub findings: usize,
}

/// What the verification said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Verification {
    /// Before the fixes.
    pub before: Trial,
    /// With all fixes; null where none were made.
    pub after: Option<Trial>,
    /// How often the command ran.
    pub runs: usize,
}

/// One run of the verification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Trial {
    /// Whether it exited with 0.
    pub passed: bool,
    /// The end of what it printed, where it did not pass.
    pub output: String,
    /// How long it took.
    pub seconds: f64,
}

impl Counts {
    /// Adds `other` to these.
    pub fn add(&mut self, other: &Counts) {
        self.findings += other.findings;
        self.fixed += other.fixed;
        self.left += other.left;
        self.taken_back += other.taken_back;
    }
}

impl RepositoryReport {
    /// A repository of which nothing is known yet.
    pub fn pending(name: &str, source: &str) -> Self {
        Self {
            name: name.to_owned(),
            source: source.to_owned(),
            outcome: Outcome::Pending,
            reason: None,
            base: None,
            commits: Vec::new(),
            branch: None,
            pull_request: None,
            patch: None,
            files: 0,
            codemods: BTreeMap::new(),
            left: Vec::new(),
            taken_back: Vec::new(),
            verification: None,
            warnings: Vec::new(),
            errors: Vec::new(),
            seconds: 0.0,
        }
    }

    /// Its findings, of all codemods.
    pub fn counts(&self) -> Counts {
        let mut all = Counts::default();
        for counts in self.codemods.values() {
            all.add(counts);
        }
        all
    }
}

/// Adds repositories up, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// The counts so far.
    pub totals: Totals,
    /// By codemod.
    pub codemods: BTreeMap<String, CodemodTotals>,
    /// Whether a file of some repository could not be checked.
    pub unchecked_files: usize,
}

impl Sums {
    /// Counts one repository more. `summary_of` says what a codemod does.
    pub fn add(&mut self, report: &RepositoryReport, summary_of: impl Fn(&str) -> String) {
        let totals = &mut self.totals;
        totals.repositories += 1;
        *totals.outcomes.of(report.outcome) += 1;
        totals.files += report.files;
        let counts = report.counts();
        totals.findings += counts.findings;
        totals.fixed += counts.fixed;
        totals.left += counts.left;
        totals.taken_back += counts.taken_back;
        totals.commits += report.commits.len();
        let pushed = |branch: &BranchReport| branch.pushed_to.is_some();
        totals.pushed += usize::from(report.branch.as_ref().is_some_and(pushed));
        totals.pull_requests += usize::from(report.pull_request.is_some());
        totals.seconds += report.seconds;
        self.unchecked_files += report.errors.len();
        for (id, counts) in &report.codemods {
            let codemod = self.codemods.entry(id.clone()).or_default();
            if codemod.summary.is_empty() {
                codemod.summary = summary_of(id);
            }
            codemod.repositories += 1;
            codemod.counts.add(counts);
        }
    }
}

impl Outcomes {
    /// The count of one outcome.
    fn of(&mut self, outcome: Outcome) -> &mut usize {
        match outcome {
            Outcome::Clean => &mut self.clean,
            Outcome::Fixed => &mut self.fixed,
            Outcome::Patched => &mut self.patched,
            Outcome::Left => &mut self.left,
            Outcome::Skipped => &mut self.skipped,
            Outcome::Refused => &mut self.refused,
            Outcome::Failed => &mut self.failed,
            Outcome::Pending => &mut self.pending,
        }
    }
}
