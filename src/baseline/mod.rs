//! Findings that were known before a run: from the text of a baseline to what is known in it, and back. Reads and writes no
//! file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::codemod::Finding;
use crate::engine::Fingerprint;

/// Rises when a baseline that was written before can no longer be read.
const VERSION: u32 = 1;

/// The findings that are known, by file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By the name of the file relative to the folder of the baseline, with `/`. No file is without a finding.
    files: BTreeMap<String, BTreeSet<Known>>,
}

/// What a known finding is known by among those of its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Known {
    /// Id of the codemod that found it, which need not exist any more.
    pub codemod: String,
    /// The finding itself.
    pub fingerprint: Fingerprint,
}

/// Why a text is no baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineError {
    /// The line, from 1.
    pub line: usize,
    /// The column in bytes, from 1.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}, column {}: {}",
            self.line, self.column, self.message
        )
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "version")]
    _version: Version,
    findings: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(try_from = "u32")]
struct Version;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: Name,
    codemod: String,
    fingerprint: Fingerprint,
}

/// A name relative to the baseline.
#[derive(Serialize, Deserialize)]
#[serde(try_from = "String")]
struct Name(String);

impl Known {
    /// What `finding` is known by.
    pub fn of(finding: &Finding, fingerprint: Fingerprint) -> Self {
        Self {
            codemod: finding.codemod.to_owned(),
            fingerprint,
        }
    }
}

impl Baseline {
    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// [`BaselineError`] for a text that is none.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let document: Document = serde_json::from_str(text).map_err(|error| {
            let place = format!(" at line {} column {}", error.line(), error.column());
            let message = error.to_string();
            let message = message.strip_suffix(&place).unwrap_or(&message);
            let advice = match message.contains("expected value") && text.contains("<<<<<<<") {
                true => "; resolve the merge conflict by keeping the lines of both sides",
                false => "",
            };
            BaselineError {
                line: error.line(),
                column: error.column(),
                message: format!("{message}{advice}"),
            }
        })?;
        let mut baseline = Self::default();
        for entry in document.findings {
            let known = Known {
                codemod: entry.codemod,
                fingerprint: entry.fingerprint,
            };
            baseline
                .files
                .entry(entry.path.0)
                .or_default()
                .insert(known);
        }
        Ok(baseline)
    }

    /// The text of the baseline: JSON with a line for each finding, sorted, so that versions of it can be compared and
    /// merged line by line.
    pub fn text(&self) -> String {
        let entry = |(name, known): (&String, &Known)| {
            let entry = Entry {
                path: Name(name.clone()),
                codemod: known.codemod.clone(),
                fingerprint: known.fingerprint.clone(),
            };
            // Only a map with keys that are no texts, or a failing `Serialize`, could fail; there is neither.
            serde_json::to_string(&entry).unwrap_or_default()
        };
        let of_file = |(name, known)| std::iter::repeat(name).zip(known);
        let lines: Vec<String> = self.files.iter().flat_map(of_file).map(entry).collect();
        let findings = match lines.is_empty() {
            true => String::new(),
            false => format!("\n{}\n", lines.join(",\n")),
        };
        format!("{{\n\"version\": {VERSION},\n\"findings\": [{findings}]\n}}\n")
    }

    /// The files in which something is known, by name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// What is known in the file of this name.
    pub fn of_file(&self, name: &str) -> impl Iterator<Item = &Known> {
        self.files.get(name).into_iter().flatten()
    }

    /// Whether this is known in the file of this name.
    pub fn holds(&self, name: &str, known: &Known) -> bool {
        self.files
            .get(name)
            .is_some_and(|of_file| of_file.contains(known))
    }

    /// Makes this all that is known in the file of this name.
    pub fn set_file(&mut self, name: &str, known: BTreeSet<Known>) {
        match known.is_empty() {
            true => self.files.remove(name),
            false => self.files.insert(name.to_owned(), known),
        };
    }

    /// How many findings are known.
    pub fn len(&self) -> usize {
        self.files.values().map(BTreeSet::len).sum()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl TryFrom<u32> for Version {
    type Error = String;

    fn try_from(version: u32) -> Result<Self, String> {
        match version {
            VERSION => Ok(Version),
            version => Err(format!(
                "version {version} of baselines is not one that this iacfix reads, which is {VERSION}; \
                 use another iacfix, or write it anew"
            )),
        }
    }
}

impl TryFrom<String> for Name {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        match name.is_empty() || name.starts_with('/') {
            true => Err(format!("{name:?} is no path relative to the baseline")),
            false => Ok(Name(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(codemod: &str, number: u32) -> Known {
        let fingerprint = format!("{:032x}:{number}", 255);
        Known {
            codemod: codemod.to_owned(),
            fingerprint: Fingerprint::try_from(fingerprint).unwrap(),
        }
    }

    #[test]
    fn a_baseline_reads_as_it_is_written_sorted_with_a_line_for_each_finding() {
        let mut baseline = Baseline::default();
        assert_eq!(Baseline::parse(&baseline.text()).unwrap(), baseline);
        baseline.set_file("lib/b \"c\".ts", BTreeSet::from([known("tidy", 1)]));
        baseline.set_file("a.ts", BTreeSet::from([known("tidy", 2), known("drop", 1)]));
        let text = baseline.text();
        let paths: Vec<&str> = text.lines().filter(|line| line.contains("path")).collect();
        assert_eq!(paths.len(), 3);
        assert!(paths.is_sorted(), "{text}");
        assert_eq!(Baseline::parse(&text).unwrap(), baseline);
        assert!(baseline.holds("a.ts", &known("drop", 1)));
        assert!(!baseline.holds("a.ts", &known("drop", 2)));
        baseline.set_file("a.ts", BTreeSet::new());
        assert_eq!(baseline.names().collect::<Vec<_>>(), ["lib/b \"c\".ts"]);
    }

    #[test]
    fn what_is_no_baseline_is_refused_with_its_place() {
        let entry = r#"{"path": "a.ts", "codemod": "tidy", "fingerprint": "X"}"#;
        let good = entry.replace('X', &format!("{:032x}:1", 1));
        let file = |version: &str, entries: &str| {
            format!("{{\n\"version\": {version},\n\"findings\": [\n{entries}\n]\n}}")
        };
        assert!(Baseline::parse(&file("1", &good)).is_ok());
        for (text, line, says) in [
            (String::new(), 1, "EOF"),
            ("[]".to_owned(), 1, "expected"),
            (file("2", ""), 2, "version 2"),
            (file("1", entry), 4, "no fingerprint"),
            (
                file("1", &good.replace("a.ts", "/a.ts")),
                4,
                "no path relative",
            ),
            (file("1", &good.replace("path", "file")), 4, "unknown field"),
            (
                file("1", &format!("<<<<<<< ours\n{good}")),
                4,
                "merge conflict",
            ),
        ] {
            let error = Baseline::parse(&text).unwrap_err();
            assert_eq!(error.line, line, "{text}: {error}");
            assert!(error.to_string().contains(says), "{text}: {error}");
        }
    }
}
