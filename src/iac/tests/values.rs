//! What an expression stands for by itself, and once names are followed.

use super::{Program, assert_each, describe, expr, py, ts};

#[test]
fn typescript_values_are_read() {
    let cases = [
        (r#"'AWS_\x52EGION'"#, r#"string "AWS_REGION""#),
        (r#""a\u{42}\n\"""#, r#"string "aB\n\"""#),
        ("`plain`", r#"string "plain""#),
        ("`a${b}c${d.e}`", "template [Expr(\"b\"), Expr(\"d.e\")]"),
        ("''", r#"string """#),
        ("1_000", "number Some(1000)"),
        ("0x10", "number Some(16)"),
        ("0b11", "number Some(3)"),
        ("0o17", "number Some(15)"),
        ("-1", "number Some(-1)"),
        ("- 1", "number Some(-1)"),
        ("1.5", "number None"),
        ("1e3", "number Some(1000)"),
        ("true", "boolean true"),
        ("false", "boolean false"),
        ("null", "null"),
        ("undefined", "null"),
        ("void 0", "null"),
        ("{ a: 1, ...b, c }", "object of 3"),
        ("[a, 'b', ...c]", "list [Expr(\"a\"), Expr(\"'b'\")]"),
        ("a.b", "reference"),
        ("a['b']", "reference"),
        ("a?.b", "reference"),
        ("this.a", "reference"),
        ("f(1)", "call of f"),
        ("new f(1)", "call of f"),
        ("f?.(1)", "call of f"),
        ("a || b", "fallback a or b"),
        ("a ?? 'b'", "fallback a or 'b'"),
        ("a ? b : c", "choice b or c"),
        ("a && b", "opaque"),
        ("a + b", "opaque"),
        ("'a' + 'b'", "opaque"),
        ("() => 1", "opaque"),
        ("/x/", "opaque"),
        ("('a')", r#"string "a""#),
        ("(('a'))", r#"string "a""#),
        ("'a' as const", r#"string "a""#),
        ("<any>'a'", r#"string "a""#),
        ("'a' as any as string", r#"string "a""#),
        ("{ a: 1 } satisfies T", "object of 1"),
        ("{ a: 1 } as aws.types.input.T", "object of 1"),
        ("a!", "reference"),
        ("await f()", "call of f"),
        ("/* why */ 'a'", r#"string "a""#),
        ("( /* why */ 'a' )", r#"string "a""#),
    ];
    assert_each(cases.map(|(text, expected)| {
        let document = ts(&format!("let x = {text};\n"));
        let program = Program::new(&document);
        let value = program.top_level("x").unwrap().initializer().unwrap();
        (
            text.to_owned(),
            describe(&value.value()),
            expected.to_owned(),
        )
    }));
}

#[test]
fn python_values_are_read() {
    let cases = [
        (r#""AWS_\x52EGION""#, r#"string "AWS_REGION""#),
        (r"r'\d'", r#"string "\\d""#),
        ("'''a\nb'''", r#"string "a\nb""#),
        ("u'a'", r#"string "a""#),
        ("'a' 'b'", r#"string "ab""#),
        ("('a'\n 'b')", r#"string "ab""#),
        ("f'plain'", r#"string "plain""#),
        (
            "f'a{b}c{d.e!r:>10}'",
            "template [Expr(\"b\"), Expr(\"d.e\")]",
        ),
        ("'a' f'{b}'", "template [Expr(\"b\")]"),
        ("b'a'", "opaque"),
        ("1_000", "number Some(1000)"),
        ("0x10", "number Some(16)"),
        ("-1", "number Some(-1)"),
        ("1.5", "number None"),
        ("1e3", "number Some(1000)"),
        ("True", "boolean true"),
        ("False", "boolean false"),
        ("None", "null"),
        ("{'a': 1, **b}", "object of 2"),
        ("dict(a=1)", "call of dict"),
        ("[a, 'b', *c]", "list [Expr(\"a\"), Expr(\"'b'\")]"),
        ("(a, b)", "list [Expr(\"a\"), Expr(\"b\")]"),
        ("{a, b}", "list [Expr(\"a\"), Expr(\"b\")]"),
        ("a.b", "reference"),
        ("a['b']", "reference"),
        ("a[0]", "opaque"),
        ("f(1)", "call of f"),
        ("a or b", "fallback a or b"),
        ("b if a else c", "choice b or c"),
        ("a and b", "opaque"),
        ("not a", "opaque"),
        ("a + b", "opaque"),
        ("a | b", "opaque"),
        ("lambda: 1", "opaque"),
        ("[x for x in y]", "opaque"),
        ("('a')", r#"string "a""#),
        ("( # why\n 'a')", r#"string "a""#),
    ];
    assert_each(cases.map(|(text, expected)| {
        let document = py(&format!("x = {text}\n"));
        let program = Program::new(&document);
        let value = program.top_level("x").unwrap().initializer().unwrap();
        (
            text.to_owned(),
            describe(&value.value()),
            expected.to_owned(),
        )
    }));
}

#[test]
fn names_that_are_bound_once_stand_for_their_value() {
    let cases = [
        ("const a = 'x';", "'x'"),
        ("const b = 'x'; const a = b;", "'x'"),
        ("const b = 'x'; const a = (b as any)!;", "'x'"),
        ("let a = 'x';", "'x'"),
        ("let a = 'x'; a = 'y';", "a"),
        ("let a = 'x'; a += 'y';", "a"),
        ("let a = 1; a++;", "a"),
        ("let a = 'x'; [a] = ['y'];", "a"),
        ("let a = 'x'; ({ a } = o);", "a"),
        ("let a = 'x'; for (a of b) {}", "a"),
        ("let a = 'x'; function change() { a = 'y'; }", "a"),
        ("function change() { const a = 'y'; } const a = 'x';", "'x'"),
        ("const { a } = o;", "a"),
        ("const [a] = o;", "a"),
        ("let a;", "a"),
        ("const a = b; const b = a;", "a"),
    ];
    assert_each(cases.map(|(text, expected)| {
        let document = ts(&format!("{text}\nuse(a);\n"));
        let program = Program::new(&document);
        let use_of_a = program.expr_at(last(&program, "a);", 1)).unwrap();
        (
            text.to_owned(),
            use_of_a.resolved().text().to_owned(),
            expected,
        )
    }));
    let cases = [
        ("a = 'x'", "'x'"),
        ("a = b = 'x'", "'x'"),
        ("a, b = 'x', 'y'", "'x'"),
        ("(a, b) = ['x', 'y']", "'x'"),
        ("a, *b = 'x', 'y'", "a"),
        ("a = 'x'\na = 'y'", "a"),
        ("a = 'x'\na += 'y'", "a"),
        ("a = 'x'\ndel a", "a"),
        ("a = 'x'\nfor a in b: pass", "a"),
        ("a = 'x'\ndef change():\n    global a\n    a = 'y'", "a"),
        ("a = 'x'\ndef change():\n    a = 'y'", "'x'"),
        ("a = 'x'\nwith b as a: pass", "a"),
        ("a = 'x'\nb = [a for a in c]", "'x'"),
        ("a = 'x'\nb = [(a := c) for c in d]", "a"),
        ("if x:\n    a = 'x'\nelse:\n    a = 'y'", "a"),
        ("def outer():\n    a = 'x'", "a"),
    ];
    assert_each(cases.map(|(text, expected)| {
        let document = py(&format!("{text}\nuse(a)\n"));
        let program = Program::new(&document);
        let use_of_a = program.expr_at(last(&program, "a)", 1)).unwrap();
        (
            text.to_owned(),
            use_of_a.resolved().text().to_owned(),
            expected,
        )
    }));
}

/// The span of the first `length` bytes of the last place of `text`.
fn last(program: &Program<'_>, text: &str, length: usize) -> crate::source::Span {
    let start = program.source().text().rfind(text).unwrap();
    crate::source::Span::new(start, start + length)
}

#[test]
fn what_a_package_holds_is_named_by_its_neutral_path() {
    let typescript = ts("import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';
const { config } = aws;
use(pulumi.output, aws.config.region, config.region, aws.getRegionOutput);
");
    let program = Program::new(&typescript);
    for (text, package, path) in [
        ("pulumi.output", "pulumi", "output"),
        ("aws.config.region", "aws", "config.region"),
        ("config.region,", "aws", "config.region"),
        ("aws.getRegionOutput", "aws", "getRegionOutput"),
    ] {
        let symbol = expr(&program, text.trim_end_matches(',')).symbol().unwrap();
        assert!(symbol.is(package, path), "{text}: {symbol:?}");
    }
    let python = py("import pulumi
import pulumi_aws as aws
use(pulumi.Output.from_input, aws.config.region, aws.get_region_output, aws.lambda_.get_function)
");
    let program = Program::new(&python);
    for (text, package, path) in [
        ("pulumi.Output.from_input", "pulumi", "Output.fromInput"),
        ("aws.config.region", "aws", "config.region"),
        ("aws.get_region_output", "aws", "getRegionOutput"),
        ("aws.lambda_.get_function", "aws", "lambda.getFunction"),
    ] {
        let symbol = expr(&program, text).symbol().unwrap();
        assert!(symbol.is(package, path), "{text}: {symbol:?}");
    }
}

#[test]
fn paths_of_globals_are_read_down_to_what_the_file_does_not_bind() {
    let document = ts("use(process.env.AWS_REGION, process.env['AWS_REGION']);");
    let program = Program::new(&document);
    for text in ["process.env.AWS_REGION", "process.env['AWS_REGION']"] {
        let path = expr(&program, text).global_path().unwrap();
        assert_eq!(path, ["process", "env", "AWS_REGION"]);
    }
    let document = ts("const process = fake;\nuse(process.env.AWS_REGION);");
    let program = Program::new(&document);
    assert_eq!(expr(&program, "process.env.AWS_REGION").global_path(), None);
    let document = py("import os\nuse(os.environ['AWS_REGION'])\n");
    let program = Program::new(&document);
    let path = expr(&program, "os.environ['AWS_REGION']").global_path();
    assert_eq!(path.unwrap(), ["os", "environ", "AWS_REGION"]);
    let document = py("from os import environ as e\nuse(e['AWS_REGION'])\n");
    let program = Program::new(&document);
    let path = expr(&program, "e['AWS_REGION']").global_path();
    assert_eq!(path.unwrap(), ["os.environ", "AWS_REGION"]);
}
