//! A SARIF 2.1.0 log: findings with their fixes, the pages of the codemods as rules, and what went wrong as notifications.
//!
//! Names are relative to the folder of the run, whose URI stands in `originalUriBaseIds`; columns count UTF-16 code units.

use std::path::{Component, Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use serde::Serialize;
use serde_json::{Value, json};

use super::model::{Artifact, Notice, Region, Reported, ReportedFix, Severity, Weight};
use super::{Document, Separator, Tally, to_line};
use crate::cli::explain;
use crate::codemod::Group;
use crate::codemods;
use crate::engine::UNUSED_SUPPRESSION;
use crate::fix::Applicability;

/// What names are relative to.
const BASE: &str = "%SRCROOT%";

/// The version is part of the key: another way of making them would be another key.
const FINGERPRINT: &str = "iacfix/v1";

/// What stands in a part of a path as it is.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The log, of which results are written one by one.
#[derive(Debug)]
pub(super) struct Sarif {
    base: String,
    results: Separator,
    notifications: Vec<Notification>,
    failed: Failed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failed {
    Nothing,
    Something,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix<'a>>,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<SarifRegion>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRegion {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix<'a> {
    description: Message,
    artifact_changes: Vec<ArtifactChange<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: SarifRegion,
    inserted_content: Inserted<'a>,
}

#[derive(Debug, Serialize)]
struct Inserted<'a> {
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
}

impl Sarif {
    /// The log of a run in the folder `current`.
    pub(super) fn new(current: &Path) -> Self {
        let mut base = file_uri(current);
        if !base.ends_with('/') {
            base.push('/');
        }
        Self {
            base,
            results: Separator::default(),
            notifications: Vec::new(),
            failed: Failed::Nothing,
        }
    }
}

impl Document for Sarif {
    fn opening(&mut self) -> String {
        let driver = json!({
            "name": "iacfix",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules(),
        });
        format!(
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\n\
             \"tool\":{{\"driver\":{driver}}},\n\
             \"originalUriBaseIds\":{},\n\
             \"columnKind\":\"utf16CodeUnits\",\"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\n\
             \"results\":[",
            json!({ BASE: { "uri": self.base } }),
        )
    }

    fn finding(&mut self, finding: &Reported) -> String {
        let rule_index = rule_ids().position(|id| id == finding.codemod);
        let fixes = finding.fix_to_apply().map(SarifFix::of);
        self.results.before(&to_line(&SarifResult {
            rule_id: finding.codemod,
            rule_index,
            level: match finding.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: Message {
                text: finding.text(),
            },
            locations: [Location::of(&finding.file, Some(finding.region))],
            partial_fingerprints: json!({ FINGERPRINT: finding.fingerprint }),
            fixes: fixes.into_iter().collect(),
        }))
    }

    fn notice(&mut self, notice: &Notice) -> String {
        let level = match notice.weight {
            Weight::Failure => {
                self.failed = Failed::Something;
                "error"
            }
            Weight::Warning => "warning",
        };
        let location = notice.file.as_ref().map(|file| Location::of(file, None));
        self.notifications.push(Notification {
            level,
            message: Message {
                text: notice.message.clone(),
            },
            locations: location.into_iter().collect(),
        });
        String::new()
    }

    fn closing(&mut self, _: &Tally) -> String {
        let invocation = json!({
            "executionSuccessful": self.failed == Failed::Nothing,
            "toolExecutionNotifications": self.notifications,
        });
        format!("\n],\n\"invocations\":[{invocation}]\n}}]}}\n")
    }
}

/// The ids of all rules, in the order in which results point at them.
fn rule_ids() -> impl Iterator<Item = &'static str> {
    let ids = codemods::ALL.iter().map(|codemod| codemod.id);
    ids.chain([UNUSED_SUPPRESSION])
}

fn rules() -> Vec<Value> {
    let rule = |id: &'static str| {
        let codemod = codemods::find(id);
        let summary = codemod.map_or("remove comments that suppress nothing", |codemod| {
            codemod.summary
        });
        let page = explain::page(id).unwrap_or_default();
        let level = match codemod.map(|codemod| codemod.group) {
            Some(Group::Deploy) => "error",
            _ => "warning",
        };
        let group = codemod.map(|codemod| codemod.group.name());
        let tags: Vec<&str> = ["pulumi", "aws"].into_iter().chain(group).collect();
        json!({
            "id": id,
            "shortDescription": { "text": sentence(summary) },
            "help": { "text": page, "markdown": page },
            "defaultConfiguration": { "level": level },
            "properties": { "tags": tags, "precision": "very-high", "problem.severity": level },
        })
    };
    rule_ids().map(rule).collect()
}

fn sentence(summary: &str) -> String {
    let mut characters = summary.chars();
    let first = characters
        .next()
        .map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), characters.as_str())
}

impl<'a> SarifFix<'a> {
    fn of(fix: &'a ReportedFix) -> Self {
        let mut changes: Vec<ArtifactChange<'_>> = Vec::new();
        for (file, edits) in &fix.edits {
            let replacements = edits.iter().map(|edit| Replacement {
                deleted_region: edit.region.into(),
                inserted_content: Inserted { text: &edit.text },
            });
            changes.push(ArtifactChange {
                artifact_location: ArtifactLocation::of(file),
                replacements: replacements.collect(),
            });
        }
        for (file, text) in &fix.new_files {
            changes.push(ArtifactChange {
                artifact_location: ArtifactLocation::of(file),
                replacements: vec![Replacement {
                    deleted_region: SarifRegion {
                        start_line: 1,
                        start_column: 1,
                        end_line: 1,
                        end_column: 1,
                    },
                    inserted_content: Inserted { text },
                }],
            });
        }
        let warning = match fix.applicability {
            Applicability::Unsafe => " (unsafe: this may change what is deployed)",
            Applicability::Safe | Applicability::DisplayOnly => "",
        };
        Self {
            description: Message {
                text: format!("{}{warning}", fix.title),
            },
            artifact_changes: changes,
        }
    }
}

impl Location {
    fn of(file: &Artifact, region: Option<Region>) -> Self {
        Self {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation::of(file),
                region: region.map(SarifRegion::from),
            },
        }
    }
}

impl From<Region> for SarifRegion {
    fn from(region: Region) -> Self {
        Self {
            start_line: region.start.line,
            start_column: region.start.utf16_column,
            end_line: region.end.line,
            end_column: region.end.utf16_column,
        }
    }
}

impl ArtifactLocation {
    /// A name that leaves the base, which no relative one may, is an absolute one.
    fn of(file: &Artifact) -> Self {
        let is_inside = !file.relative.starts_with(Component::ParentDir);
        match is_inside {
            true => Self {
                uri: escaped(&file.relative),
                uri_base_id: Some(BASE),
            },
            false => Self {
                uri: file_uri(&file.absolute),
                uri_base_id: None,
            },
        }
    }
}

fn file_uri(path: &Path) -> String {
    let path = escaped(path);
    match path.starts_with('/') {
        true => format!("file://{path}"),
        // A drive.
        false => format!("file:///{path}"),
    }
}

/// The path as a part of a URI: bytes that are no text, too.
fn escaped(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::RootDir => {
                if parts.is_empty() {
                    parts.push(String::new());
                }
            }
            part => {
                let bytes = part.as_os_str().as_encoded_bytes();
                parts.push(percent_encode(bytes, ESCAPED).to_string());
            }
        }
    }
    if parts.len() == 1 && parts[0].is_empty() {
        return "/".to_owned();
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_uris() {
        assert_eq!(escaped(Path::new("lib/a b#c:d.ts")), "lib/a%20b%23c%3Ad.ts");
        assert_eq!(file_uri(Path::new("/work/ä")), "file:///work/%C3%A4");
        assert_eq!(file_uri(Path::new("/")), "file:///");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_kept() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let name = Path::new(OsStr::from_bytes(b"latin\xe4.ts"));
        assert_eq!(escaped(name), "latin%E4.ts");
    }
}
