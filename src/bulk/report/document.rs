//! `summary.json`: written repository by repository, one a line; read as a whole.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path};

use serde::Serialize;

use super::Results;
use super::model::{CampaignInfo, CodemodTotals, Summary, Sums, Totals, VERSION};

/// What stands before the repositories; the fields of [`Summary`] but the last.
#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    iacfix: &'a str,
    campaign: &'a CampaignInfo,
    totals: &'a Totals,
    codemods: &'a BTreeMap<String, CodemodTotals>,
}

/// Writes the document.
///
/// # Errors
/// Those of reading the repositories and of writing.
pub fn write(
    out: &mut dyn Write,
    campaign: &CampaignInfo,
    sums: &Sums,
    results: &dyn Results,
) -> io::Result<()> {
    let head = serde_json::to_string(&Head {
        version: VERSION,
        iacfix: env!("CARGO_PKG_VERSION"),
        campaign,
        totals: &sums.totals,
        codemods: &sums.codemods,
    })?;
    // The head is an object that goes on.
    let open = head.strip_suffix('}').unwrap_or(&head);
    write!(out, "{open},\"repositories\":[")?;
    let mut lead = "\n";
    results.each(&mut |report| {
        write!(out, "{lead}{}", serde_json::to_string(report)?)?;
        lead = ",\n";
        Ok(())
    })?;
    out.write_all(b"\n]}\n")
}

/// Reads the `summary.json` of a report's folder.
///
/// # Errors
/// What the operating system says, or that it is no such document; [`io::ErrorKind::Unsupported`] for one of another
/// version.
pub fn read(folder: &Path) -> io::Result<Summary> {
    #[derive(serde::Deserialize)]
    struct Version {
        version: u32,
    }
    let text = fs::read(folder.join("summary.json"))?;
    let Version { version } = serde_json::from_slice(&text)?;
    if version != VERSION {
        return Err(io::Error::new(
            io::ErrorKind::Unsupported,
            format!("it is of version {version}, and this iacfix reads version {VERSION}"),
        ));
    }
    let summary: Summary = serde_json::from_slice(&text)?;
    let mut patches = summary
        .repositories
        .iter()
        .filter_map(|it| it.patch.as_deref());
    match patches.find(|patch| !stands_in_patches(Path::new(patch))) {
        None => Ok(summary),
        Some(patch) => Err(io::Error::new(
            io::ErrorKind::InvalidData,
            format!("it names the patch {patch}, and patches stand in patches/"),
        )),
    }
}

/// Whether a path is one of a patch. A report comes from somewhere else, and must not name any other file.
fn stands_in_patches(path: &Path) -> bool {
    let mut parts = path.components();
    let within = parts.next() == Some(Component::Normal("patches".as_ref()));
    within && matches!(parts.next(), Some(Component::Normal(_))) && parts.next().is_none()
}

/// The JSON schema of the document.
pub fn schema() -> String {
    let settings = schemars::generate::SchemaSettings::default().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Summary>();
    // Only a map with keys that are no texts could fail.
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::super::model::{CampaignState, Counts, Outcome, Reach, RepositoryReport};
    use super::*;

    #[test]
    fn a_patch_stands_in_patches_and_nowhere_else() {
        let stands = |path: &str| stands_in_patches(Path::new(path));
        assert!(stands("patches/a.patch"));
        for elsewhere in [
            "",
            "patches",
            "a.patch",
            "/patches/a",
            "../patches/a",
            "patches/../a",
            "patches/a/b",
        ] {
            assert!(!stands(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let campaign = CampaignInfo {
            branch: None,
            reach: Reach::DryRun,
            unsafe_fixes: false,
            verify: Some("npx tsc".to_owned()),
            shards: Vec::new(),
            started: "2026-01-01T00:00:00Z".to_owned(),
            written: "2026-01-01T00:00:01Z".to_owned(),
            state: CampaignState::Complete,
        };
        for count in [0, 1, 3] {
            let results: Vec<RepositoryReport> = (0..count)
                .map(|number| {
                    let mut report = RepositoryReport::pending(&format!("r\"{number}\n"), "x");
                    report.outcome = Outcome::Left;
                    let counts = Counts {
                        findings: 2,
                        fixed: 1,
                        left: 1,
                        taken_back: 0,
                    };
                    report.codemods.insert("c".to_owned(), counts);
                    report
                })
                .collect();
            let folder = tempfile::tempdir().unwrap();
            let sums = super::super::write(folder.path(), &campaign, &results, &|_| None).unwrap();
            let summary = read(folder.path()).unwrap();
            assert_eq!(summary.repositories, results);
            assert_eq!(summary.campaign, campaign);
            assert_eq!(summary.totals, sums.totals);
            assert_eq!(summary.totals.findings, 2 * count);
            assert_eq!(summary.totals.outcomes.left, count);
            assert_eq!(summary.codemods.len(), count.min(1));
        }
    }
}
