//! What a formatter leaves alone before a fix, it leaves alone afterwards: prettier, and black or ruff.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use iacfix::fix::unified_diff;
use iacfix::syntax::{Grammar, Language};
use serde::Deserialize;

use crate::Witness;
use crate::common::Case;
use crate::laws::run::{suppressed, to_convergence as converged};
use crate::tools::{Kind, installed, repository, run, workspace};

/// The laws about layout.
pub const WITNESSES: &[Witness] = &[
    Witness {
        name: "formats::what_is_formatted_stays_formatted",
        needs: &[Kind::Node, Kind::Python],
        test: || what_is_formatted_stays_formatted(&workspace("formats")),
    },
    Witness {
        name: "formats::in_other_settings_too",
        needs: &[Kind::Node, Kind::Python],
        test: in_other_settings_too,
    },
    Witness {
        name: "formats::what_is_suppressed_stays_formatted",
        needs: &[Kind::Node, Kind::Python],
        test: what_is_suppressed_stays_formatted,
    },
];

/// Settings that the cases are formatted with instead of their own, and the width of black that goes with each.
const OTHER_SETTINGS: &[(&str, u32)] = &[
    (
        r#"{ "printWidth": 100, "tabWidth": 4, "singleQuote": true }"#,
        100,
    ),
    (
        r#"{ "printWidth": 120, "semi": false, "arrowParens": "avoid" }"#,
        120,
    ),
    (r#"{ "useTabs": true, "trailingComma": "none" }"#, 88),
];

/// One file of a case, before and after the fix.
struct Pair {
    case: usize,
    path: PathBuf,
    language: Language,
    before: PathBuf,
    /// `None` where it does not change.
    after: Option<PathBuf>,
}

/// What the formatter makes of the two texts; `None` where it leaves one alone.
#[derive(Deserialize)]
struct Answer {
    before: Option<String>,
    after: Option<String>,
}

fn what_is_formatted_stays_formatted(folder: &Path) -> Result<(), String> {
    let cases: Vec<Case> = Case::every()
        .into_iter()
        .filter(|case| case.claims.broken.is_none())
        .collect();
    let pairs = every_pair(folder, &cases);
    let mut wrong = Vec::new();
    let mut unformatted = vec![false; cases.len()];
    for (pair, answer) in answers(folder, &pairs)? {
        let case = &cases[pair.case];
        let differs = |side: &str, wanted: &str| {
            let path = format!("{}/{side}/{}", case.name(), pair.path.display());
            let tree = match side {
                "after" => case.after.as_ref(),
                _ => Some(&case.before),
            };
            let text = tree
                .and_then(|tree| tree.text(&pair.path))
                .unwrap_or_default();
            unified_diff(&path, Some(&text.replace('\r', "")), wanted)
        };
        if let Some(wanted) = answer.before {
            unformatted[pair.case] = true;
            if case.claims.not_formatted.is_none() {
                wrong.push(format!(
                    "not formatted, and case.toml does not say why:\n{}",
                    differs("before", &wanted)
                ));
            }
        }
        if let Some(wanted) = answer.after {
            wrong.push(format!(
                "formatted before the fix, and not after it:\n{}",
                differs("after", &wanted)
            ));
        }
    }
    for (case, unformatted) in cases.iter().zip(unformatted) {
        if case.claims.not_formatted.is_some() && !unformatted {
            wrong.push(format!(
                "{}: case.toml says that it is not formatted, and it is",
                case.name()
            ));
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n")),
    }
}

/// The same law over every case, formatted anew in settings that the project names.
fn in_other_settings_too() -> Result<(), String> {
    let mut wrong = Vec::new();
    for (settings, width) in OTHER_SETTINGS {
        let folder = workspace("formats");
        let mut cases: Vec<Case> = Case::every()
            .into_iter()
            .filter(|case| case.claims.broken.is_none())
            .collect();
        for case in &mut cases {
            case.before
                .put(".prettierrc".into(), (*settings).to_owned());
            let python = Path::new("pyproject.toml");
            let own = case.before.text(python).unwrap_or_default();
            let own = own.split("[tool.black]").next().unwrap_or_default();
            let tools = ["black", "ruff"];
            let tools = tools.map(|tool| format!("\n[tool.{tool}]\nline-length = {width}\n"));
            let text = format!("{own}{}", tools.concat());
            case.before.put(python.to_owned(), text);
            case.after = None;
        }
        let pairs = every_pair(&folder, &cases);
        for (pair, answer) in answers(&folder, &pairs)? {
            if let Some(formatted) = answer.before {
                cases[pair.case].before.put(pair.path.clone(), formatted);
            }
        }
        for case in &mut cases {
            case.after = Some(converged(&case.checker(), &case.before).tree);
        }
        let folder = workspace("formats");
        let pairs = every_pair(&folder, &cases);
        for (pair, answer) in answers(&folder, &pairs)? {
            let case = &cases[pair.case];
            if let (Some(wanted), Some(after)) = (answer.after, &case.after) {
                let path = format!("{}/{}", case.name(), pair.path.display());
                let text = after.text(&pair.path).unwrap_or_default();
                let diff = unified_diff(&path, Some(&text.replace('\r', "")), &wanted);
                wrong.push(format!(
                    "with {settings}, not formatted after the fix:\n{diff}"
                ));
            }
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n")),
    }
}

/// The same law over comments that suppress every finding.
fn what_is_suppressed_stays_formatted() -> Result<(), String> {
    let folder = workspace("formats-suppressed");
    let mut cases: Vec<Case> = Case::every()
        .into_iter()
        .filter(|case| case.claims.broken.is_none())
        .collect();
    for case in &mut cases {
        case.after = Some(suppressed(&case.checker(), &case.before));
    }
    let mut wrong = Vec::new();
    let pairs = every_pair(&folder, &cases);
    for (pair, answer) in answers(&folder, &pairs)? {
        let case = &cases[pair.case];
        if let (Some(wanted), Some(after)) = (answer.after, &case.after) {
            let path = format!("{}/{}", case.name(), pair.path.display());
            let text = after.text(&pair.path).unwrap_or_default();
            wrong.push(unified_diff(&path, Some(&text.replace('\r', "")), &wanted));
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n")),
    }
}

fn every_pair(folder: &Path, cases: &[Case]) -> Vec<Pair> {
    let cases = cases.iter().enumerate();
    cases
        .flat_map(|(at, case)| written(folder, at, case))
        .collect()
}

/// What the formatters say about each pair.
fn answers<'a>(folder: &Path, pairs: &'a [Pair]) -> Result<Vec<(&'a Pair, Answer)>, String> {
    let mut answers = Vec::new();
    for language in [Language::TypeScript, Language::Python] {
        let of_language: Vec<&Pair> = pairs
            .iter()
            .filter(|pair| pair.language == language)
            .collect();
        let said = ask(folder, language, &of_language)?;
        answers.extend(of_language.into_iter().zip(said));
    }
    Ok(answers)
}

/// Writes a case, and says which of its files there is to ask about.
fn written(folder: &Path, at: usize, case: &Case) -> Vec<Pair> {
    let folder = folder.join(at.to_string());
    let (before, after) = (folder.join("before"), folder.join("after"));
    case.before.write(&before);
    if let Some(tree) = &case.after {
        tree.write(&after);
    }
    let changed = |path: &Path, text: &str| {
        let later = case.after.as_ref().and_then(|tree| tree.text(path));
        later.is_some_and(|later| later != text)
    };
    let files = case.before.files();
    files
        .filter_map(|(path, text)| {
            Some(Pair {
                case: at,
                path: path.to_owned(),
                language: Grammar::of(path)?.language(),
                before: before.join(path),
                after: changed(path, text).then(|| after.join(path)),
            })
        })
        .collect()
}

/// What the formatter of a language says about each pair, in one process.
fn ask(folder: &Path, language: Language, pairs: &[&Pair]) -> Result<Vec<Answer>, String> {
    let paths: Vec<_> = pairs
        .iter()
        .map(|pair| (&pair.before, &pair.after))
        .collect();
    let asked = folder.join("asked.json");
    let text = serde_json::to_string(&paths).expect("paths of the repository are text");
    fs::write(&asked, text).map_err(|error| format!("{}: {error}", asked.display()))?;
    let output = match language {
        Language::TypeScript => prettier(&asked)?,
        Language::Python => black_and_ruff(&asked, folder)?,
    };
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}

fn prettier(asked: &Path) -> Result<Output, String> {
    let tools = installed("checkers", Kind::Node)?;
    // A module finds packages by where it lies.
    let script = asked.with_file_name("formats.mjs");
    let text = include_str!("formats.mjs").replace(
        "\"prettier\"",
        &format!("{:?}", tools.join("node_modules/prettier/index.mjs")),
    );
    fs::write(&script, text).map_err(|error| format!("{}: {error}", script.display()))?;
    run(Command::new("node").arg(script).arg(asked))
}

fn black_and_ruff(asked: &Path, folder: &Path) -> Result<Output, String> {
    let tools = installed("checkers", Kind::Python)?;
    run(Command::new("python3")
        .env("PYTHONPATH", &tools)
        .arg(repository().join("tests/witness/formats.py"))
        .arg(asked)
        .arg(folder)
        .arg(tools.join("bin/ruff")))
}
