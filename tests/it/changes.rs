//! `--changed` and `--staged`, with real repositories: which findings count, what is written, what git is asked.

use std::fs;
use std::ops::Deref;
use std::path::Path;

use super::common::Case;
use super::sandbox::{IACFIX, Run, Sandbox, has_tools};

/// A repository in a sandbox.
struct Repository(Sandbox);

impl Deref for Repository {
    type Target = Sandbox;

    fn deref(&self) -> &Sandbox {
        &self.0
    }
}

impl Repository {
    /// One with these files in its first commit; `None` where there is no git.
    fn new<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Option<Self> {
        let repository = Self(has_tools(&["git"]).then(|| Sandbox::new(files))?);
        repository.git(&["init", "-q", "-b", "main"]);
        repository.configure();
        repository.commit();
        Some(repository)
    }

    fn configure(&self) {
        self.git(&["config", "user.name", "A Tester"]);
        self.git(&["config", "user.email", "tester@example.com"]);
    }

    fn git(&self, arguments: &[&str]) -> String {
        self.git_in(".", arguments)
    }

    fn git_in(&self, folder: &str, arguments: &[&str]) -> String {
        let run = self.execute_in(folder, Path::new("git"), arguments, "");
        assert_eq!(run.code, 0, "{arguments:?} {run:?}");
        run.stdout
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "a commit"]);
    }
}

/// A line with a finding of its own, which a safe fix removes.
fn bad(name: &str) -> String {
    format!("const {name} = 1; // iacfix-ignore no-such-{name}\n")
}

/// The same, repaired.
fn good(name: &str) -> String {
    format!("const {name} = 1;\n")
}

/// The places of what was found: `a.ts:3`.
fn places(run: &Run) -> Vec<String> {
    let lines = run.stdout.lines().filter(|line| line.ends_with(" fix"));
    lines
        .map(|line| line.rsplitn(2, ':').last().unwrap().to_owned())
        .collect()
}

#[test]
fn only_findings_on_changed_lines_count_in_every_format() {
    let old = [bad("a"), good("x"), bad("b")].concat();
    let Some(repository) = Repository::new(&[
        ("lib/old.ts", &old),
        ("lib/same.ts", &old),
        ("gone.ts", &old),
    ]) else {
        return;
    };
    let run = repository.run(&["--changed"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert_eq!(
        run.stderr,
        "nothing to check: no line of a file that is read was changed since the last commit\n"
    );
    // One staged, one not, one that git does not know yet, and one that is ignored.
    repository.write("lib/old.ts", [bad("a"), bad("c"), bad("b")].concat());
    repository.write("staged.ts", bad("d"));
    repository.git(&["add", "staged.ts"]);
    repository.write("new/er.ts", bad("e"));
    repository.write("ignored.ts", bad("f"));
    repository.write(".gitignore", "ignored.ts\n");
    fs::remove_file(repository.path("gone.ts")).unwrap();
    let run = repository.run(&["--changed", "-v"]);
    assert_eq!(places(&run), ["lib/old.ts:2", "new/er.ts:1", "staged.ts:1"]);
    assert_eq!(run.code, 1);
    assert!(!run.stderr.contains("same.ts"), "{run:?}");
    let run = repository.run(&["--changed", "--format", "json"]);
    assert_eq!(run.stdout.matches("\"codemod\":").count(), 3, "{run:?}");
    let run = repository.run(&["--changed", "--statistics"]);
    assert!(run.stdout.contains("3 findings in 3 files"), "{run:?}");
    let run = repository.run(&["--changed", "--diff"]);
    let removed = run.stdout.lines().filter(|line| line.starts_with("-const"));
    assert_eq!(removed.count(), 3, "{run:?}");
    assert_eq!(
        repository
            .run(&["--staged"])
            .stdout
            .matches(" fix\n")
            .count(),
        1
    );

    let run = repository.run(&["--changed", "--fix"]);
    assert_eq!(run.code, 0, "{run:?}");
    let fixed = [bad("a"), good("c"), bad("b")].concat();
    assert_eq!(repository.read("lib/old.ts"), fixed);
    assert_eq!(repository.read("lib/same.ts"), old);
    assert_eq!(repository.read("new/er.ts"), good("e"));
    assert_eq!(repository.read("ignored.ts"), bad("f"));
    assert_eq!(repository.run(&["--changed", "--fix"]).code, 0);
    assert_eq!(repository.read("lib/old.ts"), fixed);
}

#[test]
fn a_reference_stands_for_where_the_branch_left_it() {
    let Some(repository) = Repository::new(&[("a.ts", &bad("a"))]) else {
        return;
    };
    repository.git(&["checkout", "-q", "-b", "mine"]);
    repository.write("a.ts", [bad("a"), bad("mine")].concat());
    repository.commit();
    repository.git(&["checkout", "-q", "main"]);
    // What others did meanwhile is not mine, nor is what they took away.
    repository.write("a.ts", "");
    repository.write("theirs.ts", bad("theirs"));
    repository.commit();
    repository.git(&["checkout", "-q", "mine"]);
    repository.write("uncommitted.ts", bad("u"));
    let run = repository.run(&["--changed=main"]);
    assert_eq!(places(&run), ["a.ts:2", "uncommitted.ts:1"], "{run:?}");
    let run = repository.run(&["--changed"]);
    assert_eq!(places(&run), ["uncommitted.ts:1"]);
    repository.git(&["tag", "-a", "v1", "-m", "a tag", "main"]);
    assert_eq!(places(&repository.run(&["--changed=v1"])).len(), 2);
}

#[test]
fn what_was_moved_counts_where_it_was_changed_on_the_way() {
    let lines = |middle: &str| {
        let many = |prefix: &str| {
            (0..8)
                .map(|n| bad(&format!("{prefix}{n}")))
                .collect::<String>()
        };
        many("a") + middle + &many("b")
    };
    let Some(repository) = Repository::new(&[
        ("one/moved.js", lines(&good("x"))),
        ("one/renamed.ts", lines("")),
    ]) else {
        return;
    };
    fs::create_dir(repository.path("two")).unwrap();
    repository.git(&["mv", "one/moved.js", "two/moved.ts"]);
    repository.git(&["mv", "one/renamed.ts", "two/other.ts"]);
    repository.write("two/moved.ts", lines(&bad("x")));
    for arguments in [
        ["--changed"].as_slice(),
        &["--changed", "two"],
        &["--changed=main"],
    ] {
        let run = repository.run(arguments);
        assert_eq!(places(&run), ["two/moved.ts:9"], "{run:?}");
    }
    repository.git(&["add", "-A"]);
    assert_eq!(places(&repository.run(&["--staged"])), ["two/moved.ts:9"]);
}

#[test]
fn names_of_every_kind_are_found_whatever_git_is_set_to() {
    let mut names = vec![
        "plain.ts",
        "with space.ts",
        "ä \u{65e5}.ts",
        "it's.ts",
        "-- dashes.ts",
        "b/a/b.ts",
        "[x]*?.ts",
        ":(top)x.ts",
    ];
    if cfg!(unix) {
        names.extend([
            "tab\there.ts",
            "two\nlines.ts",
            "say \"x\".ts",
            "back\\slash.ts",
            "\u{1}.ts",
        ]);
    }
    let files: Vec<(&str, String)> = names.iter().map(|name| (*name, good("a"))).collect();
    let Some(repository) = Repository::new(&files) else {
        return;
    };
    for (key, value) in [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.external", "false"),
        ("diff.renames", "false"),
        ("diff.relative", "true"),
        ("diff.context", "9"),
        ("diff.interHunkContext", "9"),
        ("diff.submodule", "log"),
        ("color.ui", "always"),
        ("color.diff", "always"),
        ("core.quotePath", "false"),
        ("core.pager", "false"),
        ("status.relativePaths", "true"),
        ("status.showUntrackedFiles", "no"),
    ] {
        repository.git(&["config", key, value]);
    }
    repository.write(".gitattributes", "*.ts -diff\n");
    repository.write("untracked \"\n.ts", bad("u"));
    for name in &names {
        repository.write(name, [good("a"), bad("b")].concat());
    }
    let run = repository.run(&["--changed", "--fix"]);
    assert_eq!(run.code, 0, "{run:?}");
    for name in &names {
        assert_eq!(
            repository.read(name),
            [good("a"), good("b")].concat(),
            "{name:?}"
        );
        repository.write(name, [good("a"), bad("b")].concat());
    }
    assert_eq!(repository.read("untracked \"\n.ts"), good("u"));
    repository.git(&["add", "-A"]);
    let run = repository.run(&["--staged"]);
    assert_eq!(run.stdout.matches(" fix\n").count(), names.len(), "{run:?}");
    // Elsewhere a name is always a text.
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        repository.commit();
        let folder = repository
            .root()
            .join(std::ffi::OsStr::from_bytes(b"\xe4 \"x"));
        fs::create_dir(&folder).unwrap();
        let file = folder.join(std::ffi::OsStr::from_bytes(b"latin \xe4.ts"));
        fs::write(&file, bad("a")).unwrap();
        assert_eq!(repository.run(&["--changed"]).code, 1);
        repository.git(&["add", "-A"]);
        fs::write(&file, good("a") + &bad("b")).unwrap();
        let run = repository.run(&["--staged"]);
        assert_eq!(run.stdout.matches("no-such-a").count(), 2, "{run:?}");
        assert_eq!(repository.run(&["--changed", "--fix"]).code, 0);
        assert_eq!(
            fs::read(&file).unwrap(),
            (good("a") + &good("b")).as_bytes()
        );
    }
}

#[test]
fn paths_and_the_current_folder_limit_what_is_checked() {
    let files = ["a.ts", "infra/b.ts", "infra/lib/c.ts", "other/d.ts"];
    let before: Vec<(&str, String)> = files.iter().map(|name| (*name, good("a"))).collect();
    let Some(repository) = Repository::new(&before) else {
        return;
    };
    for name in files {
        repository.write(name, bad("a"));
    }
    repository.write("infra/lib/new.ts", bad("n"));
    repository.write("infra/iacfix.toml", "exclude = [\"lib/c.ts\"]\n");
    repository.write("infra/node_modules/x.ts", bad("n"));
    let found = |folder: &str, arguments: &[&str]| {
        let run = repository.run_in(folder, &[&["--changed"], arguments].concat());
        assert!(run.code < 2, "{run:?}");
        places(&run)
    };
    assert_eq!(
        found(".", &[]),
        [
            "a.ts:1",
            "infra/b.ts:1",
            "infra/lib/new.ts:1",
            "other/d.ts:1"
        ]
    );
    assert_eq!(found("infra", &[]), ["b.ts:1", "lib/new.ts:1"]);
    assert_eq!(
        found("infra", &["../other", "./lib"]),
        ["../other/d.ts:1", "lib/new.ts:1"]
    );
    // A file that is named is checked, unless it is not to be.
    assert_eq!(found("infra", &["lib/c.ts"]), ["lib/c.ts:1"]);
    assert_eq!(
        found("infra", &["lib/c.ts", "b.ts", "--force-exclude"]),
        ["b.ts:1"]
    );
    let absolute = repository.path("infra/b.ts");
    assert_eq!(found("other", &[absolute.to_str().unwrap()]).len(), 1);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("infra", repository.path("link")).unwrap();
        std::os::unix::fs::symlink("../infra/b.ts", repository.path("other/link.ts")).unwrap();
        assert_eq!(found(".", &["link"]), ["link/b.ts:1", "link/lib/new.ts:1"]);
        assert_eq!(found("other", &["link.ts"]), ["link.ts:1"]);
        assert_eq!(found("other", &[]), ["d.ts:1"]);
    }
    // Many paths are limited as few are.
    let many: Vec<&str> = std::iter::repeat_n("infra", 40).chain(["other"]).collect();
    assert_eq!(found(".", &many).len(), 3);
}

#[test]
fn what_cannot_be_asked_says_why() {
    if !has_tools(&["git"]) {
        return;
    }
    let nowhere = Sandbox::new(&[("a.ts", bad("a"))]);
    for option in ["--changed", "--staged"] {
        let run = nowhere.run(&[option]);
        assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{run:?}");
        let message = format!("error: {option} needs a git repository, and there is none here (");
        assert!(run.stderr.starts_with(&message), "{run:?}");
        let run = nowhere.run(&[option, "--format", "json"]);
        assert!(
            run.code == 3 && run.stdout.contains("\"message\":\"--"),
            "{run:?}"
        );
        assert_eq!(nowhere.run(&[option, "--stdin-filename", "a.ts"]).code, 2);
    }
    assert_eq!(nowhere.run(&["--changed", "--staged"]).code, 2);
    let mut without_git = nowhere.command(Path::new(IACFIX));
    let run = Run::end_of(without_git.arg("--staged").env("PATH", "").spawn().unwrap());
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: git is not in the path"),
        "{run:?}"
    );

    let repository = Repository::new(&[("a.ts", &bad("a"))]).unwrap();
    assert_eq!(repository.run_in(".git", &["--changed"]).code, 3);
    for reference in ["origin/main", "", "-x", "HEAD~5", "HEAD:a.ts", "a b"] {
        let run = repository.run(&[&format!("--changed={reference}")]);
        assert_eq!(run.code, 2, "{reference}: {run:?}");
        let message =
            format!("error: --changed={reference}: there is no such commit here; fetch it");
        assert!(run.stderr.starts_with(&message), "{run:?}");
    }
    let outside = nowhere.path("a.ts");
    let run = repository.run(&["--changed", outside.to_str().unwrap()]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("a.ts: not in the repository "),
        "{run:?}"
    );
    repository.git(&["checkout", "-q", "--orphan", "other"]);
    repository.write("other.ts", good("o"));
    repository.commit();
    let run = repository.run(&["--changed=main"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.stderr,
        "error: --changed=main: it has no commit in common with HEAD\n"
    );
}

#[test]
fn a_shallow_clone_says_that_it_is_one() {
    let Some(repository) = Repository::new(&[("a.ts", &good("a"))]) else {
        return;
    };
    repository.git(&["checkout", "-q", "-b", "mine"]);
    repository.write("a.ts", bad("a"));
    repository.commit();
    let clone = Repository(Sandbox::in_memory());
    let from = format!("file://{}", repository.root().display());
    clone.git(&[
        "clone",
        "-q",
        "--depth",
        "1",
        "--no-single-branch",
        &from,
        "c",
    ]);
    for (reference, message) in [
        (
            "origin/main",
            "it has no commit in common with HEAD; this clone is shallow: fetch more",
        ),
        (
            "gone",
            "there is no such commit here; this clone is shallow: fetch more",
        ),
    ] {
        let run = clone.run_in("c", &[&format!("--changed={reference}")]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains(message), "{run:?}");
    }
    clone.git_in("c", &["fetch", "-q", "--unshallow"]);
    assert_eq!(
        places(&clone.run_in("c", &["--changed=origin/main"])),
        ["a.ts:1"]
    );
}

#[test]
fn before_the_first_commit_everything_is_new() {
    if !has_tools(&["git"]) {
        return;
    }
    let repository = Repository(Sandbox::new(&[("a.ts", bad("a")), ("b.ts", bad("b"))]));
    repository.git(&["init", "-q"]);
    repository.git(&["add", "a.ts"]);
    assert_eq!(
        places(&repository.run(&["--changed"])),
        ["a.ts:1", "b.ts:1"]
    );
    assert_eq!(places(&repository.run(&["--staged"])), ["a.ts:1"]);
    repository.git(&["add", "-N", "b.ts"]);
    assert_eq!(
        places(&repository.run(&["--changed"])),
        ["a.ts:1", "b.ts:1"]
    );
    assert_eq!(places(&repository.run(&["--staged"])), ["a.ts:1"]);
}

#[test]
fn work_trees_submodules_and_conflicts_are_seen_as_git_sees_them() {
    let Some(repository) = Repository::new(&[("a.ts", &good("a"))]) else {
        return;
    };
    let library = Repository::new(&[("lib.ts", &good("l"))]).unwrap();
    let from = library.root().display().to_string();
    let allow = "protocol.file.allow=always";
    repository.git(&["-c", allow, "submodule", "--quiet", "add", &from, "library"]);
    repository.commit();
    repository.write("library/lib.ts", bad("l"));
    repository.git(&["worktree", "add", "-q", "-b", "tree", "tree"]);
    repository.write("tree/a.ts", bad("a"));
    // Each is a repository of its own.
    assert_eq!(places(&repository.run(&["--changed"])), [""; 0]);
    assert_eq!(
        places(&repository.run_in("library", &["--changed"])),
        ["lib.ts:1"]
    );
    assert_eq!(
        places(&repository.run_in("tree", &["--changed"])),
        ["a.ts:1"]
    );
    repository.git_in("tree", &["commit", "-qam", "theirs"]);
    repository.write("a.ts", [good("mine"), bad("b")].concat());
    repository.git(&["commit", "-qam", "mine"]);
    repository.git(&["checkout", "-q", "-f", "main"]);
    let merge = repository.execute(Path::new("git"), &["merge", "tree"], "");
    assert_eq!(merge.code, 1, "{merge:?}");
    let run = repository.run(&["--changed", "a.ts"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("does not parse"), "{run:?}");
    assert_eq!(repository.run(&["--staged", "a.ts"]).code, 0);
}

#[test]
fn lines_are_changed_as_git_compares_them() {
    let old = [bad("a"), good("b")].concat();
    let Some(repository) = Repository::new(&[("a.ts", old.clone()), ("b.ts", old.clone())]) else {
        return;
    };
    repository.git(&["config", "core.autocrlf", "true"]);
    repository.write("a.ts", [bad("a"), bad("b")].concat().replace('\n', "\r\n"));
    // Only touched.
    repository.write("b.ts", &old);
    let run = repository.run(&["--changed", "--select", "drop-reserved-env"]);
    assert_eq!(places(&run), ["a.ts:2"], "{run:?}");
    repository.git(&["add", "-A"]);
    repository.write("b.ts", &old);
    let run = repository.run(&["--staged", "--fix"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        repository
            .read("a.ts")
            .ends_with(&(good("b").trim_end().to_owned() + "\r\n"))
    );
}

const FUNCTION: &str = "\
import * as aws from '@pulumi/aws';
import { region } from './settings';

export const worker = new aws.lambda.Function('worker', {
  role: 'worker',
  environment: {
    variables: {
      AWS_LAMBDA_FUNCTION_NAME: 'worker',
      LOG_LEVEL: 'info',
    },
  },
});
";

#[test]
fn a_fix_brings_what_it_needs_and_no_other_repair() {
    let Some(repository) = Repository::new(&[("index.ts", FUNCTION)]) else {
        return;
    };
    let with = "      AWS_REGION: region,\n      LOG_LEVEL";
    repository.write("index.ts", FUNCTION.replace("      LOG_LEVEL", with));
    let run = repository.run(&["--changed", "--fix", "--unsafe-fixes"]);
    assert_eq!(run.code, 0, "{run:?}");
    // The import has no use any more; the key beside it was there before.
    let fixed = FUNCTION.replace("import { region } from './settings';\n", "");
    assert_eq!(repository.read("index.ts"), fixed);
    assert_eq!(
        repository
            .run(&["--changed", "--fix", "--unsafe-fixes"])
            .code,
        0
    );
    assert_eq!(repository.read("index.ts"), fixed);
    // Nor is it taken along by a repair that it would share.
    let only = FUNCTION.replace("      LOG_LEVEL: 'info',\n", "");
    repository.write("index.ts", &only);
    repository.commit();
    repository.write(
        "index.ts",
        only.replace("    },\n  },", "      AWS_REGION: region,\n    },\n  },"),
    );
    let run = repository.run(&["--changed", "--fix", "--unsafe-fixes"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(
        repository.read("index.ts"),
        only.replace("import { region } from './settings';\n", "")
    );
}

#[test]
fn a_finding_counts_by_the_lines_that_its_fix_takes_from() {
    let old = "\
import * as aws from '@pulumi/aws';

export const site = new aws.s3.Bucket('site', {
  bucket: 'site',
  versioning: {
    enabled: true,
  },
});
";
    let Some(repository) = Repository::new(&[
        ("index.ts", old),
        (
            "package.json",
            "{\"dependencies\":{\"@pulumi/aws\":\"6.83.0\"}}",
        ),
    ]) else {
        return;
    };
    let all = places(&repository.run(&[]));
    assert_eq!(all.len(), 1, "{all:?}");
    // A line beside the defect is none of its.
    repository.write("index.ts", old.replace("'site',\n", "'my-site',\n"));
    assert_eq!(places(&repository.run(&["--changed"])), [""; 0]);
    repository.write("index.ts", old.replace("enabled: true", "enabled: false"));
    assert_eq!(places(&repository.run(&["--changed"])), all);
}

#[test]
fn a_suppression_that_is_gone_uncovers_what_it_covered() {
    const ONLY: [&str; 2] = ["--select", "drop-reserved-env,normalize-lf"];
    let suppressed = FUNCTION.replace(
        "      AWS_LAMBDA",
        "      // iacfix-ignore drop-reserved-env: not yet\n      AWS_LAMBDA",
    );
    let whole = format!("// iacfix-ignore-file drop-reserved-env\n{FUNCTION}");
    let Some(repository) = Repository::new(&[("a.ts", &suppressed), ("b.ts", &whole)]) else {
        return;
    };
    assert_eq!(repository.run(&ONLY).code, 0);
    repository.write("a.ts", FUNCTION);
    repository.write("b.ts", FUNCTION);
    assert_eq!(
        places(&repository.run(&[&ONLY[..], &["--changed"]].concat())),
        ["a.ts:8", "b.ts:8"]
    );
    repository.write(
        "a.ts",
        suppressed.replace("drop-reserved-env", "normalize-lf"),
    );
    fs::remove_file(repository.path("b.ts")).unwrap();
    let run = repository.run(&[&ONLY[..], &["--changed"]].concat());
    assert_eq!(places(&run), ["a.ts:8", "a.ts:9"], "{run:?}");
}

#[test]
fn line_endings_are_converted_only_where_all_of_them_were_changed() {
    let Some(repository) = Repository::new(&[("a.ts", "a;\r\nb;\r\n"), ("b.ts", "a;\nb;\n")])
    else {
        return;
    };
    repository.write("a.ts", "a;\r\nB;\r\n");
    repository.write("b.ts", "a;\nb;\nc;\r\n");
    let run = repository.run(&["--changed", "--fix"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(repository.read("a.ts"), "a;\r\nB;\r\n");
    assert_eq!(repository.read("b.ts"), "a;\nb;\nc;\n");
    assert!(
        run.stdout
            .contains("(not applied here: the fix also changes lines that did not change)"),
        "{run:?}"
    );
}

#[test]
fn what_is_staged_is_checked_as_it_is_staged() {
    let Some(repository) = Repository::new(&[("a.ts", &good("a")), ("b.ts", &good("a"))]) else {
        return;
    };
    repository.write("a.ts", [good("a"), bad("staged")].concat());
    repository.write("gone.ts", bad("g"));
    repository.write("excluded/gone.ts", bad("g"));
    repository.write("iacfix.toml", "exclude = [\"excluded\"]\n");
    repository.git(&["add", "-A"]);
    repository.write(
        "a.ts",
        [good("top"), good("a"), good("staged"), bad("unstaged")].concat(),
    );
    repository.write("b.ts", bad("unstaged"));
    fs::remove_file(repository.path("gone.ts")).unwrap();
    fs::remove_file(repository.path("excluded/gone.ts")).unwrap();
    let before = (repository.files(), repository.git(&["ls-files", "--stage"]));
    let run = repository.run(&["--staged"]);
    assert_eq!(places(&run), ["a.ts:2", "gone.ts:1"], "{run:?}");
    assert!(run.stdout.contains("- const staged"), "{run:?}");

    let run = repository.run(&["--staged", "--fix"]);
    assert_eq!(run.code, 2, "{run:?}");
    for name in ["a.ts", "gone.ts"] {
        let message = format!("error: {name}: not written: it has changes that are not staged, ");
        assert!(run.stderr.contains(&message), "{run:?}");
    }
    assert_eq!(places(&run), ["a.ts:2", "gone.ts:1"], "{run:?}");
    let after = (repository.files(), repository.git(&["ls-files", "--stage"]));
    assert_eq!(after, before, "nothing is touched");

    // As the message says: what is staged alone.
    let run = repository.run(&["--staged", "--diff"]);
    let apply = ["apply", "--cached"];
    let applied = repository.execute(Path::new("git"), &apply, &run.stdout);
    assert_eq!(applied.code, 0, "{applied:?}");
    assert_eq!(
        repository.git(&["show", ":a.ts"]),
        [good("a"), good("staged")].concat()
    );
    assert_eq!(repository.git(&["show", ":gone.ts"]), good("g"));
    assert_eq!(repository.files(), before.0);
    assert_eq!(repository.run(&["--staged"]).code, 0);
}

#[test]
fn what_is_staged_is_repaired_on_the_disk_and_left_to_be_staged() {
    let Some(repository) = Repository::new(&[("a.ts", &good("a"))]) else {
        return;
    };
    repository.write("a.ts", [good("a"), bad("staged")].concat());
    repository.git(&["add", "-A"]);
    let staged = repository.git(&["ls-files", "--stage"]);
    let note = "the repairs are in the work tree and not staged: look at them (git diff) and stage them (git add)\n";
    // Again it is what was repaired already.
    for _ in 0..2 {
        let run = repository.run(&["--staged", "--fix"]);
        assert_eq!((run.code, run.stderr.as_str()), (1, note), "{run:?}");
        assert_eq!(
            repository.read("a.ts"),
            [good("a"), good("staged")].concat()
        );
        assert_eq!(repository.git(&["ls-files", "--stage"]), staged);
    }
    assert_eq!(
        repository.run(&["--staged", "--fix", "--exit-zero"]).code,
        0
    );
    repository.git(&["add", "-A"]);
    assert_eq!(repository.run(&["--staged", "--fix"]).code, 0);
}

#[test]
fn what_a_staged_file_imports_is_read_as_it_is_staged() {
    let manifest = |major: u32| format!("{{\"dependencies\":{{\"@pulumi/aws\":\"{major}.0.0\"}}}}");
    let Some(repository) = Repository::new(&[("package.json", &manifest(6))]) else {
        return;
    };
    repository.write("index.ts", FUNCTION);
    repository.write("package.json", manifest(7));
    repository.git(&["add", "-A"]);
    repository.write("package.json", manifest(5));
    let major = |arguments: &[&str]| {
        let run = repository.run(&[&["-v"], arguments].concat());
        let line = run
            .stderr
            .lines()
            .find(|line| line.contains("package.json"));
        line.unwrap_or_else(|| panic!("{run:?}")).to_owned()
    };
    assert!(
        major(&["--staged"]).contains('7'),
        "{}",
        major(&["--staged"])
    );
    assert!(
        major(&["--changed"]).contains('5'),
        "{}",
        major(&["--changed"])
    );
}

#[cfg(unix)]
#[test]
fn a_hook_of_git_stops_the_commit_of_a_defect() {
    use std::os::unix::fs::PermissionsExt;
    let Some(repository) = Repository::new(&[("a.ts", &good("a")), ("b.ts", &good("b"))]) else {
        return;
    };
    let hook = ".git/hooks/pre-commit";
    repository.write(hook, format!("#!/bin/sh\nexec '{IACFIX}' --staged\n"));
    fs::set_permissions(repository.path(hook), fs::Permissions::from_mode(0o755)).unwrap();
    repository.write("a.ts", bad("a"));
    let commit = |arguments: &[&str]| {
        let arguments = [&["commit", "-q", "-m", "x"], arguments].concat();
        repository.execute(Path::new("git"), &arguments, "")
    };
    // With an index of its own, which git makes for the commit.
    for arguments in [["-a"].as_slice(), &["a.ts"], &["-i", "a.ts"]] {
        let run = commit(arguments);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(
            run.stdout.contains("a.ts:1:14") || run.stderr.contains("a.ts:1:14"),
            "{run:?}"
        );
    }
    repository.write("b.ts", [good("b"), good("c")].concat());
    let run = commit(&["b.ts"]);
    assert_eq!(
        run.code, 0,
        "what is not part of the commit is no matter: {run:?}"
    );
    repository.write("a.ts", [good("a"), good("d")].concat());
    assert_eq!(commit(&["-a"]).code, 0);
    // A work tree has a GIT_DIR of its own in its hooks.
    repository.git(&["worktree", "add", "-q", "-b", "tree", "tree"]);
    repository.write("tree/a.ts", bad("a"));
    let run = repository.execute_in("tree", Path::new("git"), &["commit", "-qam", "x"], "");
    assert_eq!(run.code, 1, "{run:?}");
}

#[test]
fn where_every_line_is_new_all_is_found_and_else_a_part_that_is_fixed_at_once() {
    let mut files = Vec::new();
    for codemod in iacfix::codemods::ALL {
        for case in Case::all(codemod) {
            let name = |path: &Path| format!("{}/{}", case.name(), path.display());
            files.extend(
                case.before
                    .files()
                    .map(|(path, text)| (name(path), text.to_owned())),
            );
        }
    }
    let Some(repository) = Repository::new::<&str>(&[]) else {
        return;
    };
    for (name, text) in &files {
        repository.write(name, text);
    }
    let json = |arguments: &[&str]| {
        repository
            .run(&[&["--format", "json"], arguments].concat())
            .stdout
    };
    assert_eq!(json(&["--changed"]), json(&[]));
    repository.commit();
    assert_eq!(repository.run(&["--changed"]).code, 0);

    // As if every third line, and some files, had been written since.
    for (number, (name, text)) in files.iter().enumerate() {
        let lines = text.split_inclusive('\n').enumerate();
        let old = lines.filter(|(line, _)| (line + number) % 3 > 0);
        match number % 5 {
            0 => fs::remove_file(repository.path(name)).unwrap(),
            _ => repository.write(name, old.map(|(_, line)| line).collect::<String>()),
        }
    }
    repository.commit();
    for (name, text) in &files {
        repository.write(name, text);
    }
    // The place; the message may count the others, and the fix may be another one.
    let found = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.starts_with("{\"codemod\""));
        let cut = |line: &str| line.split("\"message\"").next().unwrap().to_owned();
        lines.map(cut).collect()
    };
    let (all, some) = (found(&json(&[])), found(&json(&["--changed"])));
    assert!(
        some.len() > 20 && some.len() < all.len(),
        "{} of {}",
        some.len(),
        all.len()
    );
    let foreign: Vec<_> = some.iter().filter(|one| !all.contains(one)).collect();
    assert!(foreign.is_empty(), "{foreign:#?}");
    let fix = ["--changed", "--fix", "--unsafe-fixes"];
    let first = repository.run(&fix);
    assert!(first.code <= 1, "{first:?}");
    let fixed = repository.files();
    let second = repository.run(&fix);
    let changed: Vec<_> = fixed
        .iter()
        .filter(|(path, text)| repository.files()[*path] != **text)
        .collect();
    assert!(changed.is_empty(), "{changed:?} {}", second.stdout);
}
