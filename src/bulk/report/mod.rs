//! The report of a campaign: a folder with `summary.json`, `summary.md`, `index.html` and a patch for each repository. Knows
//! what came of repositories and nothing of how.

mod document;
mod html;
mod markdown;
mod merge;
mod model;

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::store::{replace, replace_with};
use crate::codemods;
use crate::engine::UNUSED_SUPPRESSION;

pub use document::{read, schema};
pub use markdown::{code, count, plain, why};
pub use merge::{MergeError, merge};
pub use model::{
    Base, BranchOrigin, BranchReport, CampaignInfo, CampaignState, CodemodTotals, CommitReport,
    Counts, LeftFinding, Outcome, Outcomes, PullRequest, Reach, RepositoryReport, Summary, Sums,
    TakenBack, Totals, Trial, VERSION, Verification, WhyLeft,
};

/// Repositories that can be gone through one by one, as often as needed, so that not all of them are held at once.
pub trait Results {
    /// Hands each report to `take`, in the order of the document.
    ///
    /// # Errors
    /// The first error of reading one, or of `take`.
    fn each(&self, take: &mut dyn FnMut(&RepositoryReport) -> io::Result<()>) -> io::Result<()>;
}

impl Results for Vec<RepositoryReport> {
    fn each(&self, take: &mut dyn FnMut(&RepositoryReport) -> io::Result<()>) -> io::Result<()> {
        self.iter().try_for_each(take)
    }
}

/// Adds all repositories up.
///
/// # Errors
/// Those of reading them.
pub fn sums(results: &dyn Results) -> io::Result<Sums> {
    let mut sums = Sums::default();
    results.each(&mut |report| {
        sums.add(report, summary_of);
        Ok(())
    })?;
    Ok(sums)
}

/// Writes the report into `folder`, which is made where there is none. `patch_of` says where the patch of a repository is
/// now. Patches of an earlier report that this one does not speak of are removed. Answers the counts.
///
/// # Errors
/// What the operating system says; `summary.json` is the old one or the new one, as a whole, in any case.
pub fn write(
    folder: &Path,
    campaign: &CampaignInfo,
    results: &dyn Results,
    patch_of: &dyn Fn(&RepositoryReport) -> Option<PathBuf>,
) -> io::Result<Sums> {
    let patches = folder.join("patches");
    fs::create_dir_all(&patches)?;
    let mut kept = HashSet::new();
    results.each(&mut |report| {
        if let (Some(name), Some(from)) = (&report.patch, patch_of(report)) {
            let to = folder.join(name);
            if from != to {
                replace(&to, &fs::read(&from)?)?;
            }
            kept.insert(to);
        }
        Ok(())
    })?;
    let sums = sums(results)?;
    replace_with(&folder.join("summary.json"), |file| {
        document::write(file, campaign, &sums, results)
    })?;
    replace_with(&folder.join("summary.md"), |file| {
        markdown::write(file, campaign, &sums, results)
    })?;
    replace_with(&folder.join("index.html"), |file| {
        html::write(file, folder, campaign, &sums, results)
    })?;
    for entry in fs::read_dir(&patches)?.flatten() {
        let path = entry.path();
        let is_patch = path
            .extension()
            .is_some_and(|extension| extension == "patch");
        if is_patch && !kept.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(sums)
}

/// What a codemod does, in one line; the id of one that this version does not know.
pub fn summary_of(id: &str) -> String {
    match codemods::ALL.iter().find(|codemod| codemod.id == id) {
        Some(codemod) => codemod.summary.to_owned(),
        None if id == UNUSED_SUPPRESSION => {
            "remove comments that suppress nothing or name no codemod".to_owned()
        }
        None => id.to_owned(),
    }
}

/// This moment, as RFC 3339 in UTC.
pub fn now() -> String {
    humantime::format_rfc3339_seconds(SystemTime::now()).to_string()
}
