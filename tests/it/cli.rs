//! The binary as a process: what it prints, what it writes, how it exits.

use std::process::{Command, Stdio};

use super::sandbox::Sandbox;

/// Two findings that can be fixed in one file, and one in another.
const TWO: &str =
    "const a = 1; // iacfix-ignore no-such-a\nconst b = 2; // iacfix-ignore no-such-b\n";
const TWO_FIXED: &str = "const a = 1;\nconst b = 2;\n";
const ONE: &str = "# iacfix-ignore no-such-c\nc = 3\n";
const ONE_FIXED: &str = "c = 3\n";

fn three() -> Sandbox {
    Sandbox::new(&[
        ("lib/two.ts", TWO),
        ("one.py", ONE),
        ("clean.ts", "let x;\n"),
    ])
}

#[test]
fn findings_are_shown_with_their_diffs_and_nothing_is_written() {
    let sandbox = three();
    let run = sandbox.run(&[]);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(
        run.stdout,
        "\
lib/two.ts:1:14  unused-suppression  safe fix
  this comment names no codemod of iacfix: no-such-a
  help: remove it, so that it cannot hide a later finding; `iacfix list` shows all ids
    1     | - const a = 1; // iacfix-ignore no-such-a
        1 | + const a = 1;
    2   2 |   const b = 2; // iacfix-ignore no-such-b

lib/two.ts:2:14  unused-suppression  safe fix
  this comment names no codemod of iacfix: no-such-b
  help: remove it, so that it cannot hide a later finding; `iacfix list` shows all ids
    1   1 |   const a = 1; // iacfix-ignore no-such-a
    2     | - const b = 2; // iacfix-ignore no-such-b
        2 | + const b = 2;

one.py:1:1  unused-suppression  safe fix
  this comment names no codemod of iacfix: no-such-c
  help: remove it, so that it cannot hide a later finding; `iacfix list` shows all ids
    1     | - # iacfix-ignore no-such-c
    2   1 |   c = 3

3 findings in 2 files (3 files checked); 3 fixable with --fix.
"
    );
    assert_eq!(run.stderr, "");
    assert_eq!(sandbox.read("lib/two.ts"), TWO);
}

#[test]
fn the_output_does_not_depend_on_the_number_of_threads() {
    let files: Vec<(String, &str)> = (0..200)
        .map(|n| (format!("d{}/f{n}.ts", n % 7), TWO))
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), *text))
        .collect();
    let sandbox = Sandbox::new(&files);
    let one = sandbox.run(&["--threads", "1"]);
    let many = sandbox.run(&["--threads", "8"]);
    assert_eq!(one.stdout, many.stdout);
    assert!(
        one.stdout
            .ends_with("400 findings in 200 files (200 files checked); 400 fixable with --fix.\n")
    );
}

#[test]
fn fix_applies_and_a_second_run_finds_nothing() {
    let sandbox = three();
    let run = sandbox.run(&["--fix"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(
        run.stdout,
        "Fixed 3 findings in 2 files. Nothing is left in 3 files.\n"
    );
    assert_eq!(sandbox.read("lib/two.ts"), TWO_FIXED);
    assert_eq!(sandbox.read("one.py"), ONE_FIXED);
    let again = sandbox.run(&["--fix"]);
    assert_eq!(
        (again.code, again.stdout.as_str()),
        (0, "No findings in 3 files.\n")
    );
}

#[test]
fn a_fix_below_the_wanted_trust_is_left() {
    let sandbox = Sandbox::new(&[("a.ts", "let a;\r\n")]);
    let id = iacfix::codemods::ALL
        .iter()
        .map(|codemod| codemod.id)
        .find(|id| id.starts_with("normalize"))
        .unwrap();
    let setting = format!("codemod.{id}.applicability=unsafe");
    let run = sandbox.run(&["--fix", "--set", &setting]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("  unsafe fix\n"), "{run:?}");
    assert!(
        run.stdout
            .ends_with("; 1 fixable with --fix --unsafe-fixes.\n"),
        "{run:?}"
    );
    assert_eq!(sandbox.read("a.ts"), "let a;\r\n");
    let run = sandbox.run(&["--diff", "--set", &setting]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert_eq!(
        run.stderr,
        "1 finding is not part of the patch; --unsafe-fixes includes 1 of them; run without --diff to see why\n"
    );
    let run = sandbox.run(&["--fix", "--unsafe-fixes", "--set", &setting]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(sandbox.read("a.ts"), "let a;\n");
}

#[test]
fn line_endings_that_change_are_made_visible() {
    let sandbox = Sandbox::new(&[("a.ts", "let a;\r\n".repeat(100))]);
    let run = sandbox.run(&[]);
    assert!(run.stdout.contains("    1     | - let a;␍\n"), "{run:?}");
    assert!(run.stdout.contains("  … and 97 more lines\n"), "{run:?}");
}

#[test]
fn what_a_patch_does_not_reach_is_left_out_and_named() {
    let sandbox = Sandbox::new(&[("lib/two.ts", TWO), ("infra/one.py", ONE)]);
    let run = sandbox.run_in("infra", &["--diff", ".", "../lib"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.starts_with("--- a/one.py\n"), "{run:?}");
    assert!(!run.stdout.contains("two.ts"), "{run:?}");
    assert!(
        run.stderr.starts_with(
            "warning: ../lib/two.ts: not part of the patch, which reaches only what is in /"
        ),
        "{run:?}"
    );
    assert!(
        run.stderr.contains("2 findings are not part of the patch"),
        "{run:?}"
    );
    assert_eq!(sandbox.run_in("infra", &["--diff", "../lib"]).code, 1);
}

#[test]
fn json_is_one_document_with_places_edits_errors_and_counts() {
    let sandbox = three();
    let run = sandbox.run(&["--format", "json", ".", "gone.ts"]);
    assert_eq!(run.code, 2);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["version"], 1);
    let finding = &document["findings"][0];
    assert_eq!(finding["path"], "lib/two.ts");
    assert_eq!(finding["start"]["line"], 1);
    assert_eq!(finding["start"]["column"], 14);
    assert_eq!(finding["start"]["offset"], 13);
    assert_eq!(finding["fix"]["applicability"], "safe");
    assert_eq!(finding["fix"]["edits"][0]["text"], "");
    assert_eq!(finding["fix"]["edits"][0]["start"]["offset"], 12);
    assert_eq!(document["findings"].as_array().unwrap().len(), 3);
    assert_eq!(document["errors"][0]["path"], "gone.ts");
    assert_eq!(document["summary"]["findings"], 3);
    assert_eq!(document["summary"]["files"], 3);

    let empty = Sandbox::new(&[("a.ts", "")]).run(&["--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&empty.stdout).unwrap();
    assert_eq!(document["findings"].as_array().unwrap().len(), 0);
    assert_eq!(empty.code, 0);
}

#[test]
fn standard_input_is_checked_under_a_name() {
    let sandbox = Sandbox::new::<&str>(&[]);
    let run = sandbox.run_with_input(&["--stdin-filename", "x/two.ts"], TWO);
    assert_eq!(run.code, 1);
    assert!(run.stdout.starts_with("x/two.ts:1:14  "), "{run:?}");

    let run = sandbox.run_with_input(&["--stdin-filename", "x/two.ts", "--fix"], TWO);
    assert_eq!((run.code, run.stdout.as_str()), (0, TWO_FIXED));
    assert_eq!(
        run.stderr,
        "Fixed 2 findings in 1 file. Nothing is left in 1 file.\n"
    );

    let run = sandbox.run_with_input(&["--stdin-filename", "x/two.ts", "--diff"], TWO);
    assert_eq!(run.code, 1);
    assert!(run.stdout.starts_with("--- a/x/two.ts\n+++ b/x/two.ts\n"));

    let run = sandbox.run_with_input(&["--stdin-filename", "x.toml", "--fix"], TWO);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr.contains("not a kind of file that is read"),
        "{run:?}"
    );
}

#[test]
fn statistics_count_instead_of_showing() {
    let run = three().run(&["--statistics"]);
    assert_eq!(
        run.stdout,
        "3  unused-suppression  (3 safe)\n3 findings in 2 files (3 files checked); 3 fixable with --fix.\n"
    );
    assert_eq!(run.code, 1);
}

#[test]
fn exit_zero_forgives_findings_but_no_failure() {
    let sandbox = three();
    assert_eq!(sandbox.run(&["--exit-zero"]).code, 0);
    assert_eq!(sandbox.run(&["--exit-zero", "--diff"]).code, 0);
    assert_eq!(sandbox.run(&["--exit-zero", "gone.ts"]).code, 2);
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let sandbox = three();
    assert!(!sandbox.run(&[]).stdout.contains('\u{1b}'));
    assert!(
        sandbox
            .run(&["--color", "always"])
            .stdout
            .contains('\u{1b}')
    );
    let patch = sandbox.run(&["--diff"]).stdout;
    assert!(!patch.contains('\u{1b}'), "{patch}");
    let coloured = sandbox.run(&["--color", "always", "--diff"]).stdout;
    assert!(
        coloured.contains("\u{1b}[32m+const a = 1;\u{1b}[0m\n"),
        "{coloured:?}"
    );
    // A document is for programs.
    let run = sandbox.run(&["--color", "always", "--format", "json"]);
    assert!(!run.stdout.contains('\u{1b}'), "{run:?}");
}

#[test]
fn quiet_and_verbose_say_less_and_more() {
    let sandbox = three();
    sandbox.write("broken.ts", "const = ;\n// iacfix-ignore no-such-d\n");
    let normal = sandbox.run(&[]);
    let json = sandbox.run(&["--format", "json", "broken.ts"]).stdout;
    assert!(
        json.contains("\"warnings\":[{\"path\":\"broken.ts\","),
        "{json}"
    );
    let lines = sandbox.run(&["--format", "json-lines", "broken.ts"]).stdout;
    assert!(lines.starts_with("{\"type\":\"warning\","), "{lines}");
    let warning = "warning: broken.ts:1:1: does not parse here";
    assert!(normal.stderr.starts_with(warning), "{normal:?}");
    let quiet = sandbox.run(&["-q"]);
    assert_eq!(quiet.stderr, "");
    assert!(!quiet.stdout.contains("findings in"), "{quiet:?}");
    let verbose = sandbox.run(&["-v"]);
    assert!(
        verbose.stderr.contains("clean.ts: checked\n"),
        "{verbose:?}"
    );
}

#[test]
fn list_and_explain_know_every_codemod() {
    let sandbox = Sandbox::new::<&str>(&[]);
    let list = sandbox.run(&["list"]);
    assert_eq!(list.code, 0);
    for codemod in iacfix::codemods::ALL {
        let line = list.stdout.lines().find(|line| {
            let words: Vec<&str> = line.split_whitespace().take(1).collect();
            words == [codemod.id]
        });
        assert!(
            line.is_some_and(|line| line.ends_with(codemod.summary)),
            "{list:?}"
        );
        for setting in codemod.settings {
            let line = format!("    {} = ", setting.key);
            assert!(list.stdout.contains(&line), "{line}");
        }
        let page = sandbox.run(&["explain", codemod.id]);
        let (title, text) = codemod.docs.split_once('\n').unwrap();
        assert_eq!(page.code, 0);
        assert!(page.stdout.starts_with(title) && page.stdout.ends_with(text));
        let group = codemod.group;
        let runs = match group.runs_by_default() {
            true => "It runs by default.".to_owned(),
            false => format!("`--select {}` or `--select {group}`", codemod.id),
        };
        let about = page.stdout.lines().nth(2).unwrap();
        assert!(
            about.starts_with(&format!("Group `{group}`: ")) && about.contains(&runs),
            "{about}"
        );
        let mistyped = sandbox.run(&["explain", &codemod.id[1..]]);
        assert_eq!(mistyped.code, 2);
        let advice = format!("did you mean `{}`?\n", codemod.id);
        assert!(mistyped.stderr.ends_with(&advice), "{mistyped:?}");
    }
    assert_eq!(sandbox.run(&["explain", "unused-suppression"]).code, 0);
    let pasted = "error: InvalidParameterValueException: Lambda was unable to configure your environment\n  \
        variables because the environment variables you have provided contains reserved keys that are\n  \
        currently not supported for modification. Reserved keys used in this request: AWS_REGION";
    let page = sandbox.run(&["explain", pasted]);
    assert!(page.code == 0 && page.stdout.contains("reserved keys"));
    // A part of a message finds what the message does; names in it, and a word alone, what speaks of them.
    for part in [
        "environment variables you have provided contains reserved keys",
        "stage_name is deprecated",
        "TS2561: Object literal may only specify known properties, but 'stageName' does not exist",
        "aws_region",
    ] {
        let found = sandbox.run(&["explain", part]);
        let wanted = match part.contains("tage") {
            true => "split-deployment-stage",
            false => "drop-reserved-env",
        };
        assert!(
            found.code == 0 && found.stdout.contains(wanted),
            "{found:?}"
        );
    }
    // Several are listed, so that they can be read one by one.
    let several = sandbox.run(&["explain", "lambda"]);
    assert!(several.stdout.lines().count() < 40, "{several:?}");
    assert!(
        several
            .stdout
            .ends_with("`iacfix explain ID` shows the page of one of them\n")
    );
    let unknown = sandbox.run(&["explain", "WS_REGION"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("`iacfix list` shows all"));
    let unknown = sandbox.run(&["explain", "the", "disk", "is", "full"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("iacfix list"));
    for codemod in iacfix::codemods::ALL {
        for error in codemod.errors {
            let found = sandbox.run(&["explain", &format!("error: {error}.")]);
            let (_, text) = codemod.docs.split_once('\n').unwrap();
            let listed = format!("  {} ", codemod.id);
            let is_found = found.stdout.contains(text) || found.stdout.contains(&listed);
            assert!(is_found, "{error}");
        }
    }
}

#[test]
fn options_of_all_commands_may_stand_on_either_side_of_the_command() {
    let sandbox = Sandbox::new(&[("a.ts", "")]);
    let list = sandbox.run(&["list"]);
    for arguments in [
        ["--color", "never", "list"].as_slice(),
        &["list", "--color", "never"],
        &["-v", "list"],
        &["list", "-q"],
        &["-q", "--color=never", "list"],
    ] {
        let run = sandbox.run(arguments);
        assert_eq!((run.code, &run.stdout), (0, &list.stdout), "{arguments:?}");
    }
    for codemod in iacfix::codemods::ALL {
        assert_eq!(sandbox.run(&["-q", "explain", codemod.id]).code, 0);
    }
    for (arguments, option) in [
        (["--fix", "list"].as_slice(), "--fix"),
        (&["--set", "a=b", "init"], "--set <KEY=VALUE>"),
    ] {
        let run = sandbox.run(arguments);
        assert_eq!(run.code, 2, "{run:?}");
        let says = format!("the argument '{option}' cannot be used with the command");
        assert!(run.stderr.contains(&says), "{run:?}");
    }
    assert_eq!(sandbox.names("."), ["a.ts"]);
    // Behind a path there are paths.
    let run = sandbox.run(&["a.ts", "list"]);
    assert!(run.stderr.contains("list: no such file"), "{run:?}");
}

#[test]
fn the_same_fix_is_shown_once() {
    let program = "\
import * as aws from '@pulumi/aws';
new aws.lambda.Function('a', {
  environment: { variables: { AWS_REGION: 'x', AWS_LAMBDA_FUNCTION_NAME: 'y' } },
});
";
    let sandbox = Sandbox::new(&[("a.ts", program)]);
    let shown = sandbox.run(&[]);
    let document = sandbox.run(&["--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&document.stdout).unwrap();
    let findings = document["findings"].as_array().unwrap();
    assert_eq!(findings[0]["fix"], findings[1]["fix"]);
    assert_eq!(shown.stdout.matches("  same fix as above\n").count(), 1);
}

#[test]
fn nothing_to_check_is_said_and_is_no_failure() {
    let sandbox = Sandbox::new(&[("src/a.go", "")]);
    let run = sandbox.run(&["src", "."]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    assert!(
        run.stderr.starts_with(
            "warning: no TypeScript, JavaScript or Python file was found under src, .;"
        ),
        "{run:?}"
    );
    assert_eq!(sandbox.run(&["-q"]).stderr, "");
}

#[test]
fn verbose_names_the_version_of_the_provider_once_for_each_program() {
    let sandbox = Sandbox::new(&[
        (
            "one/package.json",
            r#"{"dependencies": {"@pulumi/aws": "^6.0.0"}}"#,
        ),
        ("one/a.ts", TWO),
        ("one/lib/b.ts", TWO),
        ("none/c.py", ONE),
        ("bad/package.json", "{"),
        ("bad/d.ts", TWO),
    ]);
    let run = sandbox.run(&["-v"]);
    let says = |text: &str| run.stderr.matches(text).count();
    assert_eq!(
        says("one: @pulumi/aws ^6.0.0, from package.json\n"),
        1,
        "{run:?}"
    );
    assert_eq!(
        says("none: pulumi-aws: no manifest or lock file names it\n"),
        1,
        "{run:?}"
    );
    assert_eq!(says("warning: bad/package.json "), 1, "{run:?}");
    let run = sandbox.run(&["-v", "--set", "provider.aws=7", "one"]);
    assert!(
        run.stderr
            .contains(": @pulumi/aws 7, set in the configuration\n"),
        "{run:?}"
    );
    assert!(!sandbox.run(&[]).stderr.contains("@pulumi/aws"));
}

#[test]
fn completions_are_printed() {
    let run = Sandbox::new::<&str>(&[]).run(&["completions", "bash"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("--unsafe-fixes"));
}

#[test]
fn wrong_usage_exits_with_2() {
    let sandbox = three();
    for arguments in [
        ["--fix", "--diff"].as_slice(),
        &["--fix", "-i"],
        &["--no-such-flag"],
        &["--threads", "0"],
        &["--stdin-filename", "a.ts", "one.py"],
    ] {
        assert_eq!(sandbox.run(arguments).code, 2, "{arguments:?}");
    }
    assert_eq!(sandbox.run(&["--help"]).code, 0);
    assert_eq!(sandbox.run(&["--version"]).code, 0);
}

#[test]
fn nobody_listening_ends_a_run_quietly() {
    let files: Vec<(String, &str)> = (0..500).map(|n| (format!("f{n}.ts"), TWO)).collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), *text))
        .collect();
    let sandbox = Sandbox::new(&files);
    let mut child = Command::new(env!("CARGO_BIN_EXE_iacfix"))
        .current_dir(sandbox.root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_suppression_that_is_nearly_right_keeps_what_it_stands_at() {
    let sandbox = Sandbox::new(&[("index.ts", "")]);
    let text = "import * as aws from '@pulumi/aws';\n\
                // iacfix-ignore remove-unused-imports: loaded for what it does\n\
                import * as fs from 'fs';\n\n\
                export const site = new aws.s3.Bucket('site');\n";
    sandbox.write("index.ts", text);
    let run = sandbox.run(&["--fix", "--unsafe-fixes"]);
    assert_eq!((run.code, sandbox.read("index.ts")), (1, text.to_owned()));
    assert!(
        run.stdout
            .contains("did you mean `remove-unused-import`? correct the id, or remove the comment"),
        "{run:?}"
    );
    assert!(
        run.stdout
            .contains("a comment here names `remove-unused-imports`, which is no codemod"),
        "{run:?}"
    );
}
