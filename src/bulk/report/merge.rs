//! One report from those of the shards of a campaign.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::model::{CampaignInfo, CampaignState, RepositoryReport, Sums};
use super::{document, now, write};

/// Why reports were not merged.
#[derive(Debug)]
pub enum MergeError {
    /// There is none.
    Nothing,
    /// One cannot be read.
    Unreadable(PathBuf, io::Error),
    /// Two speak of the same repository.
    Twice(String, PathBuf, PathBuf),
    /// Two are of different campaigns.
    Different(PathBuf, PathBuf),
    /// The new one cannot be written.
    Unwritable(PathBuf, io::Error),
}

impl fmt::Display for MergeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MergeError::Nothing => f.write_str("there is no report to merge; name their folders"),
            MergeError::Unreadable(folder, error) => write!(
                f,
                "{}: its summary.json cannot be read: {error}",
                folder.display()
            ),
            MergeError::Twice(name, first, second) => write!(
                f,
                "{} and {} both speak of {name}; merge the reports of different shards",
                first.display(),
                second.display()
            ),
            MergeError::Different(first, second) => write!(
                f,
                "{} and {} are of different campaigns: their branch or how far the fixes go differs",
                first.display(),
                second.display()
            ),
            MergeError::Unwritable(folder, error) => {
                write!(
                    f,
                    "{}: the report cannot be written: {error}",
                    folder.display()
                )
            }
        }
    }
}

/// Merges the reports in `folders` into a new one in `into`: repositories by name, patches copied, counts added up.
///
/// # Errors
/// [`MergeError`]; the reports that are merged stay as they are in any case.
pub fn merge(folders: &[PathBuf], into: &Path) -> Result<Sums, MergeError> {
    let mut campaign: Option<(CampaignInfo, &PathBuf)> = None;
    let mut reports: Vec<RepositoryReport> = Vec::new();
    let mut homes: HashMap<String, &PathBuf> = HashMap::new();
    for folder in folders {
        let summary = document::read(folder)
            .map_err(|error| MergeError::Unreadable(folder.clone(), error))?;
        campaign = Some(match campaign {
            None => (summary.campaign, folder),
            Some((known, first)) => {
                let joined = join(known, summary.campaign);
                let joined =
                    joined.ok_or_else(|| MergeError::Different(first.clone(), folder.clone()))?;
                (joined, first)
            }
        });
        for report in summary.repositories {
            if let Some(other) = homes.insert(report.name.clone(), folder) {
                return Err(MergeError::Twice(
                    report.name,
                    other.clone(),
                    folder.clone(),
                ));
            }
            reports.push(report);
        }
    }
    let (mut campaign, _) = campaign.ok_or(MergeError::Nothing)?;
    campaign.written = now();
    reports.sort_by(|a, b| a.name.cmp(&b.name));
    let patch_of = |report: &RepositoryReport| {
        let folder = homes.get(&report.name)?;
        Some(folder.join(report.patch.as_ref()?))
    };
    write(into, &campaign, &reports, &patch_of)
        .map_err(|error| MergeError::Unwritable(into.to_owned(), error))
}

/// What two shards were asked to do, together; `None` where that is not the same.
fn join(first: CampaignInfo, second: CampaignInfo) -> Option<CampaignInfo> {
    let same = |info: &CampaignInfo| (info.branch.clone(), info.reach, info.unsafe_fixes);
    if same(&first) != same(&second) {
        return None;
    }
    let interrupted = [first.state, second.state].contains(&CampaignState::Interrupted);
    let mut shards = [first.shards, second.shards].concat();
    shards.sort_by_key(|shard| {
        let number = shard
            .split('/')
            .next()
            .and_then(|number| number.parse().ok());
        number.unwrap_or(u32::MAX)
    });
    Some(CampaignInfo {
        shards,
        // RFC 3339 in UTC sorts as time does.
        started: first.started.min(second.started),
        state: match interrupted {
            true => CampaignState::Interrupted,
            false => CampaignState::Complete,
        },
        ..second
    })
}
