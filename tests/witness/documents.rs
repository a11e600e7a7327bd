//! Reports of all golden cases before the schemas and types of those who read them. What is JSON and has a schema is held to
//! it in `tests/it`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Witness;
use crate::tools::{Kind, installed, repository, run, workspace};

/// The laws about reports.
pub const WITNESSES: &[Witness] = &[
    Witness {
        name: "documents::junit_reports_are_as_the_schema_says",
        needs: &[Kind::Python],
        test: junit_reports_are_as_the_schema_says,
    },
    Witness {
        name: "documents::code_quality_reports_have_the_type_of_one",
        needs: &[Kind::Node],
        test: code_quality_reports_have_the_type_of_one,
    },
];

fn junit_reports_are_as_the_schema_says() -> Result<(), String> {
    let tools = installed("documents", Kind::Python)?;
    let reports = reports(&workspace("documents-junit"), "junit")?;
    let schema = repository().join("tests/schemas/junit-10.xsd");
    let validate = |reports: &[PathBuf]| {
        run(Command::new("python3")
            .env("PYTHONPATH", &tools)
            .arg(repository().join("tests/witness/documents.py"))
            .arg(&schema)
            .args(reports))
    };
    validate(&reports)?;
    let wrong = workspace("documents-junit-wrong").join("wrong.xml");
    fs::write(&wrong, "<testsuites><testsuite/></testsuites>")
        .map_err(|error| error.to_string())?;
    match validate(&[wrong]) {
        Ok(_) => Err("a suite without a name is taken for valid".to_owned()),
        Err(_) => Ok(()),
    }
}

fn code_quality_reports_have_the_type_of_one() -> Result<(), String> {
    let types = installed("documents", Kind::Node)?;
    let compiler = installed("checkers", Kind::Node)?;
    let folder = workspace("documents-gitlab");
    let types = types.join("node_modules/codeclimate-types/index");
    let check = |name: &str, report: &str| {
        let module = folder.join(format!("{name}.ts"));
        // With its type, and with what GitLab reads and the type leaves to the writer.
        let text = format!(
            "import type {{ Issue }} from {types:?};\n\
             type Read = Issue & {{ fingerprint: string; severity: string; content: {{ body: string }} }};\n\
             export const report: Read[] = {report};\n"
        );
        fs::write(&module, text).map_err(|error| error.to_string())?;
        let tsc = compiler.join("node_modules/typescript/bin/tsc");
        run(Command::new("node").arg(tsc).arg(module).args([
            "--noEmit", "--strict", "--target", "es2022", "--module", "nodenext",
        ]))
    };
    for (at, report) in reports(&folder, "gitlab")?.iter().enumerate() {
        let text = fs::read_to_string(report).map_err(|error| error.to_string())?;
        check(&format!("report{at}"), &text)?;
    }
    match check("wrong", r#"[{ "type": "issue", "check_name": 1 }]"#) {
        Ok(_) => Err("an issue without a place has the type of one".to_owned()),
        Err(_) => Ok(()),
    }
}

/// A report of all golden cases, one of a run that finds nothing, and one of a run that fails.
fn reports(folder: &Path, format: &str) -> Result<Vec<PathBuf>, String> {
    let clean = folder.join("clean.ts");
    fs::write(&clean, "let x = 1;\n").map_err(|error| error.to_string())?;
    let runs = [
        ("all", vec!["golden"]),
        ("none", vec![clean.to_str().unwrap_or_default()]),
        ("failed", vec!["golden", "gone.ts"]),
    ];
    let report = |(name, paths): (&str, Vec<&str>)| {
        let path = folder.join(format!("{name}.{format}"));
        let mut output = std::ffi::OsString::from(format!("{format}="));
        output.push(&path);
        let mut command = Command::new(env!("CARGO_BIN_EXE_iacfix"));
        command
            .current_dir(repository())
            .args(["-q", "--output-file"])
            .arg(output)
            .args(paths);
        let ran = command.output().map_err(|error| error.to_string())?;
        match path.exists() {
            true => Ok(path),
            false => Err(String::from_utf8_lossy(&ran.stderr).into_owned()),
        }
    };
    runs.into_iter().map(report).collect()
}
