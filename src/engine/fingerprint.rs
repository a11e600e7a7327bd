//! What a finding is known by from one run to the next, wherever it has moved in its file.
//!
//! A fingerprint is made of what the finding itself is about: the codemod, the type and the logical name of the resource
//! in which it stands, and the first line of the code that it marks, with white space taken together. Lines above may come
//! and go, other code may change, the file may be formatted or renamed, and it stays the same. Findings of one file that
//! are alike in all of that are numbered from the top.

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::checker::Checked;
use crate::codemod::Finding;
use crate::iac::{Program, Resource};
use crate::source::{Source, Span};

/// What a finding is known by among those of its file: 32 hexadecimal digits, a colon, and its number, from 1, among the
/// findings that are alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Fingerprint {
    digest: u128,
    number: u32,
}

impl Fingerprint {
    /// The fingerprints of all findings of a file, in their order.
    pub fn of_all(checked: &Checked) -> Vec<Fingerprint> {
        if checked.findings.is_empty() {
            return Vec::new();
        }
        let program = checked.document().map(Program::new);
        let resources = program.as_ref().map(Program::all_resources);
        let resources = resources.unwrap_or_default();
        let mut alike: HashMap<u128, u32> = HashMap::new();
        let of = |finding: &Finding| {
            let digest = digest(finding, checked.source(), &resources);
            let number = alike.entry(digest).or_default();
            *number += 1;
            Fingerprint {
                digest,
                number: *number,
            }
        };
        checked.findings.iter().map(of).collect()
    }

    /// A digest of this and a file's name, for readers that know findings of all files by one key.
    pub fn in_file(&self, name: &str) -> String {
        format!("{:032x}", xxh3_128(format!("{name}\n{self}").as_bytes()))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}:{}", self.digest, self.number)
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let read = || {
            let (digest, number) = text.split_once(':')?;
            let read = Self {
                digest: u128::from_str_radix(digest, 16).ok()?,
                number: number.parse().ok()?,
            };
            // What is written otherwise is not ours: `+1`, capitals, a number of nothing.
            (read.number > 0 && read.to_string() == text).then_some(read)
        };
        read().ok_or_else(|| {
            format!("{text:?} is no fingerprint: 32 hexadecimal digits, a colon and a number")
        })
    }
}

fn digest(finding: &Finding, source: &Source, resources: &[Resource<'_>]) -> u128 {
    let around = resources
        .iter()
        .filter(|resource| resource.span().contains(finding.span))
        .min_by_key(|resource| resource.span().len());
    let (token, name) = around.map_or(("", ""), |resource| {
        let name = resource.name().map(|name| name.span());
        (resource.token(), name.map_or("", |span| source.slice(span)))
    });
    let parts = [
        finding.codemod,
        token,
        &together(name),
        &together(marked(source, finding.span)),
    ];
    // No part holds a line ending, so that what is read from two of them is never the same as a whole.
    xxh3_128(parts.join("\n").as_bytes())
}

/// The first line of what `span` marks; the whole line where it marks nothing.
fn marked(source: &Source, span: Span) -> &str {
    let end = source.line_end(span.start);
    match span.is_empty() {
        true => source.slice(Span::new(source.line_start(span.start), end)),
        false => source.slice(Span::new(span.start, end.min(span.end))),
    }
}

fn together(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codemod::{Codemod, Group, Rewrite, Settings};
    use crate::engine::{Checker, Selection};
    use crate::project::{NoFiles, Project};
    use crate::syntax::Language;

    /// Finds the versioning of buckets, and what follows a `?`.
    const FIND: Codemod = Codemod {
        id: "find-versioning",
        group: Group::Deploy,
        summary: "",
        docs: "",
        errors: &[],
        settings: &[],
        needles: &[],
        rewrite: Rewrite::Matches {
            queries: &[(
                Language::TypeScript,
                "((new_expression
                   constructor: (_) @resource.type
                   arguments: (arguments) @resource.arguments) @resource
                 (#resource? @resource.type \"aws:s3/bucket:Bucket\"))",
            )],
            rewrite: |ctx, matched, findings| {
                let resource = ctx.resource(matched);
                let property = resource.and_then(|found| found.property("acl").present());
                if let Some(property) = property {
                    findings.report(property.entry.span(), "found", "help", None);
                }
            },
        },
    };

    fn fingerprints(text: &str) -> Vec<String> {
        let checker = Checker::new(Selection {
            codemods: vec![(&FIND, Settings::default())],
            known: vec![&FIND],
            max_file_size: 10_000,
            ..Selection::default()
        });
        let project = Project::new(&NoFiles);
        let text = format!("import * as aws from '@pulumi/aws';\n{text}");
        let checked = checker.check(Source::new("a.ts", text), &project);
        let all = Fingerprint::of_all(&checked);
        all.iter().map(ToString::to_string).collect()
    }

    const LOGS: &str = "new aws.s3.Bucket('logs', { acl: 'private', tags: { a: 'b' } });\n";
    const DATA: &str = "new aws.s3.Bucket('data', { acl: 'private' });\n";

    #[test]
    fn a_finding_keeps_its_fingerprint_when_other_code_changes() {
        let before = fingerprints(&format!("{LOGS}{DATA}"));
        assert_eq!(before.len(), 2);
        assert_ne!(before[0], before[1]);
        let moved = fingerprints(&format!("// A line.\nlet x = 1;\n\n{DATA}{LOGS}"));
        assert_eq!(moved, [before[1].clone(), before[0].clone()]);
        let laid_out = "if (x) {\n  new aws.s3.Bucket(\n    'logs',\n    {\n      acl:   'private',\n    },\n  );\n}\n";
        assert_eq!(fingerprints(laid_out), [before[0].clone()]);
    }

    #[test]
    fn findings_that_are_alike_are_numbered() {
        let twice = fingerprints(&format!("{LOGS}{LOGS}"));
        let once = fingerprints(LOGS);
        assert_eq!(twice[0], once[0]);
        assert_eq!(twice[1], once[0].replace(":1", ":2"));
        assert_ne!(fingerprints(&LOGS.replace("private", "public-read")), once);
    }

    #[test]
    fn nothing_else_is_read_as_a_fingerprint() {
        let good = format!("{:032x}:2", 7);
        let read = Fingerprint::try_from(good.clone()).unwrap();
        assert_eq!(read.to_string(), good);
        for bad in [
            "",
            ":1",
            "12:1",
            "x:1",
            &good.replace(":2", ":0"),
            &good.replace(":2", ":+2"),
        ] {
            assert!(Fingerprint::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
