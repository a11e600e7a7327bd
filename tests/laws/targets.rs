//! What a fuzzer calls, one function for each target: bytes in, a panic that names the broken laws out.

use std::path::Path;
use std::sync::OnceLock;

use iacfix::codemod::Group;
use iacfix::codemods;
use iacfix::config::{Config, Table};
use iacfix::engine::{CheckError, Checker};
use iacfix::fix::Edit;
use iacfix::project::{Package, Project};
use iacfix::source::{Source, Span};
use iacfix::syntax::Grammar;

use super::tree::Tree;
use super::{edits, program, run};

/// What is fuzzed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Checking and fixing TypeScript and JavaScript.
    TypeScript,
    /// Checking and fixing Python.
    Python,
    /// The edit algebra.
    Edits,
    /// What is read of manifests, lock files, `Pulumi.yaml`, `tsconfig.json` and `.gitattributes`.
    Manifests,
    /// `iacfix.toml` and `pyproject.toml`.
    Config,
}

impl Target {
    /// All targets.
    pub const ALL: [Target; 5] = [
        Target::TypeScript,
        Target::Python,
        Target::Edits,
        Target::Manifests,
        Target::Config,
    ];

    /// Its name, which is also that of its binary.
    pub fn name(self) -> &'static str {
        match self {
            Target::TypeScript => "typescript",
            Target::Python => "python",
            Target::Edits => "edits",
            Target::Manifests => "manifests",
            Target::Config => "config",
        }
    }

    /// Runs the target.
    ///
    /// # Panics
    /// If the input breaks a law, naming all that it breaks.
    pub fn run(self, bytes: &[u8]) {
        let wrong = match self {
            Target::TypeScript => of_program(bytes, "index.ts"),
            Target::Python => of_program(bytes, "__main__.py"),
            Target::Edits => of_edits(bytes),
            Target::Manifests => of_manifests(bytes),
            Target::Config => of_config(bytes),
        };
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// A checker that runs every codemod that exists.
pub fn everything() -> &'static Checker {
    static CHECKER: OnceLock<Checker> = OnceLock::new();
    CHECKER.get_or_init(|| Checker::new(every_group().selection()))
}

/// A checker that runs every codemod but the one about line endings.
pub fn everything_but_line_endings() -> &'static Checker {
    static CHECKER: OnceLock<Checker> = OnceLock::new();
    CHECKER.get_or_init(|| {
        let mut config = every_group();
        config
            .ignore(&["normalize-lf"])
            .expect("the codemod exists");
        Checker::new(config.selection())
    })
}

/// Settings by which every codemod runs, those that are off by default too.
fn every_group() -> Config {
    let mut config = Config::new(codemods::ALL);
    config
        .select(&Group::ALL.map(Group::name))
        .expect("groups can be selected");
    config
}

/// The text of an input; `None` where it is not one.
fn text_of(bytes: &[u8]) -> Option<String> {
    let source = Source::from_bytes("input", bytes.to_vec());
    source.ok().map(|source| source.text().to_owned())
}

/// A project in which a program begins with `first`, and which gets the newest provider if it does not say otherwise.
fn project(text: &str, first: &str) -> Tree {
    let mut tree = Tree::of_sections(text, first);
    let runtime = if first.ends_with(".py") {
        "python"
    } else {
        "nodejs"
    };
    let surroundings = [
        ("Pulumi.yaml", format!("name: p\nruntime: {runtime}\n")),
        (
            "package.json",
            "{\"dependencies\": {\"@pulumi/aws\": \"^7.0.0\"}}\n".to_owned(),
        ),
        ("requirements.txt", "pulumi-aws>=7.0.0,<8.0.0\n".to_owned()),
    ];
    for (path, text) in surroundings {
        if tree.text(Path::new(path)).is_none() {
            tree.put(path.into(), text);
        }
    }
    tree
}

fn of_program(bytes: &[u8], first: &str) -> Vec<String> {
    let Some(text) = text_of(bytes) else {
        return Vec::new();
    };
    let before = project(&text, first);
    let run = run::to_convergence(everything(), &before);
    let mut wrong = program::broken(everything(), &before, &run);
    // A parser that recovers from an error may do so in another way where lines end in another way.
    if !text.contains('\r') && run.tree != before && program::parses(&before) {
        wrong.extend(crlf_copy(&before, &run.tree));
    }
    wrong
}

/// A project whose sources end their lines in CRLF comes out as it would with LF, but for that.
pub fn crlf_copy(before: &Tree, after: &Tree) -> Vec<String> {
    let what = "a copy with CRLF gives another result";
    let checker = everything_but_line_endings();
    // A suppression of everything is not known to be idle where not everything runs.
    let suppresses = before
        .files()
        .any(|(_, text)| text.contains("iacfix-ignore"));
    let again = suppresses.then(|| run::to_convergence(checker, before).tree);
    program::copy(
        checker,
        before,
        again.as_ref().unwrap_or(after),
        what,
        |path, text| match Grammar::of(path) {
            Some(_) => program::crlf(text),
            None => text.to_owned(),
        },
    )
}

fn of_edits(bytes: &[u8]) -> Vec<String> {
    let Some((&count, rest)) = bytes.split_first() else {
        return Vec::new();
    };
    let (codes, text) = rest.split_at((usize::from(count % 16) * 4).min(rest.len()));
    let Some(text) = text_of(text) else {
        return Vec::new();
    };
    let [mut mine, mut theirs] = [Vec::new(), Vec::new()];
    for code in codes.chunks_exact(4) {
        // A little beyond the end, so that this is tried, too.
        let start = usize::from(code[0]) % (text.len() + 2);
        let span = Span::new(start, start + usize::from(code[1] % 16));
        let new = ["", "x", "\n", "äö\r\n", "one\ntwo"][usize::from(code[2]) % 5];
        let edit = Edit::replace(span, new);
        if code[3] % 2 == 0 {
            mine.push(edit);
        } else {
            theirs.push(edit);
        }
    }
    edits::broken(&text, &mine, &theirs)
}

fn of_manifests(bytes: &[u8]) -> Vec<String> {
    let Some(text) = text_of(bytes) else {
        return Vec::new();
    };
    let tree = Tree::of_sections(&text, "package.json");
    let project = Project::new(&tree);
    let first = answers(&project);
    let mut wrong = Vec::new();
    if answers(&project) != first {
        wrong.push("asking again gives another answer".to_owned());
    }
    for path in tree.paths() {
        project.forget(path);
    }
    if answers(&project) != first {
        wrong.push("reading again gives another answer".to_owned());
    }
    for note in project.notes() {
        if !tree.paths().any(|path| note.path.ends_with(path)) {
            wrong.push(format!("a note about a file that does not exist: {note}"));
        }
    }
    wrong
}

/// Everything that a project can be asked about a few files.
fn answers(project: &Project<'_>) -> Vec<String> {
    let mut answers = Vec::new();
    for path in ["index.ts", "packages/a/src/b.ts", "__main__.py", "lib/c.py"] {
        let path = Path::new(path);
        answers.extend([
            format!("{:?}", project.provider_or_reason(path, Package::AWS)),
            format!("{:?}", project.program_of(path)),
            format!("{:?}", project.is_entry(path)),
            format!("{:?}", project.line_ending_rule(path)),
        ]);
        for specifier in ["./lib/c", "@app/x", "p/lib", ".."] {
            answers.push(format!("{:?}", project.resolve_import(path, specifier)));
        }
        for (module, level) in [("lib.c", 0), ("c", 1), ("", 2)] {
            answers.push(format!("{:?}", project.resolve_python(path, module, level)));
        }
    }
    answers
}

fn of_config(bytes: &[u8]) -> Vec<String> {
    let Some(text) = text_of(bytes) else {
        return Vec::new();
    };
    let mut wrong = Vec::new();
    let lines = text.split('\n').count();
    for table in [Table::Whole, Table::Pyproject] {
        match Config::parse(codemods::ALL, &text, table) {
            Ok(Some(config)) => {
                let checker = Checker::new(config.selection());
                let tree = Tree::default();
                let source = Source::new("a.ts", "import * as aws from '@pulumi/aws';\n");
                let checked = checker.check(source, &Project::new(&tree));
                let too_large = |error: &CheckError| matches!(error, CheckError::TooLarge { .. });
                if !checked.errors.iter().all(too_large) {
                    wrong.push("settings that are accepted cannot be used".to_owned());
                }
            }
            Ok(None) => {}
            Err(error) => {
                let line_exists = error.line.is_none_or(|line| 1 <= line && line <= lines);
                if !line_exists || error.message.is_empty() {
                    wrong.push(format!("an error about no line of the text: {error:?}"));
                }
            }
        }
    }
    let mut config = Config::new(codemods::ALL);
    for line in text.lines() {
        let before = format!("{config:?}");
        if config.set(line).is_err() && format!("{config:?}") != before {
            wrong.push(format!(
                "an assignment that is refused sets something: {line}"
            ));
        }
    }
    wrong
}
