//! A folder of its own for one test, and the binary run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

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

    /// Runs iacfix in the folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, "")
    }

    /// Runs iacfix in a folder of it.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        let iacfix = Path::new(env!("CARGO_BIN_EXE_iacfix"));
        self.execute_in(folder, iacfix, arguments, "")
    }

    /// Runs iacfix in the folder with this text on standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Run {
        self.execute(Path::new(env!("CARGO_BIN_EXE_iacfix")), arguments, input)
    }

    /// Runs any program in the folder.
    pub fn execute(&self, program: &Path, arguments: &[&str], input: &str) -> Run {
        self.execute_in(".", program, arguments, input)
    }

    /// Runs any program in a folder of it.
    pub fn execute_in(&self, folder: &str, program: &Path, arguments: &[&str], input: &str) -> Run {
        let mut child = Command::new(program)
            .args(arguments)
            .current_dir(self.path(folder))
            // Neither the user's git settings nor wishes for colour change what a test sees.
            .env("HOME", self.root())
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("CLICOLOR_FORCE")
            .env_remove("NO_COLOR")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input may be gone by now.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
