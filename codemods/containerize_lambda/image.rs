//! The image of a folder of code: which of AWS's base images it begins with, and its Dockerfile.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use iacfix::codemod::Context;

use super::archive::{Archive, plain};

/// The runtimes of which AWS keeps base images, and that need nothing but their sources: the name, and the image with its
/// version. See `README.md`.
const BASES: [(&str, &str); 13] = [
    ("nodejs18.x", "nodejs:18"),
    ("nodejs20.x", "nodejs:20"),
    ("nodejs22.x", "nodejs:22"),
    ("nodejs24.x", "nodejs:24"),
    ("python3.9", "python:3.9"),
    ("python3.10", "python:3.10"),
    ("python3.11", "python:3.11"),
    ("python3.12", "python:3.12"),
    ("python3.13", "python:3.13"),
    ("python3.14", "python:3.14"),
    ("ruby3.2", "ruby:3.2"),
    ("ruby3.3", "ruby:3.3"),
    ("ruby3.4", "ruby:3.4"),
];

/// How an image is made.
#[derive(Debug)]
pub(super) struct Recipe {
    /// The files that say so, which are new.
    pub(super) files: BTreeMap<PathBuf, String>,
    /// What the image runs, where that is the same for all its functions.
    pub(super) command: Option<String>,
    /// For what Docker calls it: `linux/arm64`.
    pub(super) platform: String,
}

impl Recipe {
    /// The recipe of the image of functions that run the code of one folder.
    ///
    /// # Errors
    /// Why there is none, as a sentence that goes on.
    pub(super) fn of<'r, 'p: 'r>(
        ctx: &Context<'_>,
        archives: impl Iterator<Item = &'r Archive<'p>>,
    ) -> Result<Self, String> {
        let archives: Vec<&Archive<'p>> = archives.collect();
        let [first, others @ ..] = archives.as_slice() else {
            return Err("no function is known that runs the code".to_owned());
        };
        let runtime = first
            .runtime_name
            .as_deref()
            .ok_or("which runtime it has is decided somewhere else")?;
        let architecture = first
            .architecture
            .as_deref()
            .ok_or("which architecture it has is decided somewhere else")?;
        let alike = |other: &&Archive<'_>| {
            other.runtime_name.as_deref() == Some(runtime)
                && other.architecture.as_deref() == Some(architecture)
        };
        if !others.iter().all(alike) {
            return Err(
                "functions that run the same code have different runtimes or architectures"
                    .to_owned(),
            );
        }
        let base = BASES.iter().find(|(name, _)| *name == runtime);
        let (_, base) = base.ok_or(format!(
            "{runtime} is none of the runtimes of which a base image is known here, see the page"
        ))?;
        let platform = match architecture {
            "x86_64" => "linux/amd64",
            "arm64" => "linux/arm64",
            other => return Err(format!("{other} is no architecture of Lambda's")),
        };
        let command = first
            .command
            .clone()
            .filter(|command| {
                archives
                    .iter()
                    .all(|one| one.command.as_ref() == Some(command))
            })
            .filter(|command| !command.contains(['"', '\\', '\n']));
        let folder = Folder::of(ctx, &first.folder)?;
        let from = format!("FROM public.ecr.aws/lambda/{base}-{architecture}\n");
        let language = runtime.split(|next: char| next.is_ascii_digit()).next();
        let language = language.unwrap_or_default();
        let installed = folder.installed(language)?;
        let mut text = from;
        if !installed.is_empty() {
            text.push('\n');
            text.extend(installed.iter().copied());
        }
        text.push_str("\nCOPY . ${LAMBDA_TASK_ROOT}/\n");
        if let Some(command) = &command {
            text.push_str(&format!("\nCMD [\"{command}\"]\n"));
        }
        let files = folder.files(text, language == "nodejs" && !installed.is_empty())?;
        Ok(Self {
            files,
            command,
            platform: platform.to_owned(),
        })
    }
}

/// The folder of the code.
struct Folder<'c, 'a> {
    ctx: &'c Context<'a>,
    path: PathBuf,
}

impl<'c, 'a> Folder<'c, 'a> {
    fn of(ctx: &'c Context<'a>, named: &str) -> Result<Self, String> {
        let program = ctx.project().program_of(ctx.source().path());
        let program = program
            .ok_or("no Pulumi.yaml says in which folder the program runs, and paths begin there")?;
        let below = Path::new(plain(named));
        if below.is_absolute() || plain(named).is_empty() {
            return Err(format!("{named} is no folder of the program"));
        }
        let mut path = match program.folder == Path::new(".") {
            true => PathBuf::new(),
            false => program.folder,
        };
        for part in below.components() {
            match part {
                Component::Normal(name) => path.push(name),
                Component::ParentDir if path.pop() => {}
                Component::CurDir => {}
                _ => return Err(format!("{named} is no folder of the program")),
            }
        }
        if !ctx.project().files().exists(&path) {
            return Err(format!(
                "{} is not there; where it is built first, the Dockerfile belongs to what builds it",
                path.display()
            ));
        }
        Ok(Self { ctx, path })
    }

    fn has(&self, name: &str) -> bool {
        self.ctx.project().files().exists(&self.path.join(name))
    }

    /// What installs the dependencies that the code names.
    fn installed(&self, language: &str) -> Result<&'static [&'static str], String> {
        let by_hand = |file: &str| {
            Err(format!(
                "how what {file} names is installed is not known here"
            ))
        };
        match language {
            "nodejs" if !self.needs_packages() => Ok(&[]),
            "nodejs" if self.has("package-lock.json") => Ok(&[
                "COPY package.json package-lock.json ${LAMBDA_TASK_ROOT}/\n",
                "RUN npm ci --omit=dev\n",
            ]),
            "nodejs" if self.has("yarn.lock") => by_hand("yarn.lock"),
            "nodejs" if self.has("pnpm-lock.yaml") => by_hand("pnpm-lock.yaml"),
            "nodejs" => Ok(&[
                "COPY package.json ${LAMBDA_TASK_ROOT}/\n",
                "RUN npm install --omit=dev\n",
            ]),
            "python" if self.has("requirements.txt") => Ok(&[
                "COPY requirements.txt ${LAMBDA_TASK_ROOT}/\n",
                "RUN pip install --no-cache-dir -r requirements.txt\n",
            ]),
            "python" if self.has("pyproject.toml") => by_hand("pyproject.toml"),
            "ruby" if self.has("Gemfile") => by_hand("Gemfile"),
            _ => Ok(&[]),
        }
    }

    /// Whether its package.json names packages that run with it.
    fn needs_packages(&self) -> bool {
        let bytes = self
            .ctx
            .project()
            .files()
            .read(&self.path.join("package.json"));
        let parsed = bytes
            .ok()
            .and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
        let dependencies = parsed
            .as_ref()
            .and_then(|package| package.get("dependencies"));
        dependencies
            .and_then(serde_json::Value::as_object)
            .is_some_and(|dependencies| !dependencies.is_empty())
    }

    /// The files that are to be written.
    fn files(
        &self,
        dockerfile: String,
        leaves_packages_out: bool,
    ) -> Result<BTreeMap<PathBuf, String>, String> {
        let path = self.path.join("Dockerfile");
        let disk = self.ctx.project().files();
        let mut files = BTreeMap::new();
        match disk.read(&path) {
            Ok(there) if there == dockerfile.as_bytes() => {}
            Ok(_) => {
                return Err(format!(
                    "{} is there already, and stays as it is",
                    path.display()
                ));
            }
            Err(_) => {
                files.insert(path, dockerfile);
            }
        }
        let ignoring = self.path.join(".dockerignore");
        // What is installed in the image is for its system, and not for this one.
        if leaves_packages_out && !disk.exists(&ignoring) {
            files.insert(ignoring, "node_modules\n".to_owned());
        }
        match files
            .keys()
            .find(|path| self.ctx.project().is_ignored(path))
        {
            Some(path) => Err(format!(
                ".gitignore leaves out {}, so that it would be on this disk alone",
                path.display()
            )),
            None => Ok(files),
        }
    }
}
