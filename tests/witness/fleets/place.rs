//! A folder in which programs run as on a machine of their own, and repositories in it.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::tools::repository;

/// The program under test.
pub const IACFIX: &str = env!("CARGO_BIN_EXE_iacfix");

const LAMBDA: &str = "import * as aws from '@pulumi/aws';\n\nnew aws.lambda.Function('f', {\n  environment: {\n    variables: {\n      AWS_REGION: aws.config.region,\n      LEVEL: 'info',\n    },\n  },\n});\n";
/// A finding whose fix changes what is deployed.
pub const RESERVED: &str = "import * as aws from '@pulumi/aws';\n\nnew aws.lambda.Function('g', {\n  reservedConcurrentExecutions: 500,\n});\n";
/// A file with a finding that has a safe fix, and the same without.
pub const CRLF: (&str, &str) = ("let a;\r\nlet b;\r\n", "let a;\nlet b;\n");
const IDLE: &str = "let a; // iacfix-ignore no-such\n";

/// A folder, removed when the test ends.
pub struct Place {
    folder: TempDir,
    environment: BTreeMap<String, String>,
}

impl Place {
    /// An empty folder. The program under test, and the scripts of the container, are in the path.
    pub fn new() -> Self {
        // Sockets below it have a path that must be short.
        let folder = tempfile::Builder::new().prefix("iac").tempdir();
        let mut place = Self {
            folder: folder.expect("a folder can be made"),
            environment: BTreeMap::new(),
        };
        let programs = Path::new(IACFIX).parent().unwrap_or(Path::new("."));
        let scripts = repository().join("integrations/container");
        let path = env::var("PATH").unwrap_or_default();
        let path = format!(
            "{}:{}:{}:{path}",
            place.path("bin").display(),
            programs.display(),
            scripts.display()
        );
        let home = place.path("").to_string_lossy().into_owned();
        for (name, value) in [
            ("PATH", path.as_str()),
            ("HOME", &home),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            // So that what is made twice is the same.
            ("GIT_AUTHOR_DATE", "2026-01-02T03:04:05Z"),
            ("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z"),
        ] {
            place.set(name, value);
        }
        place.write(
            ".gitconfig",
            "[user]\n\tname = Test\n\temail = test@example.com\n[init]\n\tdefaultBranch = trunk\n",
        );
        place
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    /// The text of a file; nothing where there is none.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    /// Puts a script into the path, before everything else.
    pub fn program(&self, name: &str, script: &str) {
        self.write(&format!("bin/{name}"), format!("#!/bin/sh\n{script}"));
        let path = self.path(&format!("bin/{name}"));
        let marked = Command::new("chmod").arg("+x").arg(path).status();
        assert!(marked.is_ok_and(|status| status.success()));
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.environment.insert(name.to_owned(), value.into());
    }

    /// A program in a folder of it.
    pub fn command(&self, folder: &str, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(self.path(folder))
            .env_remove("GIT_DIR")
            .env_remove("GIT_INDEX_FILE")
            .env_remove("GIT_WORK_TREE")
            .env_remove("XDG_CONFIG_HOME")
            .envs(&self.environment)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs a program in a folder of it, which has to end like this; answers what it said.
    pub fn expect(
        &self,
        code: i32,
        folder: &str,
        program: &str,
        arguments: &[&str],
    ) -> Result<String, String> {
        expect(code, self.command(folder, program, arguments))
    }

    pub fn git(&self, folder: &str, arguments: &[&str]) -> Result<String, String> {
        self.expect(0, folder, "git", arguments)
    }

    /// A repository with these files in one commit.
    pub fn repository(&self, name: &str, files: &[(&str, &[u8])]) -> Result<(), String> {
        self.git(".", &["init", "-q", name])?;
        for (path, text) in files {
            self.write(&format!("{name}/{path}"), text);
        }
        self.git(name, &["add", "--all"])?;
        self.git(name, &["commit", "-q", "-m", "work"]).map(drop)
    }

    /// Generates so many repositories `fleet/service-N` in a folder, of which one in two has a finding, and a list of them.
    pub fn fleet(&self, folder: &str, count: usize) -> Result<(), String> {
        let texts = [
            LAMBDA, "let a;\n", CRLF.0, "let b;\n", IDLE, "let c;\n", RESERVED, "let d;\n",
        ];
        for (kind, text) in texts.iter().enumerate() {
            let name = format!("kinds/{kind}");
            self.repository(&name, &[("index.ts", text.as_bytes())])?;
            fs::remove_dir_all(self.path(&format!("{name}/.git/hooks"))).unwrap_or_default();
        }
        let mut list = String::new();
        fs::create_dir_all(self.path(folder).join("fleet")).expect("a folder can be made");
        for number in 0..count {
            let name = format!("fleet/service-{number}");
            let from = self.path(&format!("kinds/{}", number % texts.len()));
            copy(&from, &self.path(folder).join(&name));
            list += &format!("{name}\n");
        }
        self.write(&format!("{folder}/repos.txt"), list);
        Ok(())
    }
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
}

/// Runs a program, which has to end like this; answers what it said.
pub fn expect(code: i32, mut command: Command) -> Result<String, String> {
    let shown = format!("{command:?}");
    let child = command.spawn();
    ended(code, child.map_err(|error| format!("{shown}: {error}"))?)
        .map_err(|error| format!("{shown}: {error}"))
}

/// Waits for a program, which has to end like this; answers what it said.
pub fn ended(code: i32, child: Child) -> Result<String, String> {
    let output: Output = child
        .wait_with_output()
        .map_err(|error| error.to_string())?;
    let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said));
    let said = said.concat();
    match output.status.code() == Some(code) {
        true => Ok(said),
        false => Err(format!("{} instead of {code}\n{said}", output.status)),
    }
}

pub fn hold(is_so: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    match is_so {
        true => Ok(()),
        false => Err(what()),
    }
}

/// A report without what differs from run to run: when, how long, and in which parts.
pub fn report(folder: &Path) -> Result<Value, String> {
    let path = folder.join("summary.json");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut summary: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    summary["campaign"] = Value::Null;
    summary["totals"]["seconds"] = Value::Null;
    let reports = summary["repositories"].as_array_mut();
    let reports = reports.ok_or("a report is about repositories")?;
    for report in reports.iter_mut() {
        report["seconds"] = Value::Null;
    }
    reports.sort_by_key(|report| report["name"].as_str().unwrap_or_default().to_owned());
    Ok(summary)
}

/// Fails where two reports or their patches differ.
pub fn same_reports(whole: &Path, merged: &Path) -> Result<(), String> {
    let (first, second) = (report(whole)?, report(merged)?);
    let reports = |report: &Value| {
        report["repositories"]
            .as_array()
            .cloned()
            .unwrap_or_default()
    };
    for (first, second) in reports(&first).iter().zip(reports(&second)) {
        hold(*first == second, || {
            format!("{first}\nin shards is\n{second}")
        })?;
    }
    hold(first == second, || {
        format!("{}\nin shards is\n{}", first["totals"], second["totals"])
    })?;
    hold(patches(whole) == patches(merged), || {
        format!("the patches in {} are others", merged.display())
    })
}

fn patches(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder.join("patches")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| {
            let text = fs::read(&path).unwrap();
            (PathBuf::from(path.file_name().unwrap()), text)
        })
        .collect()
}
