//! Findings that are known from a baseline.

use std::fs;

use super::super::sandbox::Sandbox;
use super::{PROGRAM, document, json, line_endings, reserved, sandbox};

const READ: [&str; 2] = ["--baseline", "known.json"];
const WRITE: [&str; 3] = ["--baseline", "known.json", "--write-baseline"];
const WRITE_ALL: [&str; 3] = ["--baseline", "known.json", "--write-baseline=all"];

fn with<'a>(arguments: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [arguments, more].concat()
}

/// The entries, as (file, codemod).
fn entries(sandbox: &Sandbox, path: &str) -> Vec<(String, String)> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    json(&sandbox.read(path))["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (text(&entry["path"]), text(&entry["codemod"])))
        .collect()
}

#[test]
fn known_findings_are_counted_but_neither_shown_nor_a_failure() {
    let sandbox = sandbox();
    let run = sandbox.run(&WRITE);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stderr, "wrote known.json, which knows 2 findings\n");
    assert_eq!(entries(&sandbox, "known.json").len(), 2);
    let run = sandbox.run(&READ);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(
        run.stdout,
        "No new findings in 2 files. 2 known findings are not shown.\n"
    );
    let report = json(&document(&sandbox, "json", &READ).stdout);
    assert_eq!(report["summary"]["known"], 2);
    assert_eq!(report["findings"].as_array().unwrap().len(), 0);
    // A new one is shown and fails the run; the known ones stay known where they moved to.
    let new = PROGRAM
        .split_once("\n\n")
        .unwrap()
        .1
        .replace("mail", "post");
    sandbox.write(
        "lib/mail.ts",
        PROGRAM.replace("\n\n", &format!("\n\n{new}\n")),
    );
    let run = sandbox.run(&READ);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("lib/mail.ts:5:31  "), "{run:?}");
    assert!(
        run.stdout.ends_with("2 known findings are not shown.\n"),
        "{run:?}"
    );
    assert_eq!(run.stdout.matches(reserved()).count(), 2, "{run:?}");
}

#[test]
fn the_file_is_sorted_stable_and_has_a_line_for_each_finding() {
    let sandbox = sandbox();
    sandbox.write("a.ts", PROGRAM);
    sandbox.run(&WRITE);
    let text = sandbox.read("known.json");
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("\"path\""))
        .collect();
    assert_eq!(lines.len(), 4);
    assert!(lines.is_sorted(), "{text}");
    let run = sandbox.run(&with(&WRITE, &["--threads", "1"]));
    assert_eq!(run.stderr, "known.json knows 4 findings, as before\n");
    assert_eq!(sandbox.read("known.json"), text);
}

#[test]
fn what_no_longer_occurs_is_reported_and_taken_out_but_nothing_is_added() {
    let sandbox = sandbox();
    sandbox.write("gone.ts", PROGRAM);
    sandbox.run(&WRITE);
    fs::remove_file(sandbox.path("gone.ts")).unwrap();
    sandbox.write(
        "lib/mail.ts",
        PROGRAM.replace(", AWS_SESSION_TOKEN: 'x'", ""),
    );
    sandbox.write("new.ts", PROGRAM);
    let run = sandbox.run(&with(&READ, &["lib"]));
    assert_eq!(run.code, 0, "{run:?}");
    let id = reserved();
    assert_eq!(
        run.stderr,
        format!(
            "lib/mail.ts: 1 known finding of {id} no longer there\n\
             1 known finding is no longer there; --write-baseline takes that out of known.json\n"
        )
    );
    assert_eq!(sandbox.run(&with(&READ, &["lib", "-q"])).stderr, "");
    // Of files that were not looked at nothing is said, and what is known of them stays.
    sandbox.run(&with(&WRITE, &["lib"]));
    let known = entries(&sandbox, "known.json");
    assert_eq!(known.len(), 3);
    // A file that is gone is looked at with its folder.
    let run = sandbox.run(&WRITE);
    assert!(
        run.stderr.starts_with("gone.ts: 2 known findings of "),
        "{run:?}"
    );
    assert_eq!(run.code, 1, "what is new still fails");
    assert!(run.stdout.contains("new.ts:"), "{run:?}");
    assert_eq!(
        entries(&sandbox, "known.json"),
        [("lib/mail.ts".to_owned(), id.to_owned())]
    );
    // New ones are added where that is said.
    assert_eq!(sandbox.run(&WRITE_ALL).code, 0);
    assert_eq!(entries(&sandbox, "known.json").len(), 3);
    assert_eq!(sandbox.run(&READ).code, 0);
}

#[test]
fn what_was_not_looked_for_stays_known() {
    let sandbox = sandbox();
    sandbox.write("lib/mail.ts", PROGRAM.replace('\n', "\r\n"));
    sandbox.run(&WRITE);
    let all = sandbox.read("known.json");
    assert_eq!(entries(&sandbox, "known.json").len(), 3);
    for more in [["--select", line_endings()], ["--ignore", reserved()]] {
        let run = sandbox.run(&with(&WRITE, &more));
        assert_eq!(
            run.stderr, "known.json knows 3 findings, as before\n",
            "{more:?}"
        );
        assert_eq!(run.code, 0);
    }
    // A file that does not parse, or that cannot be read, may hold what is not found.
    let elsewhere = PROGRAM.replace("environment: { variables", "e: { environment");
    let broken = elsewhere + "const a = ;\n";
    for text in [broken.as_bytes(), b"\xff"] {
        sandbox.write("lib/mail.ts", text);
        let run = sandbox.run(&WRITE);
        assert!(!run.stderr.contains("no longer there"), "{run:?}");
        assert_eq!(sandbox.read("known.json"), all);
    }
    // Of a codemod that no longer exists nothing is found.
    sandbox.write("lib/mail.ts", PROGRAM);
    sandbox.write("known.json", all.replace(reserved(), "of-another-age"));
    let run = sandbox.run(&READ);
    assert!(
        run.stderr.contains("of of-another-age no longer there"),
        "{run:?}"
    );
}

#[test]
fn names_are_relative_to_the_baseline_from_wherever_the_run_starts() {
    let sandbox = sandbox();
    fs::create_dir(sandbox.path("ci")).unwrap();
    sandbox.run(&["--baseline", "ci/known.json", "--write-baseline"]);
    assert_eq!(entries(&sandbox, "ci/known.json")[0].0, "../lib/mail.ts");
    let absolute = sandbox.path("lib").to_string_lossy().into_owned();
    for (folder, arguments) in [
        (".", ["--baseline", "ci/known.json", "."]),
        ("lib", ["--baseline", "../ci/known.json", "mail.ts"]),
        ("ci", ["--baseline", "known.json", "../lib"]),
        ("ci", ["--baseline", "known.json", &absolute]),
    ] {
        let run = sandbox.run_in(folder, &arguments);
        assert_eq!(
            (run.code, run.stderr.as_str()),
            (0, ""),
            "{folder}: {run:?}"
        );
    }
    let run = sandbox.run_with_input(
        &[
            "--baseline",
            "ci/known.json",
            "--stdin-filename",
            "lib/mail.ts",
        ],
        PROGRAM,
    );
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn fixes_of_known_findings_are_neither_applied_nor_part_of_a_patch() {
    let sandbox = sandbox();
    sandbox.run(&WRITE);
    let new = PROGRAM
        .split_once("\n\n")
        .unwrap()
        .1
        .replace("mail", "post");
    let both = PROGRAM.to_owned() + &new;
    sandbox.write("lib/mail.ts", &both);
    let patch = sandbox.run(&with(&READ, &["--diff", "--unsafe-fixes"]));
    assert_eq!(patch.code, 1);
    assert!(!patch.stdout.contains("-export const mail"), "{patch:?}");
    assert_eq!(
        patch.stdout.matches("\n-  environment").count(),
        1,
        "{patch:?}"
    );
    let run = sandbox.run(&with(&READ, &["--fix", "--unsafe-fixes"]));
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(
        run.stdout,
        "Fixed 2 findings in 1 file. Nothing new is left in 2 files. 2 known findings are not shown.\n"
    );
    let fixed = sandbox.read("lib/mail.ts");
    assert!(fixed.starts_with(PROGRAM), "{fixed}");
    assert_eq!(fixed.matches("AWS_").count(), 2);
    // One of two keys of an object is known: the fix of the other leaves it alone.
    sandbox.write("known.json", {
        let text = sandbox.read("known.json");
        let lines: Vec<&str> = text.lines().collect();
        let first = lines[3].trim_end_matches(',');
        [lines[0], lines[1], lines[2], first, lines[5], lines[6]].join("\n")
    });
    sandbox.write("lib/mail.ts", PROGRAM);
    let run = sandbox.run(&with(&READ, &["--fix", "--unsafe-fixes"]));
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(sandbox.read("lib/mail.ts").matches("AWS_").count(), 1);
}

#[test]
fn what_is_left_after_fixing_is_recorded() {
    let sandbox = sandbox();
    let run = sandbox.run(&with(&WRITE, &["--fix"]));
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(entries(&sandbox, "known.json").len(), 1);
    assert_eq!(sandbox.run(&READ).code, 0);
}

#[test]
fn a_baseline_that_cannot_be_used_is_named_with_what_is_wrong() {
    let sandbox = sandbox();
    let before = sandbox.read("lib/mail.ts");
    let run = sandbox.run(&READ);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .contains("known.json: no such file; --write-baseline makes it"),
        "{run:?}"
    );
    sandbox.run(&WRITE);
    let good = sandbox.read("known.json");
    for (text, says) in [
        (String::new(), "line 1, column 0"),
        (
            good.replace("\"version\": 1", "\"version\": 7"),
            "line 2, column",
        ),
        (good.replace("\"path\"", "\"file\""), "line 4, column"),
        (
            good.replacen("{\"path\"", "<<<<<<< HEAD\n{\"path\"", 1),
            "merge conflict",
        ),
        ("{\"runs\": []}".to_owned(), "unknown field `runs`"),
    ] {
        sandbox.write("known.json", &text);
        for more in [["--fix"].as_slice(), &["--write-baseline"], &["--diff"]] {
            let run = sandbox.run(&with(&READ, more));
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
            assert!(run.stderr.starts_with("error: known.json: "), "{run:?}");
            assert!(run.stderr.contains(says), "{says}: {run:?}");
        }
        assert_eq!(sandbox.read("known.json"), text);
        assert_eq!(sandbox.read("lib/mail.ts"), before);
    }
    let run = sandbox.run(&["--baseline", "no/known.json", "--write-baseline"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("the folder no does not exist"),
        "{run:?}"
    );
    for wrong in [
        ["--write-baseline", "--exit-zero"].as_slice(),
        &["--baseline", "a", "--write-baseline", "--diff"],
        &["--baseline", "a", "--write-baseline=some"],
    ] {
        assert_eq!(sandbox.run(wrong).code, 2, "{wrong:?}");
    }
}
