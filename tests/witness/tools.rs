//! The real compilers, runtimes and formatters: installed from the package registries by lock file, on first use.
//!
//! A set is a folder of `tests/tools/` with a `package-lock.json`, a `requirements.txt` or both. It is installed into
//! `.tools/`, which git ignores, and again whenever its lock file changes.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use crate::Witness;

/// That every set can be installed, before anything else asks for it.
pub const WITNESSES: &[Witness] = &[
    Witness {
        name: "tools::node_sets_install",
        needs: &[Kind::Node],
        test: || install_all(Kind::Node),
    },
    Witness {
        name: "tools::python_sets_install",
        needs: &[Kind::Python],
        test: || install_all(Kind::Python),
    },
];

/// What a set is installed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `npm ci`, from `package-lock.json`.
    Node,
    /// `pip install`, from a `requirements.txt` with hashes.
    Python,
    /// Nothing: a program that is on the machine.
    Program(&'static str),
    /// As [`Kind::Node`], with Chromium besides, which the system has to bring.
    Browser,
}

/// Where Debian's package has it.
pub const CHROMIUM: &str = "/usr/bin/chromium";

impl Kind {
    /// Why nothing of this kind can be installed here; `None` where it can.
    pub fn missing(self) -> Option<String> {
        let of_program = match self {
            Kind::Program(name) => [name, "--version"],
            Kind::Node | Kind::Python | Kind::Browser => [""; 2],
        };
        let (commands, names): (&[&[&str]], _) = match self {
            Kind::Node => (
                &[&["node", "--version"], &["npm", "--version"]],
                "Node.js and npm are",
            ),
            Kind::Python => (
                &[&["python3", "-m", "pip", "--version"]],
                "Python 3 and pip are",
            ),
            Kind::Program(_) => (&[&of_program], "a program is"),
            Kind::Browser => (
                &[
                    &["node", "--version"],
                    &["npm", "--version"],
                    &[CHROMIUM, "--version"],
                ],
                "Node.js, npm and /usr/bin/chromium are",
            ),
        };
        let reason = format!("{names} not on this machine: {commands:?}");
        let works = |command: &&[&str]| {
            let ran = Command::new(command[0]).args(&command[1..]).output();
            ran.is_ok_and(|output| output.status.success())
        };
        (!commands.iter().all(works)).then_some(reason)
    }

    fn lock_file(self) -> &'static str {
        match self {
            Kind::Node | Kind::Browser => "package-lock.json",
            Kind::Python => "requirements.txt",
            Kind::Program(name) => unreachable!("nothing is installed for {name}"),
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Kind::Node | Kind::Browser => "node",
            Kind::Python => "python",
            Kind::Program(name) => name,
        }
    }
}

fn install_all(kind: Kind) -> Result<(), String> {
    let sets = repository().join("tests/tools");
    let entries = fs::read_dir(&sets).map_err(|error| format!("{}: {error}", sets.display()))?;
    for entry in entries {
        let set = entry.map_err(|error| error.to_string())?;
        if set.path().join(kind.lock_file()).exists() {
            installed(&set.file_name().to_string_lossy(), kind)?;
        }
    }
    Ok(())
}

/// The folder of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own below `.tools/` to work in, empty.
pub fn workspace(name: &str) -> PathBuf {
    let folder = repository().join(".tools/work").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("a workspace can be emptied");
    }
    fs::create_dir_all(&folder).expect("a workspace can be made");
    folder
}

/// The folder in which the set of this name is installed: for Node the one that holds `node_modules`, for Python one
/// for `PYTHONPATH`, with the scripts in `bin`.
///
/// # Errors
/// What the installer said.
pub fn installed(set: &str, kind: Kind) -> Result<PathBuf, String> {
    let from = repository().join("tests/tools").join(set);
    let to = repository().join(".tools").join(set).join(kind.folder());
    install(&from, &to, kind).map_err(|error| format!("{}: {error}", from.display()))?;
    Ok(to)
}

fn install(from: &Path, to: &Path, kind: Kind) -> Result<(), String> {
    let lock = fs::read(from.join(kind.lock_file())).map_err(|error| error.to_string())?;
    let installed = to.join("installed.lock");
    let is_installed = || fs::read(&installed).is_ok_and(|installed| installed == lock);
    if is_installed() {
        return Ok(());
    }
    let guard = exclusive(&to.with_extension("lock")).map_err(|error| error.to_string())?;
    if is_installed() {
        // Somebody else did, while this waited.
        return Ok(());
    }
    let started = Instant::now();
    if to.exists() {
        fs::remove_dir_all(to).map_err(|error| error.to_string())?;
    }
    fs::create_dir_all(to).map_err(|error| error.to_string())?;
    run(&mut match kind {
        Kind::Node | Kind::Browser => {
            for name in ["package.json", "package-lock.json"] {
                fs::copy(from.join(name), to.join(name)).map_err(|error| error.to_string())?;
            }
            let mut npm = Command::new("npm");
            npm.current_dir(to);
            npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            npm
        }
        Kind::Python => {
            let mut pip = Command::new("python3");
            pip.args(["-m", "pip", "install", "--quiet", "--require-hashes"])
                .args(["--disable-pip-version-check", "--target"])
                .arg(to)
                .arg("--requirement")
                .arg(from.join(kind.lock_file()));
            pip
        }
        Kind::Program(_) => return Ok(()),
    })?;
    fs::write(&installed, lock).map_err(|error| error.to_string())?;
    drop(guard);
    eprintln!(
        "installed {} in {} s",
        to.display(),
        started.elapsed().as_secs()
    );
    Ok(())
}

/// A lock on the file at `path` until it is dropped, which other processes wait for.
fn exclusive(path: &Path) -> io::Result<File> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let file = File::create(path)?;
    file.lock()?;
    Ok(file)
}

/// Runs a command to its end.
///
/// # Errors
/// Everything that it said, where it fails.
pub fn run(command: &mut Command) -> Result<Output, String> {
    let shown = format!("{command:?}");
    let output = command
        .output()
        .map_err(|error| format!("{shown}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    Err(format!(
        "{shown}: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    ))
}
