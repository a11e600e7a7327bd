//! What may move in front of something else, and what is worth the same.

use super::*;
use crate::iac::{Held, Program};

#[test]
fn what_holds_a_value_is_told_through_brackets_and_casts() {
    let document = ts("const o = { a: (x as any), 'b': [y] };\nf(z);\n");
    let program = Program::new(&document);
    let held = |text| match expr(&program, text).held() {
        Some(Held::Entry(key, record)) => format!("{key} of {}", record.text()),
        Some(Held::Element(list)) => format!("in {}", list.text()),
        None => "nothing".to_owned(),
    };
    assert_eq!(held("x"), "a of { a: (x as any), 'b': [y] }");
    assert_eq!(held("y"), "in [y]");
    assert_eq!(held("z"), "nothing");
    let document = py("f(a_b=x, c=[y])\n");
    let program = Program::new(&document);
    assert!(
        matches!(expr(&program, "x").held(), Some(Held::Entry(key, call))
            if key == "aB" && call.text().starts_with("f("))
    );
}

#[test]
fn merged_records_are_kept_where_the_result_is() {
    for (text, kept) in [
        ("const o = { x };", true),
        ("const o = pulumi.mergeOptions({ x }, p);", true),
        ("const o = { ...{ x }, y };", true),
        ("const o = c ? { x } : {};", true),
        ("const b = new B({ x });", false),
        ("f({ x });", false),
        ("const r = f({ x });", false),
    ] {
        let document = ts(text);
        let program = Program::new(&document);
        assert_eq!(expr(&program, "{ x }").is_kept(), kept, "{text}");
    }
}

#[test]
fn repetitions_are_loops_and_what_calls_a_callback_for_each() {
    for (text, count) in [
        ("for (const a of b) { f(x); }", 1),
        ("b.map((a) => c.forEach((d) => f(x)));", 2),
        ("b.apply((a) => f(x));", 0),
        ("for (const a of b) { function g() { f(x); } }", 0),
    ] {
        let document = ts(text);
        let program = Program::new(&document);
        assert_eq!(expr(&program, "f(x)").repetitions().len(), count, "{text}");
    }
    let document = py("y = [f(x) for x in z]\n");
    let program = Program::new(&document);
    assert_eq!(expr(&program, "f(x)").repetitions().len(), 1);
}

#[test]
fn an_expression_means_the_same_where_its_names_do() {
    for (text, same) in [
        ("const x = 1;\nfor (const a of b) { f(x); }", true),
        ("for (const x of b) { f(x); }", false),
        ("for (const a of b) { const x = a; f(x); }", false),
        (
            "const x = 1;\nb.forEach((a) => { const x = a; f(x); });",
            false,
        ),
        ("const x = 1;\nb.forEach((a) => { f(x); });", true),
        ("for (const a of b) { f(x); }\nfunction x() {}", true),
    ] {
        let document = ts(text);
        let program = Program::new(&document);
        let call = expr(&program, "f(x)");
        let place = call.repetitions()[0];
        assert_eq!(call.means_the_same_before(place), same, "{text}");
    }
    let document = ts("const x = 1,\n  y = f(x);");
    let program = Program::new(&document);
    let call = expr(&program, "f(x)");
    assert!(!call.means_the_same_before(call), "declared beside it");
}

#[test]
fn values_are_the_same_whatever_their_spelling() {
    for (one, other, same) in [
        ("'a'", "\"a\"", true),
        ("k", "'a'", true),
        ("{ p: 'a', q: [1] }", "{ 'q': [0x1], p: k }", true),
        ("{ p: 'a' }", "{ p: 'b' }", false),
        ("{ p: 'a' }", "{ p: 'a', q: 1 }", false),
        ("`${k}-x`", "`${k}-x`", true),
        ("{ ...r, p: 1 }", "{ ...r, p: 1 }", true),
        ("{ ...r, p: 1 }", "{ p: 1 }", false),
        ("g(r)", "g(k)", false),
        ("g(r)", "g(r)", false),
        ("config.require('r')", "config.require('r')", true),
        ("`${n}`", "`${n}`", false),
        ("changed.p", "changed.p", false),
    ] {
        let document = ts(&format!(
            "import * as pulumi from '@pulumi/pulumi';\nconst config = new pulumi.Config();\n\
             const k = 'a';\nlet n = 0;\nn += 1;\nconst changed = {{ p: 1 }};\nchanged.p = 2;\n\
             first({one});\nsecond({other});"
        ));
        let program = Program::new(&document);
        let argument = |callee: &str| {
            let mut calls = program.scopes.calls.iter().map(|&node| Expr {
                program: &program,
                node,
            });
            calls
                .find_map(|call| match call.value() {
                    Value::Call(call) if call.callee.text() == callee => Some(call.arguments[0]),
                    _ => None,
                })
                .unwrap()
        };
        let found = argument("first").is_worth_the_same_as(argument("second"));
        assert_eq!(found, same, "{one} and {other}");
    }
}

#[test]
fn constructions_are_compared_by_what_they_come_to() {
    let document = py("import pulumi_aws as aws\n\n\
         a = aws.Provider(\"p\", region=\"r\")\n\
         b = aws.Provider(\"p\", aws.ProviderArgs(region=\"r\"))\n\
         c = aws.Provider(\"p\", region=\"s\")\n\
         d = aws.Provider(\"p\", **given)\n");
    let program = Program::new(&document);
    let all = resources(&program);
    let like: Vec<bool> = all
        .iter()
        .map(|other| all[0].is_constructed_like(other))
        .collect();
    assert_eq!(like, [true, true, false, false]);
}

#[test]
fn names_are_made_of_words_as_the_language_spells_them() {
    let (ts, py) = (ts("const usEast1 = 1;"), py("x = 1\n"));
    let (ts, py) = (Program::new(&ts), Program::new(&py));
    for (words, in_ts, in_py) in [
        (
            "us-east-1 provider",
            "usEast1Provider",
            "us_east_1_provider",
        ),
        ("us-east-1", "usEast12", "us_east_1"),
        ("EdgeProvider", "edgeProvider", "edge_provider"),
        ("3rd", "other", "other"),
        ("--", "other", "other"),
    ] {
        assert_eq!(ts.name_for(words, "other"), in_ts);
        assert_eq!(py.name_for(words, "other"), in_py);
    }
}
