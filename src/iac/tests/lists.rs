//! What goes into lists, what goes through them, and what runs whenever something else does.

use super::{apply, assert_each, expr, parse, py, ts};
use crate::iac::{Code, Expr, Program};
use crate::syntax::Document;

/// The texts of the elements of the list that `list` was last written as.
fn elements(document: &Document, list: &str) -> Option<Vec<String>> {
    let program = Program::new(document);
    let found = expr(&program, list).elements()?;
    let text = |element: Expr<'_>| element.given().unwrap_or(element).text().to_owned();
    Some(found.into_iter().map(text).collect())
}

/// The list that the last `x` of a program is an element of.
fn list_of_x(document: &Document) -> Option<String> {
    let program = Program::new(document);
    expr(&program, "x")
        .element_of()
        .map(|list| list.text().to_owned())
}

#[test]
fn the_elements_of_a_list_are_what_is_written_and_what_is_added() {
    let some = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect());
    let cases: [(Document, Option<Vec<String>>); 16] = [
        (
            ts("const list = [a, b];\nlist.push(c, d);\nuse = list;"),
            some(&["a", "b", "c", "d"]),
        ),
        (
            ts("const list = names.map((name) => make(name));\nuse = list;"),
            some(&["make(name)"]),
        ),
        (
            ts(
                "const list = names.map((name) => { const made = make(name); return made; });\nuse = list;",
            ),
            some(&["make(name)"]),
        ),
        (
            ts(
                "const list = [];\nfor (const n of names) { const made = make(n); list.push(made); }\nuse = list;",
            ),
            some(&["make(n)"]),
        ),
        (
            ts("class A { constructor() { this.list = []; this.list.push(a); use = this.list } }"),
            some(&["a"]),
        ),
        (ts("const list = [...others, a];\nuse = list;"), None),
        (
            ts("const list = [a];\nlist.splice(0, 1);\nuse = list;"),
            None,
        ),
        (ts("const list = [a];\nfill(list);\nuse = list;"), None),
        (ts("const list = [a];\nlist[0] = b;\nuse = list;"), None),
        (ts("let list = [a];\nlist = [b];\nuse = list;"), None),
        (
            py("list = [a]\nlist.append(b)\nuse = list\n"),
            some(&["a", "b"]),
        ),
        (
            py("list = [make(name) for name in names if name]\nuse = list\n"),
            some(&["make(name)"]),
        ),
        (py("list = [a]\nlist.extend(others)\nuse = list\n"), None),
        (py("list = [a]\nlist += [b]\nuse = list\n"), None),
        // The name is given another value below: what it holds here is what was given last.
        (
            py(
                "list = []\nfor n in names:\n    it = make(n)\n    list.append(it)\nfor it in list:\n    use(it)\nuse = list\n",
            ),
            some(&["make(n)"]),
        ),
        (
            py(
                "list = []\nit = None\nfor n in names:\n    list.append(it)\n    it = make(n)\nuse = list\n",
            ),
            some(&["it"]),
        ),
    ];
    assert_each(cases.map(|(document, expected)| {
        let text = document.source().text().to_owned();
        let list = if text.contains("this.list") {
            "this.list"
        } else {
            "list"
        };
        (text, elements(&document, list), expected)
    }));
}

#[test]
fn a_name_stands_for_the_elements_that_a_loop_or_callback_goes_through() {
    let list = || Some("list".to_owned());
    let cases: [(Document, Option<String>); 17] = [
        (ts("for (const x of list) use(x);"), list()),
        (
            ts("for (const [i, x] of list.entries()) { use(x); }"),
            list(),
        ),
        (ts("list.forEach((x, i) => use(x));"), list()),
        (ts("list.map(x => x);"), list()),
        (ts("list.map(function (x) { return x; });"), list()),
        (ts("list.forEach((i, x) => use(x));"), None),
        (ts("for (const x in list) use(x);"), None),
        (ts("for (const x of list.entries()) use(x);"), None),
        (ts("for (const { x } of list) use(x);"), None),
        (ts("list.reduce((x, y) => x);"), None),
        (ts("use(list, (x) => x);"), None),
        (py("for x in list:\n    use(x)\n"), list()),
        (py("for i, x in enumerate(list):\n    use(x)\n"), list()),
        (py("found = [i for i, x in enumerate(list) if x]\n"), list()),
        (py("for x in enumerate(list):\n    use(x)\n"), None),
        (py("for x in list:\n    x = other\n    use(x)\n"), None),
        (py("x = other\nfor x in list:\n    use(x)\n"), list()),
    ];
    assert_each(cases.map(|(document, expected)| {
        (
            document.source().text().to_owned(),
            list_of_x(&document),
            expected,
        )
    }));
}

#[test]
fn what_runs_after_something_else_runs_whenever_that_did() {
    let runs = |path: &str, text: &str| {
        let document = parse(path, text);
        let program = Program::new(&document);
        expr(&program, "b()").runs_after(expr(&program, "a()"))
    };
    let cases = [
        ("a.ts", "a();\nb();", true),
        ("a.ts", "for (const n of names) { a(); }\nb();", true),
        ("a.ts", "if (c) { a(); }\nb();", true),
        ("a.ts", "a();\nif (c) { b(); }", false),
        ("a.ts", "a();\nfor (const n of names) { b(); }", false),
        ("a.ts", "b();\na();", false),
        ("a.ts", "function f() { a(); if (c) return; b(); }", false),
        (
            "a.ts",
            "function f() { a(); g(() => { return 1; }); b(); }",
            true,
        ),
        ("a.ts", "a();\nconst later = () => b();", false),
        ("a.py", "a()\nb()\n", true),
        (
            "a.py",
            "for n in names:\n    a()\n    if n:\n        continue\n    b()\n",
            false,
        ),
        ("a.py", "a()\nif c:\n    b()\n", false),
    ];
    assert_each(cases.map(|(path, text, expected)| (text.to_owned(), runs(path, text), expected)));
}

#[test]
fn what_runs_for_each_element_is_under_no_condition() {
    let each = |path: &str, text: &str| {
        let document = parse(path, text);
        let program = Program::new(&document);
        let found = expr(&program, "f()").runs_for_each()?;
        Some(format!(
            "{} in {}",
            found.list.text(),
            found.around.span().start
        ))
    };
    let some = Some("list in 0".to_owned());
    let cases = [
        ("a.ts", "for (const x of list) { g(); f(); }", some.clone()),
        ("a.ts", "for (const x of list) f();", some.clone()),
        (
            "a.ts",
            "for (const [i, x] of list.entries()) { f(); }",
            some.clone(),
        ),
        ("a.ts", "list.forEach((x) => f());", some.clone()),
        ("a.ts", "list.forEach((x) => { f(); });", some.clone()),
        (
            "a.ts",
            "for (const x of list) { if (x) continue; f(); }",
            None,
        ),
        ("a.ts", "for (const x of list) { if (x) { f(); } }", None),
        ("a.ts", "if (list) { f(); }", None),
        ("a.ts", "list.map((x) => { f(); });", None),
        ("a.py", "for i, x in enumerate(list):\n    f()\n", some),
        (
            "a.py",
            "for x in list:\n    if x:\n        break\n    f()\n",
            None,
        ),
        ("a.py", "for x in list:\n    f()\nelse:\n    g()\n", None),
    ];
    assert_each(cases.map(|(path, text, expected)| (text.to_owned(), each(path, text), expected)));
}

#[test]
fn what_is_moved_up_has_to_mean_the_same_there() {
    let moves = |path: &str, text: &str| {
        let document = parse(path, text);
        let program = Program::new(&document);
        let moved = expr(&program, "from(it)");
        moved.can_stand_at(expr(&program, "to()")).is_ok()
    };
    let cases = [
        ("a.ts", "const it = 1;\nto();\nfrom(it);", true),
        ("a.ts", "import { it } from 'it';\nto();\nfrom(it);", true),
        ("a.ts", "function f(it) { to(); from(it); }", true),
        ("a.ts", "to();\nfrom(it);", true),
        ("a.ts", "to();\nconst it = 1;\nfrom(it);", false),
        ("a.ts", "let it = 1;\nto();\nit = 2;\nfrom(it);", false),
        (
            "a.ts",
            "const it = 1;\n{ const it = 2; to(); }\nfrom(it);",
            false,
        ),
        ("a.ts", "to();\nfor (const it of list) { from(it); }", false),
    ];
    assert_each(cases.map(|(path, text, expected)| (text.to_owned(), moves(path, text), expected)));
    let member = |text: &str| {
        let document = py(text);
        let program = Program::new(&document);
        let moved = expr(&program, "get(self.it)");
        moved.can_stand_at(expr(&program, "to()")).is_ok()
    };
    let class = "class A:\n    def __init__(self):\n";
    let set = "        self.it = 1\n";
    let to = "        to()\n";
    let from = "        get(self.it)\n";
    let again = "\n    def other(self):\n        self.it = 2\n";
    assert_each([
        (
            format!("{class}{set}{to}{from}"),
            member(&format!("{class}{set}{to}{from}")),
            true,
        ),
        (
            format!("{class}{to}{set}{from}"),
            member(&format!("{class}{to}{set}{from}")),
            false,
        ),
        (
            format!("{class}{set}{to}{from}{again}"),
            member(&format!("{class}{set}{to}{from}{again}")),
            false,
        ),
    ]);
}

#[test]
fn a_callback_of_apply_knows_the_outputs_by_their_names() {
    let given = |path: &str, text: &str| {
        let document = parse(path, text);
        let program = Program::new(&document);
        let applied = expr(&program, "here()").applied_around();
        let texts = applied.iter().map(|applied| {
            let called = match &applied.called {
                Code::Name(name) | Code::Verbatim(name) => name.clone(),
                other => format!("{other:?}"),
            };
            format!("{called} is {}", applied.output.text())
        });
        texts.collect::<Vec<_>>().join(", ")
    };
    let ts = "import * as pulumi from '@pulumi/pulumi';\n";
    let py = "import pulumi\n";
    let cases = [
        (
            "a.ts",
            format!("{ts}fn.name.apply((n) => here());"),
            "n is fn.name",
        ),
        (
            "a.ts",
            format!("{ts}fn.name.apply(n => {{ return here(); }});"),
            "n is fn.name",
        ),
        (
            "a.ts",
            format!("{ts}pulumi.all([a, b]).apply(([x, y]) => here());"),
            "x is a, y is b",
        ),
        (
            "a.ts",
            format!("{ts}pulumi.all([a, b]).apply(([, y]) => here());"),
            "y is b",
        ),
        (
            "a.ts",
            format!("{ts}pulumi.all([a, b]).apply((v) => here());"),
            "v[0] is a, v[1] is b",
        ),
        (
            "a.ts",
            format!("{ts}pulumi.all({{ a, b: c }}).apply(({{ a, b: d }}) => here());"),
            "a is a, d is c",
        ),
        (
            "a.ts",
            format!("{ts}pulumi.all({{ a }}).apply((v) => here());"),
            "v.a is a",
        ),
        (
            "a.ts",
            format!("{ts}const both = pulumi.all([a]);\nboth.apply(([x]) => here());"),
            "x is a",
        ),
        (
            "a.ts",
            format!("{ts}pulumi.all([...a, b]).apply(([x, y]) => here());"),
            "",
        ),
        (
            "a.ts",
            format!("{ts}a.apply((x) => b.apply((x) => here()));"),
            "x is b",
        ),
        ("a.ts", format!("{ts}f((x) => here());"), ""),
        (
            "a.py",
            format!("{py}fn.name.apply(lambda n: here())\n"),
            "n is fn.name",
        ),
        (
            "a.py",
            format!("{py}pulumi.Output.all(a, b).apply(lambda v: here())\n"),
            "v[0] is a, v[1] is b",
        ),
        (
            "a.py",
            format!("{py}pulumi.Output.all(k=a).apply(lambda v: here())\n"),
            "v[\"k\"] is a",
        ),
        (
            "a.py",
            format!("{py}pulumi.Output.all(*a).apply(lambda v: here())\n"),
            "",
        ),
    ];
    assert_each(
        cases.map(|(path, text, expected)| (text.clone(), given(path, &text), expected.to_owned())),
    );
}

#[test]
fn outputs_may_stand_where_pulumi_writes_json() {
    let may = |path: &str, text: &str| {
        let document = parse(path, text);
        let program = Program::new(&document);
        expr(&program, "here()").may_hold_outputs()
    };
    let ts = "import * as pulumi from '@pulumi/pulumi';\n";
    let py = "import pulumi\n";
    let cases = [
        (
            "a.ts",
            format!("{ts}pulumi.jsonStringify({{ a: [here()] }});"),
            true,
        ),
        (
            "a.ts",
            format!("{ts}JSON.stringify({{ a: [here()] }});"),
            false,
        ),
        (
            "a.ts",
            format!("{ts}pulumi.jsonStringify(a.apply((b) => here()));"),
            false,
        ),
        ("a.ts", format!("{ts}here();"), false),
        (
            "a.py",
            format!("{py}pulumi.Output.json_dumps({{\"a\": [here()]}})\n"),
            true,
        ),
        (
            "a.py",
            format!("{py}json.dumps({{\"a\": [here()]}})\n"),
            false,
        ),
    ];
    assert_each(cases.map(|(path, text, expected)| (text.clone(), may(path, &text), expected)));
}

#[test]
fn a_list_is_laid_out_with_what_follows_it() {
    let document = ts(
        "const m = [['AWS/Lambda', 'Errors', { stat: 'Average' }]];\nuse(['AWS/Lambda', 'Duration', 'FunctionName', theNameOfIt]);\n",
    );
    let program = Program::new(&document);
    let list = expr(&program, "['AWS/Lambda', 'Errors', { stat: 'Average' }]");
    let options = list.records_within()[0].entries();
    let mut elements: Vec<Code> = ["AWS/Lambda", "Errors", "FunctionName", "aName"]
        .map(|text| Code::Text(text.to_owned()))
        .into();
    elements.push(Code::Entries(
        options.iter().map(crate::iac::Entry::code).collect(),
    ));
    let text = apply(&document, [list.replace(&Code::List(elements))]);
    assert!(
        text.starts_with(
            "const m = [[\n  'AWS/Lambda',\n  'Errors',\n  'FunctionName',\n  'aName',\n  { stat: 'Average' },\n]];"
        ),
        "{text}"
    );
}
