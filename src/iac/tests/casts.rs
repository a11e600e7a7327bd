//! Casts of maps to `any`, and what maps are declared as.

use super::{py, ts};
use crate::fix::Edits;
use crate::iac::{Known, Program};

/// The text of each cast map with what it falls back to, and what comes out once it is narrowed to `T`, and without a cast.
fn casts(line: &str) -> Vec<(String, Option<(String, String)>)> {
    let document = ts(line);
    let program = Program::new(&document);
    let casts = program.casts_of_maps().into_iter();
    let found = casts.map(|cast| {
        let applied = |edits| Edits::new(edits).unwrap().apply(line).unwrap();
        let narrow = cast.narrow("T").map(applied);
        let plain = cast.leave_out().map(applied);
        (cast.whole.text().to_owned(), narrow.zip(plain))
    });
    found.collect()
}

#[test]
fn a_map_is_cast_where_it_is_spread_or_falls_back() {
    for (line, whole, narrow, plain) in [
        (
            "f((a.b as any) || {});",
            "(a.b as any) || {}",
            "f((a.b as T) || {});",
            "f(a.b || {});",
        ),
        (
            "f(a.b as any ?? {});",
            "a.b as any ?? {}",
            "f((a.b as T) ?? {});",
            "f(a.b ?? {});",
        ),
        (
            "f(<any>a.b || {});",
            "<any>a.b || {}",
            "f(<T>a.b || {});",
            "f(a.b || {});",
        ),
        (
            "f({ ...(a as any) });",
            "(a as any)",
            "f({ ...(a as T) });",
            "f({ ...a });",
        ),
        (
            "f({ ...a as any });",
            "a as any",
            "f({ ...(a as T) });",
            "f({ ...a });",
        ),
    ] {
        let both = Some((narrow.to_owned(), plain.to_owned()));
        assert_eq!(casts(line), [(whole.to_owned(), both)], "{line}");
    }
    assert_eq!(
        casts("f((a /* why */ as any) || {});"),
        [("(a /* why */ as any) || {}".to_owned(), None)]
    );
}

#[test]
fn no_other_cast_is_one() {
    for line in [
        "f(a as any);",
        "f((a as T) || {});",
        "f((a as any) || { b: 1 });",
        "f(b || (a as any));",
        "f((a as any as T) || {});",
        "f(...(a as any));",
        "f([...(a as any)]);",
        "f(`(a as any) || {}`);",
    ] {
        assert_eq!(casts(line), [], "{line}");
    }
    assert!(Program::new(&py("f(a or {})\n")).casts_of_maps().is_empty());
}

/// What the parameter `a` is declared to hold by key, and when it is known.
fn declared(written: &str) -> Option<(String, Known)> {
    let document = ts(&format!("const g = 1; function f(a{written}) {{}}"));
    let program = Program::new(&document);
    let inside = program.expr_at(crate::source::Span::new(24, 25))?;
    let a = program
        .visible_from(inside)
        .into_iter()
        .find(|name| name.name() == "a")?;
    let map = a.declared()?.map?;
    Some((map.values, map.known))
}

#[test]
fn maps_are_read_as_they_are_declared() {
    let at_once = |values: &str| Some((values.to_owned(), Known::AtOnce));
    let later = |values: &str| Some((values.to_owned(), Known::PerhapsLater));
    assert_eq!(declared(": Record<string, string>"), at_once("string"));
    assert_eq!(
        declared("?: { [key: string]: pulumi.Input<string> }"),
        at_once("pulumi.Input<string>")
    );
    assert_eq!(
        declared(": pulumi.Input<Record<string, string>> | undefined"),
        later("string")
    );
    assert_eq!(
        declared(": Input<{ [key: string]: number } | undefined>"),
        later("number")
    );
    assert_eq!(declared(": { a: string }"), None);
    assert_eq!(declared(": Record<\"a\", string>"), None);
    assert_eq!(declared(": Map<string, string>"), None);
    assert_eq!(declared(""), None);
}
