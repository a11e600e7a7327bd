//! A folder of its own for one test, and the binary run in it.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::common;

/// The program under test.
pub const IACFIX: &str = env!("CARGO_BIN_EXE_iacfix");

/// A temporary folder; removed when the test ends.
pub struct Sandbox {
    folder: TempDir,
}

/// What the binary did.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Whether all of these programs are on this machine. Where one is not, the test has nothing to say and ends: a line on
/// standard error tells so, and where tools are required it is a failure.
pub fn has_tools(programs: &[&str]) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    let is_there = |program: &&&str| {
        let with_extension = format!("{program}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&path).any(|folder| folder.join(&with_extension).is_file())
    };
    let Some(missing) = programs.iter().find(|program| !is_there(program)) else {
        return true;
    };
    let why = format!("{missing} is not on this machine");
    assert!(!common::required(), "{why}, and {} is set", common::REQUIRE);
    skip(&why);
    false
}

/// Says that the test that runs has nothing to say here, and why; past the test harness, which would keep it to itself.
pub fn skip(why: &str) {
    let name = std::thread::current().name().unwrap_or("a test").to_owned();
    // In one piece, so that lines of tests that run at the same time stay apart.
    let line = format!("skipped: {name}: {why}\n");
    let _ = io::stderr().write_all(line.as_bytes());
}

impl Sandbox {
    /// A folder with these files.
    pub fn new<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Self {
        let sandbox = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for (path, text) in files {
            sandbox.write(path, text);
        }
        sandbox
    }

    /// An empty folder in memory, where there is one: for tests that write many files, each of which is synced.
    pub fn in_memory() -> Self {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        Self {
            folder: folder.unwrap(),
        }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// The names in a folder, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Every file below the folder with its bytes, but for those of git.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.root().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let path = entry.path();
                match entry.file_type().unwrap().is_dir() {
                    true if entry.file_name() == ".git" => {}
                    true => folders.push(path),
                    false => {
                        let name = path.strip_prefix(self.root()).unwrap().to_owned();
                        files.insert(name, fs::read(&path).unwrap());
                    }
                }
            }
        }
        files
    }

    /// Runs iacfix in the folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, "")
    }

    /// Runs iacfix in a folder of it.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        self.execute_in(folder, Path::new(IACFIX), arguments, "")
    }

    /// Runs iacfix in the folder with this text on standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Run {
        self.execute(Path::new(IACFIX), arguments, input)
    }

    /// Runs any program in the folder.
    pub fn execute(&self, program: &Path, arguments: &[&str], input: &str) -> Run {
        self.execute_in(".", program, arguments, input)
    }

    /// Runs any program in a folder of it.
    pub fn execute_in(&self, folder: &str, program: &Path, arguments: &[&str], input: &str) -> Run {
        let mut child = self
            .command(program)
            .args(arguments)
            .current_dir(self.path(folder))
            .spawn()
            .unwrap();
        // A program that does not read its input may be gone by now.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        Run::end_of(child)
    }

    /// Any program, to be started in the folder.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.root())
            // Neither the user's git settings nor wishes for colour change what a test sees.
            .env("HOME", self.root())
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("CLICOLOR_FORCE")
            .env_remove("NO_COLOR")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            // A test may run inside of a hook of git.
            .env_remove("GIT_DIR")
            .env_remove("GIT_INDEX_FILE")
            .env_remove("GIT_WORK_TREE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

impl Run {
    /// Waits for the end of a program.
    pub fn end_of(child: Child) -> Self {
        let output = child.wait_with_output().unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
