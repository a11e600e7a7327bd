//! The report: true to its schema, the same in one piece and in shards.

use super::fleet::{COMMIT, CRLF, Fleet, IDLE, LAMBDA, RESERVED};
use crate::sandbox::has_tools;

#[test]
fn shards_are_parts_of_the_whole_and_their_reports_merge_to_it() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    let texts = [LAMBDA.0, CRLF.0, IDLE.0, RESERVED, "let a;\n"];
    let names: Vec<String> = (0..10)
        .map(|number| format!("team/service-{number}"))
        .collect();
    for (number, name) in names.iter().enumerate() {
        fleet.repository(name, &[("index.ts", texts[number % texts.len()])]);
    }
    fleet
        .sandbox
        .write("list", format!("# all of them\n{}\n", names.join("\r\n")));
    fleet.bulk_ends(1, &["--repos", "list"]);
    let whole = fleet.summary();
    assert_eq!(whole["totals"]["repositories"], 10);
    let mut folders = Vec::new();
    for shard in 1..=3 {
        let (shard, folder) = (format!("{shard}/3"), format!("part-{shard}"));
        let run = fleet.bulk(&["--repos", "list", "--shard", &shard, "--report", &folder]);
        assert!([0, 1].contains(&run.code), "{run:?}");
        let summary = fleet.summary_in(&folder);
        assert_eq!(summary["campaign"]["shards"][0], shard);
        let few = summary["totals"]["repositories"].as_u64().unwrap();
        assert!(few < 10);
        folders.push(folder);
    }
    folders.reverse();
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    fleet.bulk_ends(1, &[&["--merge-reports"], &folders[..]].concat());
    let mut merged = fleet.summary();
    assert_eq!(
        merged["campaign"]["shards"],
        serde_json::json!(["1/3", "2/3", "3/3"])
    );
    let mut whole = whole;
    for summary in [&mut merged, &mut whole] {
        summary["campaign"] = serde_json::Value::Null;
        summary["totals"]["seconds"] = serde_json::Value::Null;
        for report in summary["repositories"].as_array_mut().unwrap() {
            report["seconds"] = serde_json::Value::Null;
        }
    }
    assert_eq!(merged, whole);
    assert_eq!(fleet.sandbox.names("report/patches").len(), 6);
    // The same part twice is a mistake.
    let run = fleet.bulk_ends(2, &["--merge-reports", "part-1", "part-1"]);
    assert!(
        run.stderr.contains("both speak of team/service-"),
        "{run:?}"
    );
}

#[test]
fn every_report_is_true_to_the_schema() {
    if !has_tools(&["git"]) {
        return;
    }
    let schema = serde_json::from_str(&iacfix::bulk::report::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let fleet = Fleet::new();
    fleet.repository(
        "r",
        &[
            ("index.ts", LAMBDA.0),
            ("c.ts", RESERVED),
            ("broken.ts", "import * as aws from '@pulumi/aws';\nnew aws.lambda.Function('f', { environment: { variables: { AWS_REGION: aws.config.region } } });\nlet = {{\n"),
            ("latin.ts", "let a;"),
        ],
    );
    fleet.commit("r", &[("latin.ts", b"let a = '\xe4';\n".as_slice())]);
    fleet.publish("r");
    fleet.git(".", &["init", "-q", "empty"]);
    let names = ["r", "empty", "gone"];
    let ask = [
        "--push",
        "--pr-command",
        "echo https://h/1",
        "--verify",
        "grep AWS_REGION index.ts",
    ];
    for (work, more) in [
        ("w1", &[][..]),
        ("w2", &COMMIT),
        (
            "w3",
            &[
                "--commit",
                "--branch",
                "b",
                "--unsafe-fixes",
                ask[0],
                ask[1],
                ask[2],
                ask[3],
                ask[4],
            ],
        ),
    ] {
        let run = fleet.bulk_ends(2, &[&names[..], &["--work", work], more].concat());
        let summary = fleet.summary();
        let errors: Vec<String> = validator
            .iter_errors(&summary)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
        assert!(run.stderr.contains("r: latin.ts: "), "{run:?}");
        let warnings = fleet.report("r")["warnings"].to_string();
        assert!(
            warnings.contains("broken.ts:3:"),
            "{work}: {warnings}: {run:?}"
        );
    }
    assert_eq!(
        fleet.report("r")["taken_back"][0]["codemod"],
        "drop-reserved-env"
    );
    assert_eq!(fleet.report("r")["pull_request"]["url"], "https://h/1");
    let mut wrong = fleet.summary();
    wrong["totals"]["fixed"] = "many".into();
    assert!(!validator.is_valid(&wrong), "the schema says something");
}

#[test]
fn a_page_holds_every_repository_that_has_something_to_say() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    fleet.repository("a|b", &[("index.ts", LAMBDA.0), ("c.ts", RESERVED)]);
    fleet.repository("clean", &[("a.ts", "let a;\n")]);
    fleet.bulk_ends(2, &["a|b", "clean", "gone"]);
    let page = fleet.sandbox.read("report/summary.md");
    let patch = fleet.report("a|b")["patch"].as_str().unwrap().to_owned();
    for part in [
        "Dry run: nothing was changed",
        "| `drop-reserved-env`: remove environment variables that Lambda reserves | 1 | 1 | 1 | 0 |\n",
        &format!("| `a\\|b` | patch made | 2 | 1 | 1 |  | [patch]({patch}) |\n"),
        "| `gone` | failed |",
        "In 1 repository nothing was found.",
        "- `c.ts:4` `lower-reserved-concurrency`: ",
        "- failed: cannot be opened",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let page = fleet.sandbox.read("report/index.html");
    for part in [
        "Dry run: nothing was changed.",
        "<div><dt>findings</dt><dd>2</dd></div>",
        "<code>drop-reserved-env</code> <span>remove environment variables that Lambda reserves</span>",
        "<h3 data-find>a|b</h3>",
        "<h3 data-find>clean</h3>",
        "<code>c.ts:4:",
        "\n-      AWS_REGION: aws.config.region,\n",
        &format!("<a href=\"{patch}\">"),
        "failed: cannot be opened",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    // A merged report has the page as well, with the diffs.
    fleet.bulk_ends(2, &["--merge-reports", "report", "--report", "merged"]);
    let merged = fleet.sandbox.read("merged/index.html");
    assert!(
        merged.contains("\n-      AWS_REGION: aws.config.region,\n"),
        "{merged}"
    );
}
