//! Suppressing everything that is found.

use super::super::sandbox::Sandbox;
use super::{PROGRAM, line_endings, reserved, sandbox};

/// Runs it twice: the second run finds nothing, and changes nothing.
fn suppressed(path: &str, text: &str, reason: &str) -> String {
    let sandbox = Sandbox::new(&[(path, text)]);
    let option = match reason {
        "" => "--add-suppressions".to_owned(),
        reason => format!("--add-suppressions={reason}"),
    };
    let run = sandbox.run(&[&option]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.starts_with("Suppressed "), "{run:?}");
    let once = sandbox.read(path);
    for arguments in [[option.as_str()].as_slice(), &[]] {
        let run = sandbox.run(arguments);
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (0, "No findings in 1 file.\n"),
            "{once}"
        );
    }
    assert_eq!(sandbox.read(path), once);
    once
}

#[test]
fn a_comment_with_the_reason_stands_above_each_line_with_a_finding() {
    let comment = format!("  // iacfix-ignore {}: moves in June\n", reserved());
    let expected = PROGRAM.replace("  environment", &format!("{comment}  environment"));
    assert_eq!(suppressed("a.ts", PROGRAM, "moves in June"), expected);
    let without_reason = expected.replace(": moves in June", "");
    assert_eq!(suppressed("a.ts", PROGRAM, ""), without_reason);
    let python = "\
import pulumi_aws as aws

mail = aws.lambda_.Function(
    \"mail\",
    environment={
        \"variables\": {
            \"AWS_SESSION_TOKEN\": \"x\",
        },
    },
)
";
    let comment = format!("            # iacfix-ignore {}: why\n", reserved());
    let expected = python.replace("            \"AWS", &format!("{comment}            \"AWS"));
    assert_eq!(suppressed("a.py", python, "why"), expected);
}

#[test]
fn findings_of_one_line_share_a_comment() {
    let crlf = PROGRAM.replace('\n', "\r\n");
    let text = suppressed("a.ts", &crlf, "");
    assert_eq!(text.matches("iacfix-ignore").count(), 2, "{text}");
    assert!(!text.replace("\r\n", "").contains('\n'), "{text:?}");
    let one_line = "import { lambda } from '@pulumi/aws'; new lambda.Function('a', { environment: { variables: { AWS_REGION: 'x' } } });\r\n";
    let text = suppressed("a.ts", one_line, "");
    let ids = format!("// iacfix-ignore {}, {}\r\n", reserved(), line_endings());
    assert!(
        text.starts_with(&ids) || text.matches("iacfix-ignore").count() == 1,
        "{text}"
    );
}

#[test]
fn where_a_comment_cannot_stand_above_it_stands_elsewhere() {
    // Below a line that the system reads first.
    let text = suppressed("a.py", "#!/usr/bin/env python3\r\nx = 1\r\n", "why");
    let comment = format!("# iacfix-ignore-file {}: why\r\n", line_endings());
    assert_eq!(
        text,
        format!("#!/usr/bin/env python3\r\n{comment}x = 1\r\n")
    );
    // Behind what marks the encoding.
    let text = suppressed("a.ts", "\u{feff}let x;\r\n", "");
    assert!(text.starts_with("\u{feff}// iacfix-ignore "), "{text:?}");
    // Above what speaks to another tool about the next line.
    let directive = "  // eslint-disable-next-line max-len\n  environment";
    let text = suppressed("a.ts", &PROGRAM.replace("  environment", directive), "");
    assert!(
        text.contains(&format!("\n  // iacfix-ignore {}\n{directive}", reserved())),
        "{text}"
    );
    // Behind a line that goes on from the one above, and behind one that begins in a text.
    let python = "import pulumi_aws as aws\n\nx = \\\n    aws.lambda_.Function(\"a\", environment={\"variables\": {\"AWS_REGION\": \"x\"}})\n";
    let text = suppressed("a.py", python, "");
    assert!(
        text.ends_with(&format!(")  # iacfix-ignore {}\n", reserved())),
        "{text}"
    );
    let template = PROGRAM
        .replace("'nodejs20.x',\n", "`\n`,")
        .replace("variables: { AWS_SESSION", "variables: {\nAWS_SESSION");
    let text = suppressed("a.ts", &template, "");
    assert!(
        text.contains(&format!("}} }}, // iacfix-ignore {}\n", reserved())),
        "{text}"
    );
}

#[test]
fn comments_stand_where_formatters_leave_them() {
    let python = "\
import pulumi_aws as aws

mail = aws.lambda_.Function(
    \"mail\", runtime=\"python3.12\", environment={\"variables\": {\"AWS_REGION\": \"x\"}}
)
";
    let comment = format!("    # iacfix-ignore {}: why\n", reserved());
    let expected = format!(
        "    \"mail\",\n    runtime=\"python3.12\",\n{comment}    environment={{\"variables\": {{\"AWS_REGION\": \"x\"}}}},\n)\n"
    );
    let text = suppressed("a.py", python, "why");
    assert!(text.ends_with(&expected), "{text}");
    let choice = PROGRAM.replace("{ AWS_REGION", "local ? {}\n  : { AWS_REGION");
    let text = suppressed("a.ts", &choice, "");
    assert!(
        text.contains(&format!("}} }}, // iacfix-ignore {}\n", reserved())),
        "{text}"
    );
}

#[test]
fn what_cannot_be_suppressed_is_left_and_shown() {
    let sandbox = Sandbox::new(&[
        ("a.ts", "let x; // iacfix-ignore no-such\n"),
        ("b.ts", PROGRAM),
    ]);
    let run = sandbox.run(&["--add-suppressions=why"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.stdout.starts_with("a.ts:1:8  unused-suppression"),
        "{run:?}"
    );
    assert!(
        run.stdout.ends_with("Suppressed 2 findings. 1 finding left in 1 file (2 files checked); 1 fixable with --fix.\n"),
        "{run:?}"
    );
    assert!(sandbox.read("a.ts").ends_with("no-such\n"));
}

#[test]
fn known_findings_need_no_comment_and_a_reason_no_second_line() {
    let sandbox = sandbox();
    sandbox.run(&["--baseline", "known.json", "--write-baseline"]);
    let run = sandbox.run(&["--baseline", "known.json", "--add-suppressions"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(sandbox.read("lib/mail.ts"), PROGRAM);
    for arguments in [
        ["--add-suppressions=a\nlet x", "."].as_slice(),
        &["--add-suppressions=a\u{2028}let x"],
        &["--add-suppressions", "--fix"],
        &["--add-suppressions", "--diff"],
    ] {
        assert_eq!(sandbox.run(arguments).code, 2, "{arguments:?}");
    }
    assert_eq!(sandbox.read("lib/mail.ts"), PROGRAM);
}

#[test]
fn standard_input_comes_out_with_its_comments() {
    let sandbox = Sandbox::new::<&str>(&[]);
    let arguments = ["--add-suppressions=why", "--stdin-filename", "a.ts"];
    let run = sandbox.run_with_input(&arguments, PROGRAM);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stdout.matches(": why\n").count(), 1, "{run:?}");
}
