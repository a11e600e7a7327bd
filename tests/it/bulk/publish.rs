//! Branches, pushes and pull requests.

use std::fs;

use super::fleet::{BRANCH, COMMIT, CRLF, Fleet, LAMBDA};
use crate::sandbox::has_tools;

/// A pull-request command that writes down what it is told, and fails where a file `fail` is.
const ASK: &str = "{ env | grep ^IACFIX_ | grep -v -e BODY= -e REQUIRE_TOOLS= | sort; git symbolic-ref HEAD; } >> \"$HOME/asked\"; \
                   printf '%s' \"$IACFIX_BODY\" > \"$HOME/body\"; test ! -e \"$HOME/fail\" || { echo refused by the host; exit 1; }; \
                   echo created; echo https://host/$IACFIX_REPOSITORY/pull/1";

#[test]
fn a_branch_is_pushed_and_a_pull_request_asked_for() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    let files = [("index.ts", LAMBDA.0), ("a.ts", CRLF.0)];
    for name in ["local", "far"] {
        fleet.repository(name, &files);
        fleet.publish(name);
    }
    let far = fleet.url("far.git");
    let arguments = [
        &["local", &far, "--push", "--pr-command", ASK, "--jobs", "1"],
        &COMMIT[..],
    ]
    .concat();
    let run = fleet.bulk_ends(0, &arguments);
    for name in ["local.git", "far.git"] {
        assert_eq!(
            fleet.codemods(name, "trunk", BRANCH),
            ["drop-reserved-env", "normalize-lf"]
        );
        assert_eq!(fleet.show(name, BRANCH, "index.ts"), LAMBDA.1);
    }
    let far_name = fleet.url("far").replace("file:///", "");
    assert!(
        run.stdout.contains(&format!(
            "{far_name}: repaired 2 findings, 2 commits, https://host/{far_name}/pull/1\n"
        )),
        "{run:?}"
    );
    let asked = fleet.sandbox.read("asked");
    let expected = |name: &str, url: &str| {
        format!(
            "IACFIX_ATTEMPT=first\nIACFIX_BASE=trunk\nIACFIX_BRANCH={BRANCH}\nIACFIX_BRANCH_STATE=new\nIACFIX_REMOTE_URL={url}\n\
             IACFIX_REPOSITORY={name}\nIACFIX_TITLE=Repair 2 findings with iacfix\nrefs/heads/{BRANCH}\n"
        )
    };
    let wanted = expected("local", &fleet.url("local.git")) + &expected(&far_name, &far);
    assert_eq!(asked, wanted);
    let body = fleet.sandbox.read("body");
    assert!(
        body.starts_with(
            "- `drop-reserved-env`: remove environment variables that Lambda reserves (1 finding)\n"
        ),
        "{body}"
    );
    let report = fleet.report(&far_name);
    assert_eq!(report["branch"]["pushed_to"], "origin");
    assert_eq!(report["branch"]["clone"], serde_json::Value::Null);
    assert_eq!(
        report["pull_request"]["url"],
        format!("https://host/{far_name}/pull/1")
    );
    assert_eq!(fleet.summary()["totals"]["pull_requests"], 2);
    fleet.is_tidy("local");
    // What was cloned and pushed needs no clone any more.
    let trees = ".iacfix-bulk";
    let campaign = format!("{trees}/{}", fleet.sandbox.names(trees)[0]);
    assert!(fleet.sandbox.names(&format!("{campaign}/trees")).is_empty());
    // Once more: there is nothing left to do, with the same report and without it.
    let again = fleet.bulk_ends(0, &[&arguments[..], &["--resume"]].concat());
    assert!(
        again.stdout.starts_with("2 repositories: 2 repaired.\n"),
        "{again:?}"
    );
    fleet.bulk_ends(0, &arguments);
    assert_eq!(fleet.summary()["totals"]["outcomes"]["skipped"], 2);
    assert_eq!(fleet.sandbox.read("asked"), wanted);
}

#[test]
fn what_failed_on_the_way_is_gone_on_with_from_there() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    for name in ["local", "far"] {
        fleet.repository(name, &[("a.ts", CRLF.0)]);
        fleet.publish(name);
    }
    let far = fleet.url("far.git");
    let arguments = [&["local", &far, "--push", "--pr-command", ASK], &COMMIT[..]].concat();
    // Nothing can be pushed.
    for name in ["local.git", "far.git"] {
        fs::rename(
            fleet.sandbox.path(&format!("{name}/objects")),
            fleet.sandbox.path(&format!("{name}/away")),
        )
        .unwrap();
    }
    fleet.bulk_ends(2, &arguments);
    for name in ["local.git", "far.git"] {
        fs::rename(
            fleet.sandbox.path(&format!("{name}/away")),
            fleet.sandbox.path(&format!("{name}/objects")),
        )
        .unwrap();
    }
    // A new campaign would pass over what was begun.
    let run = fleet.bulk_ends(2, &arguments);
    assert!(run.stderr.contains("--resume does what is left"), "{run:?}");
    // Now it can, and the host says no.
    fleet.sandbox.write("fail", "");
    let resume = [&arguments[..], &["--resume"]].concat();
    let run = fleet.bulk_ends(2, &resume);
    assert!(
        run.stderr
            .contains("local: the pull-request command failed: refused by the host"),
        "{run:?}"
    );
    let report = fleet.report("local");
    assert_eq!(
        (&report["outcome"], &report["branch"]["pushed_to"]),
        (&"failed".into(), &"origin".into())
    );
    let tips = ["local.git", "far.git"].map(|name| fleet.git(name, &["rev-parse", BRANCH]));
    fs::remove_file(fleet.sandbox.path("fail")).unwrap();
    let clones = fleet.sandbox.path(".iacfix-bulk");
    fleet.bulk_ends(0, &resume);
    assert_eq!(
        ["local.git", "far.git"].map(|name| fleet.git(name, &["rev-parse", BRANCH])),
        tips
    );
    let report = fleet.report("local");
    assert_eq!(
        (&report["outcome"], &report["reason"]),
        (&"fixed".into(), &serde_json::Value::Null)
    );
    assert!(fleet.sandbox.read("asked").contains("IACFIX_ATTEMPT=again"));
    assert!(clones.is_dir());
    // Other settings are another campaign.
    let run = fleet.bulk_ends(2, &[&resume[..], &["--unsafe-fixes"]].concat());
    assert!(
        run.stderr.contains("something else for --unsafe-fixes"),
        "{run:?}"
    );
}

#[test]
fn a_branch_that_exists_is_skipped_gone_on_with_or_an_error() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    for name in ["local", "far"] {
        fleet.repository(name, &[("a.ts", CRLF.0)]);
        fleet.publish(name);
    }
    let far = fleet.url("far.git");
    let far_name = fleet.url("far").replace("file:///", "");
    let run = |code: i32, work: &str, more: &[&str]| {
        let arguments = [
            &["local", &far, "--push", "--work", work],
            &COMMIT[..],
            more,
        ]
        .concat();
        fleet.bulk_ends(code, &arguments)
    };
    run(0, "w1", &[]);
    let tips =
        || ["local", "local.git", "far.git"].map(|name| fleet.git(name, &["rev-parse", BRANCH]));
    let first = tips();
    run(0, "w2", &[]);
    assert_eq!(
        fleet.report("local")["reason"],
        format!("has the branch {BRANCH} already")
    );
    run(2, "w3", &["--on-existing", "fail"]);
    // Nothing new on it: nothing is done.
    run(0, "w4", &["--on-existing", "update"]);
    assert_eq!(fleet.report("local")["outcome"], "clean");
    assert_eq!(tips(), first);
    // A person adds something to it that can be repaired.
    for name in ["local", "far"] {
        fleet.git(name, &["fetch", "-q", "origin"]);
        fleet.git(
            name,
            &["checkout", "-q", "-B", BRANCH, &format!("origin/{BRANCH}")],
        );
        fleet.commit(name, &[("index.ts", LAMBDA.0)]);
        fleet.git(name, &["push", "-q", "origin", BRANCH]);
    }
    run(3, "w5", &["--on-existing", "update"]);
    let reason = fleet.report("local")["reason"].as_str().unwrap().to_owned();
    assert_eq!(fleet.report(&far_name)["branch"]["origin"], "updated");
    assert!(
        reason.starts_with("has its branch checked out in "),
        "{reason}"
    );
    fleet.git("local", &["checkout", "-q", "trunk"]);
    run(0, "w6", &["--on-existing", "update"]);
    for name in ["local", "local.git", "far.git"] {
        assert_eq!(
            fleet.codemods(name, "trunk", BRANCH),
            ["normalize-lf", "", "drop-reserved-env"],
            "{name}"
        );
        assert_eq!(fleet.show(name, BRANCH, "index.ts"), LAMBDA.1);
    }
    // Only the remote has it: it is gone on with from there.
    fleet.git("local", &["branch", "-q", "-D", BRANCH]);
    fleet.git("far", &["fetch", "-q", "origin"]);
    fleet.git(
        "local.git",
        &[
            "update-ref",
            &format!("refs/heads/{BRANCH}"),
            &format!("{BRANCH}~1"),
        ],
    );
    run(0, "w7", &["--on-existing", "update"]);
    assert_eq!(
        fleet.codemods("local.git", "trunk", BRANCH),
        ["normalize-lf", "", "drop-reserved-env"]
    );
}

#[test]
fn nothing_is_forced_and_a_missing_remote_is_said_before_anything_is_done() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    fleet.repository("lonely", &[("a.ts", CRLF.0)]);
    fleet.repository("r", &[("a.ts", CRLF.0)]);
    fleet.publish("r");
    // Somebody else pushes a branch of that name while this campaign works.
    let verify = format!(
        "git push -q origin HEAD~0:refs/heads/{BRANCH} 2> /dev/null; git -C \"$HOME/r.git\" commit-tree -m other HEAD^{{tree}} > \"$HOME/other\" && git -C \"$HOME/r.git\" update-ref refs/heads/{BRANCH} $(cat \"$HOME/other\")"
    );
    let run = fleet.bulk_ends(
        2,
        &[&["lonely", "r", "--push", "--verify", &verify], &COMMIT[..]].concat(),
    );
    assert!(
        run.stderr.contains("lonely: has no remote to push to"),
        "{run:?}"
    );
    assert!(run.stderr.contains("r: git push: "), "{run:?}");
    assert_eq!(fleet.git("lonely", &["branch", "--list", BRANCH]), "");
    let other = fleet.sandbox.read("other");
    assert_eq!(fleet.git("r.git", &["rev-parse", BRANCH]), other.trim());
}

#[test]
fn credentials_of_a_url_are_stored_nowhere() {
    if !has_tools(&["git", "grep"]) {
        return;
    }
    let fleet = Fleet::new();
    // Nothing listens there.
    let url = "http://me:s3cret@127.0.0.1:9/acme/orders.git";
    let run = fleet.bulk_ends(2, &[&[url, "--timeout", "60"], &COMMIT[..]].concat());
    assert!(
        run.stderr
            .starts_with("error: 127.0.0.1:9/acme/orders: git ls-remote: "),
        "{run:?}"
    );
    // Nor does the repository that iacfix is called in have a say about others.
    fleet.git(".", &["init", "-q"]);
    fleet.git(
        ".",
        &["config", "url.file:///nowhere/.insteadOf", &fleet.url("")],
    );
    fleet.repository("r", &[("a.ts", CRLF.0)]);
    fleet.bulk_ends(1, &[&fleet.url("r")]);
    let run = fleet.bulk_ends(2, &[&[url, "--work", "again"], &COMMIT[..]].concat());
    let everything = format!("{run:?}");
    assert!(!everything.contains("s3cret"), "{everything}");
    for (path, bytes) in fleet.every_file(".") {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("s3cret"),
            "{path}"
        );
    }
    assert_eq!(
        fleet.report("127.0.0.1:9/acme/orders")["source"],
        "http://127.0.0.1:9/acme/orders.git"
    );
}
