//! Repositories for one test, git in them, and campaigns over them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command};

use serde_json::Value;

use crate::sandbox::{IACFIX, Run, Sandbox};

/// Texts with a finding each, and what they are without it.
pub const CRLF: (&str, &str) = ("let a;\r\nlet b;\r\n", "let a;\nlet b;\n");
pub const IDLE: (&str, &str) = ("let a; // iacfix-ignore no-such\n", "let a;\n");
pub const LAMBDA: (&str, &str) = (
    "import * as aws from '@pulumi/aws';\n\nnew aws.lambda.Function('f', {\n  environment: {\n    variables: {\n      AWS_REGION: aws.config.region,\n      LEVEL: 'info',\n    },\n  },\n});\n",
    "import * as aws from '@pulumi/aws';\n\nnew aws.lambda.Function('f', {\n  environment: {\n    variables: {\n      LEVEL: 'info',\n    },\n  },\n});\n",
);
/// A finding whose fix changes what is deployed.
pub const RESERVED: &str = "import * as aws from '@pulumi/aws';\n\nnew aws.lambda.Function('g', {\n  reservedConcurrentExecutions: 500,\n});\n";

/// The branch of the tests' campaigns, and the arguments that commit to it.
pub const BRANCH: &str = "iacfix/repairs";
pub const COMMIT: [&str; 3] = ["--commit", "--branch", BRANCH];

/// A folder with repositories.
pub struct Fleet {
    pub sandbox: Sandbox,
}

impl Fleet {
    /// A folder without repositories, with an identity for commits.
    pub fn new() -> Self {
        let sandbox = Sandbox::in_memory();
        let config = "[user]\n\tname = Test\n\temail = test@example.com\n[init]\n\tdefaultBranch = trunk\n\
                      [protocol \"file\"]\n\tallow = always\n";
        sandbox.write(".gitconfig", config);
        Self { sandbox }
    }

    /// A repository with these files in one commit.
    pub fn repository<T: AsRef<[u8]>>(&self, name: &str, files: &[(&str, T)]) {
        self.git(".", &["init", "-q", name]);
        self.commit(name, files);
    }

    /// Commits these files.
    pub fn commit<T: AsRef<[u8]>>(&self, name: &str, files: &[(&str, T)]) {
        for (path, text) in files {
            self.sandbox.write(&format!("{name}/{path}"), text);
        }
        self.git(name, &["add", "--all"]);
        self.git(name, &["commit", "-q", "-m", "work"]);
    }

    /// A bare copy of a repository, to be pushed to, which becomes its remote.
    pub fn publish(&self, name: &str) {
        let bare = format!("{name}.git");
        self.git(".", &["clone", "-q", "--bare", name, &bare]);
        self.git(name, &["remote", "add", "origin", &self.url(&bare)]);
    }

    /// The URL of a folder.
    pub fn url(&self, name: &str) -> String {
        format!("file://{}", self.sandbox.path(name).display())
    }

    /// Runs git in a folder; it succeeds. Its answer without the line's end.
    pub fn git(&self, folder: &str, arguments: &[&str]) -> String {
        let run = self.try_git(folder, arguments);
        assert_eq!(run.code, 0, "git {arguments:?} in {folder}: {run:?}");
        run.stdout.trim_end_matches('\n').to_owned()
    }

    /// Runs git in a folder.
    pub fn try_git(&self, folder: &str, arguments: &[&str]) -> Run {
        let mut command = self.command(Path::new("git"));
        command
            .args(arguments)
            .current_dir(self.sandbox.path(folder));
        Run::end_of(command.spawn().unwrap())
    }

    /// Any program, started in the folder.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = self.sandbox.command(program);
        command
            // So that what is made twice is the same.
            .env("GIT_AUTHOR_DATE", "2026-01-02T03:04:05Z")
            .env("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z")
            .stdin(std::process::Stdio::null());
        command
    }

    /// Starts `iacfix bulk`, which reports into `report` unless it is told another folder.
    pub fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(Path::new(IACFIX));
        command.arg("bulk").args(arguments);
        if !arguments.contains(&"--report") {
            command.args(["--report", "report"]);
        }
        command.spawn().unwrap()
    }

    /// Runs `iacfix bulk`, which reports into `report` unless it is told another folder.
    pub fn bulk(&self, arguments: &[&str]) -> Run {
        Run::end_of(self.start(arguments))
    }

    /// As [`Fleet::bulk`], which ends with this code.
    pub fn bulk_ends(&self, code: i32, arguments: &[&str]) -> Run {
        let run = self.bulk(arguments);
        assert_eq!(run.code, code, "{run:?}");
        run
    }

    /// The report of the last campaign.
    pub fn summary(&self) -> Value {
        self.summary_in("report")
    }

    pub fn summary_in(&self, folder: &str) -> Value {
        let text = self.sandbox.read(&format!("{folder}/summary.json"));
        serde_json::from_str(&text).unwrap()
    }

    /// What the last report says about one repository.
    pub fn report(&self, name: &str) -> Value {
        let summary = self.summary();
        let repositories = summary["repositories"].as_array().unwrap();
        let found = repositories.iter().find(|report| report["name"] == name);
        found
            .unwrap_or_else(|| panic!("{name} is not in {summary}"))
            .clone()
    }

    /// The codemods of the commits above `base` on a branch, oldest first, as their trailers say.
    pub fn codemods(&self, name: &str, base: &str, branch: &str) -> Vec<String> {
        let range = format!("{base}..{branch}");
        let format = "--format=%(trailers:key=Iacfix-Codemod,valueonly,separator=%x2C)";
        let log = self.git(name, &["log", "--reverse", format, &range]);
        log.lines().map(str::to_owned).collect()
    }

    /// A file as a commit has it.
    pub fn show(&self, name: &str, commit: &str, path: &str) -> String {
        // In one piece, so that the end of the text is seen.
        let run = self.try_git(name, &["cat-file", "blob", &format!("{commit}:{path}")]);
        assert_eq!(run.code, 0, "{run:?}");
        run.stdout
    }

    /// All files of a commit.
    pub fn tree(&self, name: &str, commit: &str) -> BTreeMap<String, String> {
        let names = self.git(name, &["ls-tree", "-r", "--name-only", "-z", commit]);
        let names = names.split('\0').filter(|path| !path.is_empty());
        names
            .map(|path| (path.to_owned(), self.show(name, commit, path)))
            .collect()
    }

    /// Everything below a folder with its bytes, git's own files included.
    pub fn every_file(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.sandbox.path(name);
        let mut files = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() && !path.is_symlink() {
                    true => folders.push(path),
                    false => {
                        let name = path.strip_prefix(&root).unwrap().display().to_string();
                        files.insert(name, fs::read(&path).unwrap_or_default());
                    }
                }
            }
        }
        files
    }

    /// Fails where something of a campaign is left in a repository besides its branch.
    pub fn is_tidy(&self, name: &str) {
        let trees = self.git(name, &["worktree", "list"]);
        assert_eq!(trees.lines().count(), 1, "{trees}");
    }
}
