//! An output that a component registers and does not hold → a public property, assigned once and registered.

mod existing;
mod placing;
mod publishing;
mod types;

use iacfix::codemod::{Codemod, Context, Findings, Group, Imports, Rewrite};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Class, Code, Entry, Expr, Key, Record, Value};
use iacfix::syntax::Language;

use existing::Existing;
use placing::NewProperty;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "expose-registered-outputs",
    group: Group::Hygiene,
    summary: "give components a public property for each output that they register",
    docs: include_str!("README.md"),
    errors: &[],
    settings: &[],
    needles: &["registerOutputs", "register_outputs"],
    rewrite: Rewrite::Files {
        imports: Imports::Pulumi,
        languages: &[Language::TypeScript, Language::Python],
        rewrite,
    },
};

/// What a component registers, in one place.
struct Registered<'a> {
    class: Class<'a>,
    /// `this.registerOutputs`
    callee: Expr<'a>,
    /// `this`, `self`
    object: &'a str,
    outputs: Record<'a>,
}

fn rewrite(ctx: &Context<'_>, findings: &mut Findings) {
    for class in ctx.program().classes() {
        let is_component = class
            .bases()
            .first()
            .is_some_and(|base| ctx.is_component(*base));
        if !is_component {
            continue;
        }
        let calls = class.own_calls("registerOutputs");
        // What is registered in several ways is not the same in all objects.
        let [call] = calls.as_slice() else { continue };
        let Some((object, _)) = call.callee.member() else {
            continue;
        };
        let outputs = call.arguments.first().map(|outputs| outputs.resolved());
        let Some(Value::Object(outputs)) = outputs.map(|outputs| outputs.value()) else {
            continue;
        };
        let registered = Registered {
            callee: call.callee,
            object: object.text(),
            outputs,
            class,
        };
        check(ctx, &registered, findings);
    }
}

fn check(ctx: &Context<'_>, registered: &Registered<'_>, findings: &mut Findings) {
    let existing = existing::of(ctx, &registered.class);
    let mut exposed: Vec<(Entry<'_>, NewProperty)> = Vec::new();
    for entry in registered.outputs.entries() {
        let Key::Named(key) = &entry.key else {
            continue;
        };
        let name = property_name(ctx, key);
        let is_twice = exposed.iter().any(|(_, property)| property.name == name);
        if is_twice {
            continue;
        }
        match existing.has(key, &name) {
            Existing::Public => continue,
            Existing::No
                if entry
                    .value
                    .is_some_and(|value| is_readable(&existing, value)) => {}
            Existing::Hidden => report_left(
                &entry,
                &format!(
                    "{key} is registered as an output, and a member that is not public has its name"
                ),
                "make that member public, or give it another name",
                findings,
            ),
            Existing::No => match property(ctx, registered, &entry, &name) {
                Ok(property) => exposed.push((entry, property)),
                Err(reason) => report_left(
                    &entry,
                    &unreadable(registered, std::slice::from_ref(key)),
                    &reason,
                    findings,
                ),
            },
        }
    }
    if let Some((first, _)) = exposed.first() {
        let keys: Vec<String> = exposed
            .iter()
            .map(|(_, property)| property.name.clone())
            .collect();
        let fix = fix(ctx, registered, &exposed);
        let help = match &fix {
            Ok(_) => format!(
                "hold {} in a public property, and register that",
                listed(&keys)
            ),
            Err(reason) => reason.clone(),
        };
        findings.report(
            first.key_span(),
            unreadable(registered, &keys),
            help,
            fix.ok(),
        );
    }
    publishing::check(ctx, registered, &existing, findings);
}

/// Whether a program reads the value of a public member, whatever that is called: `this.role.arn`, `this.endpoint`.
fn is_readable(existing: &existing::Names, value: Expr<'_>) -> bool {
    let mut object = Some(value);
    while let Some(inner) = object {
        if let Some(name) = inner.own_member() {
            return existing.has(&name, &name) == Existing::Public;
        }
        object = inner.member().map(|(inner, _)| inner);
    }
    false
}

fn unreadable(registered: &Registered<'_>, keys: &[String]) -> String {
    let (is, them) = match keys {
        [_] => ("is registered as an output", "it"),
        _ => ("are registered as outputs", "them"),
    };
    format!(
        "{} {is}, and no property of {} lets a program read {them}",
        listed(keys),
        registered.class.name()
    )
}

fn report_left(entry: &Entry<'_>, message: &str, help: &str, findings: &mut Findings) {
    findings.report(entry.key_span(), message.to_owned(), help.to_owned(), None);
}

/// What the property of a key is called.
fn property_name(ctx: &Context<'_>, key: &str) -> String {
    match ctx.program().language() {
        Language::TypeScript => iacfix::iac::camel_case(key),
        Language::Python => placing::snake_case(key),
    }
}

/// The property that a key gets.
fn property(
    ctx: &Context<'_>,
    registered: &Registered<'_>,
    entry: &Entry<'_>,
    name: &str,
) -> Result<NewProperty, String> {
    let value = entry
        .value
        .ok_or("it is a method: register a value, and hold it in a public property")?;
    if !placing::is_name(name) {
        return Err("a property cannot have this name: choose another key".to_owned());
    }
    let typed = types::of(ctx, registered, value);
    if typed.is_none()
        && ctx.program().language() == Language::TypeScript
        && ctx.program().has_types()
    {
        return Err(format!(
            "declare public readonly {name} with its type, assign it in the constructor, and register it: which type {} has is not known here",
            value.text().lines().next().unwrap_or_default()
        ));
    }
    let value = typed
        .as_ref()
        .and_then(|typed| typed.wrapped.clone())
        .unwrap_or_else(|| value.code());
    Ok(NewProperty {
        name: name.to_owned(),
        written: typed.map(|typed| typed.written),
        value,
    })
}

fn fix(
    ctx: &Context<'_>,
    registered: &Registered<'_>,
    exposed: &[(Entry<'_>, NewProperty)],
) -> Result<Fix, String> {
    let properties: Vec<NewProperty> = exposed
        .iter()
        .map(|(_, property)| property.clone())
        .collect();
    let mut edits: Vec<Edit> = placing::declare(ctx, registered, &properties)?;
    for (entry, property) in exposed {
        let own = Code::Verbatim(format!("{}.{}", registered.object, property.name));
        edits.push(entry.replace_value(&own).ok_or("it is a method")?);
    }
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    let title = format!("Hold the outputs of {}", registered.class.name());
    Ok(Fix::in_file(
        ctx.source().path(),
        title,
        Applicability::Safe,
        edits,
    ))
}

/// Names as a sentence has them: `a, b and c`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
