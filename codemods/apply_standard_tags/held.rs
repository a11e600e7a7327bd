//! The tags that a resource has, and where those would be written that it lacks.

use iacfix::iac::{
    Binding, Consumer, Contributions, Entry, Expr, Key, Presence, Program, Record, Resource,
    Unknown, Value, Visibility,
};
use iacfix::source::Span;

/// The tags of a resource, as far as they are known.
pub(super) enum Held<'a> {
    /// It has none.
    None,
    /// It has those of these keys, which are given here.
    Known(Vec<String>, Given<'a>),
    /// Some of them cannot be followed.
    Unknown(Span),
}

/// How a resource is given its tags.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) value: Expr<'a>,
    /// Where the key stands.
    pub(super) key: Span,
    /// Where key and value stand.
    pub(super) entry: Span,
}

impl<'a> Given<'a> {
    fn by(entry: &Entry<'a>, value: Expr<'a>) -> Self {
        Self {
            value,
            key: entry.key_span(),
            entry: entry.span(),
        }
    }
}

/// Where the tags that a resource lacks are written.
#[derive(Clone)]
pub(super) enum Target<'a> {
    /// Nothing is there: it gets tags.
    Absent,
    /// Into this record, which is written where it is used.
    Own(Record<'a>),
    /// Into this record, which has this name.
    Shared(Record<'a>, Binding<'a>),
    /// Around this value.
    Around(Expr<'a>),
}

impl<'a> Held<'a> {
    pub(super) fn of(resource: &Resource<'a>) -> Self {
        match resource.property("tags") {
            Presence::Absent => Held::None,
            Presence::Unknown => Held::Unknown(resource.span()),
            Presence::Present(property) => {
                let Some(value) = property.value() else {
                    return Held::Unknown(property.entry.span());
                };
                match keys_of(&value.contributions()) {
                    Some(keys) => Held::Known(keys, Given::by(&property.entry, value)),
                    None => Held::Unknown(value.span()),
                }
            }
        }
    }

    /// The keys of tags that are given as a list of objects with a key and a value each.
    pub(super) fn of_list(resource: &Resource<'a>) -> Self {
        match resource.property("tags") {
            Presence::Absent => Held::None,
            Presence::Unknown => Held::Unknown(resource.span()),
            Presence::Present(property) => {
                let items = property.value().and_then(|value| {
                    let items = value.resolved().items()?;
                    let keys = items.iter().map(|item| {
                        let fields = item.value.resolved().fields()?;
                        let key = fields.iter().find(|field| field.name == "key")?;
                        match key.value.resolved().value() {
                            Value::String(key) => Some(key),
                            _ => None,
                        }
                    });
                    Some((value, keys.collect::<Option<Vec<String>>>()?))
                });
                match items {
                    Some((value, keys)) => Held::Known(keys, Given::by(&property.entry, value)),
                    None => Held::Unknown(property.entry.span()),
                }
            }
        }
    }
}

/// The keys of all that makes up a value; `None` where some of it is not known.
pub(super) fn keys_of(value: &Contributions<'_>) -> Option<Vec<String>> {
    if value.unknown == Unknown::Some {
        return None;
    }
    let mut keys = Vec::new();
    for contribution in &value.records {
        for entry in contribution.record.entries() {
            match entry.key {
                Key::Named(key) => keys.push(key),
                Key::Spread => {}
                Key::Computed => return None,
            }
        }
    }
    keys.extend(value.patches.iter().map(|patch| patch.key.clone()));
    Some(keys)
}

/// Where the tags are written that `resource` lacks, which is given others.
///
/// # Errors
/// Why they cannot be written anywhere.
pub(super) fn target<'a>(
    resource: &Resource<'a>,
    given: Given<'a>,
    wanted: &[String],
) -> Result<Target<'a>, &'static str> {
    let value = given.value;
    if let Some((record, name)) = shared(value, wanted) {
        return Ok(Target::Shared(record, name));
    }
    if !resource.span().contains(given.entry) {
        return Err("its arguments come from somewhere else, where others may take them, too");
    }
    if let Value::Object(record) = value.value() {
        return Ok(Target::Own(record));
    }
    match is_plain(value) {
        true => Ok(Target::Around(value)),
        false => Err("its tags may be an output, or are put together by a function"),
    }
}

/// The record that a name holds which is nothing but tags, or which such a record begins with.
fn shared<'a>(value: Expr<'a>, wanted: &[String]) -> Option<(Record<'a>, Binding<'a>)> {
    // Names that lead to each other end nowhere.
    const MAX_STEPS: usize = 8;
    let mut found = None;
    let mut value = value;
    for _ in 0..MAX_STEPS {
        let named = match value.value() {
            Value::Object(record) => match record.entries().first() {
                Some(entry) if entry.key == Key::Spread => entry.value,
                _ => None,
            },
            _ => Some(value),
        };
        let Some(binding) = named.and_then(Expr::binding) else {
            break;
        };
        let Some(constant) = binding.constant() else {
            break;
        };
        let Value::Object(record) = constant.value() else {
            break;
        };
        if record.entries().is_empty() || !holds_only_tags(binding, wanted) {
            break;
        }
        found = Some((record, binding));
        value = constant;
    }
    found
}

/// Whether a name holds tags of resources of this file, and nothing else, so that more of them can be added: nowhere do they
/// win over a tag that is written before them.
pub(super) fn holds_only_tags(binding: Binding<'_>, wanted: &[String]) -> bool {
    let is_tags = |consumer: &Consumer<'_>| match consumer {
        Consumer::Property { path, .. } => path == "tags",
        Consumer::Member { .. } | Consumer::Elsewhere(_) => false,
    };
    binding.visibility() == Visibility::Private
        && binding.consumers().iter().all(is_tags)
        && !program_of(binding).is_some_and(|program| overrides(program, binding, wanted))
}

fn program_of<'a>(binding: Binding<'a>) -> Option<&'a Program<'a>> {
    Some(binding.uses().next()?.program())
}

/// Whether some tags of the file spread the name behind one of the tags that would be added to it.
fn overrides(program: &Program<'_>, binding: Binding<'_>, wanted: &[String]) -> bool {
    let spread_behind = |record: Record<'_>| {
        let entries = record.entries();
        let at = entries.iter().position(|entry| {
            let spread = entry.value.filter(|_| entry.key == Key::Spread);
            spread.and_then(Expr::binding).map(Binding::span) == Some(binding.span())
        });
        at.is_some_and(|at| {
            entries[..at].iter().any(|entry| match &entry.key {
                Key::Named(key) => wanted.contains(key),
                // What is spread before it may hold one.
                Key::Computed | Key::Spread => true,
            })
        })
    };
    let resources = program.all_resources();
    resources.iter().any(|resource| {
        let tags = resource.contributions("tags");
        tags.records.iter().any(|part| spread_behind(part.record))
    })
}

/// Whether a value is certainly a record, and not an output of one.
fn is_plain(value: Expr<'_>) -> bool {
    match value.value() {
        Value::Object(_) => true,
        Value::Reference => {
            let constant = value.binding().and_then(Binding::constant);
            constant.is_some_and(is_plain)
        }
        Value::Choice(one, other) => is_plain(one) && is_plain(other),
        Value::Fallback { primary, fallback } => is_plain(primary) && is_plain(fallback),
        // `dict(a, b=c)`
        Value::Call(_) => value.record().is_some(),
        _ => false,
    }
}
