//! Resources of the same configuration that the program declares already.

use iacfix::codemod::Context;
use iacfix::iac::{Code, Expr, Resource, Value};

/// The resource of one of the types that is about the bucket.
pub(super) fn declared<'a>(
    ctx: &Context<'a>,
    bucket: &Resource<'a>,
    tokens: &[String],
) -> Option<Resource<'a>> {
    let uses = bucket.references().uses;
    let called = bucket
        .property("bucket")
        .present()
        .and_then(|property| property.value());
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    ctx.program().resources(&tokens).into_iter().find(|other| {
        let Some(named) = other
            .property("bucket")
            .present()
            .and_then(|property| property.value())
        else {
            return false;
        };
        // It may name the bucket in words, too.
        uses.iter().any(|usage| named.span().contains(usage.span()))
            || called.is_some_and(|called| same_text(called, named))
    })
}

/// Whether two expressions are the same text, or come to the same string.
fn same_text(one: Expr<'_>, other: Expr<'_>) -> bool {
    let spelled = |expr: Expr<'_>| match expr.resolved().value() {
        Value::String(text) => Some(text),
        _ => None,
    };
    one.text() == other.text() || spelled(one).is_some_and(|text| spelled(other) == Some(text))
}

/// Whether a resource says exactly this of its bucket.
pub(super) fn says(resource: &Resource<'_>, properties: &[(String, Code)]) -> bool {
    let own = resource.own_entries();
    let others = own
        .iter()
        .filter_map(|entry| entry.neutral_name())
        .filter(|name| !["bucket", "opts"].contains(&name.as_str()));
    others.count() == properties.len()
        && properties.iter().all(|(name, code)| {
            let property = resource.property(name).present();
            property
                .and_then(|property| property.value())
                .is_some_and(|value| same(code, value))
        })
}

fn same(code: &Code, value: Expr<'_>) -> bool {
    match code {
        Code::Commented(code, _) | Code::OneALine(code) => same(code, value),
        Code::Object(entries) => value.fields().is_some_and(|fields| {
            fields.len() == entries.len()
                && entries.iter().all(|(name, code)| {
                    let field = fields.iter().find(|field| field.name == *name);
                    field.is_some_and(|field| same(code, field.value))
                })
        }),
        Code::List(elements) => value.items().is_some_and(|items| {
            items.len() == elements.len()
                && elements
                    .iter()
                    .zip(items)
                    .all(|(code, item)| same(code, item.value))
        }),
        Code::Text(text) => {
            matches!(value.resolved().value(), Value::String(other) if other == *text)
        }
        Code::Verbatim(text) => text.split_whitespace().eq(value.text().split_whitespace()),
        _ => false,
    }
}
