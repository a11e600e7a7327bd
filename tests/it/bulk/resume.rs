//! A campaign that is killed at any moment is gone on with, and comes to what it would have come to.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::fleet::{BRANCH, COMMIT, CRLF, Fleet, LAMBDA};
use crate::sandbox::{IACFIX, Run, has_tools};

const PATIENCE: Duration = Duration::from_secs(120);

/// Writes down who asks, and that it asks again.
const ASK: &str = "echo \"$IACFIX_REPOSITORY\" >> \"$HOME/asked\"; echo https://host/pull/1";

/// Repositories of both kinds, each with something to do; and what a campaign over them is told.
fn fleet() -> (Fleet, Vec<String>) {
    let fleet = Fleet::new();
    fleet.repository("local", &[("index.ts", LAMBDA.0), ("a.ts", CRLF.0)]);
    fleet.publish("local");
    fleet.repository("far", &[("index.ts", LAMBDA.0), ("a.ts", CRLF.0)]);
    fleet.publish("far");
    let mut arguments = vec!["local".to_owned(), fleet.url("far.git")];
    let verify = "test -e a.ts";
    let more = [
        "--push",
        "--pr-command",
        ASK,
        "--verify",
        verify,
        "--jobs",
        "1",
        "--work",
        "work",
    ];
    arguments.extend(more.iter().chain(&COMMIT).map(|text| (*text).to_owned()));
    (fleet, arguments)
}

/// What a campaign leaves behind, but for times and the places of temporary folders.
#[derive(Debug, PartialEq)]
struct Result {
    branches: Vec<String>,
    report: BTreeMap<String, serde_json::Value>,
    patches: BTreeMap<String, Vec<u8>>,
    trees: Vec<String>,
}

fn result(fleet: &Fleet) -> Result {
    let branches =
        ["local", "local.git", "far.git"].map(|name| fleet.git(name, &["rev-parse", BRANCH]));
    let summary = fleet.summary();
    let mut report = BTreeMap::new();
    for one in summary["repositories"].as_array().unwrap() {
        let mut one = one.clone();
        let fields = one.as_object_mut().unwrap();
        fields.remove("seconds");
        fields.remove("source");
        fields.remove("name");
        fields.remove("patch");
        if let Some(verification) = fields["verification"].as_object_mut() {
            for trial in ["before", "after"] {
                verification[trial]
                    .as_object_mut()
                    .unwrap()
                    .remove("seconds");
            }
        }
        report.insert(format!("{}", report.len()), one);
    }
    let patches = fleet.every_file("report/patches").into_values().enumerate();
    fleet.is_tidy("local");
    Result {
        branches: branches.to_vec(),
        report,
        patches: patches
            .map(|(number, patch)| (number.to_string(), patch))
            .collect(),
        trees: fleet.sandbox.names("work/trees"),
    }
}

/// A folder to be put in front of PATH, with a git that kills whoever called it when it is called for the n-th time:
/// before it does anything, or after it did everything.
fn deadly_git(fleet: &Fleet) {
    let path = env::var_os("PATH").unwrap();
    let real = env::split_paths(&path)
        .map(|folder| folder.join("git"))
        .find(|git| git.is_file())
        .unwrap();
    let script = format!(
        "#!/bin/sh\n\
         n=$(cat \"$DEADLY/count\"); n=$((n + 1)); echo $n > \"$DEADLY/count\"\n\
         deadly=$(cat \"$DEADLY/deadly\")\n\
         if [ \"$n\" = \"$deadly\" ] && [ -e \"$DEADLY/before\" ]; then kill -9 $PPID; exit 1; fi\n\
         \"{0}\" \"$@\"; code=$?\n\
         if [ \"$n\" = \"$deadly\" ]; then kill -9 $PPID; fi\n\
         exit $code\n",
        real.display()
    );
    fleet.sandbox.write("deadly/git", script);
    fs::set_permissions(
        fleet.sandbox.path("deadly/git"),
        fs::Permissions::from_mode(0o755),
    )
    .unwrap();
}

fn run_deadly(fleet: &Fleet, arguments: &[String], deadly: usize) -> Run {
    fleet.sandbox.write("deadly/count", "0");
    fleet.sandbox.write("deadly/deadly", deadly.to_string());
    let path = env::var_os("PATH").unwrap();
    let folders = [fleet.sandbox.path("deadly")]
        .into_iter()
        .chain(env::split_paths(&path));
    let mut command = fleet.command(Path::new(IACFIX));
    command
        .args(["bulk", "--report", "report", "--resume"])
        .args(arguments)
        .env("DEADLY", fleet.sandbox.path("deadly"))
        .env("PATH", env::join_paths(folders).unwrap());
    Run::end_of(command.spawn().unwrap())
}

fn calls(fleet: &Fleet) -> usize {
    fleet.sandbox.read("deadly/count").trim().parse().unwrap()
}

#[test]
fn a_kill_at_any_call_of_git_changes_nothing_about_the_end() {
    if !has_tools(&["git", "sh"]) {
        return;
    }
    let (whole, arguments) = fleet();
    deadly_git(&whole);
    let run = run_deadly(&whole, &arguments, 0);
    assert_eq!(run.code, 0, "{run:?}");
    let wanted = result(&whole);
    let most = calls(&whole);
    assert!(most > 40, "{most}");
    // All moments take minutes.
    let every = env::var_os("IACFIX_EVERY_MOMENT").is_some();
    let step = if every { 1 } else { 16 };
    for (first, before) in [(2, true), (5, false)] {
        for deadly in (first.min(step)..=most).step_by(step) {
            let (fleet, arguments) = fleet();
            deadly_git(&fleet);
            if before {
                fleet.sandbox.write("deadly/before", "");
            }
            let killed = run_deadly(&fleet, &arguments, deadly);
            assert_eq!(killed.code, -1, "{deadly}: {killed:?}");
            let run = run_deadly(&fleet, &arguments, 0);
            assert_eq!(run.code, 0, "{deadly} {before}: {run:?}");
            assert_eq!(result(&fleet), wanted, "{deadly} {before}");
            let asked = fleet.sandbox.read("asked");
            // At least once; twice at most, where the answer was lost.
            let asked: Vec<&str> = asked.lines().collect();
            assert!(
                (2..=3).contains(&asked.len()),
                "{deadly} {before}: {asked:?}"
            );
        }
    }
}

#[test]
fn a_kill_at_any_time_changes_nothing_about_the_end() {
    if !has_tools(&["git", "sh"]) {
        return;
    }
    let (whole, arguments) = fleet();
    let texts: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let start = Instant::now();
    whole.bulk_ends(0, &texts);
    let took = start.elapsed();
    let wanted = result(&whole);
    for part in 1..6 {
        let (fleet, arguments) = fleet();
        let texts: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let mut child = fleet.start(&texts);
        thread::sleep(took * part / 6);
        child.kill().unwrap();
        child.wait().unwrap();
        let run = fleet.bulk_ends(0, &[&texts[..], &["--resume"]].concat());
        assert_eq!(result(&fleet), wanted, "{part}: {run:?}");
    }
}

#[test]
fn a_pull_request_is_asked_for_again_where_the_answer_was_lost() {
    if !has_tools(&["git", "sh"]) {
        return;
    }
    let fleet = Fleet::new();
    fleet.repository("r", &[("a.ts", CRLF.0)]);
    fleet.publish("r");
    // The first time, whoever asks is gone before it hears the answer.
    let ask = "echo $IACFIX_ATTEMPT >> \"$HOME/asked\"; test -e \"$HOME/seen\" || { touch \"$HOME/seen\"; kill -9 $PPID; }";
    let arguments = [&["r", "--push", "--pr-command", ask], &COMMIT[..]].concat();
    assert_eq!(fleet.bulk(&arguments).code, -1);
    fleet.bulk_ends(0, &[&arguments[..], &["--resume"]].concat());
    assert_eq!(fleet.sandbox.read("asked"), "first\nagain\n");
    fleet.bulk_ends(0, &[&arguments[..], &["--resume"]].concat());
    assert_eq!(fleet.sandbox.read("asked"), "first\nagain\n");
}

#[test]
fn an_interruption_ends_what_runs_and_leaves_nothing_half_done() {
    if !has_tools(&["git", "kill", "sh"]) {
        return;
    }
    let (whole, arguments) = fleet();
    deadly_git(&whole);
    assert_eq!(run_deadly(&whole, &arguments, 0).code, 0);
    let wanted = result(&whole);
    for signal in ["-INT", "-TERM"] {
        let (fleet, mut arguments) = fleet();
        let at = arguments
            .iter()
            .position(|text| text == "test -e a.ts")
            .unwrap();
        // The first time it waits for the end of the world.
        arguments[at] = "test -e a.ts || exit 1; test -e \"$HOME/seen\" || { touch \"$HOME/seen\"; sleep 1000 & sleep 1000; }".to_owned();
        let texts: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let child = fleet.start(&texts);
        let start = Instant::now();
        while !fleet.sandbox.path("seen").exists() {
            assert!(start.elapsed() < PATIENCE);
            thread::sleep(Duration::from_millis(5));
        }
        let sent = Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
        let run = Run::end_of(child);
        assert_eq!(run.code, 130, "{run:?}");
        assert!(
            run.stderr
                .ends_with("interrupted: --resume does what is left\n"),
            "{run:?}"
        );
        assert!(start.elapsed() < PATIENCE);
        fleet.is_tidy("local");
        let summary = fleet.summary();
        assert_eq!(summary["campaign"]["state"], "interrupted");
        assert_eq!(summary["totals"]["outcomes"]["pending"], 2);
        let run = fleet.bulk_ends(0, &[&texts[..], &["--resume"]].concat());
        assert_eq!(result(&fleet), wanted, "{run:?}");
    }
}

#[test]
fn two_campaigns_do_not_share_a_work_folder() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    fleet.repository("r", &[("a.ts", CRLF.0)]);
    let verify = "touch \"$HOME/seen\"; test -e \"$HOME/go\" || sleep 0.2; while ! test -e \"$HOME/go\"; do sleep 0.05; done";
    let arguments = [&["r", "--verify", verify], &COMMIT[..]].concat();
    let first = fleet.start(&arguments);
    let start = Instant::now();
    while !fleet.sandbox.path("seen").exists() {
        assert!(start.elapsed() < PATIENCE);
        thread::sleep(Duration::from_millis(5));
    }
    let run = fleet.bulk_ends(2, &[&arguments[..], &["--resume"]].concat());
    assert!(run.stderr.contains("another iacfix works there"), "{run:?}");
    fleet.sandbox.write("go", "");
    assert_eq!(Run::end_of(first).code, 0);
    assert_eq!(fleet.codemods("r", "trunk", BRANCH), ["normalize-lf"]);
}
