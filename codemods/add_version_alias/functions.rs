//! Which function a resource speaks of, and whether that function publishes versions.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Code, Expr, Presence, Resource, Value};

use super::super::lambda::{FUNCTIONS, is_function};

/// What code calls a published version of its own. Neither class has ever existed.
pub(super) const VERSIONS: [&str; 2] = [
    "aws:lambda/functionVersion:FunctionVersion",
    "aws:lambda/version:Version",
];

/// Whether each change of a function becomes a version of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Publishing {
    Yes,
    No,
    /// A spread may say it, or the program computes it.
    Undecided,
}

/// The function that `functionName` of a resource names.
pub(super) fn function_of<'a>(ctx: &Context<'a>, resource: &Resource<'a>) -> Option<Resource<'a>> {
    let name = resource.property("functionName").present()?.value()?;
    let resolved = name.resolved();
    let object = resolved.member().map_or(resolved, |(object, _)| object);
    if let Some(found) = object.constructed() {
        return is_function(&found).then_some(found);
    }
    let mut named = ctx
        .program()
        .resources(&FUNCTIONS)
        .into_iter()
        .filter(|function| has_name(function, name));
    // Of two functions of one name only one is ever deployed, but which?
    match (named.next(), named.next()) {
        (Some(function), None) => Some(function),
        _ => None,
    }
}

/// Whether the program gives the function this very name.
pub(super) fn has_name(function: &Resource<'_>, name: Expr<'_>) -> bool {
    function
        .property("name")
        .present()
        .and_then(|own| own.value())
        .is_some_and(|own| is_same(own, name))
}

/// The object whose `version` an expression is: the function, as the program names it.
pub(super) fn versioned(expr: Expr<'_>) -> Option<Expr<'_>> {
    match expr.resolved().member() {
        Some((object, name)) if name == "version" => Some(object),
        _ => None,
    }
}

/// Whether a function publishes versions, as far as its arguments say.
pub(super) fn publishing(function: &Resource<'_>) -> Publishing {
    match function.property("publish") {
        Presence::Absent => Publishing::No,
        Presence::Unknown => Publishing::Undecided,
        Presence::Present(property) => match property.value().map(|value| value.resolved().value())
        {
            Some(Value::Boolean(true)) => Publishing::Yes,
            Some(Value::Boolean(false) | Value::Null) => Publishing::No,
            _ => Publishing::Undecided,
        },
    }
}

/// The edits after which a function publishes versions.
pub(super) fn publish(ctx: &Context<'_>, function: &Resource<'_>) -> Result<Vec<Edit>, String> {
    let line = ctx.source().place(function.span().start).line;
    match publishing(function) {
        Publishing::Yes => Ok(Vec::new()),
        Publishing::Undecided => Err(format!(
            "whether the function of line {line} publishes versions is decided somewhere else"
        )),
        Publishing::No => {
            if let Presence::Present(property) = function.property("publish")
                && !function.span().contains(property.entry.span())
            {
                return Err(format!(
                    "publish of the function of line {line} is set in arguments that others may share"
                ));
            }
            function.set("publish", &Code::Boolean(true)).ok_or(format!(
                "the arguments of the function of line {line} come from somewhere else"
            ))
        }
    }
}

/// Whether two expressions come to the same string, as far as the program's text says.
pub(super) fn is_same(one: Expr<'_>, other: Expr<'_>) -> bool {
    if let (Some(one), Some(other)) = (one.binding(), other.binding())
        && one == other
    {
        return true;
    }
    let (one, other) = (one.resolved(), other.resolved());
    match (one.value(), other.value()) {
        (Value::String(one), Value::String(other)) => one == other,
        (Value::Template(_), Value::Template(_)) => one.text() == other.text(),
        _ => false,
    }
}
