//! Statements under conditions.

use super::{apply, parse, py, resources, ts};
use crate::iac::{Code, Guarded, Program, Statement};
use crate::syntax::Document;

/// Whether each resource of a program runs under a condition.
fn conditional(document: &Document) -> Vec<bool> {
    let program = Program::new(document);
    let resources = resources(&program);
    let conditional = resources.iter().map(|one| one.expr().is_conditional());
    conditional.collect()
}

/// The program with its first `count` resources under a condition.
fn put_under(document: &Document, count: usize, ahead: Vec<Statement>) -> String {
    let program = Program::new(document);
    let resources = resources(&program);
    let statements = resources[..count].iter();
    let guarded = Guarded {
        condition: "wanted".to_owned(),
        statements: statements
            .map(|one| one.placement().statement.expect("a statement"))
            .collect(),
        changes: Vec::new(),
        ahead,
        before: Vec::new(),
    };
    let edit = program.put_under(&guarded);
    apply(document, vec![edit.expect("they have lines of their own")])
}

const IMPORT: &str = "import * as aws from '@pulumi/aws';\n";

#[test]
fn what_decides_whether_a_construction_runs() {
    let typescript = |text: &str| conditional(&ts(&format!("{IMPORT}{text}")));
    let bucket = "new aws.s3.Bucket('b');";
    assert_eq!(typescript(bucket), [false]);
    assert_eq!(typescript(&format!("if (x) {bucket}")), [true]);
    assert_eq!(typescript("const b = x && new aws.s3.Bucket('b');"), [true]);
    assert_eq!(
        typescript("const b = x ? new aws.s3.Bucket('b') : y;"),
        [true]
    );
    assert_eq!(
        typescript(&format!("for (const x of xs) {{ {bucket} }}")),
        [false]
    );
    let early = |what: &str| typescript(&format!("function f() {{ if (x) {what}; {bucket} }}"));
    assert_eq!(early("return"), [true]);
    // It ends the program.
    assert_eq!(early("throw new Error('no')"), [false]);
    let inner = format!("function f() {{ xs.map(x => {{ return x; }}); {bucket} }}");
    assert_eq!(typescript(&inner), [false]);
    let python = |text: &str| conditional(&py(&format!("import pulumi_aws as aws\n{text}")));
    let bucket = "aws.s3.Bucket('b')";
    assert_eq!(python(&format!("if x:\n    {bucket}\n")), [true]);
    let early = |what: &str| {
        python(&format!(
            "def f():\n    if x:\n        {what}\n    {bucket}\n"
        ))
    };
    assert_eq!(early("return"), [true]);
    assert_eq!(early("raise ValueError()"), [false]);
}

#[test]
fn callers_are_those_of_the_function_or_class_around_it() {
    let text = format!(
        "{IMPORT}function f() {{ new aws.s3.Bucket('b'); }}\nf();\nif (x) f();\ng();\n\
         class A {{ constructor() {{ new aws.s3.Bucket('c'); }} }}\nnew A();\n"
    );
    let document = ts(&text);
    let program = Program::new(&document);
    let callers = |at: usize| -> Vec<&str> {
        let callers = resources(&program)[at].expr().callers().into_iter();
        callers.map(|caller| caller.text()).collect()
    };
    assert_eq!(callers(0), ["f()", "f()"]);
    assert_eq!(callers(1), ["new A()"]);
}

#[test]
fn statements_go_one_level_deeper_and_strings_stay() {
    let text = format!(
        "{IMPORT}\nfunction f() {{\n  // One.\n  new aws.s3.Bucket('a', {{\n    bucket: `x\n  y`,\n  }}); // behind\n\n  \
         /* Two,\n     and more. */\n  const b = new aws.s3.Bucket('b');\n}}\n"
    );
    let expected = format!(
        "{IMPORT}\nfunction f() {{\n  if (wanted) {{\n    // One.\n    new aws.s3.Bucket('a', {{\n      bucket: `x\n  y`,\n    \
         }}); // behind\n\n    /* Two,\n       and more. */\n    const b = new aws.s3.Bucket('b');\n  }}\n}}\n"
    );
    assert_eq!(put_under(&ts(&text), 2, Vec::new()), expected);
    let crlf = ts(&text.replace('\n', "\r\n"));
    assert_eq!(
        put_under(&crlf, 2, Vec::new()),
        expected.replace('\n', "\r\n")
    );
    let text =
        "import pulumi_aws as aws\n\n# One.\naws.s3.Bucket(\"a\", bucket=\"\"\"x\n    y\n\"\"\")\n";
    let expected = "import pulumi_aws as aws\n\nif wanted:\n    # One.\n    aws.s3.Bucket(\"a\", bucket=\"\"\"x\n    y\n\"\"\")\n";
    assert_eq!(put_under(&py(text), 1, Vec::new()), expected);
}

#[test]
fn what_no_longer_fits_on_its_line_is_broken() {
    let name = "n".repeat(47);
    let text = format!("{IMPORT}new aws.s3.Bucket('{name}', {{ a: b }});\n");
    let expected = format!(
        "{IMPORT}if (wanted) {{\n  new aws.s3.Bucket('{name}', {{\n    a: b,\n  }});\n}}\n"
    );
    assert_eq!(put_under(&ts(&text), 1, Vec::new()), expected);
}

#[test]
fn what_is_declared_ahead_is_a_paragraph_where_the_statement_is_one() {
    let long = "l".repeat(60);
    let read = Code::name("a").call([Code::name(long.clone())]);
    let ahead = vec![Statement::Declare(
        "wanted".to_owned(),
        read.or(Code::Boolean(true)),
    )];
    let text = format!("{IMPORT}\nnew aws.s3.Bucket('b');\n");
    let expected = format!(
        "{IMPORT}\nconst wanted =\n  a({long}) ?? true;\n\nif (wanted) {{\n  new aws.s3.Bucket('b');\n}}\n"
    );
    assert_eq!(put_under(&ts(&text), 1, ahead), expected);
}

#[test]
fn what_shares_its_line_stays() {
    let document = parse(
        "index.ts",
        "import * as aws from '@pulumi/aws'; new aws.s3.Bucket('b');\n",
    );
    let program = Program::new(&document);
    assert!(!resources(&program)[0].expr().has_own_lines());
}
