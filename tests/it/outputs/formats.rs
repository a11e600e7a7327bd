//! What stands in reports, and that nothing but the findings decides about it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::sandbox::Sandbox;
use super::schemas::runs;
use super::{DOCUMENTS, PROGRAM, document, json, line_endings, reserved, sandbox};

/// What a report says about each finding: the codemod, the file and the line.
fn findings(format: &str, report: &str) -> Vec<(String, String, u64)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let number = |value: &Value| value.as_u64().unwrap();
    let list = |value: &Value| value.as_array().unwrap().clone();
    match format {
        "json" => list(&json(report)["findings"])
            .iter()
            .map(|found| {
                (
                    text(&found["codemod"]),
                    text(&found["path"]),
                    number(&found["start"]["line"]),
                )
            })
            .collect(),
        "json-lines" => report
            .lines()
            .map(json)
            .filter(|line| line["type"] == "finding")
            .map(|found| {
                (
                    text(&found["codemod"]),
                    text(&found["path"]),
                    number(&found["start"]["line"]),
                )
            })
            .collect(),
        "sarif" => list(&json(report)["runs"][0]["results"])
            .iter()
            .map(|found| {
                let place = &found["locations"][0]["physicalLocation"];
                (
                    text(&found["ruleId"]),
                    text(&place["artifactLocation"]["uri"]),
                    number(&place["region"]["startLine"]),
                )
            })
            .collect(),
        "gitlab" => list(&json(report))
            .iter()
            .map(|found| {
                (
                    text(&found["check_name"]),
                    text(&found["location"]["path"]),
                    number(&found["location"]["lines"]["begin"]),
                )
            })
            .collect(),
        "rdjson" => list(&json(report)["diagnostics"])
            .iter()
            .map(|found| {
                (
                    text(&found["code"]["value"]),
                    text(&found["location"]["path"]),
                    number(&found["location"]["range"]["start"]["line"]),
                )
            })
            .collect(),
        "github" => report
            .lines()
            .map(|line| {
                let (properties, _) = line[2..].split_once("::").unwrap();
                let value = |key: &str| {
                    let start = properties.find(&format!("{key}=")).unwrap() + key.len() + 1;
                    properties[start..].split(',').next().unwrap().to_owned()
                };
                let line = value("line").parse().unwrap();
                (value("title"), value(" file").trim().to_owned(), line)
            })
            .collect(),
        "junit" => report
            .split("<testcase ")
            .skip(1)
            .map(|test| {
                let value = |key: &str| {
                    let start = test.find(&format!("{key}=\"")).unwrap() + key.len() + 2;
                    test[start..].split('"').next().unwrap().to_owned()
                };
                let file = value("classname");
                let place = test.split(&format!("\">{file}:")).nth(1).unwrap();
                let line = place.split(':').next().unwrap().parse().unwrap();
                (value("type"), file, line)
            })
            .collect(),
        format => panic!("{format}"),
    }
}

#[test]
fn every_format_holds_every_finding_and_the_run_ends_as_without_it() {
    let sandbox = sandbox();
    let place = (reserved().to_owned(), "lib/mail.ts".to_owned(), 5);
    for format in DOCUMENTS {
        let run = document(&sandbox, format, &[]);
        assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{format}");
        let found = findings(format, &run.stdout);
        assert_eq!(
            found,
            [place.clone(), place.clone()],
            "{format}: {}",
            run.stdout
        );
        assert!(run.stdout.ends_with('\n'), "{format}");
        assert!(!run.stdout.contains('\u{1b}'), "{format}");
        let run = document(&sandbox, format, &["--color", "always", "--exit-zero"]);
        assert_eq!(run.code, 0, "{format}");
        assert!(!run.stdout.contains('\u{1b}'), "{format}");
    }
}

#[test]
fn a_report_of_nothing_is_whole_and_says_so() {
    let sandbox = Sandbox::new(&[("a.ts", "let x;\n")]);
    for format in DOCUMENTS {
        let run = document(&sandbox, format, &[]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{format}");
        let passes = match format {
            "github" => run.stdout.is_empty(),
            // Without a test, readers take the run for one that did not happen.
            "junit" => run
                .stdout
                .contains("tests=\"1\" failures=\"0\" errors=\"0\""),
            "json-lines" => json(&run.stdout)["findings"] == 0,
            format => findings(format, &run.stdout).is_empty(),
        };
        assert!(passes, "{format}: {}", run.stdout);
    }
}

#[test]
fn what_cannot_be_read_stands_in_every_report() {
    let sandbox = Sandbox::new(&[("lib/latin.ts", b"let a = '\xe4';\n".as_slice())]);
    for format in DOCUMENTS {
        let run = document(&sandbox, format, &[]);
        assert_eq!(run.code, 2, "{format}: {run:?}");
        let report = &run.stdout;
        assert!(report.contains("not UTF-8: line 1"), "{format}: {report}");
        assert!(report.contains("lib/latin.ts"), "{format}: {report}");
        match format {
            "sarif" => {
                let invocation = &json(report)["runs"][0]["invocations"][0];
                assert_eq!(invocation["executionSuccessful"], false);
                assert_eq!(
                    invocation["toolExecutionNotifications"][0]["level"],
                    "error"
                );
            }
            "junit" => assert!(report.contains("<error ") && report.contains("errors=\"1\"")),
            "github" => assert!(report.starts_with("::error file=lib/latin.ts,")),
            "json" => assert_eq!(json(report)["errors"][0]["path"], "lib/latin.ts"),
            _ => {}
        }
        // Where no file can be looked at, the report says why.
        let run = document(&sandbox, format, &["--select", "no-such"]);
        assert_eq!(run.code, 2, "{format}");
        assert!(run.stdout.contains("no-such"), "{format}: {}", run.stdout);
    }
}

#[test]
fn reports_do_not_depend_on_the_number_of_threads() {
    let files: Vec<(String, &str)> = (0..60)
        .map(|n| (format!("d{}/f{n}.ts", n % 7), PROGRAM))
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), *text))
        .collect();
    let sandbox = Sandbox::new(&files);
    for format in DOCUMENTS {
        let one = document(&sandbox, format, &["--threads", "1"]).stdout;
        let many = document(&sandbox, format, &["--threads", "8"]).stdout;
        assert_eq!(one, many, "{format}");
    }
}

#[test]
fn names_and_texts_of_all_kinds_leave_a_report_whole() {
    for (what, sandbox, arguments) in runs() {
        for format in ["json", "sarif", "gitlab", "rdjson"] {
            json(&document(&sandbox, format, &arguments).stdout);
        }
        for line in document(&sandbox, "json-lines", &arguments).stdout.lines() {
            json(line);
        }
        for line in document(&sandbox, "github", &arguments).stdout.lines() {
            let is_command = ["::error ", "::warning "]
                .iter()
                .any(|name| line.starts_with(name));
            assert!(is_command, "{what}: {line}");
        }
        let report = document(&sandbox, "junit", &arguments).stdout;
        let tests = report.matches("<testcase ").count();
        assert!(report.contains(&format!("<testsuites name=\"iacfix\" tests=\"{tests}\"")));
        assert!(!report.contains('\u{1}'), "{what}: no XML holds this");
    }
}

#[test]
fn a_sarif_log_counts_in_utf16_and_has_the_fix_the_page_and_the_base() {
    let sandbox = sandbox();
    let log = json(&document(&sandbox, "sarif", &[]).stdout);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let base = run["originalUriBaseIds"]["%SRCROOT%"]["uri"]
        .as_str()
        .unwrap();
    assert!(
        base.starts_with("file:///") && base.ends_with('/'),
        "{base}"
    );
    let line = PROGRAM.lines().nth(4).unwrap();
    let before = line.split("AWS_SESSION").next().unwrap();
    let result = &run["results"][1];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    let column = before.encode_utf16().count() + 1;
    assert_eq!(place["region"]["startColumn"], column);
    assert_eq!(column, before.chars().count() + 2);
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "lib/mail.ts");
    assert!(change["replacements"][0]["deletedRegion"].is_object());
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!(rule["id"], result["ruleId"]);
    for (rule, codemod) in rules.iter().zip(iacfix::codemods::ALL) {
        let (title, rest) = codemod.docs.split_once('\n').unwrap();
        let page = rule["help"]["markdown"].as_str().unwrap();
        assert!(page.starts_with(title) && page.ends_with(rest), "{page}");
    }
    // A name that is not below the base is one from the root.
    let run = sandbox.run_in("lib", &["--format", "sarif", "..", "../gone.ts"]);
    let log = json(&run.stdout);
    let uri = |value: &Value| {
        value["artifactLocation"]["uri"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(uri(place), "mail.ts");
    let notification = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    let gone = uri(&notification["locations"][0]["physicalLocation"]);
    assert!(
        gone.starts_with("file:///") && gone.ends_with("/gone.ts"),
        "{gone}"
    );
}

#[test]
fn a_fix_that_is_only_shown_is_offered_to_no_program() {
    let setting = format!("codemod.{}.applicability=display-only", reserved());
    let sandbox = sandbox();
    let log = json(&document(&sandbox, "sarif", &["--set", &setting]).stdout);
    assert!(log["runs"][0]["results"][0]["fixes"].is_null());
    let report = json(&document(&sandbox, "rdjson", &["--set", &setting]).stdout);
    assert!(report["diagnostics"][0]["suggestions"].is_null());
}

#[test]
fn a_suggestion_makes_of_its_lines_what_the_fix_makes_of_them() {
    let sandbox = sandbox();
    let report = json(&document(&sandbox, "rdjson", &["--ignore", line_endings()]).stdout);
    for diagnostic in report["diagnostics"].as_array().unwrap() {
        let suggestion = &diagnostic["suggestions"][0];
        assert_eq!(suggestion["range"], diagnostic["location"]["range"]);
        assert!(
            suggestion["range"]["start"]["column"].is_null(),
            "whole lines"
        );
    }
    let suggestion = &report["diagnostics"][0]["suggestions"][0];
    let at =
        |key: &str| usize::try_from(suggestion["range"][key]["line"].as_u64().unwrap()).unwrap();
    let (first, last) = (at("start"), at("end"));
    let mut lines: Vec<&str> = PROGRAM.lines().collect();
    let text = suggestion["text"].as_str().unwrap();
    lines.splice(first - 1..last, text.lines());
    let suggested = lines.join("\n") + "\n";
    assert_eq!(sandbox.run(&["--fix"]).code, 1);
    assert_eq!(suggested, sandbox.read("lib/mail.ts"));
}

#[test]
fn what_deploys_is_a_warning_also_of_a_codemod_about_what_does_not() {
    let program = |network: &str, policy: &str| {
        format!(
            "import * as aws from '@pulumi/aws';\nconst role = new aws.iam.Role('r', {{ assumeRolePolicy: '' }});\n\
             new aws.iam.RolePolicyAttachment('a', {{ role: role.name, policyArn: aws.iam.ManagedPolicy.{policy} }});\n\
             new aws.lambda.Function('f', {{ role: role.arn{network} }});\n"
        )
    };
    let in_vpc = ", vpcConfig: { subnetIds: ['s'], securityGroupIds: [] }";
    let sandbox = Sandbox::new(&[
        ("missing.ts", program(in_vpc, "AWSLambdaBasicExecutionRole")),
        (
            "needless.ts",
            program("", "AWSLambdaVPCAccessExecutionRole"),
        ),
    ]);
    let report = |format: &str| {
        sandbox
            .run(&["--format", format, "--select", "deploy"])
            .stdout
    };
    let both = |values: &Value, what: &str| {
        let values = values.as_array().unwrap().iter();
        let values = values.map(|found| found[what].as_str().unwrap().to_owned());
        values.collect::<Vec<_>>()
    };
    assert_eq!(
        both(&json(&report("json"))["findings"], "group"),
        ["deploy", "hygiene"]
    );
    assert_eq!(
        both(&json(&report("sarif"))["runs"][0]["results"], "level"),
        ["error", "warning"]
    );
    assert_eq!(
        both(&json(&report("gitlab")), "severity"),
        ["major", "minor"]
    );
}

#[test]
fn fingerprints_outlast_what_happens_elsewhere() {
    let of = |text: &str| -> Vec<String> {
        let sandbox = Sandbox::new(&[("lib/mail.ts", text)]);
        let log = json(&document(&sandbox, "sarif", &[]).stdout);
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let of_result = |result: &Value| result["partialFingerprints"]["iacfix/v1"].to_string();
        results.iter().map(of_result).collect()
    };
    let before = of(PROGRAM);
    let all: BTreeSet<&String> = before.iter().collect();
    assert_eq!(all.len(), 2);
    let moved = PROGRAM
        .replace("\n\n", "\n\n// More.\nconst y = 1;\n\n")
        .replace("nodejs20.x", "nodejs22.x")
        .replace(
            "  environment: { variables: { ",
            "  environment: {\n    variables: {\n      ",
        );
    assert_eq!(of(&moved), before);
    // The same function once more is another one, and that of GitLab speaks of the file, too.
    let twice = PROGRAM.to_owned() + PROGRAM.split_once("\n\n").unwrap().1;
    assert_eq!(of(&twice)[..2], before);
    assert_eq!(of(&twice).iter().collect::<BTreeSet<_>>().len(), 4);
    let sandbox = Sandbox::new(&[("a.ts", twice.as_str()), ("b.ts", twice.as_str())]);
    let report = json(&document(&sandbox, "gitlab", &[]).stdout);
    let issues = report.as_array().unwrap();
    let of_issue = |issue: &Value| issue["fingerprint"].to_string();
    assert_eq!(
        issues.iter().map(of_issue).collect::<BTreeSet<_>>().len(),
        8
    );
}

#[test]
fn reports_of_standard_input_have_the_name_that_it_was_given() {
    let sandbox = Sandbox::new::<&str>(&[]);
    for format in DOCUMENTS {
        let arguments = ["--format", format, "--stdin-filename", "src/x.ts"];
        let run = sandbox.run_with_input(&arguments, PROGRAM);
        assert_eq!(run.code, 1, "{format}: {run:?}");
        let found = findings(format, &run.stdout);
        assert!(
            found.iter().all(|(_, path, _)| path == "src/x.ts"),
            "{found:?}"
        );
        assert_eq!(found.len(), 2, "{format}");
    }
}

#[test]
fn formats_are_listed_where_people_look() {
    let sandbox = Sandbox::new::<&str>(&[]);
    let help = sandbox.run(&["--help"]).stdout;
    let script = sandbox.run(&["completions", "zsh"]).stdout;
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for format in DOCUMENTS {
        assert!(help.contains(format), "{format}");
        assert!(script.contains(format), "{format}");
        assert!(readme.contains(&format!("| `{format}` |")), "{format}");
    }
    let run = document(&sandbox, "sarif", &["--statistics"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("does not count"), "{run:?}");
}
