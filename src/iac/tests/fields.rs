//! What the objects of a class hold, and where more is declared.

use super::{py, ts};
use crate::fix::Edits;
use crate::iac::{Access, Program};
use crate::syntax::Document;

/// The text with the member `x` of type `T` listed in its only class.
fn listed(document: &Document) -> Option<String> {
    let program = Program::new(document);
    let class = &program.classes()[0];
    let edit = class.list_fields(&[("x".to_owned(), "T".to_owned())])?;
    let edits = Edits::new([edit]).unwrap();
    Some(edits.apply(document.source().text()).unwrap())
}

/// The names of the only class that can be read as values, and those that cannot.
fn names(document: &Document) -> (Vec<String>, Vec<String>) {
    let program = Program::new(document);
    let names = program.classes()[0].names();
    let of = |wanted: Access| {
        let names = names.iter().filter(|(_, access)| *access == wanted);
        names.map(|(name, _)| name.clone()).collect()
    };
    (of(Access::Public), of(Access::Private))
}

#[test]
fn a_field_is_listed_below_the_last_one_or_first() {
    for (before, after) in [
        (
            "class A {\n  public readonly a: S; // why\n  f() {}\n}\n",
            "class A {\n  public readonly a: S; // why\n  public readonly x: T;\n  f() {}\n}\n",
        ),
        (
            "class A {\n  // why\n  constructor() { f(); }\n}\n",
            "class A {\n  public readonly x: T;\n\n  // why\n  constructor() { f(); }\n}\n",
        ),
    ] {
        assert_eq!(listed(&ts(before)).as_deref(), Some(after), "{before}");
    }
    assert_eq!(listed(&ts("class A { constructor() {} }\n")), None);
    let python = "class A:\n    a: S\n\n    def f(self):\n        pass\n";
    let with = python.replace("a: S\n", "a: S\n    x: T\n");
    assert_eq!(listed(&py(python)), Some(with));
}

#[test]
fn all_names_of_objects_are_known() {
    let own = ts(
        "class A {\n  a = 1;\n  private b: S;\n  static s = 1;\n  get g() { return 1; }\n  m() { this.late = 1; }\n  constructor(readonly p: S, q: S) {}\n}\n",
    );
    let text = |names: &[&str]| {
        names
            .iter()
            .map(|&name| name.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&own),
        (
            text(&["a", "g", "late", "p"]),
            text(&["b", "constructor", "m"])
        )
    );
    let own = py(
        "class A:\n    c = 1\n    def __init__(self):\n        self.a = 1\n        self._b = 1\n    def m(self):\n        self.late = 1\n",
    );
    assert_eq!(
        names(&own),
        (text(&["a", "c", "late"]), text(&["__init__", "_b", "m"]))
    );
}

#[test]
fn a_statement_of_the_constructor_itself_runs_with_every_object() {
    let document = ts(
        "class A {\n  constructor() {\n    this.one(1);\n    if (x) this.two(2);\n  }\n  m() {\n    this.three(3);\n  }\n}\n",
    );
    let program = Program::new(&document);
    let class = &program.classes()[0];
    let runs = |method: &str| class.constructs_with(class.own_calls(method)[0].callee);
    assert_eq!(
        [runs("one"), runs("two"), runs("three")],
        [true, false, false]
    );
}
