//! `baseUrl` and `paths` of tsconfig.json (<https://www.typescriptlang.org/tsconfig/#paths>).

use std::path::{Path, PathBuf};

use jsonc_parser::ParseOptions;
use serde_json::Value;

use crate::project::kept::{Parsed, Reader};
use crate::project::paths::{folders_around, normalized};

/// How long a chain of `extends` is followed.
const MOST_EXTENDS: usize = 16;

/// Patterns of module names, and the targets of each.
type Patterns = Vec<(String, Vec<String>)>;

/// What one tsconfig.json says itself.
#[derive(Debug)]
pub(in crate::project) struct TsConfig {
    extends: Vec<String>,
    base_url: Option<String>,
    paths: Option<Patterns>,
}

/// What a tsconfig.json says with all that it extends. Folders are from the root.
#[derive(Clone, Debug, Default)]
pub(super) struct Mapping {
    base_url: Option<PathBuf>,
    /// The patterns and their targets, and the folder of the file that says so.
    paths: Option<(PathBuf, Patterns)>,
}

/// The nearest tsconfig.json, else jsconfig.json, above the file at `from`.
pub(super) fn nearest(
    reader: &Reader<'_>,
    configs: &Parsed<TsConfig>,
    from: &Path,
) -> Option<Mapping> {
    folders_around(reader.files, from)
        .iter()
        .find_map(|folder| {
            ["tsconfig.json", "jsconfig.json"]
                .iter()
                .find_map(|name| mapping(reader, configs, &folder.join(name), folder, MOST_EXTENDS))
        })
}

impl Mapping {
    /// The paths that `specifier` may stand for, most likely first.
    pub fn candidates(&self, specifier: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        if let Some((folder, paths)) = &self.paths {
            let base = self.base_url.as_ref().unwrap_or(folder);
            let patterns = paths.iter().map(|(pattern, _)| pattern.as_str());
            if let Some((best, star)) = best_match(patterns, specifier) {
                let targets = paths.iter().filter(|(pattern, _)| pattern == best);
                for target in targets.flat_map(|(_, targets)| targets) {
                    found.push(base.join(target.replacen('*', star, 1)));
                }
            }
        }
        found.extend(self.base_url.as_ref().map(|base| base.join(specifier)));
        found
    }
}

/// The pattern that fits `specifier`, and what its `*` stands for: the exact one, else the one with the longest prefix.
pub(super) fn best_match<'p, 's>(
    patterns: impl Iterator<Item = &'p str>,
    specifier: &'s str,
) -> Option<(&'p str, &'s str)> {
    let mut best: Option<(usize, &'p str, &'s str)> = None;
    for pattern in patterns {
        let Some((prefix, suffix)) = pattern.split_once('*') else {
            if pattern == specifier {
                return Some((pattern, ""));
            }
            continue;
        };
        let star = specifier
            .strip_prefix(prefix)
            .and_then(|rest| rest.strip_suffix(suffix));
        if let Some(star) = star
            && best.is_none_or(|(length, ..)| prefix.len() > length)
        {
            best = Some((prefix.len(), pattern, star));
        }
    }
    best.map(|(_, pattern, star)| (pattern, star))
}

/// What the file at `path` says, over what it extends. `leaf` is the folder that `${configDir}` stands for.
fn mapping(
    reader: &Reader<'_>,
    configs: &Parsed<TsConfig>,
    path: &Path,
    leaf: &Path,
    depth: usize,
) -> Option<Mapping> {
    let config = reader.parsed(configs, path, parse)?;
    let folder = path.parent()?;
    let mut mapping = Mapping::default();
    // The later of several wins.
    for parent in &config.extends {
        let inherited = (depth > 0)
            .then(|| {
                let sources = extended(reader, folder, parent);
                sources
                    .iter()
                    .find_map(|source| self::mapping(reader, configs, source, leaf, depth - 1))
            })
            .flatten()
            .unwrap_or_default();
        mapping.base_url = inherited.base_url.or(mapping.base_url);
        mapping.paths = inherited.paths.or(mapping.paths);
    }
    let leaf = leaf.to_string_lossy();
    let expanded = |text: &str| text.replace("${configDir}", &leaf);
    if let Some(base) = &config.base_url {
        mapping.base_url = Some(normalized(&folder.join(expanded(base))));
    }
    if let Some(paths) = &config.paths {
        let paths = paths.iter().map(|(pattern, targets)| {
            let targets = targets.iter().map(|target| expanded(target)).collect();
            (pattern.clone(), targets)
        });
        mapping.paths = Some((folder.to_owned(), paths.collect()));
    }
    Some(mapping)
}

/// The files that `extends` may mean: relative, with or without `.json`, or of a package that is installed.
fn extended(reader: &Reader<'_>, folder: &Path, name: &str) -> Vec<PathBuf> {
    let variants = |path: PathBuf| {
        let with_json = PathBuf::from(format!("{}.json", path.display()));
        [path.clone(), with_json, path.join("tsconfig.json")]
    };
    if name.starts_with('.') || Path::new(name).is_absolute() {
        return variants(normalized(&folder.join(name))).to_vec();
    }
    let marker = folder.join("tsconfig.json");
    let folders = folders_around(reader.files, &marker);
    folders
        .iter()
        .flat_map(|folder| variants(folder.join("node_modules").join(name)))
        .collect()
}

fn parse(text: &str) -> Result<TsConfig, String> {
    let json: Value = jsonc_parser::parse_to_serde_value(text, &ParseOptions::default())
        .map_err(|error| format!("is not a valid tsconfig.json: {error}"))?;
    let texts = |value: Option<&Value>| -> Vec<String> {
        let texts = match value {
            Some(Value::Array(items)) => items.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let texts = texts.iter().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    };
    let options = json.get("compilerOptions");
    let base_url = options.and_then(|options| options.get("baseUrl")?.as_str());
    let paths = options.and_then(|options| options.get("paths")?.as_object());
    Ok(TsConfig {
        extends: texts(json.get("extends")),
        base_url: base_url.map(str::to_owned),
        paths: paths.map(|paths| {
            let paths = paths.iter();
            paths
                .map(|(pattern, targets)| (pattern.clone(), texts(Some(targets))))
                .collect()
        }),
    })
}
