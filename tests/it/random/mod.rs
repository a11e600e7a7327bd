//! Random programs, and what holds for each of them.
//!
//! `PROPTEST_CASES=10000 cargo test random` tries more of them.

mod archives;
mod choices;
mod code;
mod guards;
mod monitoring;
mod networks;
mod program;
mod services;
mod storage;
mod units;
mod write;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use iacfix::codemods;
use iacfix::engine::{ChangedLines, Refusal, Scope, Session, UNUSED_SUPPRESSION};
use iacfix::fix::{Applicability, Edit};
use iacfix::project::Project;
use iacfix::source::{Source, Span};
use iacfix::syntax::Language;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, FileFailurePersistence, RngAlgorithm, TestRng, TestRunner};

use super::laws::targets::{crlf_copy, everything};
use super::laws::tree::Tree;
use super::laws::{self, edits, run};
use choices::Choices;
use code::{Form, Statement, Value, codes, text};
use program::{Program, TEXTS};
use write::Style;

/// A program and what is known about it.
#[derive(Debug)]
struct Made {
    tree: Tree,
    entry: &'static str,
    crlf: bool,
    suppressed: bool,
    gone: Vec<String>,
    wanted: Vec<String>,
    kept: Vec<String>,
}

/// The program that tapes decide: the first its style, every other one a part of it.
fn made(language: Language, tapes: &[Vec<u16>]) -> Made {
    let (head, parts) = tapes.split_first().expect("there is a tape for the style");
    let mut choices = Choices::of(head);
    let style = Style::of(language, &mut choices);
    let major = choices.pick(&["7", "6", "5", ""]);
    let mut program = Program::new();
    program.statements = prelude(&mut choices);
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
    for (path, text) in &program.files {
        tree.put(path.into(), text.clone());
    }
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
        suppressed: program.suppressed,
        gone: program.gone(language, major.parse().ok()),
        wanted: program.wanted(language),
        kept: program.kept,
    }
}

/// What the parts of all programs name.
fn prelude(choices: &mut Choices<'_>) -> Vec<Statement> {
    let mut declare = |name: &str, value: Value| {
        let mut statement = Statement::of(Form::Declare {
            name: name.to_owned(),
            value,
            exported: false,
        });
        statement.blank = choices.pick(&[0, 1, 2]);
        if choices.one_in(4) {
            statement.comments.above.push(format!("About {name}."));
        }
        if choices.one_in(4) {
            statement.comments.after = Some(format!("so much for {name}"));
        }
        statement
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
        declare("environment", text("prod")),
        declare("provider", codes("undefined", "None")),
    ]
}

fn tapes() -> impl Strategy<Value = Vec<Vec<u16>>> {
    vec(vec(any::<u16>(), 0..80), 2..6)
}

/// How many inputs are tried if `PROPTEST_CASES` does not say: what a debug build does in a few seconds.
const CASES: u32 = 100;
/// Programs among which every codemod has something to fix several times.
const SAMPLE: u32 = 300;

/// A runner that tries the same inputs each time, and before them those that once failed.
fn runner(cases: u32) -> TestRunner {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let asked = asked.and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: asked.unwrap_or(cases),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/it/random/proptest-regressions.txt",
        ))),
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, rng)
}

fn holds(language: Language, cases: u32, law: impl Fn(&Made) -> Vec<String>) {
    let outcome = runner(cases).run(&tapes(), |tapes| {
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
    if !laws::program::parses(&made.tree) {
        return vec!["the generator makes a program that does not parse".to_owned()];
    }
    let run = run::to_convergence(everything(), &made.tree);
    wrong.extend(laws::program::broken(everything(), &made.tree, &run));
    let after = run.tree.text(Path::new(made.entry)).unwrap_or_default();
    for marker in &made.kept {
        let count = after.matches(marker.as_str()).count();
        if count != 1 {
            wrong.push(format!("{marker} is there {count} times\n{after}"));
        }
    }
    let before = made.tree.text(Path::new(made.entry)).unwrap_or_default();
    for comment in TEXTS {
        if after.matches(comment).count() > before.matches(comment).count() {
            wrong.push(format!("a comment is there more often: {comment}\n{after}"));
        }
    }
    for wanted in &made.wanted {
        if !after.contains(wanted.as_str()) {
            wrong.push(format!("{wanted} is not there\n{after}"));
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
    holds(Language::TypeScript, CASES, whole);
}

#[test]
fn python_programs_are_fixed_whole() {
    holds(Language::Python, CASES, whole);
}

/// Which of the fixes that are offered is made next.
#[derive(Clone, Copy, Debug)]
enum Order {
    First,
    Last,
    Middle,
}

/// The words of a program without the digits in them, sorted: which of two new names is numbered, which of two new
/// statements comes first, and what is the usual style of a file depends on what is done first.
fn words(text: &str) -> Vec<String> {
    let in_word = |character: char| character.is_alphanumeric() || character == '_';
    let words = text.split(|character| !in_word(character));
    let words = words.map(|word| word.replace(|digit: char| digit.is_ascii_digit(), ""));
    let mut words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words
}

/// Whatever the order in which fixes are made, and whichever is made first, the same program comes out.
fn any_order(made: &Made) -> Vec<String> {
    let mut wrong = Vec::new();
    if made.suppressed {
        // Taking an idle suppression away tells what a comment beside it is about.
        return wrong;
    }
    let project = Project::new(&made.tree);
    let text = made.tree.text(Path::new(made.entry)).unwrap_or_default();
    let open = || Session::open(everything(), &project, Source::new(made.entry, text));
    let now = |session: &Session<'_>| session.checked().source().text().to_owned();
    let mut session = open();
    let refused = session.fix_all(run::EVERYTHING).refused;
    wrong.extend(refused.iter().map(ToString::to_string));
    let together = now(&session);
    let mut compare = |what: String, refused: &[Refusal], session: &Session<'_>| {
        wrong.extend(refused.iter().map(|refusal| format!("{what}: {refusal}")));
        if words(&now(session)) != words(&together) {
            let difference = laws::program::difference(made.entry, &together, &now(session));
            wrong.push(format!("{what} another program comes out: {difference}"));
        }
    };
    for order in [Order::First, Order::Last, Order::Middle] {
        let mut session = open();
        let mut refused = Vec::new();
        for _ in 0..200 {
            let pending: Vec<usize> = session.pending().collect();
            let Some(last) = pending.len().checked_sub(1) else {
                break;
            };
            let next = match order {
                Order::First => 0,
                Order::Last => last,
                Order::Middle => last / 2,
            };
            refused.extend(session.accept(pending[next]).err());
        }
        compare(format!("{order:?} by {order:?},"), &refused, &session);
    }
    let count = open().pending().count();
    for index in 0..count.min(8) {
        let mut session = open();
        let index = session.pending().nth(index).expect("it was pending");
        let mut refused: Vec<Refusal> = session.accept(index).err().into_iter().collect();
        refused.extend(session.fix_all(run::EVERYTHING).refused);
        compare(format!("with finding {index} first,"), &refused, &session);
    }
    wrong
}

#[test]
fn typescript_fixes_are_made_in_any_order() {
    holds(Language::TypeScript, CASES / 2, any_order);
}

#[test]
fn python_fixes_are_made_in_any_order() {
    holds(Language::Python, CASES / 2, any_order);
}

/// Limited to some lines, what is on them is found and nothing that is not found otherwise; limited to all, all the same is
/// done.
fn limited(made: &Made) -> Vec<String> {
    let mut wrong = Vec::new();
    let project = Project::new(&made.tree);
    let text = made.tree.text(Path::new(made.entry)).unwrap_or_default();
    let open = |lines: Option<ChangedLines>| {
        let scope = lines.map(|lines| Scope::new(lines, Arc::default()));
        let source = Source::new(made.entry, text);
        Session::open_within(everything(), &project, source, scope)
    };
    let found = |session: &Session<'_>| -> Vec<(&str, usize)> {
        let findings = session.findings().iter();
        findings
            .map(|finding| (finding.codemod, finding.span.start))
            .collect()
    };
    let now = |session: &Session<'_>| session.checked().source().text().to_owned();
    let (mut free, mut all) = (open(None), open(Some(ChangedLines::all(text))));
    let everywhere = found(&free);
    if found(&all) != everywhere {
        wrong.push(format!(
            "on all lines: {:?}, not {everywhere:?}",
            found(&all)
        ));
    }
    let starts = free.findings().iter().map(|finding| {
        let before = &text[..finding.span.start];
        before.matches('\n').count()
    });
    let lines: Vec<usize> = starts.collect();
    for part in 0..3 {
        let numbers = (0..=text.matches('\n').count()).filter(|line| line % 3 == part);
        let numbers: Vec<_> = numbers.map(|line| line..line + 1).collect();
        let mut session = open(Some(ChangedLines::of(text, &numbers)));
        let here = found(&session);
        let begins = everywhere
            .iter()
            .zip(&lines)
            .filter(|(_, line)| *line % 3 == part);
        let missed: Vec<_> = begins.filter(|(key, _)| !here.contains(key)).collect();
        let made_up: Vec<_> = here
            .iter()
            .filter(|key| !everywhere.contains(key))
            .collect();
        if !missed.is_empty() || !made_up.is_empty() {
            wrong.push(format!(
                "on every third line: without {missed:?}, but {made_up:?}"
            ));
        }
        let refused = session.fix_all(run::EVERYTHING).refused;
        wrong.extend(refused.iter().map(ToString::to_string));
        if session.next().is_some() {
            wrong.push("on every third line: something is left".to_owned());
        }
    }
    free.fix_all(run::EVERYTHING);
    all.fix_all(run::EVERYTHING);
    if now(&free) != now(&all) {
        let difference = laws::program::difference(made.entry, &now(&free), &now(&all));
        wrong.push(format!(
            "on all lines another program comes out: {difference}"
        ));
    }
    wrong
}

#[test]
fn typescript_is_found_and_fixed_on_some_lines() {
    holds(Language::TypeScript, CASES / 2, limited);
}

#[test]
fn python_is_found_and_fixed_on_some_lines() {
    holds(Language::Python, CASES / 2, limited);
}

#[test]
fn most_random_programs_have_something_to_fix() {
    for language in [Language::TypeScript, Language::Python] {
        let mut programs = 0;
        let mut fixes: BTreeMap<&str, u32> = BTreeMap::new();
        let mut runner = runner(CASES);
        for _ in 0..SAMPLE {
            let tapes = tapes().new_tree(&mut runner).unwrap().current();
            let made = made(language, &tapes);
            let mut found = 0;
            for checked in run::checked(everything(), &made.tree) {
                for finding in &checked.findings {
                    if finding.applicability() > Some(Applicability::DisplayOnly) {
                        found += u32::from(finding.codemod != UNUSED_SUPPRESSION);
                        *fixes.entry(finding.codemod).or_default() += 1;
                    }
                }
            }
            programs += u32::from(found > 0);
        }
        assert!(
            programs >= SAMPLE * 4 / 5,
            "{language:?}: only {programs} of {SAMPLE} programs have a fix: {fixes:?}"
        );
        let of_language = codemods::ALL.iter().filter(|codemod| {
            let languages = codemod.languages();
            languages.is_none_or(|languages| languages.contains(&language))
        });
        for codemod in of_language {
            let count = fixes.get(codemod.id).copied().unwrap_or(0);
            assert!(count >= 5, "{language:?}: {} has {count} fixes", codemod.id);
        }
    }
}

fn spans(text: &str) -> impl Strategy<Value = Edit> + use<> {
    let places: Vec<usize> = (0..=text.len())
        .filter(|&at| text.is_char_boundary(at))
        .collect();
    let count = places.len();
    (0..count, 0..count, "[a-cä\r\n]{0,3}").prop_map(move |(a, b, new)| {
        // Most edits are short, so that many do not overlap.
        let end = (a + b % 4).min(count - 1);
        Edit::replace(Span::new(places[a], places[end]), new)
    })
}

#[test]
fn edits_keep_their_laws() {
    let inputs = "[a-cäß\u{1f600}\r\n]{0,40}".prop_flat_map(|text| {
        let (mine, theirs) = (vec(spans(&text), 0..6), vec(spans(&text), 0..4));
        (Just(text), mine, theirs)
    });
    let outcome = runner(CASES * 10).run(&inputs, |(text, mine, theirs)| {
        let wrong = edits::broken(&text, &mine, &theirs);
        prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
