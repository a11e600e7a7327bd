//! What must hold of the code itself, and generated documentation that must be fresh.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use iacfix::codemod::Group;
use iacfix::codemods::ALL;
use iacfix::syntax::Language;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder of the package, with their text.
fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    let mut files = Vec::new();
    collect(&root().join(folder), &mut files);
    files
}

/// The text before the unit tests.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn folders(folder: &str) -> Option<BTreeSet<String>> {
    let entries = fs::read_dir(root().join(folder)).ok()?;
    Some(
        entries
            .map(Result::unwrap)
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect(),
    )
}

#[test]
fn every_module_says_what_it_owns() {
    for (path, text) in ["src", "codemods"]
        .iter()
        .flat_map(|folder| rust_files(folder))
    {
        let name = path.file_name().unwrap();
        if ["mod.rs", "lib.rs", "main.rs"]
            .iter()
            .any(|module| name == *module)
        {
            assert!(
                text.starts_with("//!"),
                "{} has no module docs",
                path.display()
            );
        }
    }
}

#[test]
fn no_file_is_two_rooms() {
    for (path, text) in ["src", "codemods"]
        .iter()
        .flat_map(|folder| rust_files(folder))
    {
        let lines = text.lines().count();
        assert!(
            lines <= 600,
            "{} has {lines} lines, more than 600",
            path.display()
        );
    }
}

#[test]
fn the_engine_names_no_codemod() {
    for (path, text) in rust_files("src") {
        for codemod in ALL {
            assert!(
                !without_tests(&text).contains(codemod.id),
                "{} names {}",
                path.display(),
                codemod.id
            );
        }
    }
}

#[test]
fn no_codemod_names_a_node_kind() {
    for (path, text) in rust_files("codemods") {
        for word in ["tree_sitter", ".kind()"] {
            assert!(
                !text.contains(word),
                "{} says {word}: what a node is, only the dialects in src/iac know",
                path.display()
            );
        }
    }
}

#[test]
fn registry_codemods_and_goldens_agree() {
    let ids: Vec<&str> = ALL.iter().map(|codemod| codemod.id).collect();
    assert!(ids.is_sorted(), "the registry is sorted by id: {ids:?}");
    let registry: BTreeSet<String> = ids.iter().map(|id| id.replace('-', "_")).collect();
    assert_eq!(folders("codemods"), Some(registry.clone()));
    if let Some(goldens) = folders("golden") {
        assert_eq!(goldens, registry);
    }
}

#[test]
fn no_codemod_is_called_like_a_group() {
    for codemod in ALL {
        assert_eq!(Group::of(codemod.id), None, "{} is a group", codemod.id);
    }
}

/// Replaces what stands between two marks of a page; with `UPDATE_DOCS=1` in the page, else fails where it differs.
fn fresh_or_fail(page: &str, mark: &str, generated: &str) {
    let path = root().join(page);
    let text = fs::read_to_string(&path).unwrap();
    let (open, close) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->\n"));
    let start = text.find(&open).expect("the page has the opening mark") + open.len();
    let end = text.find(&close).expect("the page has the closing mark");
    if &text[start..end] == generated {
        return;
    }
    if env::var_os("UPDATE_DOCS").is_some() {
        let fresh = format!("{}{generated}{}", &text[..start], &text[end..]);
        fs::write(path, fresh).unwrap();
        return;
    }
    panic!("the part <!-- {mark} --> of {page} is out of date; run UPDATE_DOCS=1 cargo test tidy");
}

#[test]
fn the_readme_lists_every_codemod() {
    let mut table =
        String::from("\n| codemod | group | languages | what it does |\n|---|---|---|---|\n");
    for codemod in ALL {
        let languages = match codemod.languages() {
            None => "any".to_owned(),
            Some(languages) => {
                let names = languages.iter().map(|language| match language {
                    Language::TypeScript => "TypeScript",
                    Language::Python => "Python",
                });
                names.collect::<Vec<_>>().join(", ")
            }
        };
        let folder = codemod.id.replace('-', "_");
        table.push_str(&format!(
            "| [`{}`](codemods/{folder}/README.md) | {} | {languages} | {} |\n",
            codemod.id, codemod.group, codemod.summary
        ));
    }
    table.push('\n');
    fresh_or_fail("README.md", "codemods", &table);
}
