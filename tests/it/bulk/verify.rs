//! `--verify` judges before and after, and takes back what does not stand.

use super::fleet::{BRANCH, COMMIT, CRLF, Fleet, IDLE, LAMBDA};
use crate::sandbox::has_tools;

fn three_defects(fleet: &Fleet, name: &str) {
    fleet.repository(
        name,
        &[
            ("index.ts", LAMBDA.0),
            ("lib/a.ts", CRLF.0),
            ("b.ts", IDLE.0),
        ],
    );
}

#[test]
fn the_codemods_that_do_not_stand_are_taken_back_and_named() {
    if !has_tools(&["git", "grep"]) {
        return;
    }
    let fleet = Fleet::new();
    for name in ["one", "two", "all"] {
        three_defects(&fleet, name);
    }
    let verify = "case $IACFIX_REPOSITORY in
        one) grep -q AWS_REGION index.ts;;
        two) grep -q AWS_REGION index.ts && grep -q iacfix-ignore b.ts;;
        all) grep -q AWS_REGION index.ts && grep -q iacfix-ignore b.ts && grep -q \"$(printf '\\r')\" lib/a.ts;;
        esac || { echo broken by $PWD; exit 7; }";
    let run = fleet.bulk_ends(
        1,
        &[&["one", "two", "all", "--verify", verify], &COMMIT[..]].concat(),
    );
    for (name, kept, taken) in [
        (
            "one",
            &["normalize-lf", "unused-suppression"][..],
            &["drop-reserved-env"][..],
        ),
        (
            "two",
            &["normalize-lf"],
            &["drop-reserved-env", "unused-suppression"],
        ),
        (
            "all",
            &[],
            &["drop-reserved-env", "normalize-lf", "unused-suppression"],
        ),
    ] {
        let report = fleet.report(name);
        let named: Vec<_> = report["taken_back"]
            .as_array()
            .unwrap()
            .iter()
            .map(|back| back["codemod"].as_str().unwrap())
            .collect();
        assert_eq!(named, taken, "{name}: {run:?}");
        assert_eq!(report["outcome"], "left");
        for codemod in taken {
            assert_eq!(report["codemods"][codemod]["taken_back"], 1);
        }
        let left = report["left"].as_array().unwrap();
        assert!(
            left.iter().all(|left| left["why"] == "taken-back"),
            "{report}"
        );
        assert_eq!(report["verification"]["before"]["passed"], true);
        assert_eq!(report["verification"]["after"]["passed"], false);
        let output = report["verification"]["after"]["output"].as_str().unwrap();
        assert!(
            output.contains("broken by ") && output.contains('7'),
            "{output}"
        );
        if kept.is_empty() {
            assert_eq!(fleet.git(name, &["branch", "--list", BRANCH]), "");
            assert_eq!(report["patch"], serde_json::Value::Null);
        } else {
            assert_eq!(fleet.codemods(name, "trunk", BRANCH), kept);
        }
        fleet.is_tidy(name);
    }
    assert!(
        fleet
            .sandbox
            .read("report/summary.md")
            .contains("`drop-reserved-env` was taken back (1 finding)")
    );
}

#[test]
fn one_that_failed_before_says_nothing_about_the_fixes() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    three_defects(&fleet, "r");
    fleet.repository("clean", &[("a.ts", "let a;\n")]);
    fleet.bulk_ends(
        0,
        &[&["r", "clean", "--verify", "echo no; exit 1"], &COMMIT[..]].concat(),
    );
    assert_eq!(fleet.codemods("r", "trunk", BRANCH).len(), 3);
    let verification = &fleet.report("r")["verification"];
    assert_eq!(verification["before"]["passed"], false);
    assert_eq!(verification["after"]["passed"], false);
    assert_eq!(verification["runs"], 2);
    // Where there is nothing to judge, nothing runs.
    assert_eq!(
        fleet.report("clean")["verification"],
        serde_json::Value::Null
    );
}

#[test]
fn what_the_command_leaves_behind_is_no_part_of_the_commits() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    three_defects(&fleet, "r");
    // It builds, and meddles with what is tracked.
    let verify = "mkdir -p dist && cp index.ts dist/index.ts && printf 'let a;\\r\\n' > made.ts && echo >> index.ts && echo '//' >> b.ts && git add -A";
    fleet.bulk_ends(0, &[&["r", "--verify", verify], &COMMIT[..]].concat());
    let tree = fleet.tree("r", BRANCH);
    let names: Vec<&String> = tree.keys().collect();
    assert_eq!(names, ["b.ts", "index.ts", "lib/a.ts"]);
    assert_eq!(
        [&tree["b.ts"], &tree["index.ts"], &tree["lib/a.ts"]],
        [IDLE.1, LAMBDA.1, CRLF.1]
    );
    assert_eq!(fleet.codemods("r", "trunk", BRANCH).len(), 3);
}

#[test]
fn one_that_never_ends_has_failed() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    fleet.repository("r", &[("index.ts", LAMBDA.0)]);
    // It hangs only when the environment is repaired.
    let verify = "grep -q AWS_REGION index.ts || sleep 1000";
    let run = fleet.bulk_ends(
        1,
        &[&["r", "--verify", verify, "--timeout", "15"], &COMMIT[..]].concat(),
    );
    let report = fleet.report("r");
    assert_eq!(
        report["taken_back"][0]["codemod"], "drop-reserved-env",
        "{run:?}"
    );
    assert!(
        report["verification"]["after"]["output"]
            .as_str()
            .unwrap()
            .contains("within 15 seconds")
    );
}
