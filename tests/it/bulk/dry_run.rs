//! Without `--commit` nothing is changed; what cannot be worked on is said, and the others go on.

use super::fleet::{COMMIT, CRLF, Fleet, IDLE, LAMBDA, RESERVED};
use crate::sandbox::has_tools;

#[test]
fn a_dry_run_changes_nothing_and_its_patches_apply() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    let files = [
        ("index.ts", LAMBDA.0),
        ("lib/a b.ts", CRLF.0),
        ("lib/\u{e4}\"b.ts", IDLE.0),
        ("lib/c.ts", RESERVED),
    ];
    fleet.repository("one", &files);
    fleet.repository("odd $(name) ä", &files);
    fleet.repository("clean", &[("a.ts", "let a;\n")]);
    let before = fleet.every_file("one");
    let names = ["one", "./odd $(name) ä/", "clean"];
    let run = fleet.bulk_ends(1, &names);
    assert_eq!(fleet.every_file("one"), before, "{run:?}");
    assert!(
        run.stdout
            .contains("one: a patch repairs 3 findings, 1 finding left\n"),
        "{run:?}"
    );
    assert!(!run.stdout.contains("clean: "), "{run:?}");
    let summary = fleet.summary();
    assert_eq!(summary["totals"]["fixed"], 6);
    assert_eq!(summary["totals"]["left"], 2);
    let outcomes: Vec<_> = summary["repositories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|report| &report["outcome"])
        .collect();
    assert_eq!(outcomes, ["patched", "patched", "clean"]);
    let left = &fleet.report("one")["left"][0];
    assert_eq!(
        (&left["why"], &left["path"], &left["line"]),
        (&"unsafe".into(), &"lib/c.ts".into(), &4.into())
    );
    for name in ["one", "odd $(name) ä"] {
        let patch = fleet.report(name)["patch"].as_str().unwrap().to_owned();
        let plain = |next: char| next.is_ascii_alphanumeric() || "-._/".contains(next);
        assert!(patch.chars().all(plain), "{patch}");
        fleet.git(name, &["apply", &format!("../report/{patch}")]);
        for (path, wanted) in [
            ("index.ts", LAMBDA.1),
            ("lib/a b.ts", CRLF.1),
            ("lib/\u{e4}\"b.ts", IDLE.1),
        ] {
            assert_eq!(fleet.sandbox.read(&format!("{name}/{path}")), wanted);
        }
    }
    // What is done is done: a second run in the same work folder begins anew.
    fleet.bulk_ends(3, &names);
    assert_eq!(fleet.report("one")["outcome"], "refused");
    assert_eq!(fleet.sandbox.names("report/patches").len(), 0);
}

#[test]
fn what_cannot_be_worked_on_is_said_and_the_others_go_on() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    fleet.repository("good", &[("a.ts", CRLF.0)]);
    fleet.git(".", &["init", "-q", "empty"]);
    fleet.sandbox.write("plain/a.ts", CRLF.0);
    fleet.sandbox.write("file", "");
    for (name, path, text) in [
        ("changed", "a.ts", "let mine;\n"),
        ("untracked", "new.ts", "let mine;\n"),
    ] {
        fleet.repository(name, &[("a.ts", CRLF.0)]);
        fleet.sandbox.write(&format!("{name}/{path}"), text);
    }
    fleet.repository("folder", &[("sub/a.ts", CRLF.0)]);
    fleet.repository("merging", &[("a.ts", CRLF.0)]);
    fleet.sandbox.write(
        "merging/.git/MERGE_HEAD",
        fleet.git("merging", &["rev-parse", "HEAD"]),
    );
    fleet.repository(
        "config",
        &[
            ("a.ts", CRLF.0),
            ("lib/iacfix.toml", "selct = []\n"),
            ("lib/b.ts", CRLF.0),
        ],
    );
    let expected = [
        ("good", "fixed", ""),
        ("empty", "skipped", "has no commits yet"),
        ("plain", "refused", "is not a git repository"),
        ("file", "failed", "is not a folder"),
        ("gone", "failed", "cannot be opened"),
        ("changed", "refused", "has uncommitted work (1 path)"),
        ("untracked", "refused", "has uncommitted work (1 path)"),
        ("folder/sub", "refused", "is a folder of the repository"),
        ("merging", "refused", "is in the middle of a merge"),
        ("config", "failed", "lib/iacfix.toml: line 1: "),
    ];
    let names: Vec<&str> = expected.iter().map(|(name, ..)| *name).collect();
    let run = fleet.bulk_ends(2, &[&names[..], &COMMIT].concat());
    for (name, outcome, reason) in expected {
        let report = fleet.report(name);
        assert_eq!(report["outcome"], outcome, "{report}");
        let said = report["reason"].as_str().unwrap_or_default();
        assert!(said.starts_with(reason), "{name}: {said}");
        assert_eq!(
            run.stderr.contains(&format!("error: {name}: ")),
            ["refused", "failed"].contains(&outcome),
            "{run:?}"
        );
    }
    // Uncommitted work stays where it is, and is no part of the branch.
    let run = fleet.bulk_ends(
        0,
        &[
            &["changed", "untracked", "--allow-dirty", "--work", "w"],
            &COMMIT[..],
        ]
        .concat(),
    );
    assert!(run.stderr.is_empty(), "{run:?}");
    assert_eq!(fleet.sandbox.read("changed/a.ts"), "let mine;\n");
    assert_eq!(fleet.show("changed", COMMIT[2], "a.ts"), CRLF.1);
    assert_eq!(
        fleet
            .try_git("untracked", &["cat-file", "-e", "iacfix/repairs:new.ts"])
            .code,
        128
    );
    // Refused and nothing worse.
    fleet.bulk_ends(3, &["good", "changed", "plain", "--work", "w2"]);
    fleet.bulk_ends(1, &["good", "--work", "w3"]);
    let run = fleet.bulk_ends(0, &["good", "--exit-zero", "--work", "w4", "-q"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}

#[test]
fn a_wrong_command_line_is_one_error() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    fleet.repository("r", &[("a.ts", CRLF.0)]);
    for (arguments, says) in [
        (&[][..], "no repository is named"),
        (&["r", "--commit"], "--branch"),
        (&["r", "--push", "--branch", "b"], "--commit"),
        (
            &["r", "--commit", "--branch", "a..b"],
            "\"a..b\" is no name for a branch",
        ),
        (&["r", "--commit", "--branch", "-b"], ""),
        (
            &["r", "--commit", "--branch", "HEAD"],
            "is no name for a branch",
        ),
        (&["r", "--select", "no-such"], "--select: "),
        (&["r", "--config", "gone.toml"], "gone.toml: cannot be read"),
        (&["r", "--shard", "3/2"], "K/N"),
        (&["--repos", "gone"], "--repos gone: cannot be read"),
        (&["--merge-reports", "gone"], "summary.json cannot be read"),
    ] {
        let run = fleet.bulk_ends(2, arguments);
        assert!(run.stderr.contains(says), "{arguments:?}: {run:?}");
        assert_eq!(run.stdout, "");
    }
    assert!(!fleet.sandbox.path("report").exists());
}
