//! The table of the types that take tags, held to the typings of the provider.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::Witness;
use crate::tools::{self, Kind};

pub const WITNESSES: &[Witness] = &[Witness {
    name: "tags::types_with_tags_are_known",
    needs: &[Kind::Node],
    test: check,
}];

const TABLE: &str = "codemods/apply_standard_tags/types.txt";

/// The table is what the typings say; `UPDATE_DOCS=1` writes it as they do.
fn check() -> Result<(), String> {
    let mut found: BTreeMap<(String, &str), BTreeSet<u32>> = BTreeMap::new();
    for major in [5, 6, 7] {
        let set = tools::installed(&format!("pulumi-aws-{major}"), Kind::Node)?;
        let package = set.join("node_modules/@pulumi/aws");
        let before = found.len();
        for module in folders(&package)? {
            read(&module, major, &mut found)?;
        }
        if found.len() == before && major == 5 {
            return Err(format!("no resource has tags in {}", package.display()));
        }
    }
    let lines = found.iter().map(|((token, shape), majors)| {
        let majors: String = majors.iter().map(u32::to_string).collect();
        format!("{token} {majors}{shape}\n")
    });
    let table: String = lines.collect();
    let path = tools::repository().join(TABLE);
    let known = fs::read_to_string(&path).map_err(|error| format!("{TABLE}: {error}"))?;
    if known == table {
        return Ok(());
    }
    if std::env::var("UPDATE_DOCS").is_ok_and(|value| value == "1") {
        return fs::write(&path, table).map_err(|error| format!("{TABLE}: {error}"));
    }
    let known: BTreeSet<&str> = known.lines().collect();
    let wrong: Vec<&str> = table.lines().filter(|line| !known.contains(line)).collect();
    Err(format!(
        "{TABLE} is not what the typings say; UPDATE_DOCS=1 writes it. Not there, or otherwise:\n{}",
        wrong.join("\n")
    ))
}

fn folders(package: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let listed =
        fs::read_dir(package).map_err(|error| format!("{}: {error}", package.display()))?;
    let paths = listed.filter_map(|entry| Some(entry.ok()?.path()));
    Ok(paths.filter(|path| path.is_dir()).collect())
}

/// Adds the resources of a module that take tags.
fn read(
    module: &Path,
    major: u32,
    found: &mut BTreeMap<(String, &'static str), BTreeSet<u32>>,
) -> Result<(), String> {
    let name = module.file_name().and_then(|name| name.to_str());
    let name = name.unwrap_or_default();
    let listed = fs::read_dir(module).map_err(|error| format!("{}: {error}", module.display()))?;
    let files = listed.filter_map(|entry| Some(entry.ok()?.path()));
    for path in files.filter(|path| path.to_string_lossy().ends_with(".d.ts")) {
        let text =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let Some((class, shape)) = tagged(&text) else {
            continue;
        };
        let (first, rest) = class.split_at(1);
        let file = format!("{}{rest}", first.to_ascii_lowercase());
        let token = format!("aws:{name}/{file}:{class}");
        found.entry((token, shape)).or_default().insert(major);
    }
    Ok(())
}

/// The resource class of a file of typings, where its arguments have tags, and how the table marks their shape.
fn tagged(text: &str) -> Option<(&str, &'static str)> {
    let (_, declared) = text.split_once("export declare class ")?;
    let (class, rest) = declared.split_once(' ')?;
    rest.starts_with("extends pulumi.CustomResource")
        .then_some(())?;
    let (_, arguments) = text.split_once(&format!("export interface {class}Args {{"))?;
    let (arguments, _) = arguments.split_once("\n}")?;
    let line = ["\n    tags?: ", "\n    tags: "];
    let (_, tags) = line.iter().find_map(|line| arguments.split_once(line))?;
    let tags: String = tags.split_whitespace().collect::<Vec<_>>().join(" ");
    if tags.starts_with("pulumi.Input<{ [key: string]: pulumi.Input<string>; }") {
        Some((class, ""))
    } else if tags.starts_with("pulumi.Input<pulumi.Input<") {
        Some((class, " list"))
    } else {
        None
    }
}
