//! Input that is not as it should be: each time a message that names the file and says what to do, and the other files are
//! handled.

use super::sandbox::{Run, Sandbox};

const CRLF: &str = "let a;\r\n";

/// Fixes everything in a folder with `bad.ts` and a good file, which must be fixed whatever is wrong with the other.
fn fix_beside_a_good_file(sandbox: &Sandbox) -> Run {
    sandbox.write("good.ts", CRLF);
    let run = sandbox.run(&["--fix"]);
    assert_eq!(sandbox.read("good.ts"), "let a;\n", "{run:?}");
    run
}

#[test]
fn a_file_that_is_not_text_is_named() {
    for (bytes, message) in [
        (
            b"let a;\nlet \xff;".as_slice(),
            "error: bad.ts: not UTF-8: line 2 holds an invalid byte (offset 11); save the file as UTF-8\n",
        ),
        (
            b"let a;\0\r\n".as_slice(),
            "error: bad.ts: holds a NUL byte on line 1 (offset 6), so it is not source text; exclude it\n",
        ),
    ] {
        let sandbox = Sandbox::new(&[("bad.ts", bytes)]);
        let run = fix_beside_a_good_file(&sandbox);
        assert_eq!((run.code, run.stderr.as_str()), (2, message));
    }
}

#[test]
fn an_empty_file_is_fine() {
    let sandbox = Sandbox::new(&[("a.ts", ""), ("b.py", "")]);
    assert_eq!(sandbox.run(&["--fix"]).code, 0);
}

#[test]
fn a_path_that_does_not_exist_fails_alone() {
    let sandbox = Sandbox::new(&[("a.ts", CRLF)]);
    let run = sandbox.run(&["--fix", "gone.ts", "a.ts", "notes.md"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .contains("error: gone.ts: no such file or folder\n"),
        "{run:?}"
    );
    assert_eq!(sandbox.read("a.ts"), "let a;\n");
}

#[test]
fn a_file_of_another_kind_is_refused_when_named() {
    let sandbox = Sandbox::new(&[("notes.md", "x")]);
    let run = sandbox.run(&["notes.md"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .starts_with("error: notes.md: not a kind of file that is read; known are .ts "),
        "{run:?}"
    );
}

#[test]
fn a_file_too_large_to_be_parsed_is_named_and_the_text_alone_still_checked() {
    let comment = "// iacfix-ignore no-such-id\r\n";
    let sandbox = Sandbox::new(&[("bad.ts", comment.repeat(20))]);
    let run = sandbox.run(&["--set", "max-file-size=100"]);
    assert_eq!(run.code, 2);
    let message = "error: bad.ts: too large to be parsed: 580 bytes, the limit is 100; exclude the file, or raise it with --set max-file-size=580\n";
    assert_eq!(run.stderr, message);
    assert!(run.stdout.contains("all 20 lines end in CRLF"), "{run:?}");
}

#[test]
fn a_very_large_file_that_nothing_looks_into_costs_nothing() {
    let sandbox = Sandbox::new(&[("large.ts", "let a = 1;\n".repeat(5_000_000))]);
    let run = sandbox.run(&[]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (0, "No findings in 1 file.\n")
    );
}

/// Something that every codemod looks into.
fn all_needles(comment: &str) -> String {
    let needles = iacfix::codemods::ALL
        .iter()
        .flat_map(|codemod| codemod.needles);
    let needles: Vec<&str> = needles
        .copied()
        .filter(|needle| !needle.contains('\r'))
        .collect();
    format!("{comment} {} iacfix-ignore no-such-id\n", needles.join(" "))
}

#[test]
fn very_deep_nesting_overflows_no_stack() {
    const DEPTH: usize = 100_000;
    let nested =
        |open: &str, close: &str| format!("{}1{}", open.repeat(DEPTH), close.repeat(DEPTH));
    let ts = format!(
        "import * as aws from \"@pulumi/aws\";\n{}new aws.s3.Bucket(\"b\", {});\n",
        all_needles("//"),
        nested("[", "]")
    );
    let py = format!(
        "import pulumi_aws as aws\n{}aws.s3.Bucket(\"b\", tags={})\n",
        all_needles("#"),
        nested("(", ")")
    );
    let objects = format!(
        "import * as aws from \"@pulumi/aws\";\n{}new aws.s3.Bucket(\"b\", {});\n",
        all_needles("//"),
        nested("{a:", "}")
    );
    let function = |value: &str| {
        format!(
            "import * as aws from \"@pulumi/aws\";\nconst f = new aws.lambda.Function(\"f\", {{ role, reservedConcurrentExecutions: {value}, environment: {{ variables: {{ AWS_REGION: {value} }} }} }});\n"
        )
    };
    let values = function(&nested("(", ")"));
    let members = function(&format!("a{}", ".a".repeat(DEPTH)));
    let unclosed = function(&"[".repeat(DEPTH));
    let py_values = format!(
        "import pulumi_aws as aws\naws.lambda_.Function(\"f\", environment={{\"variables\": {{\"AWS_REGION\": {}}}}})\n",
        nested("(", ")")
    );
    let targets = format!(
        "import pulumi_aws as aws\nenvironment = 1\n{} = 2\n",
        nested("[", "]").replace('1', "x")
    );
    let sandbox = Sandbox::new(&[
        ("a.ts", ts),
        ("b.py", py),
        ("c.ts", objects),
        ("d.ts", values),
        ("e.ts", members),
        ("f.ts", unclosed),
        ("g.py", py_values),
        ("h.py", targets),
    ]);
    for arguments in [[].as_slice(), &["--fix"]] {
        let run = sandbox.run(arguments);
        assert!(matches!(run.code, 0 | 1), "{}: {}", run.code, run.stderr);
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_loop_of_links_is_harmless() {
        let sandbox = Sandbox::new(&[("lib/a.ts", CRLF)]);
        symlink("..", sandbox.path("lib/up")).unwrap();
        symlink("self.ts", sandbox.path("lib/self.ts")).unwrap();
        let run = sandbox.run(&["--fix"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        assert_eq!(sandbox.read("lib/a.ts"), "let a;\n");
        assert_eq!(sandbox.run(&["lib/self.ts"]).code, 2);
    }

    #[test]
    fn a_link_that_is_named_stays_a_link() {
        let sandbox = Sandbox::new(&[("real/a.ts", CRLF)]);
        symlink("real/a.ts", sandbox.path("link.ts")).unwrap();
        // Two names of one file: it is fixed once.
        let run = sandbox.run(&["--fix", "link.ts", "real"]);
        assert_eq!(
            run.stdout,
            "Fixed 1 finding in 1 file. Nothing is left in 1 file.\n"
        );
        assert!(sandbox.path("link.ts").is_symlink());
        assert_eq!(sandbox.read("real/a.ts"), "let a;\n");
    }

    #[test]
    fn a_read_only_file_is_not_written() {
        let sandbox = Sandbox::new(&[("bad.ts", CRLF)]);
        set_permissions(sandbox.path("bad.ts"), Permissions::from_mode(0o444)).unwrap();
        let run = fix_beside_a_good_file(&sandbox);
        assert_eq!(run.code, 2);
        let message = "error: bad.ts: not written: the file is read-only; make it writable (chmod u+w) and run again\n";
        assert_eq!(run.stderr, message);
        assert_eq!(sandbox.read("bad.ts"), CRLF);
        assert!(
            run.stdout.contains("bad.ts:1:7  "),
            "it is still found: {run:?}"
        );
        assert!(run.stdout.contains("Fixed 1 finding in 1 file."), "{run:?}");
    }

    #[test]
    fn a_file_in_a_read_only_folder_is_not_written() {
        let sandbox = Sandbox::new(&[("lib/bad.ts", CRLF)]);
        set_permissions(sandbox.path("lib"), Permissions::from_mode(0o555)).unwrap();
        let run = fix_beside_a_good_file(&sandbox);
        set_permissions(sandbox.path("lib"), Permissions::from_mode(0o755)).unwrap();
        assert_eq!(run.code, 2);
        assert!(
            run.stderr.contains("lib is read-only; make it writable"),
            "{run:?}"
        );
        assert_eq!(sandbox.names("lib"), ["bad.ts"]);
    }

    #[test]
    fn a_file_that_may_not_be_read_is_named() {
        let sandbox = Sandbox::new(&[("bad.ts", CRLF)]);
        set_permissions(sandbox.path("bad.ts"), Permissions::from_mode(0o000)).unwrap();
        // Root reads everything.
        if std::fs::read(sandbox.path("bad.ts")).is_ok() {
            return;
        }
        let run = fix_beside_a_good_file(&sandbox);
        assert_eq!(run.code, 2);
        assert!(
            run.stderr
                .contains("error: bad.ts: cannot be read: permission denied"),
            "{run:?}"
        );
    }
}
