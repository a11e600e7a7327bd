//! Reports before the schemas of those who read them.

use std::fs;

use serde_json::Value;

use super::super::sandbox::Sandbox;
use super::{PROGRAM, document, json, sandbox};

fn schema(name: &str) -> jsonschema::Validator {
    let path = format!("{}/tests/schemas/{name}", env!("CARGO_MANIFEST_DIR"));
    let schema = fs::read_to_string(path).unwrap();
    // A bracket that was meant to open here; as a pattern it is read by some and refused by others.
    let schema = schema.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// Runs that find something, find nothing, look at nothing, and cannot look; in files with names and texts of all kinds.
pub(super) fn runs() -> Vec<(&'static str, Sandbox, Vec<&'static str>)> {
    let crlf = PROGRAM.replace('\n', "\r\n");
    let odd = [
        ("a b/\u{e4} \"#%:,.ts", crlf.as_str()),
        (
            "-[x].ts",
            "// iacfix-ignore nothing ]]> & <b>\u{1} %0A ::error::\nlet x;\n",
        ),
        ("bom.ts", "\u{feff}// iacfix-ignore nothing\nlet x;\n"),
        ("cr.py", "x = 1\ry = 2\r"),
        ("broken.ts", "const = ;\n// iacfix-ignore no-such\n"),
    ];
    let utf16 = Sandbox::new(&[("a.ts", b"\xff\xfel\0e\0t\0".as_slice())]);
    vec![
        ("findings", sandbox(), vec![]),
        ("nothing", Sandbox::new(&[("a.ts", "let x;\n")]), vec![]),
        ("no files", Sandbox::new::<&str>(&[]), vec![]),
        ("odd names", Sandbox::new(&odd), vec![]),
        ("unreadable", utf16, vec![".", "gone.ts", "../outside.ts"]),
        (
            "wrong configuration",
            sandbox(),
            vec!["--select", "no-such"],
        ),
        ("fixed", sandbox(), vec!["--fix"]),
    ]
}

#[test]
fn sarif_logs_are_as_the_schema_says() {
    let schema = schema("sarif-2.1.0.json");
    for (what, sandbox, arguments) in runs() {
        let log = json(&document(&sandbox, "sarif", &arguments).stdout);
        let errors: Vec<String> = schema
            .iter_errors(&log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{what}: {errors:#?}\n{log:#}");
    }
    let wrong = json(r#"{"version": "2.1.0", "runs": [{"results": []}]}"#);
    assert!(!schema.is_valid(&wrong), "the schema asks for a tool");
}

#[test]
fn rdjson_reports_are_as_the_schema_says() {
    let schema = schema("rdjson.json");
    for (what, sandbox, arguments) in runs() {
        let report = json(&document(&sandbox, "rdjson", &arguments).stdout);
        let errors: Vec<String> = schema
            .iter_errors(&report)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{what}: {errors:#?}\n{report:#}");
    }
    let wrong = json(r#"{"diagnostics": [{"location": {"path": 1}}]}"#);
    assert!(!schema.is_valid(&wrong), "a path is a text");
}
