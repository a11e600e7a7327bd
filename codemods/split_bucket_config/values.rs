//! Values of inline settings as values of resources of their own.

use iacfix::codemod::Context;
use iacfix::iac::{Code, Expr, Field, Item, Value};
use iacfix::project::Package;
use iacfix::source::ArrowBrackets;
use iacfix::syntax::Language;

/// Which names and types the provider has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    Five,
    Six,
    /// Seven or later.
    Seven,
    Unknown,
}

impl Era {
    pub(super) fn of(ctx: &Context<'_>) -> Self {
        match ctx.provider(Package::AWS) {
            Ok(version) if version.major >= 7 => Era::Seven,
            Ok(version) if version.major == 6 => Era::Six,
            Ok(_) => Era::Five,
            Err(_) => Era::Unknown,
        }
    }
}

/// One inline setting.
#[derive(Clone, Copy)]
pub(super) struct Setting<'c, 'a> {
    pub(super) ctx: &'c Context<'a>,
    pub(super) era: Era,
    pub(super) value: Expr<'a>,
}

/// Why a setting stays where it is.
pub(super) type Stays = String;

/// Properties by neutral name.
pub(super) type Properties = Vec<(String, Code)>;

/// The fields of the one record that a value is, in a list of one or by itself.
pub(super) fn record<'a>(value: Expr<'a>) -> Result<Vec<Field<'a>>, Stays> {
    single(value)?
        .fields()
        .ok_or_else(|| "what it holds is not written out here".to_owned())
}

/// The one element where a value is a list.
pub(super) fn single<'a>(value: Expr<'a>) -> Result<Expr<'a>, Stays> {
    match value.items().as_deref() {
        None => Ok(value),
        Some([only]) => Ok(only.value),
        Some(_) => Err("it is a list of several".to_owned()),
    }
}

/// The elements of a list that is written out.
pub(super) fn list<'a>(value: Expr<'a>) -> Result<Vec<Item<'a>>, Stays> {
    value
        .items()
        .ok_or_else(|| "its rules are not written out one by one".to_owned())
}

/// The field called `name`, or what it is called where it is a list.
pub(super) fn field<'f, 'a>(fields: &'f [Field<'a>], name: &str) -> Option<&'f Field<'a>> {
    fields.iter().find(|field| {
        field.name == name || field.name.strip_suffix('s').is_some_and(|one| one == name)
    })
}

/// Refuses fields that this codemod does not know.
pub(super) fn only(fields: &[Field<'_>], known: &[&str]) -> Result<(), Stays> {
    let unknown = fields.iter().find(|one| {
        !known
            .iter()
            .any(|name| field(std::slice::from_ref(one), name).is_some())
    });
    match unknown {
        Some(field) => Err(format!("its {} has no counterpart", field.name)),
        None => Ok(()),
    }
}

/// A value that keeps its shape.
pub(super) fn copy(value: Expr<'_>) -> Result<Code, Stays> {
    if value.program().language() == Language::Python && holds_arguments(value) {
        return Err("a part of it is of a class that only the bucket takes".to_owned());
    }
    Ok(value.neutral())
}

/// Whether a part that keeps its text is an `…Args(…)`: those of the bucket are not those of the other resources.
fn holds_arguments(value: Expr<'_>) -> bool {
    if let Some(fields) = value.fields() {
        return fields.iter().any(|field| holds_arguments(field.value));
    }
    if let Some(items) = value.items() {
        return items.iter().any(|item| holds_arguments(item.value));
    }
    value.text().contains("Args(") || value.resolved().text().contains("Args(")
}

/// A boolean as one of two words.
pub(super) fn word(ctx: &Context<'_>, value: Expr<'_>, yes: &str, no: &str) -> Result<Code, Stays> {
    let resolved = value.resolved();
    if let Value::Boolean(on) = value.value() {
        return Ok(Code::Text(if on { yes } else { no }.to_owned()));
    }
    let (yes, no) = (Code::Text(yes.to_owned()), Code::Text(no.to_owned()));
    if is_plain(resolved) && !value.text().contains('\n') {
        let condition = match resolved == value {
            true if value.text().contains(['?', '|']) => {
                return Err("its value is worked out in place".to_owned());
            }
            _ => value.code(),
        };
        return Ok(Code::Choice(
            Box::new(condition),
            Box::new(yes),
            Box::new(no),
        ));
    }
    // An output is always truthy: only what is inside it may be asked.
    let program = ctx.program();
    let Some(pulumi) = program
        .package_names("pulumi")
        .first()
        .map(|name| name.name())
    else {
        return Err("whether it is on is only known while deploying".to_owned());
    };
    if value.text().contains('\n') {
        return Err("its value is worked out in place".to_owned());
    }
    let style = program.source().style();
    let quote = style.quote.map_or('"', |quote| quote.char());
    let quoted = |code: &Code| match code {
        Code::Text(text) => format!("{quote}{text}{quote}"),
        _ => String::new(),
    };
    let (yes, no) = (quoted(&yes), quoted(&no));
    let (function, callback) = match (program.language(), style.arrow_brackets) {
        (Language::TypeScript, ArrowBrackets::Always) => {
            ("output", format!("(enabled) => (enabled ? {yes} : {no})"))
        }
        (Language::TypeScript, ArrowBrackets::Avoid) => {
            ("output", format!("enabled => (enabled ? {yes} : {no})"))
        }
        (Language::Python, _) => (
            "Output.from_input",
            format!("lambda enabled: {yes} if enabled else {no}"),
        ),
    };
    Ok(Code::name(format!("{pulumi}.{function}"))
        .call([value.code()])
        .member("apply")
        .call([Code::Verbatim(callback)]))
}

/// Whether a condition is known while the program runs: a comparison, or a configuration's value.
fn is_plain(value: Expr<'_>) -> bool {
    let text = value.text();
    match value.value() {
        Value::Boolean(_) => true,
        Value::Call(call) => call.callee.member().is_some_and(|(_, name)| {
            ["getBoolean", "requireBoolean", "getBool", "requireBool"].contains(&name.as_str())
        }),
        Value::Opaque => {
            text.contains("==")
                || text.contains("!=")
                || text.starts_with('!')
                || text.starts_with("not ")
        }
        _ => false,
    }
}

/// What a filter is made of: a prefix and tags.
pub(super) fn filter(fields: &[Field<'_>]) -> Result<Option<Code>, Stays> {
    let prefix = field(fields, "prefix");
    let tags = match fields.iter().find(|field| field.name == "tags") {
        Some(tags) => Some((tags, tag_entries(tags.value)?)),
        None => None,
    };
    let prefixed = |prefix: &Field<'_>| -> Result<(String, Code), Stays> {
        Ok(("prefix".to_owned(), prefix.with(copy(prefix.value)?)))
    };
    Ok(match (prefix, tags) {
        (None, None) => None,
        (None, Some((_, entries))) if entries.is_empty() => None,
        (Some(prefix), None) => Some(Code::Object(vec![prefixed(prefix)?])),
        (Some(prefix), Some((_, entries))) if entries.is_empty() => {
            Some(Code::Object(vec![prefixed(prefix)?]))
        }
        (None, Some((tags, entries))) if entries.len() == 1 => {
            let (key, value) = &entries[0];
            let tag = Code::Object(vec![
                ("key".to_owned(), Code::Text(key.clone())),
                ("value".to_owned(), value.clone()),
            ]);
            Some(Code::Object(vec![("tag".to_owned(), tags.with(tag))]))
        }
        (prefix, Some((tags, _))) => {
            let mut and = prefix
                .map(prefixed)
                .transpose()?
                .into_iter()
                .collect::<Vec<_>>();
            and.push(("tags".to_owned(), tags.with(tags.value.code())));
            let and = Code::OneALine(Box::new(Code::Object(and)));
            Some(Code::OneALine(Box::new(Code::Object(vec![(
                "and".to_owned(),
                and,
            )]))))
        }
    })
}

/// Tags that are written out. Their keys are nobody's property names.
fn tag_entries(value: Expr<'_>) -> Result<Vec<(String, Code)>, Stays> {
    let unknown = || "which tags it is about is not written out here".to_owned();
    let Value::Object(record) = value.value() else {
        return Err(unknown());
    };
    record
        .entries()
        .iter()
        .map(|entry| match (&entry.key, entry.value) {
            (iacfix::iac::Key::Named(key), Some(value)) => Ok((key.clone(), value.code())),
            _ => Err(unknown()),
        })
        .collect()
}
