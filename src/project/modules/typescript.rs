//! Modules of TypeScript and JavaScript
//! (<https://www.typescriptlang.org/docs/handbook/modules/reference.html#the-moduleresolution-compiler-option>).

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::tsconfig;
use crate::project::paths::{Spelling, folders_around, normalized, rooted};
use crate::project::{Files, Project};
use crate::syntax::{Grammar, Language};

/// The extensions that a module is looked for with, in this order.
const EXTENSIONS: [&str; 8] = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"];

/// What an import of compiled code means before it is compiled.
const SOURCES_OF: [(&str, &[&str]); 4] = [
    ("js", &["ts", "tsx"]),
    ("jsx", &["tsx"]),
    ("mjs", &["mts"]),
    ("cjs", &["cts"]),
];

/// What package.json says about imports that begin with `#`.
#[derive(serde::Deserialize)]
pub(in crate::project) struct Imports {
    #[serde(default)]
    imports: Map<String, Value>,
}

impl Project<'_> {
    /// The file that `specifier` names in an import of the file `from`, spelled as `from` is.
    ///
    /// Relative names, `baseUrl` and `paths` of the nearest tsconfig.json, and `imports` of the nearest package.json.
    /// `None` for a package, for a file that is not there, and for kinds that iacfix does not read (`.json`, `.d.ts`).
    pub fn resolve_import(&self, from: &Path, specifier: &str) -> Option<PathBuf> {
        if Grammar::of(from)?.language() != Language::TypeScript {
            return None;
        }
        let files = self.reader.files;
        let spelling = Spelling::of(files, from);
        let from = rooted(files, from);
        let is_relative = matches!(specifier.split('/').next(), Some("." | ".."));
        let found = if is_relative {
            module(
                files,
                &from.parent()?.join(specifier),
                specifier.ends_with('/'),
            )
        } else if specifier.starts_with('#') {
            self.of_package(&from, specifier)
        } else {
            self.of_config(&from, specifier)
        };
        Some(spelling.spell(&found?))
    }

    /// Through `imports` of the nearest package.json (<https://nodejs.org/api/packages.html#subpath-imports>).
    fn of_package(&self, from: &Path, specifier: &str) -> Option<PathBuf> {
        let files = self.reader.files;
        let (folder, imports) = folders_around(files, from).into_iter().find_map(|folder| {
            let path = folder.join("package.json");
            let imports = self.reader.parsed(&self.modules.imports, &path, |text| {
                serde_json::from_str::<Imports>(text)
                    .map_err(|error| format!("is not a valid package.json: {error}"))
            });
            Some((folder, imports?))
        })?;
        let patterns = imports.imports.keys().map(String::as_str);
        let (pattern, star) = tsconfig::best_match(patterns, specifier)?;
        let targets = conditions(&imports.imports[pattern]);
        targets.into_iter().find_map(|target| {
            let target = target.strip_prefix("./")?.replace('*', star);
            module(files, &folder.join(&target), false)
        })
    }

    /// Through `paths`, then `baseUrl`, of the nearest tsconfig.json.
    fn of_config(&self, from: &Path, specifier: &str) -> Option<PathBuf> {
        let config = tsconfig::nearest(&self.reader, &self.modules.configs, from)?;
        let files = self.reader.files;
        let mapped = config.candidates(specifier);
        mapped.iter().find_map(|path| module(files, path, false))
    }
}

/// The module at `path` from the root: a file, a file without its extension, or a folder with an index.
fn module(files: &dyn Files, path: &Path, only_folder: bool) -> Option<PathBuf> {
    let path = normalized(path);
    let only_folder = only_folder || path.file_name().is_none();
    if !only_folder && let Some(found) = file(files, &path) {
        return Some(found);
    }
    folder(files, &path)
}

/// The file that `path` names, with or without its extension.
pub(in crate::project) fn file(files: &dyn Files, path: &Path) -> Option<PathBuf> {
    let is_there = |path: &PathBuf| is_source(path) && files.exists(path);
    let extension = path.extension().and_then(|extension| extension.to_str());
    let sources = SOURCES_OF
        .iter()
        .find(|(compiled, _)| Some(*compiled) == extension);
    sources
        .into_iter()
        .flat_map(|(_, sources)| sources.iter())
        .map(|source| path.with_extension(source))
        .find(is_there)
        .or_else(|| Some(path.to_owned()).filter(is_there))
        .or_else(|| {
            let longer = EXTENSIONS.iter().map(|extension| with(path, extension));
            longer.into_iter().find(is_there)
        })
}

/// What importing the folder at `path` means: `main` of its package.json, or its index.
pub(in crate::project) fn folder(files: &dyn Files, path: &Path) -> Option<PathBuf> {
    let manifest = files.read(&path.join("package.json")).ok();
    let manifest: Option<Value> = manifest.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let main = manifest
        .as_ref()
        .and_then(|manifest| manifest.get("main")?.as_str());
    let main = main.map(|main| normalized(&path.join(main)));
    main.filter(|main| main != path)
        .and_then(|main| file(files, &main).or_else(|| file(files, &main.join("index"))))
        .or_else(|| file(files, &path.join("index")))
}

/// Whether it is code, and not only types of code elsewhere.
fn is_source(path: &Path) -> bool {
    let declares = [".d.ts", ".d.mts", ".d.cts"];
    let name = path.file_name().and_then(|name| name.to_str());
    let is_typescript = Grammar::of(path).is_some_and(|it| it.language() == Language::TypeScript);
    is_typescript && name.is_some_and(|name| !declares.iter().any(|end| name.ends_with(end)))
}

fn with(path: &Path, extension: &str) -> PathBuf {
    let mut longer = path.as_os_str().to_owned();
    longer.push(".");
    longer.push(extension);
    longer.into()
}

/// The texts of a target of package.json, whatever the condition: `"./a"`, `{"types": …, "default": …}`, `[…]`.
fn conditions(target: &Value) -> Vec<&str> {
    match target {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(conditions).collect(),
        Value::Object(fields) => fields.values().flat_map(conditions).collect(),
        _ => Vec::new(),
    }
}
