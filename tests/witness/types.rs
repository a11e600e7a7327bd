//! Type checking: a project compiles after the fix, and before it, too, unless it is the defect that it does not.
//!
//! TypeScript and JavaScript are checked by `tsc --strict`, Python by pyright, each against the real packages of the
//! majors that a case names. All cases of a major are one process, since loading the typings is most of the work.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Write as _};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use iacfix::project::{Package, Project};
use iacfix::syntax::{Grammar, Language};
use serde::Deserialize;
use serde_json::json;

use crate::Witness;
use crate::common::{Case, Tree};
use crate::tools::{self, Kind};

pub const WITNESSES: &[Witness] = &[
    Witness {
        name: "types::typescript_cases_compile",
        needs: &[Kind::Node],
        test: || compile(&TYPESCRIPT),
    },
    Witness {
        name: "types::python_cases_compile",
        needs: &[Kind::Node, Kind::Python],
        test: || compile(&PYTHON),
    },
];

/// A type checker.
struct Checker {
    language: Language,
    /// The majors of the provider that `tests/tools/` installs for it, ascending.
    majors: &'static [u32],
    /// The name and text of a program that has an error in its last line: a checker that does not find it sees none of
    /// the provider's types, and would find nothing in the cases either.
    canary: (&'static str, &'static str),
    check: fn(&Workspace) -> Result<Vec<Error>, String>,
}

const TYPESCRIPT: Checker = Checker {
    language: Language::TypeScript,
    majors: &[5, 6, 7],
    canary: (
        "canary.ts",
        "import * as aws from '@pulumi/aws';\nnew aws.s3.Bucket('canary', { sings: true });\n",
    ),
    check: tsc,
};

const PYTHON: Checker = Checker {
    language: Language::Python,
    majors: &[6, 7],
    canary: (
        "canary.py",
        "import pulumi_aws as aws\naws.s3.Bucket('canary', sings=True)\n",
    ),
    check: pyright,
};

/// What is asked of a file on one major.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Demand {
    /// It compiles.
    Compiles,
    /// The fix adds no error: nobody says that the program is for this major, but it may be.
    NoNewError,
}

/// What is checked in one process.
struct Workspace {
    major: u32,
    folder: PathBuf,
    /// What to check, relative to `folder`.
    files: BTreeMap<PathBuf, Demand>,
    /// The folders, relative to `folder`, that each hold a project.
    projects: Vec<PathBuf>,
}

impl Workspace {
    /// Whether its major is one on which files of the case have to compile.
    fn is_named_by(&self, case: &Case) -> bool {
        let folder = PathBuf::from(case.name());
        let mut of_case = self
            .files
            .iter()
            .filter(|(file, _)| file.starts_with(&folder));
        of_case.any(|(_, demand)| *demand == Demand::Compiles)
    }
}

/// What a checker says about a file.
#[derive(Debug, Deserialize)]
struct Error {
    /// Relative to the workspace; empty where it is about none.
    file: PathBuf,
    line: usize,
    code: String,
    message: String,
}

/// The two trees of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Before,
    After,
}

impl Side {
    const ALL: [Side; 2] = [Side::Before, Side::After];

    fn folder(self) -> &'static str {
        match self {
            Side::Before => "before",
            Side::After => "after",
        }
    }

    fn tree(self, case: &Case) -> Option<&Tree> {
        match self {
            Side::Before => Some(&case.before),
            Side::After => case.after.as_ref(),
        }
    }
}

fn compile(checker: &Checker) -> Result<(), String> {
    let mut cases = Case::every();
    cases.retain(|case| case.claims.broken.is_none());
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut named: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for &major in checker.majors {
        let (workspace, found) = check(checker, major, &cases)?;
        for case in &cases {
            let verdict = verdict(case, &workspace, &found);
            wrong.entry(case.name()).or_default().extend(verdict);
            if workspace.is_named_by(case) {
                named.entry(case.name()).or_default().insert(major);
            }
        }
    }
    for case in &cases {
        let Some(named) = named.get(&case.name()) else {
            continue;
        };
        let claimed = case.claims.before_does_not_compile.iter();
        let idle = claimed.filter(|major| !named.contains(major)).map(|major| {
            format!("case.toml: `before-does-not-compile` names {major}, which nothing else does")
        });
        wrong.entry(case.name()).or_default().extend(idle);
    }
    wrong.retain(|_, wrong| !wrong.is_empty());
    if wrong.is_empty() {
        return Ok(());
    }
    let mut message = format!("{} golden cases do not type-check:\n", wrong.len());
    for (name, wrong) in wrong {
        let _ = write!(message, "\n── {name}\n{}\n", wrong.join("\n"));
    }
    Err(message)
}

/// What is wrong with a case on the major of the workspace, given everything that was found in it.
fn verdict(case: &Case, workspace: &Workspace, found: &[Error]) -> Vec<String> {
    let major = workspace.major;
    let folder = PathBuf::from(case.name());
    let is_named = workspace.is_named_by(case);
    let declared = case.claims.before_does_not_compile.contains(&major);
    let of = |side: Side| {
        let folder = folder.join(side.folder());
        let of_side = found
            .iter()
            .filter(move |error| error.file.starts_with(&folder));
        of_side.collect::<Vec<&Error>>()
    };
    let (before, after) = (of(Side::Before), of(Side::After));

    if case.claims.not_checked.is_some() {
        let is_idle = is_named && before.is_empty() && after.is_empty();
        let idle = is_idle.then(|| "case.toml: `not-checked`, but it compiles".to_owned());
        return idle.into_iter().collect();
    }
    let must_compile = |error: &Error| workspace.files[&error.file] == Demand::Compiles;
    let is_new = |error: &Error| !before.iter().any(|old| old.says_the_same(error));
    let mut wrong: Vec<&Error> = after;
    wrong.retain(|error| must_compile(error) || is_new(error));
    if !declared {
        wrong.extend(before.iter().filter(|error| must_compile(error)));
    }
    let mut wrong: Vec<String> = wrong.iter().map(|error| error.shown(major)).collect();
    if declared && is_named && before.is_empty() {
        wrong.push(format!(
            "case.toml: `before-does-not-compile` names {major}, but it compiles"
        ));
    }
    wrong
}

impl Error {
    /// Whether it says the same as `other`, wherever.
    fn says_the_same(&self, other: &Error) -> bool {
        (&self.code, &self.message) == (&other.code, &other.message)
    }

    fn shown(&self, major: u32) -> String {
        let Self {
            file,
            line,
            code,
            message,
        } = self;
        let message = message.replace('\n', "\n    ");
        format!("{}:{line}: [{major}] {code}: {message}", file.display())
    }
}

/// Lays out the cases of one major, and checks them.
fn check(checker: &Checker, major: u32, cases: &[Case]) -> Result<(Workspace, Vec<Error>), String> {
    let started = Instant::now();
    let language = checker.language;
    let mut workspace = Workspace {
        major,
        folder: tools::workspace(&format!("types/{language:?}-{major}")),
        files: BTreeMap::new(),
        projects: Vec::new(),
    };
    for case in cases {
        for side in Side::ALL {
            let Some(tree) = side.tree(case) else {
                continue;
            };
            let project = Path::new(&case.name()).join(side.folder());
            let files: BTreeMap<PathBuf, Demand> = sources(tree, language)
                .filter_map(|path| {
                    let demand = demand(checker, case, tree, path, major)?;
                    Some((project.join(path), demand))
                })
                .collect();
            if !files.is_empty() {
                tree.write(&workspace.folder.join(&project));
                workspace.files.extend(files);
                workspace.projects.push(project);
            }
        }
    }
    let (canary, text) = checker.canary;
    fs::write(workspace.folder.join(canary), text).map_err(|error| error.to_string())?;
    workspace
        .files
        .insert(PathBuf::from(canary), Demand::Compiles);

    let mut errors = (checker.check)(&workspace)?;
    let is_canary = |error: &Error| error.file == Path::new(canary);
    let last = text.lines().count();
    if !errors
        .iter()
        .any(|error| is_canary(error) && error.line == last)
    {
        return Err(format!(
            "the checker sees nothing of version {major} of the provider: it finds nothing wrong with\n{text}"
        ));
    }
    errors.retain(|error| !is_canary(error));
    let mut astray = errors.iter();
    let astray = astray.find(|error| !workspace.files.contains_key(&error.file));
    if let Some(error) = astray {
        return Err(format!("not about a case: {}", error.shown(major)));
    }
    eprintln!(
        "checked {} files in {language:?} against version {major} in {:.0} s",
        workspace.files.len(),
        started.elapsed().as_secs_f32(),
    );
    Ok((workspace, errors))
}

/// The files of a tree that are written in `language`.
fn sources(tree: &Tree, language: Language) -> impl Iterator<Item = &Path> {
    tree.paths()
        .filter(move |path| Grammar::of(path).is_some_and(|grammar| grammar.language() == language))
}

/// What is asked of a file on `major`, which its manifest may name, or else its case. A major that is not installed
/// stands for the nearest that is.
fn demand(checker: &Checker, case: &Case, tree: &Tree, path: &Path, major: u32) -> Option<Demand> {
    let oldest = checker.majors[0];
    let newest = checker.majors[checker.majors.len() - 1];
    let is_meant = |named: u32| named.clamp(oldest, newest) == major;
    let named = Project::new(tree).provider(path, Package::AWS);
    let compiles = match (named, &case.claims.majors) {
        (Some(version), _) => is_meant(version.major),
        (None, Some(majors)) => majors.iter().copied().any(is_meant),
        // The program may be for any of them, but then it is written for the newest.
        (None, None) if major == newest => true,
        (None, None) => return Some(Demand::NoNewError),
    };
    compiles.then_some(Demand::Compiles)
}

/// TypeScript's compiler, with the settings of Pulumi's own template, in `types.mjs`.
fn tsc(workspace: &Workspace) -> Result<Vec<Error>, String> {
    let checkers = tools::installed("checkers", Kind::Node)?;
    let packages = tools::installed(&format!("pulumi-aws-{}", workspace.major), Kind::Node)?;
    // Between a case and the real packages, so that only what is not among them is found here.
    let stand_ins = Tree::read(&tools::repository().join("tests/tools/stand-ins/node"));
    stand_ins.write(&workspace.folder.join("golden/node_modules"));
    let mut node = Command::new("node");
    node.arg(tools::repository().join("tests/witness/types.mjs"))
        .args([&checkers, &packages, &workspace.folder]);
    let names = workspace.files.keys().fold(String::new(), |names, path| {
        format!("{names}{}\n", path.display())
    });
    let output = finished(&mut node, &names, &[0])?;
    serde_json::from_str(&output).map_err(|error| format!("{node:?}: {error}\n{output}"))
}

/// Pyright in the mode that it has by default, `standard`: what a user's editor and `pyright` without settings say.
fn pyright(workspace: &Workspace) -> Result<Vec<Error>, String> {
    let checkers = tools::installed("checkers", Kind::Node)?;
    let packages = tools::installed(&format!("pulumi-aws-{}", workspace.major), Kind::Python)?;
    let environment = |project: &PathBuf| json!({ "root": project, "extraPaths": [&packages] });
    let environments: Vec<_> = workspace.projects.iter().map(environment).collect();
    let settings = json!({
        "typeCheckingMode": "standard",
        "pythonVersion": "3.11",
        "pythonPlatform": "Linux",
        "include": workspace.files.keys().collect::<Vec<_>>(),
        // For the packages themselves: each finds the others as the cases find them.
        "extraPaths": [&packages],
        // Each project's imports begin in its own folder.
        "executionEnvironments": environments,
    });
    let config = workspace.folder.join("pyrightconfig.json");
    fs::write(&config, settings.to_string()).map_err(|error| error.to_string())?;
    let mut node = Command::new("node");
    node.arg(checkers.join("node_modules/pyright/index.js"))
        .args(["--outputjson", "--project"])
        .arg(&config);
    // It ends with 1 where it finds an error.
    let output = finished(&mut node, "", &[0, 1])?;
    let report: PyrightReport =
        serde_json::from_str(&output).map_err(|error| format!("{node:?}: {error}\n{output}"))?;
    let analyzed = report.summary.files_analyzed;
    if analyzed < workspace.files.len() {
        return Err(format!("{node:?} checked only {analyzed} files"));
    }
    let folder = fs::canonicalize(&workspace.folder).map_err(|error| error.to_string())?;
    let errors = report.general_diagnostics.into_iter();
    let errors = errors.filter(|found| found.severity == "error");
    let errors = errors.map(|found| Error {
        file: match found.file.strip_prefix(&folder) {
            Ok(file) => file.to_owned(),
            Err(_) => found.file,
        },
        line: found.range.start.line + 1,
        code: found.rule.unwrap_or_else(|| "error".to_owned()),
        message: found.message,
    });
    Ok(errors.collect())
}

/// What `pyright --outputjson` prints.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PyrightReport {
    general_diagnostics: Vec<PyrightDiagnostic>,
    summary: PyrightSummary,
}

#[derive(Deserialize)]
struct PyrightDiagnostic {
    file: PathBuf,
    severity: String,
    message: String,
    #[serde(default)]
    range: PyrightRange,
    rule: Option<String>,
}

#[derive(Default, Deserialize)]
struct PyrightRange {
    start: PyrightPosition,
}

#[derive(Default, Deserialize)]
struct PyrightPosition {
    /// From 0.
    line: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PyrightSummary {
    files_analyzed: usize,
}

/// What a command prints, given `input`; an error where it ends with another code than those expected.
fn finished(command: &mut Command, input: &str, codes: &[i32]) -> Result<String, String> {
    let shown = format!("{command:?}");
    let failed = |error: &dyn Display| format!("{shown}: {error}");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(&error))?;
    let mut stdin = child.stdin.take().expect("it is piped");
    // It reads to the end before it prints anything. One that ends before says why by itself.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().map_err(|error| failed(&error))?;
    let is_expected = |code: i32| codes.contains(&code);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.code().is_some_and(is_expected) {
        return Ok(printed);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(failed(&format!("{}\n{printed}{said}", output.status)))
}
