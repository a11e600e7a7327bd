//! The rules of a bucket, inline or in a resource of their own, that delete without moving first.

use iacfix::iac::{Binding, Expr, Field, Presence, Record, Resource, Value};
use iacfix::source::Span;

/// What is known of one rule, or of all.
pub(super) enum Found<'a> {
    /// A rule that deletes and never moves.
    Rule(Rule<'a>),
    /// What cannot be followed.
    Unknown(Span, &'static str),
}

/// A rule that deletes and never moves.
pub(super) struct Rule<'a> {
    /// Where it is written.
    pub(super) record: Record<'a>,
    /// Its entries.
    pub(super) fields: Vec<Field<'a>>,
    /// After how many days it deletes.
    pub(super) days: Field<'a>,
    /// Where it says so.
    pub(super) span: Span,
    /// The names that lead to it.
    pub(super) via: Vec<Binding<'a>>,
}

/// All that is to be said about the rules of a bucket, or of its lifecycle configuration.
pub(super) fn of<'a>(resource: &Resource<'a>) -> Vec<Found<'a>> {
    let name = match resource.token().contains("LifecycleConfiguration") {
        true => "rules",
        false => "lifecycleRules",
    };
    let written = match resource.property(name) {
        Presence::Present(property) => property.value(),
        Presence::Absent => return Vec::new(),
        Presence::Unknown => {
            let what = "what this bucket is given comes from somewhere else; whether it deletes logs is not known";
            return vec![Found::Unknown(resource.span(), what)];
        }
    };
    let Some(written) = written else {
        return Vec::new();
    };
    let mut via = names(written);
    let Some(items) = written.resolved().items() else {
        let what = "the rules of this bucket come from somewhere else; when they delete its logs is not known";
        return vec![Found::Unknown(written.span(), what)];
    };
    let rules = items.into_iter().filter_map(|item| {
        let of_item = names(item.value);
        let held = via.len();
        via.extend(of_item);
        let found = rule(item.value.resolved(), &via);
        via.truncate(held);
        found
    });
    rules.collect()
}

/// The rule that is written as `value`, if it is one that deletes and never moves.
fn rule<'a>(value: Expr<'a>, via: &[Binding<'a>]) -> Option<Found<'a>> {
    let unknown = || {
        let what =
            "a part of this rule comes from somewhere else; when it deletes logs is not known";
        Some(Found::Unknown(value.span(), what))
    };
    let (Some(record), Some(fields)) = (value.record(), value.fields()) else {
        return unknown();
    };
    let field = |name: &str| fields.iter().find(|field| field.name == name);
    let disabled = field("enabled")
        .or_else(|| field("status"))
        .is_some_and(|on| match on.value.resolved().value() {
            Value::Boolean(on) => !on,
            Value::String(status) => status == "Disabled",
            _ => false,
        });
    if disabled || field("transitions").is_some() {
        return None;
    }
    let expiration = field("expiration").or_else(|| field("expirations"))?;
    let mut via = via.to_vec();
    via.extend(names(expiration.value));
    let mut expiration = expiration.value.resolved();
    if let Some(items) = expiration.items() {
        let [one] = items.as_slice() else {
            return unknown();
        };
        via.extend(names(one.value));
        expiration = one.value.resolved();
    }
    let Some(inner) = expiration.fields() else {
        return unknown();
    };
    // A date is a date, and what only clears markers away deletes nothing.
    let days = inner.into_iter().find(|field| field.name == "days")?;
    let span = expiration.record()?.property("days")?.span();
    Some(Found::Rule(Rule {
        record,
        fields: fields.clone(),
        days,
        span,
        via,
    }))
}

/// The names that are followed from an expression to what it stands for.
fn names<'a>(expr: Expr<'a>) -> Vec<Binding<'a>> {
    let mut found: Vec<Binding<'a>> = Vec::new();
    let mut expr = expr;
    while let Some(name) = expr.binding().filter(|name| !found.contains(name))
        && let Some(value) = name.constant()
    {
        found.push(name);
        expr = value;
    }
    found
}
