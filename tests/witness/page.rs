//! The page of a report before a browser: whole without a script, quick with one, and open to all who read it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use iacfix::bulk::report::{
    CampaignInfo, CampaignState, Counts, LeftFinding, Outcome, Reach, RepositoryReport, WhyLeft,
    write,
};

use crate::Witness;
use crate::tools::{CHROMIUM, Kind, installed, repository, run, workspace};

/// What is done with the page.
pub const WITNESSES: &[Witness] = &[Witness {
    name: "page::opens_and_is_used_in_chromium",
    needs: &[Kind::Browser],
    test: opens_and_is_used_in_chromium,
}];

/// The larger report has so many repositories.
const MANY: usize = 1000;

/// Named to break out of wherever it is written.
const HOSTILE: &str =
    "team/<img src=x onerror=alert(1)>\"'</script><script>alert(1)</script>\u{202e}";

fn opens_and_is_used_in_chromium() -> Result<(), String> {
    let tools = installed("browser", Kind::Browser)?;
    let folder = workspace("page");
    for (name, count) in [("few", 24), ("many", MANY)] {
        report(&folder.join(name), count).map_err(|error| error.to_string())?;
    }
    // A module finds packages by where it lies.
    let script = tools.join("page.mjs");
    fs::copy(repository().join("tests/witness/page.mjs"), &script)
        .map_err(|error| format!("{}: {error}", script.display()))?;
    // What a browser keeps is the test's own.
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    run(Command::new("node")
        .arg(&script)
        .arg(&folder)
        .arg(CHROMIUM)
        .env("HOME", home.path()))?;
    Ok(())
}

/// A report about `count` repositories of every kind, the second with a name that is an attack.
fn report(folder: &Path, count: usize) -> std::io::Result<()> {
    let patches = folder.join("patches");
    fs::create_dir_all(&patches)?;
    let mut reports = Vec::new();
    for number in 0..count {
        let report = one(number);
        if let Some(patch) = &report.patch {
            fs::write(folder.join(patch), diff(number))?;
        }
        reports.push(report);
    }
    let campaign = CampaignInfo {
        branch: Some("iacfix/repairs".to_owned()),
        reach: Reach::Push,
        unsafe_fixes: false,
        verify: Some("npm ci && npx tsc --noEmit".to_owned()),
        shards: Vec::new(),
        started: "2026-01-02T03:04:05Z".to_owned(),
        written: "2026-01-02T03:24:05Z".to_owned(),
        state: CampaignState::Complete,
    };
    let patch_of = |report: &RepositoryReport| Some(folder.join(report.patch.as_ref()?));
    write(folder, &campaign, &reports, &patch_of)?;
    Ok(())
}

fn one(number: usize) -> RepositoryReport {
    let name = match number {
        1 => HOSTILE.to_owned(),
        number => format!("github.com/example/service-{number:04}"),
    };
    let mut report = RepositoryReport::pending(&name, &format!("https://{name}"));
    report.files = 12 + number % 50;
    report.seconds = 1.5;
    let counts = |fixed, left| Counts {
        findings: fixed + left,
        fixed,
        left,
        taken_back: 0,
    };
    report.outcome = match number % 12 {
        0..=5 => Outcome::Fixed,
        6 | 7 => Outcome::Left,
        8 => Outcome::Failed,
        9 => Outcome::Refused,
        _ => Outcome::Clean,
    };
    let codemods: &[(&str, Counts)] = match report.outcome {
        Outcome::Fixed => &[
            ("drop-reserved-env", counts(2, 0)),
            ("normalize-lf", counts(1, 0)),
        ],
        Outcome::Left => &[
            ("drop-reserved-env", counts(2, 0)),
            ("lower-reserved-concurrency", counts(0, 1)),
        ],
        _ => &[],
    };
    report.codemods = BTreeMap::from_iter(
        codemods
            .iter()
            .map(|(id, counts)| ((*id).to_owned(), *counts)),
    );
    match report.outcome {
        Outcome::Left => report.left.push(LeftFinding {
            codemod: "lower-reserved-concurrency".to_owned(),
            path: "index.ts".to_owned(),
            line: 48,
            column: 33,
            message: "this function reserves 100 concurrent executions; the 3 reservations of this program come to 155 of the 900".to_owned(),
            help: "lower it to 10, or ask for a higher quota of concurrent executions and set account-limit".to_owned(),
            fix: None,
            why: WhyLeft::Unsafe,
        }),
        Outcome::Failed => report.reason = Some("git push: remote: permission denied".to_owned()),
        Outcome::Refused => report.reason = Some("has uncommitted work (1 path); commit or stash it".to_owned()),
        _ => {}
    }
    if !codemods.is_empty() {
        report.patch = Some(format!("patches/service-{number:04}.patch"));
    }
    report
}

fn diff(number: usize) -> String {
    let hostile = match number {
        1 => "</pre><script>alert(1)</script>",
        _ => "",
    };
    format!(
        "diff --git a/index.ts b/index.ts\nindex 1..2 100644\n--- a/index.ts\n+++ b/index.ts\n@@ -9,7 +9,6 @@ export const sender = new aws.lambda.Function('sender', {{\n   environment: {{\n     variables: {{\n       SENDER: config.require('senderAddress'),\n-      AWS_REGION: region,\n       LOG_LEVEL: config.get('logLevel') ?? 'info', // number {number} of {number:04}\n     }},\n   }},\n@@ -40,2 +39,2 @@\n--- a decrement that looks like a header\n+++ an increment that does\n {hostile}\ndiff --git a/lib/alarms.ts b/lib/alarms.ts\nindex 1..2 100644\n--- a/lib/alarms.ts\n+++ b/lib/alarms.ts\n@@ -1,2 +1,2 @@\n-export const a = 1;\r\n-export const b = 2;\r\n+export const a = 1;\n+export const b = 2;\n\\ No newline at end of file\n"
    )
}
