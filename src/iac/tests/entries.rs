//! Entries of records whose keys are data, and the statements around an expression.

use super::{apply, first, py, ts};
use crate::fix::Edit;
use crate::iac::{Code, Program, Record};
use crate::syntax::Document;

/// The program with what `change` makes of the tags of its first resource.
fn changed(
    document: &Document,
    change: impl Fn(Record<'_>) -> Option<Vec<Edit>>,
) -> Option<String> {
    let program = Program::new(document);
    let tags = first(&program)
        .property("tags")
        .present()?
        .value()?
        .record()?;
    Some(apply(document, change(tags)?))
}

fn with_first(document: &Document) -> Option<String> {
    let spread = Code::Spread(Box::new(Code::name("standard")));
    changed(document, |tags| Some(vec![tags.insert_first(&spread)?]))
}

fn with_more(document: &Document) -> Option<String> {
    let datum = |key: &str| Code::Datum(key.to_owned(), Box::new(Code::Integer(1)));
    changed(document, |tags| {
        tags.append(&[datum("costCenter"), datum("b:c")])
    })
}

const TS: &str = "import * as aws from '@pulumi/aws';\n";
const PY: &str = "import pulumi_aws as aws\n";

#[test]
fn an_entry_is_written_before_all_others_and_their_comments() {
    let typescript = |tags: &str| {
        let start = format!("{TS}new aws.sqs.Queue('q', {{ tags: ");
        let after = with_first(&ts(&format!("{start}{tags} }});\n")))?;
        Some(
            after
                .strip_prefix(&start)?
                .strip_suffix(" });\n")?
                .to_owned(),
        )
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(typescript("{ A: 'a' }"), some("{ ...standard, A: 'a' }"));
    assert_eq!(
        typescript("{A: 'a', B: b}"),
        some("{...standard, A: 'a', B: b}")
    );
    assert_eq!(
        typescript("{\n  // A.\n  A: 'a',\n}"),
        some("{\n  ...standard,\n  // A.\n  A: 'a',\n}")
    );
    assert_eq!(typescript("{}"), None);
    let python = |tags: &str| with_first(&py(&format!("{PY}aws.sqs.Queue('q', tags={tags})\n")));
    assert!(python("{'A': 'a'}").is_some_and(|text| text.contains("{**standard, 'A': 'a'}")));
    // A keyword is given once.
    assert_eq!(python("dict(A='a')"), None);
}

#[test]
fn entries_are_written_behind_all_others() {
    let typescript = |tags: &str| {
        let start = format!("{TS}new aws.sqs.Queue('q', {{ tags: ");
        let after = with_more(&ts(&format!("{start}{tags} }});\n")))?;
        Some(
            after
                .strip_prefix(&start)?
                .strip_suffix(" });\n")?
                .to_owned(),
        )
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        typescript("{ A: 'a' }"),
        some("{ A: 'a', costCenter: 1, 'b:c': 1 }")
    );
    assert_eq!(
        typescript("{\n  A: 'a', // first\n}"),
        some("{\n  A: 'a', // first\n  costCenter: 1,\n  'b:c': 1,\n}")
    );
    assert_eq!(
        typescript("{\n  A: 'a' // first\n}"),
        some("{\n  A: 'a', // first\n  costCenter: 1,\n  'b:c': 1\n}")
    );
    let python = with_more(&py(&format!("{PY}aws.sqs.Queue('q', tags={{'A': 'a'}})\n")));
    // Data is no property name: it is not spelled anew.
    assert!(python.is_some_and(|text| text.contains("{'A': 'a', 'costCenter': 1, 'b:c': 1}")));
}

#[test]
fn a_record_is_spread_behind_a_name() {
    let spread = |text: &str| {
        let document = ts(&format!(
            "{TS}new aws.sqs.Queue('q', {{ tags: {text} }});\n"
        ));
        let program = Program::new(&document);
        let tags = first(&program).property("tags").present()?.value()?;
        Some(apply(&document, vec![tags.spread_behind("standard")]))
    };
    let holds = |text: &str, after: &str| spread(text).is_some_and(|text| text.contains(after));
    assert!(holds("own", "tags: { ...standard, ...own } }"));
    assert!(holds(
        "a ? b : c",
        "tags: { ...standard, ...(a ? b : c) } }"
    ));
}

#[test]
fn statements_stand_around_an_expression_outermost_first() {
    let document = ts(&format!(
        "{TS}function f() {{\n  if (x) {{\n    new aws.sqs.Queue('q');\n  }}\n}}\nf();\n"
    ));
    let program = Program::new(&document);
    let queue = first(&program).expr();
    let around = queue.statements_around();
    let starts: Vec<&str> = around.iter().map(|one| &one.text()[..2]).collect();
    assert_eq!(starts, ["fu", "if", "ne"]);
    let call = program
        .top_level("f")
        .expect("it is declared")
        .uses()
        .next();
    let call = call.expect("it is called").statements_around();
    assert!(call[0].is_beside(around[0]) && !call[0].is_beside(around[1]));
}

#[test]
fn a_function_may_be_called_above() {
    let spot = |text: &str| {
        let document = ts(&format!("{TS}{text}"));
        let program = Program::new(&document);
        let statement = first(&program).expr().statements_around()[0];
        statement.before_its_calls().text().to_owned()
    };
    let make = "function make() { return new aws.sqs.Queue('q'); }";
    assert_eq!(spot(&format!("{make}\nmake();")), make);
    assert_eq!(spot(&format!("const a = 1;\nmake();\n{make}")), "make();");
    let through = "function other() { make(); }";
    assert_eq!(
        spot(&format!("const b = other();\n{through}\n{make}")),
        "const b = other();"
    );
}
