//! The tags of a file that are written as texts, wherever the record is that holds them.

use iacfix::iac::{
    Binding, Consumer, Entry, Expr, Held, Key, Presence, Program, Value, Visibility,
};
use iacfix::source::Span;

/// A tag with a text that is written in place.
pub(super) struct Tag<'a> {
    pub(super) key: String,
    pub(super) literal: String,
    pub(super) value: Expr<'a>,
    /// Where it stands.
    pub(super) span: Span,
    pub(super) shared: Shared,
}

/// Whether the record that holds a tag is used for anything but tags.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shared {
    No,
    WithOthers,
}

/// Every tag of one of the keys, in order of place.
pub(super) fn of<'a>(program: &'a Program<'a>, keys: &[String]) -> Vec<Tag<'a>> {
    let mut found: Vec<Tag<'a>> = Vec::new();
    for expr in program.calls_that_construct() {
        for tags in given_to(expr) {
            collect(tags, keys, &mut found);
        }
    }
    found.sort_by_key(|tag| tag.span);
    found.dedup_by_key(|tag| tag.span);
    found
}

/// The values that a construction takes as tags.
fn given_to(expr: Expr<'_>) -> Vec<Expr<'_>> {
    if let Some(resource) = expr.resource() {
        let paths = ["tags", "defaultTags.tags"];
        let given = paths
            .iter()
            .filter_map(|path| match resource.property(path) {
                Presence::Present(property) => property.value(),
                Presence::Absent | Presence::Unknown => None,
            });
        return given.collect();
    }
    // A component of the program hands its tags on.
    let Value::Call(call) = expr.value() else {
        return Vec::new();
    };
    let records = call
        .arguments
        .iter()
        .filter_map(|argument| argument.record());
    let entries = records
        .chain([call.keywords])
        .filter_map(|record| record.property("tags"));
    entries.filter_map(|entry| entry.value).collect()
}

fn collect<'a>(tags: Expr<'a>, keys: &[String], found: &mut Vec<Tag<'a>>) {
    let contributions = tags.contributions();
    for contribution in &contributions.records {
        let shared = shared(&contribution.via);
        for entry in contribution.record.entries() {
            if let Key::Named(key) = &entry.key
                && keys.contains(key)
            {
                found.extend(tag(key, entry.value, entry.span(), shared));
            }
        }
    }
    // `tags: [{ key: 'Environment', value: 'production', propagateAtLaunch: true }]`
    for item in tags.resolved().items().unwrap_or_default() {
        let Some(record) = item.value.record() else {
            continue;
        };
        let property = |name: &str| {
            record
                .property(name)
                .and_then(|entry: Entry<'a>| entry.value)
        };
        if let (Some(key), Some(value)) = (property("key"), property("value"))
            && let Value::String(key) = key.value()
            && keys.contains(&key)
        {
            let via: Vec<Binding<'a>> = tags.binding().into_iter().collect();
            found.extend(tag(&key, Some(value), value.span(), shared(&via)));
        }
    }
}

fn tag<'a>(key: &str, value: Option<Expr<'a>>, span: Span, shared: Shared) -> Option<Tag<'a>> {
    let value = value?;
    let Value::String(literal) = value.value() else {
        return None;
    };
    Some(Tag {
        key: key.to_owned(),
        literal,
        value,
        span,
        shared,
    })
}

/// Whether the names that lead to a record are used for anything but tags, as far as this file tells.
fn shared(via: &[Binding<'_>]) -> Shared {
    let only_tags = |binding: &Binding<'_>| {
        binding.visibility() != Visibility::Exported
            && binding
                .consumers()
                .into_iter()
                .all(|consumer| match consumer {
                    Consumer::Property { path, .. } => {
                        let last = path.trim_end_matches(".[]").rsplit('.').next();
                        last == Some("tags")
                    }
                    // A single tag that is read is not the one that changes.
                    Consumer::Member { .. } => true,
                    Consumer::Elsewhere(span) => is_tags(binding, span),
                })
    };
    match via.iter().all(only_tags) {
        true => Shared::No,
        false => Shared::WithOthers,
    }
}

/// Whether what stands at `span` is given to something as its tags.
fn is_tags(binding: &Binding<'_>, span: Span) -> bool {
    let mut uses = binding.uses();
    let used = uses.find(|usage| usage.span() == span);
    used.is_some_and(|usage| matches!(usage.held(), Some(Held::Entry(key, _)) if key == "tags"))
}
