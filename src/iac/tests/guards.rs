//! Guard clauses, what a value goes into, and where a program stops.

use super::{assert_each, parse, py, ts};
use crate::fix::Edits;
use crate::iac::{Demand, Guard, Need, Program};
use crate::syntax::Document;

/// The text with a clause about `wanted`: below what it is given, or where its function begins.
fn guarded(document: &Document, wanted: &str) -> Option<String> {
    let program = Program::new(document);
    let binding = *program.names_like(|name| name == wanted).first().unwrap();
    let guards = [Guard {
        subject: wanted.to_owned(),
        need: Need::Required,
        called: wanted.to_owned(),
        demand: Demand::Length(9),
        says: "must be short".to_owned(),
    }];
    let edit = match binding.constant() {
        Some(value) => value.guard_below(&guards),
        None => binding.guard_parameter(&guards),
    };
    let text = document.source().text();
    Some(Edits::new([edit?]).unwrap().apply(text).unwrap())
}

const TS: &str = "if (x.length > 9) {\n  throw new Error(`Invalid x '${x}': must be short`);\n}\n";
const PY: &str =
    "    if len(x) > 9:\n        raise ValueError(f\"Invalid x '{x}': must be short\")\n";

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

#[test]
fn clauses_stand_where_the_value_is_known() {
    let inner = indented(TS);
    let ts_cases = [
        (
            "const x = f();\ng(x);\n",
            Some(format!("const x = f();\n\n{TS}\ng(x);\n")),
        ),
        (
            "const x = f(); // why\n\ng(x);\n",
            Some(format!("const x = f(); // why\n\n{TS}\ng(x);\n")),
        ),
        (
            "if (a) {\n  const x = f();\n}\n",
            Some(format!("if (a) {{\n  const x = f();\n\n{inner}}}\n")),
        ),
        ("const x = f(); g(x);\n", None),
        (
            "function h(x: string) {\n  // why\n  g(x);\n}\n",
            Some(format!(
                "function h(x: string) {{\n{inner}\n  // why\n  g(x);\n}}\n"
            )),
        ),
        ("const h = (x: string) => g(x);\n", None),
        ("function h(x: string) {}\n", None),
    ];
    assert_each(
        ts_cases.map(|(text, expected)| (text.to_owned(), guarded(&ts(text), "x"), expected)),
    );
    let inside =
        "class A extends B {\n  constructor(x: string) {\n    super(x);\n    g(x);\n  }\n}\n";
    let after = guarded(&ts(inside), "x").unwrap();
    assert!(
        after.contains("super(x);\n\n    if (x.length > 9) {"),
        "{after}"
    );
    let branch = "class A extends B {\n  constructor(x: string) {\n    if (x) {\n      super(x);\n    }\n  }\n}\n";
    assert_eq!(guarded(&ts(branch), "x"), None);
    let py_cases = [
        (
            "def h(x: str):\n    \"\"\"Why.\"\"\"\n    g(x)\n",
            Some(format!(
                "def h(x: str):\n    \"\"\"Why.\"\"\"\n\n{PY}\n    g(x)\n"
            )),
        ),
        (
            "def h(x):\n    g(x)\n",
            Some(format!("def h(x):\n{PY}\n    g(x)\n")),
        ),
        ("def h(x): g(x)\n", None),
        ("h = lambda x: g(x)\n", None),
    ];
    assert_each(
        py_cases.map(|(text, expected)| (text.to_owned(), guarded(&py(text), "x"), expected)),
    );
}

/// The text that the first use of `a` becomes a part of.
fn around(document: &Document) -> String {
    let program = Program::new(document);
    let a = program.top_level("a").unwrap();
    let usage = a.uses().next().unwrap();
    usage.text_around().text().to_owned()
}

#[test]
fn a_value_becomes_a_part_of_the_text_around_it() {
    let head = "import * as pulumi from '@pulumi/pulumi';\nconst a = f();\n";
    let texts = [
        ("`x-${a}`", "`x-${a}`"),
        ("'x-' + (a || 'dev') + '-y'", "'x-' + (a || 'dev') + '-y'"),
        ("['x', a].join('-')", "['x', a].join('-')"),
        ("pulumi.interpolate`x-${a}`", "pulumi.interpolate`x-${a}`"),
        ("pulumi.concat('x', a)", "pulumi.concat('x', a)"),
        // What a function makes of it is another text.
        ("`x-${a.toLowerCase()}`", "a"),
        ("`x-${f(a)}`", "a"),
        ("a === 'x' ? 'y' : 'z'", "a"),
    ];
    assert_each(texts.map(|(text, expected)| {
        let document = ts(&format!("{head}g({text});\n"));
        (text.to_owned(), around(&document), expected.to_owned())
    }));
    let texts = [
        ("f\"x-{a}\"", "f\"x-{a}\""),
        ("f\"x-{a}\" \"-y\"", "f\"x-{a}\" \"-y\""),
        ("\"x-%s\" % a", "\"x-%s\" % a"),
        ("\"x-{}\".format(a)", "\"x-{}\".format(a)"),
        ("\"-\".join([\"x\", a])", "\"-\".join([\"x\", a])"),
        ("4 % a", "a"),
    ];
    assert_each(texts.map(|(text, expected)| {
        let document = py(&format!("a = f()\ng({text})\n"));
        (text.to_owned(), around(&document), expected.to_owned())
    }));
}

#[test]
fn a_program_stops_for_what_it_asks_before() {
    let asked = |document: &Document| -> Vec<String> {
        let program = Program::new(document);
        let conditions = program.conditions_of_stops();
        conditions.iter().map(|it| it.text().to_owned()).collect()
    };
    assert_eq!(
        asked(&ts("if (a) {\n  throw b;\n}\nif (c) {\n  d();\n}\n")),
        ["(a)", "throw b;"]
    );
    assert_eq!(
        asked(&ts("if (a) {\n  process.exit(1);\n}\n")),
        ["(a)", "process.exit(1)"]
    );
    assert_eq!(
        asked(&py("if a:\n    b()\nelif c:\n    raise d\nassert e\n")),
        ["a", "c", "raise d", "assert e"]
    );
}

/// What a type says of the parameter `x`.
#[test]
fn types_say_when_values_are_known_and_which_they_are() {
    let said = |path: &str, text: &str| {
        let document = parse(path, text);
        let program = Program::new(&document);
        let x = *program.names_like(|name| name == "x").first().unwrap();
        let declared = x.declared().unwrap();
        format!("{:?} {:?}", declared.declared, declared.need)
    };
    let ts_types = [
        ("string", "Plain Required"),
        ("string | undefined", "Plain Required"),
        ("'a' | 'b'", "Listed Required"),
        ("Kind", "Listed Required"),
        ("Level", "Listed Required"),
        ("pulumi.Input<string>", "Later Required"),
        ("string | pulumi.Output<string>", "Later Required"),
        ("Elsewhere", "Unknown Required"),
        ("any", "Unknown Required"),
    ];
    assert_each(ts_types.map(|(written, expected)| {
        let text = format!(
            "type Kind = 'a' | 'b';\nenum Level {{ A, B }}\nfunction f(x: {written}) {{}}\n"
        );
        (written.to_owned(), said("a.ts", &text), expected.to_owned())
    }));
    let py_types = [
        ("x: str", "Plain Required"),
        ("x: str = \"a\"", "Plain Optional"),
        ("x: Optional[str] = None", "Plain Optional"),
        ("x: Literal[\"a\"]", "Listed Required"),
        ("x: pulumi.Input[str]", "Later Required"),
        ("x", "Unknown Required"),
    ];
    assert_each(py_types.map(|(written, expected)| {
        let text = format!("def f({written}):\n    pass\n");
        (written.to_owned(), said("a.py", &text), expected.to_owned())
    }));
}
