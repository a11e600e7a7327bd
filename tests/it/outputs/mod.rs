//! What a run leaves for other programs: reports in every format, baselines, suppressions.

mod baseline;
mod files;
mod formats;
mod schemas;
mod suppressions;

use iacfix::codemods::ALL;

use super::sandbox::{Run, Sandbox};

/// The formats for programs.
const DOCUMENTS: [&str; 7] = [
    "json",
    "json-lines",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjson",
];

/// A function whose variables hold two reserved keys on one line, of which one cannot be told to be the function's own.
const PROGRAM: &str = "\
import * as aws from '@pulumi/aws';

export const mail = new aws.lambda.Function('mail', {
  runtime: 'nodejs20.x',
  environment: { variables: { AWS_REGION: aws.config.region!, SENDER: '\u{1f600}', AWS_SESSION_TOKEN: 'x' } },
});
";

/// The id of the codemod that finds those keys.
fn reserved() -> &'static str {
    let mut ids = ALL.iter().map(|codemod| codemod.id);
    ids.find(|id| id.ends_with("reserved-env")).unwrap()
}

/// The id of the codemod that finds line endings.
fn line_endings() -> &'static str {
    let mut ids = ALL.iter().map(|codemod| codemod.id);
    ids.find(|id| id.starts_with("normalize")).unwrap()
}

fn sandbox() -> Sandbox {
    Sandbox::new(&[("lib/mail.ts", PROGRAM), ("clean.py", "x = 1\n")])
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The report on standard output.
fn document(sandbox: &Sandbox, format: &str, arguments: &[&str]) -> Run {
    let mut all = vec!["--format", format];
    all.extend(arguments);
    sandbox.run(&all)
}
