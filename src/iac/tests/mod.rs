//! The model over short programs, by topic.

mod casts;
mod conditions;
mod consumers;
mod contributions;
mod discarded;
mod edits;
mod entries;
mod fields;
mod guards;
mod hoist;
mod imports;
mod insertions;
mod lists;
mod members;
mod placement;
mod properties;
mod removals;
mod shadowing;
mod signatures;
mod values;
mod worth;
mod written;

use super::{Expr, Presence, Program, Resource, Value};
use crate::fix::{Edit, Edits};
use crate::source::{Source, Span};
use crate::syntax::{Document, Grammar};

/// A TypeScript program.
fn ts(text: &str) -> Document {
    parse("index.ts", text)
}

/// A Python program that other modules may import.
fn py(text: &str) -> Document {
    parse("infra.py", text)
}

/// A Python program, by its path.
fn parse(path: &str, text: &str) -> Document {
    let grammar = Grammar::of(path.as_ref()).unwrap();
    let document = Document::parse(Source::new(path, text), grammar).unwrap();
    assert!(document.defects().is_empty(), "does not parse:\n{text}");
    document
}

/// Every resource of a program, in order.
fn resources<'p>(program: &'p Program<'p>) -> Vec<Resource<'p>> {
    program
        .scopes
        .calls
        .iter()
        .filter_map(|&node| program.resource_at(node))
        .collect()
}

/// The first resource of a program.
fn first<'p>(program: &'p Program<'p>) -> Resource<'p> {
    resources(program)
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("no resource in:\n{}", program.source().text()))
}

/// The types of the resources of a program, in order, without their package.
fn types(document: &Document) -> Vec<String> {
    let program = Program::new(document);
    resources(&program)
        .iter()
        .map(|resource| resource.token().to_owned())
        .collect()
}

/// Asserts the types of the resources of each program.
#[track_caller]
fn assert_types(documents: impl IntoIterator<Item = Document>, expected: &[&str]) {
    assert_each(documents.into_iter().map(|document| {
        let text = document.source().text().to_owned();
        (text, types(&document), expected.to_vec())
    }));
}

/// Asserts of each case what it gives, and shows all that do not: the program, what it gives, and what is expected.
#[track_caller]
fn assert_each<A, B>(cases: impl IntoIterator<Item = (String, A, B)>)
where
    A: PartialEq<B> + std::fmt::Debug,
    B: std::fmt::Debug,
{
    let wrong: Vec<String> = cases
        .into_iter()
        .filter(|(_, given, expected)| given != expected)
        .map(|(text, given, expected)| format!("{text}\n--> {given:?}\nnot {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

/// The innermost expression that is written as `text`, at its last place.
fn expr<'p>(program: &'p Program<'p>, text: &str) -> Expr<'p> {
    let source = program.source().text();
    let start = source
        .rfind(text)
        .unwrap_or_else(|| panic!("no `{text}` in:\n{source}"));
    program
        .expr_at(Span::new(start, start + text.len()))
        .unwrap()
}

/// What is known of a property: `Absent`, `Unknown`, or its value's text.
fn presence(resource: &Resource<'_>, path: &str) -> String {
    match resource.property(path) {
        Presence::Present(property) => property
            .value()
            .map_or_else(|| "a method".to_owned(), |value| value.text().to_owned()),
        Presence::Absent => "Absent".to_owned(),
        Presence::Unknown => "Unknown".to_owned(),
    }
}

/// The text after `edits`, which must parse as well as the text before them.
#[track_caller]
fn apply(document: &Document, edits: impl IntoIterator<Item = Edit>) -> String {
    let source = document.source();
    let edits = Edits::new(edits).unwrap();
    let text = edits.apply(source.text()).unwrap();
    let after = Document::parse(Source::new(source.path(), text.clone()), document.grammar());
    assert_eq!(
        after.unwrap().defects().len(),
        document.defects().len(),
        "no longer parses:\n{text}"
    );
    text
}

/// The value of an expression in one word and its parts.
fn describe(value: &Value<'_>) -> String {
    match value {
        Value::String(text) => format!("string {text:?}"),
        Value::Number(number) => format!("number {:?}", number.integer),
        Value::Boolean(value) => format!("boolean {value}"),
        Value::Null => "null".to_owned(),
        Value::Template(parts) => format!("template {parts:?}"),
        Value::Object(record) => format!("object of {}", record.entries().len()),
        Value::List(elements) => format!("list {elements:?}"),
        Value::Reference => "reference".to_owned(),
        Value::Call(call) => format!("call of {}", call.callee.text()),
        Value::Fallback { primary, fallback } => {
            format!("fallback {} or {}", primary.text(), fallback.text())
        }
        Value::Choice(one, other) => format!("choice {} or {}", one.text(), other.text()),
        Value::Opaque => "opaque".to_owned(),
    }
}
