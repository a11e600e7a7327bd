//! Which Pulumi program a file belongs to, and where the program begins.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use saphyr::{LoadableYamlNode, Yaml};

use super::kept::{self, Here, Parsed, Reader};
use super::modules::typescript;
use super::paths::{Spelling, normalized, rooted};
use super::{Files, Project};
use crate::syntax::{Grammar, Language};

/// The names of a Pulumi project file, in the order in which Pulumi looks for them.
const MANIFESTS: [&str; 3] = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"];

/// A Pulumi program. Paths are spelled as the path that was asked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PulumiProgram {
    /// Its Pulumi.yaml.
    pub manifest: PathBuf,
    /// `nodejs`, `bun`, `python`, `yaml`, …; empty where the manifest does not say.
    pub runtime: String,
    /// The folder that the program runs in: the manifest's, or its `main`. Python's `sys.path[0]`.
    pub folder: PathBuf,
    /// The files that the program begins with; none where they are not written in a language that iacfix reads, or
    /// cannot be found.
    pub entries: Vec<PathBuf>,
}

/// What a Pulumi.yaml says.
#[derive(Debug)]
struct Manifest {
    runtime: String,
    main: Option<String>,
    tool: Option<String>,
}

impl Project<'_> {
    /// Whether a Pulumi program begins with the file at `path`.
    pub fn is_entry(&self, path: &Path) -> bool {
        let path = rooted(self.reader.files, path);
        nearest(&self.reader, &self.programs, &path)
            .is_some_and(|found| found.program.entries.contains(&path))
    }

    /// The program of the nearest Pulumi.yaml above the file at `path`; `None` where there is none in its repository.
    pub fn program_of(&self, path: &Path) -> Option<PulumiProgram> {
        let files = self.reader.files;
        let spelling = Spelling::of(files, path);
        let found = nearest(&self.reader, &self.programs, &rooted(files, path))?;
        let found = &found.program;
        let entries = found.entries.iter().map(|entry| spelling.spell(entry));
        Some(PulumiProgram {
            manifest: spelling.spell(&found.manifest),
            runtime: found.runtime.clone(),
            folder: spelling.spell(&found.folder),
            entries: entries.collect(),
        })
    }
}

/// The programs that were asked for.
#[derive(Default)]
pub(super) struct Programs {
    manifests: Parsed<Manifest>,
    /// The nearest program of each folder, so that its files ask the disk once.
    nearest: kept::Nearest<Arc<Nearest>>,
}

impl Programs {
    /// Drops what was read.
    pub fn forget(&self) {
        self.manifests.clear();
        self.nearest.clear();
    }
}

/// The program of a folder; all paths are from the root.
pub(super) struct Nearest {
    pub program: PulumiProgram,
    /// The package manager that the manifest names under `runtime.options`: `toolchain` for Python, `packagemanager` for
    /// Node.
    pub tool: Option<String>,
}

/// The program of the file at `path`, which is from the root.
pub(super) fn nearest(
    reader: &Reader<'_>,
    programs: &Programs,
    path: &Path,
) -> Option<Arc<Nearest>> {
    let look = |folder: &Path| match within(reader, programs, folder) {
        Some(found) => Here::Found(Arc::new(found)),
        None => Here::Nothing,
    };
    programs.nearest.get(reader.files, path.parent()?, &look)
}

/// The program whose Pulumi.yaml is in `folder`.
fn within(reader: &Reader<'_>, programs: &Programs, folder: &Path) -> Option<Nearest> {
    let (source, manifest) = MANIFESTS.iter().find_map(|name| {
        let source = folder.join(name);
        let manifest = reader.parsed(&programs.manifests, &source, parse)?;
        Some((source, manifest))
    })?;
    let files = reader.files;
    let main = manifest.main.as_deref();
    let main = main.map(|main| normalized(&folder.join(main)));
    // `main` is a file or a folder.
    let (runs_in, entry) = match main {
        Some(main) if Grammar::of(&main).is_some() => {
            let entry = match Grammar::of(&main).map(Grammar::language) {
                Some(Language::Python) => files.exists(&main).then(|| main.clone()),
                _ => typescript::file(files, &main),
            };
            (main.parent().unwrap_or(folder).to_owned(), entry)
        }
        Some(main) => (main, None),
        None => (folder.to_owned(), None),
    };
    let entries = match entry {
        Some(entry) => vec![entry],
        None => entries(reader, &runs_in, &manifest.runtime),
    };
    Some(Nearest {
        program: PulumiProgram {
            manifest: source,
            runtime: manifest.runtime.clone(),
            folder: runs_in,
            entries,
        },
        tool: manifest.tool.clone(),
    })
}

fn parse(text: &str) -> Result<Manifest, String> {
    let documents =
        Yaml::load_from_str(text).map_err(|error| format!("is not valid YAML: {error}"))?;
    let text = |yaml: Option<&Yaml<'_>>| yaml.and_then(Yaml::as_str).map(str::to_owned);
    let root = documents.first();
    let get = |key: &str| root.and_then(|root| root.as_mapping_get(key));
    let runtime = get("runtime");
    let within = |key: &str| runtime.and_then(|runtime| runtime.as_mapping_get(key));
    let option = |key: &str| text(within("options").and_then(|it| it.as_mapping_get(key)));
    Ok(Manifest {
        runtime: text(runtime)
            .or_else(|| text(within("name")))
            .unwrap_or_default(),
        main: text(get("main")),
        tool: option("toolchain").or_else(|| option("packagemanager")),
    })
}

/// Where a program in `folder` begins.
fn entries(reader: &Reader<'_>, folder: &Path, runtime: &str) -> Vec<PathBuf> {
    let files = reader.files;
    let python = || Some(folder.join("__main__.py")).filter(|path| files.exists(path));
    // Node asks package.json's `main`, which may name what is compiled; then the index.
    let node = || typescript::folder(files, folder);
    let first = match runtime {
        "python" => python(),
        "nodejs" | "bun" => node(),
        "" => node().or_else(python),
        _ => return Vec::new(),
    };
    match first {
        Some(entry) => vec![entry],
        None if runtime != "python" => binaries(files, folder),
        None => Vec::new(),
    }
}

/// `bin/*.ts`, where programs that grew out of the CDK begin.
fn binaries(files: &dyn Files, folder: &Path) -> Vec<PathBuf> {
    let mut found = files.list(&folder.join("bin"));
    found.retain(|path| {
        let name = path.to_string_lossy();
        path.extension().is_some_and(|extension| extension == "ts") && !name.ends_with(".d.ts")
    });
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::super::memory::Memory;
    use super::*;

    /// The folder and the entries of the program of `path`.
    fn program(files: &[(&str, &str)], path: &str) -> Option<(String, Vec<String>)> {
        let files = Memory::new(files.iter().copied());
        let program = Project::new(&files).program_of(Path::new(path))?;
        let entries = program
            .entries
            .iter()
            .map(|entry| entry.display().to_string());
        Some((program.folder.display().to_string(), entries.collect()))
    }

    #[test]
    fn programs_of_node() {
        let yaml = "name: ${PROJECT}\ndescription: x\nruntime:\n  name: nodejs\n  options:\n    typescript: true\n";
        let with = |files: &[(&str, &str)]| {
            let mut all = vec![("infra/Pulumi.yaml", yaml)];
            all.extend(files);
            program(&all, "infra/lib/a.ts").unwrap()
        };
        let found = |entry: &str| ("infra".to_owned(), vec![entry.to_owned()]);
        let manifest = ("infra/package.json", r#"{"main": "bin/app.js"}"#);
        assert_eq!(
            with(&[("infra/index.ts", ""), manifest]),
            found("infra/index.ts")
        );
        assert_eq!(
            with(&[("infra/index.ts", ""), ("infra/bin/app.ts", ""), manifest]),
            found("infra/bin/app.ts")
        );
        assert_eq!(
            with(&[("infra/bin/tap.ts", ""), ("infra/bin/tap.d.ts", "")]),
            found("infra/bin/tap.ts")
        );
        assert_eq!(with(&[]), ("infra".to_owned(), Vec::new()));
    }

    #[test]
    fn main_is_a_file_or_a_folder() {
        let found = |folder: &str, entry: &str| Some((folder.to_owned(), vec![entry.to_owned()]));
        let python = "name: x\nruntime: python\nmain: infra/\n";
        let files = [("Pulumi.yaml", python), ("infra/__main__.py", "")];
        assert_eq!(
            program(&files, "infra/lib/a.py"),
            found("infra", "infra/__main__.py")
        );
        let python = "name: x\nruntime: python\nmain: tap.py\n";
        let files = [("Pulumi.yaml", python), ("tap.py", ""), ("lib/a.py", "")];
        assert_eq!(program(&files, "lib/a.py"), found(".", "tap.py"));
        let node = "{\"name\": \"x\", \"runtime\": \"nodejs\", \"main\": \"src/app.ts\"}";
        let files = [("Pulumi.json", node), ("src/app.ts", ""), ("index.ts", "")];
        assert_eq!(program(&files, "index.ts"), found("src", "src/app.ts"));
        assert_eq!(program(&[("index.ts", "")], "index.ts"), None);
    }

    #[test]
    fn programs_in_other_languages_begin_nowhere() {
        let files = [
            ("Pulumi.yaml", "name: x\nruntime: yaml\n"),
            ("index.ts", ""),
        ];
        let (_, entries) = program(&files, "index.ts").unwrap();
        assert!(entries.is_empty());
    }
}
