//! What `--commit` leaves in a repository: a branch with a commit for each codemod, and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::fleet::{BRANCH, COMMIT, CRLF, Fleet, IDLE, LAMBDA, RESERVED};
use crate::common::Case;
use crate::sandbox::has_tools;

#[test]
fn each_codemod_has_a_commit_and_the_checkout_stays_as_it_is() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    let files = [
        ("index.ts", LAMBDA.0),
        ("lib/a.ts", CRLF.0),
        ("b.ts", IDLE.0),
        ("c.ts", RESERVED),
    ];
    fleet.repository("r", &files);
    // Something that is staged, even, where dirt is allowed.
    fleet.sandbox.write("r/b.ts", "let staged;\n");
    fleet.git("r", &["add", "b.ts"]);
    let index = fs::read(fleet.sandbox.path("r/.git/index")).unwrap();
    fleet.bulk_ends(1, &[&["r", "--allow-dirty"], &COMMIT[..]].concat());
    assert_eq!(
        fleet.codemods("r", "trunk", BRANCH),
        ["drop-reserved-env", "normalize-lf", "unused-suppression"]
    );
    assert_eq!(fs::read(fleet.sandbox.path("r/.git/index")).unwrap(), index);
    assert_eq!(fleet.git("r", &["status", "--porcelain"]), "M  b.ts");
    assert_eq!(
        fleet.git("r", &["symbolic-ref", "HEAD"]),
        "refs/heads/trunk"
    );
    fleet.is_tidy("r");
    let last = fleet.tree("r", BRANCH);
    for (path, text) in [
        ("index.ts", LAMBDA.1),
        ("lib/a.ts", CRLF.1),
        ("b.ts", IDLE.1),
        ("c.ts", RESERVED),
    ] {
        assert_eq!(last[path], text);
    }
    let first = format!("{BRANCH}~2");
    let message = fleet.git("r", &["log", "-1", "--format=%B", &first]);
    assert_eq!(
        message.trim(),
        format!(
            "Remove environment variables that Lambda reserves (1 finding)\n\nindex.ts: 1\n\n\
             Iacfix-Codemod: drop-reserved-env\nIacfix-Version: {}",
            env!("CARGO_PKG_VERSION")
        )
    );
    let report = fleet.report("r");
    let ids: Vec<&str> = report["commits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|commit| commit["id"].as_str().unwrap())
        .collect();
    let log = fleet.git(
        "r",
        &[
            "log",
            "--reverse",
            "--format=%H",
            &format!("trunk..{BRANCH}"),
        ],
    );
    assert_eq!(ids, log.lines().collect::<Vec<_>>());
    assert_eq!(report["base"]["branch"], "trunk");
    assert_eq!(report["branch"]["origin"], "new");
}

/// The cases of all codemods as the folders of one repository, so that their findings stand beside each other's; but for
/// those that say themselves which codemods run, and so do not run one that the command line names.
fn all_cases() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let settings = Path::new("iacfix.toml");
    let cases = Case::every().into_iter();
    for case in cases.filter(|case| case.before.text(settings).is_none()) {
        for path in case.before.paths() {
            let text = case.before.text(path).unwrap_or_default().to_owned();
            files.push((format!("{}/{}", case.name(), path.display()), text));
        }
    }
    files
}

#[test]
fn each_commit_is_what_its_codemod_alone_does_to_the_one_before() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    let files = all_cases();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    fleet.repository("r", &files);
    let run = fleet.bulk(&[&["r", "--unsafe-fixes"], &COMMIT[..]].concat());
    assert!([0, 1].contains(&run.code), "{run:?}");
    let codemods = fleet.codemods("r", "trunk", BRANCH);
    assert!(codemods.len() > 4, "{codemods:?}");
    let commits = fleet.git(
        "r",
        &[
            "log",
            "--reverse",
            "--format=%H",
            &format!("trunk..{BRANCH}"),
        ],
    );
    fleet.git(
        "r",
        &["worktree", "add", "-q", "--detach", "../alone", "trunk"],
    );
    for (commit, codemod) in commits.lines().zip(&codemods) {
        let own = ["unused-suppression"].contains(&codemod.as_str());
        let arguments: &[&str] = match own {
            // Which comments are idle depends on what else runs; nothing else is left to do by then.
            true => &["--fix", "--unsafe-fixes", "-q"],
            false => &[
                "--fix",
                "--unsafe-fixes",
                "-q",
                "--select",
                codemod,
                "--ignore",
                "unused-suppression",
            ],
        };
        for _ in 0..3 {
            let run = fleet.sandbox.run_in("alone", arguments);
            assert!([0, 1].contains(&run.code), "{run:?}");
        }
        fleet.git("alone", &["add", "--all"]);
        let difference = fleet.git("alone", &["diff", "--cached", "--stat", commit]);
        assert_eq!(difference, "", "{codemod}");
        fleet.git("alone", &["checkout", "-q", "--force", commit]);
    }
    // All of them together are what one run does.
    fleet.git("alone", &["checkout", "-q", "--force", "--detach", "trunk"]);
    for _ in 0..3 {
        fleet
            .sandbox
            .run_in("alone", &["--fix", "--unsafe-fixes", "-q"]);
    }
    fleet.git("alone", &["add", "--all"]);
    let difference = fleet.git("alone", &["diff", "--cached", BRANCH]);
    assert_eq!(difference, "");
}

#[test]
fn repositories_of_every_kind_get_the_same_branch() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    let files = [("index.ts", LAMBDA.0), ("lib/a.ts", CRLF.0)];
    fleet.repository("plain", &files);
    fleet.git(".", &["clone", "-q", "--bare", "plain", "bare.git"]);
    fleet.git(".", &["clone", "-q", "plain", "detached"]);
    fleet.git("detached", &["checkout", "-q", "--detach"]);
    fleet.git(".", &["clone", "-q", "plain", "sparse"]);
    fleet.git(
        "sparse",
        &["sparse-checkout", "set", "--no-cone", "/index.ts"],
    );
    fleet.git(".", &["clone", "-q", "plain", "linked-from"]);
    fleet.git(
        "linked-from",
        &["worktree", "add", "-q", "-b", "other", "../linked"],
    );
    fleet.git(".", &["clone", "-q", "--bare", "plain", "far.git"]);
    let remote = fleet.url("far.git");
    let run = fleet.bulk_ends(
        0,
        &[
            &["plain", "bare.git", "detached", "sparse", "linked", &remote],
            &COMMIT[..],
        ]
        .concat(),
    );
    for name in ["plain", "bare.git", "detached", "linked"] {
        let tree = fleet.tree(name, BRANCH);
        assert_eq!(tree["index.ts"], LAMBDA.1, "{name}: {run:?}");
        assert_eq!(tree["lib/a.ts"], CRLF.1, "{name}");
    }
    // What is not checked out is not looked at, and stays.
    let tree = fleet.tree("sparse", BRANCH);
    assert_eq!(
        (tree["index.ts"].as_str(), tree["lib/a.ts"].as_str()),
        (LAMBDA.1, CRLF.0)
    );
    assert_eq!(fleet.git("sparse", &["status", "--porcelain"]), "");
    let report = fleet.report("detached");
    assert_eq!(report["base"]["branch"], "trunk");
    assert_eq!(fleet.report("linked")["base"]["branch"], "other");
    // What was cloned and not pushed is where the report says.
    let report = fleet.report(&fleet.url("far").replace("file:///", ""));
    let clone = report["branch"]["clone"].as_str().unwrap();
    let tip = fleet.git(clone, &["rev-parse", BRANCH]);
    assert_eq!(report["commits"][1]["id"], tip);
    assert_eq!(
        fleet.git("bare.git", &["rev-parse", BRANCH]).len(),
        tip.len()
    );
}

#[test]
fn line_endings_are_those_of_the_repository_whatever_a_checkout_has() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    // Stored with CRLF and declared to be so; stored with LF and checked out with CRLF by attribute; plain.
    let crlf = LAMBDA.0.replace('\n', "\r\n");
    let files = [
        (".gitattributes", "crlf.ts -text\nwin.ts text eol=crlf\n"),
        ("crlf.ts", crlf.as_str()),
        ("win.ts", LAMBDA.0),
        ("lf.ts", LAMBDA.0),
    ];
    fleet.repository("r", &files);
    fleet.git("r", &["config", "core.autocrlf", "true"]);
    let ignore = ["--ignore", "normalize-lf"];
    fleet.bulk_ends(0, &[&["r"], &ignore[..], &COMMIT].concat());
    let tree = fleet.tree("r", BRANCH);
    assert_eq!(tree["crlf.ts"], LAMBDA.1.replace('\n', "\r\n"));
    assert_eq!(tree["win.ts"], LAMBDA.1);
    assert_eq!(tree["lf.ts"], LAMBDA.1);
    let stat = fleet.git("r", &["diff", "--numstat", "trunk", BRANCH]);
    assert_eq!(stat, "0\t1\tcrlf.ts\n0\t1\tlf.ts\n0\t1\twin.ts");
    // The patch applies to what such a user has checked out.
    fs::remove_file(fleet.sandbox.path("r/lf.ts")).unwrap();
    fleet.git("r", &["checkout", "-q", "."]);
    let patch = fleet.report("r")["patch"].as_str().unwrap().to_owned();
    fleet.git("r", &["apply", &format!("../report/{patch}")]);
    fleet.git("r", &["add", "."]);
    assert_eq!(fleet.git("r", &["diff", "--cached", "--stat", BRANCH]), "");
}

#[test]
fn the_settings_of_the_repository_count_and_none_from_around_the_work_folder() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    fleet
        .sandbox
        .write("iacfix.toml", "ignore = [\"normalize-lf\"]\n");
    fleet.sandbox.write(".gitignore", "*\n");
    fleet.sandbox.write(
        "package.json",
        "{\"dependencies\": {\"@pulumi/aws\": \"^5.0.0\"}}",
    );
    fleet.repository(
        "r",
        &[
            ("a.ts", CRLF.0),
            ("off/iacfix.toml", "ignore = [\"normalize-lf\"]\n"),
            ("off/b.ts", CRLF.0),
            ("node_modules/x/c.ts", CRLF.0),
            ("out/d.ts", CRLF.0),
            ("iacfix.toml", "exclude = [\"out/\"]\n"),
        ],
    );
    fleet.sandbox.write("r/.gitignore", "ignored/\n");
    fleet.sandbox.write("r/ignored/e.ts", CRLF.0);
    fleet.git("r", &["add", "--force", "ignored/e.ts", ".gitignore"]);
    fleet.git("r", &["commit", "-q", "-m", "ignored and tracked"]);
    fleet.bulk_ends(0, &[&["r"], &COMMIT[..]].concat());
    let changed = fleet.git("r", &["diff", "--name-only", "trunk", BRANCH]);
    assert_eq!(changed, "a.ts");
    // Settings of the command line win everywhere.
    fleet.bulk_ends(
        0,
        &[
            "r",
            "--commit",
            "--branch",
            "none",
            "--ignore",
            "normalize-lf",
        ],
    );
    assert_eq!(fleet.report("r")["outcome"], "clean");
    assert_eq!(fleet.git("r", &["branch", "--list", "none"]), "");
}

#[cfg(unix)]
#[test]
fn submodules_pointers_and_links_are_left_alone() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    fleet.repository("sub", &[("s.ts", CRLF.0)]);
    fleet.repository(
        "r",
        &[
            ("a.ts", CRLF.0),
            ("big.ts", pointer),
            (
                ".gitattributes",
                "big.ts filter=lfs diff=lfs merge=lfs -text\n",
            ),
        ],
    );
    // As git-lfs sets itself up, and would fetch what is large unless it is told not to.
    for (key, value) in [
        (
            "filter.lfs.smudge",
            "test -n \"$GIT_LFS_SKIP_SMUDGE\" && cat",
        ),
        ("filter.lfs.clean", "cat"),
        ("filter.lfs.required", "true"),
    ] {
        fleet.git(".", &["config", "--global", key, value]);
    }
    fleet.git(
        "r",
        &["submodule", "add", "-q", &fleet.url("sub"), "vendor"],
    );
    fleet.sandbox.write("outside/o.ts", CRLF.0);
    std::os::unix::fs::symlink("../../outside", fleet.sandbox.path("r/out")).unwrap();
    std::os::unix::fs::symlink("a.ts", fleet.sandbox.path("r/link.ts")).unwrap();
    fleet.commit("r", &[("b.ts", "let b;\n")]);
    fleet.git(".", &["config", "--global", "submodule.recurse", "true"]);
    fleet.bulk_ends(0, &[&["r"], &COMMIT[..]].concat());
    assert_eq!(
        fleet.git("r", &["diff", "--name-only", "trunk", BRANCH]),
        "a.ts"
    );
    assert_eq!(fleet.sandbox.read("outside/o.ts"), CRLF.0);
    assert_eq!(fleet.git("r", &["status", "--porcelain"]), "");
}

#[cfg(unix)]
#[test]
fn hooks_and_signing_are_the_users() {
    use std::os::unix::fs::PermissionsExt;
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    let hook = |name: &str, hook: &str, script: &str| {
        let path = format!("{name}/.git/hooks/{hook}");
        fleet.sandbox.write(&path, format!("#!/bin/sh\n{script}\n"));
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(fleet.sandbox.path(&path), executable).unwrap();
    };
    for name in ["signed-off", "says-no"] {
        fleet.repository(name, &[("a.ts", CRLF.0), ("index.ts", LAMBDA.0)]);
        // Not for the checkouts that iacfix makes for itself.
        hook(name, "post-checkout", "echo >> \"$HOME/checked-out\"");
    }
    hook(
        "signed-off",
        "commit-msg",
        "git interpret-trailers --in-place --trailer 'Ticket: 7' \"$1\"",
    );
    hook(
        "says-no",
        "pre-commit",
        "echo 'the linter says no' >&2; exit 1",
    );
    fleet.bulk_ends(2, &[&["signed-off", "says-no"], &COMMIT[..]].concat());
    let trailers = fleet.git(
        "signed-off",
        &[
            "log",
            "-1",
            "--format=%(trailers:key=Ticket,valueonly)",
            BRANCH,
        ],
    );
    assert_eq!(trailers.trim(), "7");
    let report = fleet.report("says-no");
    assert_eq!(report["outcome"], "failed");
    assert!(
        report["reason"]
            .as_str()
            .unwrap()
            .contains("the linter says no"),
        "{report}"
    );
    assert_eq!(fleet.git("says-no", &["branch", "--list", BRANCH]), "");
    fleet.is_tidy("says-no");
    assert!(!fleet.sandbox.path("checked-out").exists());
    if !has_tools(&["ssh-keygen"]) {
        return;
    }
    fleet.repository("signed", &[("a.ts", CRLF.0)]);
    let key = fleet.sandbox.path("key").display().to_string();
    let made = fleet.sandbox.execute(
        Path::new("ssh-keygen"),
        &["-q", "-t", "ed25519", "-N", "", "-f", &key],
        "",
    );
    assert_eq!(made.code, 0, "{made:?}");
    for (setting, value) in [
        ("commit.gpgsign", "true"),
        ("gpg.format", "ssh"),
        ("user.signingkey", key.as_str()),
    ] {
        fleet.git("signed", &["config", setting, value]);
    }
    fleet.bulk_ends(0, &["signed", "--commit", "--branch", "b"]);
    assert!(
        fleet
            .git("signed", &["cat-file", "commit", "b"])
            .contains("\ngpgsig -----BEGIN SSH SIGNATURE")
    );
}

#[test]
fn fixes_that_undo_each_other_do_not_happen_and_counts_add_up() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    // One file with everything, so that the codemods' fixes stand beside each other.
    let mixed = format!(
        "{}// iacfix-ignore no-such\n{}",
        LAMBDA.0,
        RESERVED
            .lines()
            .skip(2)
            .map(|line| format!("{line}\n"))
            .collect::<String>()
    )
    .replace('\n', "\r\n");
    fleet.repository("r", &[("index.ts", mixed.as_str())]);
    fleet.bulk_ends(0, &[&["r", "--unsafe-fixes"], &COMMIT[..]].concat());
    let report = fleet.report("r");
    let mut fixed: BTreeMap<&str, u64> = BTreeMap::new();
    for commit in report["commits"].as_array().unwrap() {
        *fixed
            .entry(commit["codemod"].as_str().unwrap())
            .or_default() += commit["findings"].as_u64().unwrap();
    }
    for (codemod, count) in &fixed {
        assert_eq!(report["codemods"][codemod]["fixed"], *count);
        assert_eq!(report["codemods"][codemod]["left"], 0);
    }
    assert_eq!(fixed.len(), 4, "{fixed:?}");
    let text = fleet.show("r", BRANCH, "index.ts");
    assert!(
        !text.contains('\r') && !text.contains("AWS_REGION") && !text.contains("iacfix-ignore"),
        "{text}"
    );
}
