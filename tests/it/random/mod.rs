//! Random programs, and what holds for each of them.
//!
//! `PROPTEST_CASES=10000 cargo test random` tries more of them.

mod choices;
mod code;
mod units;
mod write;

use std::path::Path;

use iacfix::engine::{Checker, Session};
use iacfix::fix::{Applicability, Edit};
use iacfix::project::Project;
use iacfix::source::{Source, Span};
use iacfix::syntax::Language;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, RngAlgorithm, TestRng, TestRunner};

use super::laws::targets::{crlf_copy, everything, everything_but_line_endings};
use super::laws::tree::Tree;
use super::laws::{edits, program, run};
use choices::Choices;
use code::{Form, Statement, Value, codes, text};
use units::Program;
use write::Style;

/// A program and what is known about it.
#[derive(Debug)]
struct Made {
    tree: Tree,
    entry: &'static str,
    crlf: bool,
    gone: Vec<String>,
    kept: Vec<String>,
}

/// The program that tapes decide: the first its style, every other one a part of it.
fn made(language: Language, tapes: &[Vec<u16>]) -> Made {
    let (head, parts) = tapes.split_first().expect("there is a tape for the style");
    let mut choices = Choices::of(head);
    let style = Style::of(language, &mut choices);
    let major = choices.pick(&["7", "6", "5", ""]);
    let mut program = Program::new();
    program.statements = prelude();
    for tape in parts {
        program.add(&mut Choices::of(tape));
    }
    let (entry, runtime) = match language {
        Language::TypeScript => ("index.ts", "nodejs"),
        Language::Python => ("__main__.py", "python"),
    };
    let mut tree = Tree::default();
    tree.put(entry.into(), style.file(&program.statements));
    tree.put(
        "Pulumi.yaml".into(),
        format!("name: p\nruntime: {runtime}\n"),
    );
    if !major.is_empty() {
        let npm = format!("{{\"dependencies\": {{\"@pulumi/aws\": \"^{major}.0.0\"}}}}\n");
        tree.put("package.json".into(), npm);
        tree.put(
            "requirements.txt".into(),
            format!("pulumi-aws~={major}.0\n"),
        );
    }
    Made {
        tree,
        entry,
        crlf: style.crlf,
        gone: program.gone(language),
        kept: program.kept,
    }
}

/// What the parts of all programs name.
fn prelude() -> Vec<Statement> {
    let declare = |name: &str, value: Value| {
        Statement::of(Form::Declare {
            name: name.to_owned(),
            value,
            exported: false,
        })
    };
    vec![
        declare("config", codes("new pulumi.Config()", "pulumi.Config()")),
        declare(
            "role",
            codes(
                "pulumi.output(\"arn\")",
                "pulumi.Output.from_input(\"arn\")",
            ),
        ),
        declare("region", text("eu-central-1")),
        declare("provider", codes("undefined", "None")),
    ]
}

fn tapes() -> impl Strategy<Value = Vec<Vec<u16>>> {
    vec(vec(any::<u16>(), 0..60), 1..5)
}

/// How many programs are tried, in a debug build in a few seconds.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|cases| cases.parse().ok()).unwrap_or(150)
}

/// A runner that tries the same inputs each time, and before them those that once failed.
fn runner() -> TestRunner {
    let config = Config {
        cases: cases(),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/it/random/proptest-regressions.txt",
        ))),
        max_shrink_iters: 600,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, rng)
}

fn holds(language: Language, law: impl Fn(&Made) -> Vec<String>) {
    let outcome = runner().run(&tapes(), |tapes| {
        let made = made(language, &tapes);
        let wrong = law(&made);
        let entry = made.tree.text(Path::new(made.entry)).unwrap_or_default();
        prop_assert!(wrong.is_empty(), "{}\n── of\n{entry}", wrong.join("\n"));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// Everything that holds for a program as a whole.
fn whole(made: &Made) -> Vec<String> {
    let mut wrong = Vec::new();
    if !program::parses(&made.tree) {
        return vec!["the generator makes a program that does not parse".to_owned()];
    }
    let run = run::to_convergence(everything(), &made.tree);
    wrong.extend(program::broken(everything(), &made.tree, &run));
    let after = run.tree.text(Path::new(made.entry)).unwrap_or_default();
    for marker in &made.kept {
        let count = after.matches(marker.as_str()).count();
        if count != 1 {
            wrong.push(format!("{marker} is there {count} times\n{after}"));
        }
    }
    for defect in &made.gone {
        if holds_word(after, defect) {
            wrong.push(format!("{defect} is still there\n{after}"));
        }
    }
    if !made.crlf {
        wrong.extend(crlf_copy(&made.tree, &run.tree));
    }
    wrong
}

/// Whether `text` holds `word`, not as the end of a longer one.
fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|before| before.is_alphanumeric() || before == '_')
    })
}

#[test]
fn typescript_programs_are_fixed_whole() {
    holds(Language::TypeScript, whole);
}

#[test]
fn python_programs_are_fixed_whole() {
    holds(Language::Python, whole);
}
