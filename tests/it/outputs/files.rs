//! Reports in files, beside what stands on standard output.

use std::fs;

use super::super::sandbox::Sandbox;
use super::{DOCUMENTS, document, json, sandbox};

#[test]
fn several_reports_are_written_and_text_stays_on_standard_output() {
    let sandbox = sandbox();
    fs::create_dir(sandbox.path("out")).unwrap();
    let shown = sandbox.run(&["clean.py", "lib"]);
    let mut arguments = vec!["clean.py".to_owned(), "lib".to_owned()];
    for format in DOCUMENTS.iter().chain(&["text"]) {
        arguments.extend(["--output-file".to_owned(), format!("{format}=out/{format}")]);
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let run = sandbox.run(&arguments);
    assert_eq!(
        (run.code, &run.stdout, &run.stderr),
        (1, &shown.stdout, &shown.stderr)
    );
    for format in DOCUMENTS {
        let report = document(&sandbox, format, &["clean.py", "lib"]).stdout;
        assert_eq!(sandbox.read(&format!("out/{format}")), report, "{format}");
    }
    assert_eq!(sandbox.read("out/text"), shown.stdout);
    // Nothing of the writing is left, and what was there is replaced as a whole.
    assert_eq!(sandbox.names("out").len(), DOCUMENTS.len() + 1);
    sandbox.run(&["clean.py", "--output-file", "gitlab=out/sarif"]);
    assert_eq!(sandbox.read("out/sarif"), "[\n]\n");
}

#[test]
fn text_in_a_file_has_neither_colours_nor_the_width_of_the_terminal() {
    let sandbox = sandbox();
    let shown = sandbox.run(&[]).stdout;
    let arguments = [
        "--color",
        "always",
        "--format",
        "json",
        "--output-file",
        "text=report.txt",
    ];
    json(&sandbox.run(&arguments).stdout);
    assert_eq!(sandbox.read("report.txt"), shown);
}

#[test]
fn a_file_that_cannot_be_written_ends_the_run_before_anything_is_done() {
    let sandbox = sandbox();
    let before = sandbox.files();
    for (path, says) in [
        ("no/report", "the folder no does not exist; create it"),
        ("lib", "it is a folder; name a file in it"),
        ("clean.py/report", "clean.py/report: not written"),
    ] {
        let output = format!("sarif={path}");
        let run = sandbox.run(&["--fix", "--output-file", &output, "--format", "json"]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains(says), "{run:?}");
        assert_eq!(json(&run.stdout)["errors"][0]["path"], path);
        assert_eq!(sandbox.files(), before);
    }
    let twice = ["--output-file", "sarif=a", "--output-file", "json=./a"];
    let run = sandbox.run(&twice);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.stderr
            .contains("two reports cannot be written to one file")
    );
}

#[test]
fn what_names_no_file_in_a_format_is_wrong_usage() {
    let sandbox = sandbox();
    for (output, says) in [
        ("report.sarif", "write FORMAT=PATH"),
        (
            "xml=report",
            "\"xml\" is no format; known are text, json, json-lines, sarif",
        ),
        ("sarif=", "the path is missing"),
        ("sarif=-", "use --format sarif for standard output"),
    ] {
        let run = sandbox.run(&["--output-file", output]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains(says), "{run:?}");
    }
    assert_eq!(sandbox.run(&["-i", "--output-file", "sarif=a"]).code, 2);
}

#[test]
fn a_patch_comes_with_a_report_of_all_that_it_would_repair() {
    let sandbox = sandbox();
    let patch = sandbox.run(&["--diff"]).stdout;
    let run = sandbox.run(&["--diff", "--output-file", "json=report.json"]);
    assert_eq!(run.stdout, patch);
    let report = json(&sandbox.read("report.json"));
    assert_eq!(report["findings"].as_array().unwrap().len(), 2);
    assert_eq!(report["summary"]["findings"], 2);
    assert_eq!(document(&sandbox, "json", &["--diff"]).code, 2);
}

#[test]
fn a_report_after_fixing_holds_what_is_left() {
    let sandbox = sandbox();
    let run = sandbox.run(&["--fix", "--output-file", "json=report.json"]);
    assert_eq!(run.code, 1, "{run:?}");
    let report = json(&sandbox.read("report.json"));
    assert_eq!(report["findings"].as_array().unwrap().len(), 1);
    assert_eq!(report["summary"]["fixed"], 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_takes_a_report_and_a_closed_standard_output_keeps_none_from_being_written() {
    use std::process::Stdio;
    let sandbox = Sandbox::new::<&str>(&[]);
    for n in 0..300 {
        sandbox.write(&format!("f{n}.ts"), "// iacfix-ignore nothing\nlet x;\n");
    }
    let program = std::path::Path::new(super::super::sandbox::IACFIX);
    let mut command = sandbox.command(program);
    command.args(["--output-file", "json=report.json"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    child.wait().unwrap();
    let report = json(&sandbox.read("report.json"));
    assert_eq!(report["findings"].as_array().unwrap().len(), 300);
    let run = sandbox.run(&[
        "-q",
        "f1.ts",
        "--format",
        "json",
        "--output-file",
        "github=/dev/stderr",
    ]);
    assert!(
        run.stderr.starts_with("::warning file=f1.ts,line=1,"),
        "{run:?}"
    );
}
