//! The repair: an alias of a published version, provisioned concurrency on it, and ids that name it.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{
    Code, Expr, NewOptions, NewResource, Repeated, Resource, Statement, TextPart, Value,
};
use iacfix::source::Span;
use iacfix::syntax::Language;

use super::super::lambda::{function_of, publish};
use super::super::version_alias::{self as alias, Alias, User};
use super::ids::{self, Fault, Kind, START};
use super::{Change, SCALING};

/// Provisioned concurrency of a function.
const CONFIG: &str = "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig";

/// What the name of a target may hold that an alias's name should not.
const OWN_WORDS: [&str; 9] = [
    "autoscaling-target",
    "auto-scaling-target",
    "scalable-target",
    "scaling-target",
    "scaling_target",
    "scalingTarget",
    "autoscaling",
    "scaling",
    "target",
];

/// What is changed so that the target scales a published version of the function.
pub(super) fn complete<'a>(
    ctx: &Context<'a>,
    target: &Resource<'a>,
    id: Expr<'a>,
    fault: &Fault<'a>,
) -> Result<Change, String> {
    let function = fault
        .function
        .as_ref()
        .ok_or("which function it is cannot be told from this file")?;
    if target.placement().repeated == Repeated::PerIteration
        && function.placement().repeated != Repeated::PerIteration
    {
        return Err("it stands in a loop, and the function does not".to_owned());
    }
    let ids = ids_of(ctx, target, id, function);
    let first = ids
        .iter()
        .copied()
        .min_by_key(|id| id.span().start)
        .unwrap_or(id);
    let user = User {
        resource: target,
        own_words: &OWN_WORDS,
        before: first,
    };
    let provisioned = provisioned(ctx, function);
    let found = match (&fault.kind, &provisioned) {
        (Kind::Alias(alias), _) => alias::repoint(ctx, alias, function)?,
        (_, Some(config)) => on_which(ctx, config, function)?,
        (_, None) => alias::of(ctx, &user, function, ctx.text("alias-name"))?,
    };
    let mut edits = publish(ctx, function)?;
    edits.extend(found.edits.iter().cloned());
    let mut statements = found.statements.clone();
    let mut started = String::new();
    if provisioned.is_none()
        && let Some((statement, count)) = configuration(ctx, &user, function, &found, &mut edits)
    {
        statements.push(statement);
        started = match count {
            1 => ", with 1 execution environment to begin with".to_owned(),
            count => format!(", with {count} execution environments to begin with"),
        };
    }
    if !statements.is_empty() {
        let declared = first.insert_before(&statements);
        edits.push(declared.ok_or("no statement holds it")?);
    }
    // An alias that is named already, or spelled, stays so.
    if !matches!(fault.kind, Kind::Alias(_)) {
        for id in ids {
            if !id.follows(found.declared_at) {
                let line = ctx.source().place(id.span().start).line;
                return Err(format!(
                    "line {line} scales the same function where the alias is not declared yet"
                ));
            }
            edits.extend(pointed(ctx, id, function, &found.name)?);
        }
    }
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    // `pulumi` is imported once, however many need it.
    edits.dedup();
    Ok(Change {
        title: "Scale an alias of a published version".to_owned(),
        help: format!(
            "publish versions of the function, and scale {}{started}; only callers that invoke the alias are served by it",
            found.description
        ),
        edits,
        introduces: found.introduces,
        releases: Vec::new(),
    })
}

/// The ids of everything that scales the same as the target, each once, where they are written.
fn ids_of<'a>(
    ctx: &Context<'a>,
    target: &Resource<'a>,
    id: Expr<'a>,
    function: &Resource<'a>,
) -> Vec<Expr<'a>> {
    let mut found = vec![id.resolved()];
    for scaling in ctx.program().resources(&SCALING) {
        let given = scaling.property("resourceId").present();
        let Some(given) = given.and_then(|given| given.value()) else {
            continue;
        };
        let written = given.resolved();
        let faulty = || {
            ids::fault(ctx, given).is_some_and(|fault| fault.function.as_ref() == Some(function))
        };
        if scaling != *target && !found.contains(&written) && (ids::are_same(given, id) || faulty())
        {
            found.push(written);
        }
    }
    found
}

/// The provisioned concurrency that the program gives the function.
fn provisioned<'a>(ctx: &Context<'a>, function: &Resource<'a>) -> Option<Resource<'a>> {
    let configs = ctx.program().resources(&[CONFIG]);
    configs
        .into_iter()
        .find(|config| function_of(ctx, config).as_ref() == Some(function))
}

/// The alias that provisioned concurrency is put on.
fn on_which<'a>(
    ctx: &Context<'a>,
    config: &Resource<'a>,
    function: &Resource<'a>,
) -> Result<Alias<'a>, String> {
    let line = ctx.source().place(config.span().start).line;
    let qualifier = config.property("qualifier").present();
    let qualifier = qualifier.and_then(|qualifier| qualifier.value());
    let named = qualifier.and_then(|qualifier| qualifier.resolved().member());
    match named {
        Some((object, name)) if name == "name" => {
            let found = object.constructed().filter(alias::is_alias);
            let found = found.ok_or(format!(
                "which alias the provisioned concurrency of line {line} is on is not known here"
            ))?;
            alias::repoint(ctx, &found, function)
        }
        _ => Err(format!(
            "put the provisioned concurrency of line {line} on an alias first"
        )),
    }
}

/// Provisioned concurrency on the alias with as many execution environments as the target has at least, and their
/// number. `None` where that is none at all, or not known.
fn configuration<'a>(
    ctx: &Context<'a>,
    user: &User<'_, 'a>,
    function: &Resource<'a>,
    found: &Alias<'a>,
    edits: &mut Vec<Edit>,
) -> Option<(Statement, i64)> {
    let least = user.resource.property("minCapacity").present()?.value()?;
    let count = match least.resolved().value() {
        Value::Number(number) => number.integer.filter(|count| *count > 0)?,
        _ => return None,
    };
    let (class, imports) = function.sibling_class("ProvisionedConcurrencyConfig")?;
    let language = ctx.program().language();
    let executions = "provisionedConcurrentExecutions";
    let ignored = match language {
        Language::TypeScript => executions,
        Language::Python => "provisioned_concurrent_executions",
    };
    let NewOptions::Each(mut options) = user.resource.shared_options() else {
        return None;
    };
    // Autoscaling changes the number: an update must not change it back.
    let ignored = Code::List(vec![Code::Text(ignored.to_owned())]);
    options.push(("ignoreChanges".to_owned(), ignored));
    let mut properties = vec![
        (
            "functionName".to_owned(),
            function.name_at(user.before)?.member("name"),
        ),
        ("qualifier".to_owned(), found.name.clone()),
        (executions.to_owned(), least.code()),
    ];
    if let Some(region) = user.resource.property("region").present() {
        properties.push(("region".to_owned(), region.value()?.code()));
    }
    let name = alias::logical_name(ctx, user, "provisioned-concurrency", CONFIG).ok()?;
    let new = NewResource {
        class,
        name,
        properties,
        options: NewOptions::Each(options),
    };
    edits.extend(imports);
    Some((new.statement(None), count))
}

/// The edits that make an id name the alias.
fn pointed<'a>(
    ctx: &Context<'a>,
    id: Expr<'a>,
    function: &Resource<'a>,
    alias: &Code,
) -> Result<Vec<Edit>, String> {
    let line = ctx.source().place(id.span().start).line;
    let unknown = || format!("the id of line {line} is written in a way that is not known");
    let alias_text = spelled(alias).ok_or_else(unknown)?;
    let parts = id.text_parts();
    // pulumi.interpolate`function:${fn.name}:word`: what is right of it stays.
    if is_interpolation(id)
        && let Some([TextPart::Text(start), TextPart::Value(named), ..]) = parts.as_deref()
        && start == START
        && named.member().is_some_and(|(_, asked)| asked == "name")
        && id.span().contains(named.span())
    {
        let source = ctx.source();
        let text = source.text();
        let hole = text[named.span().end..id.span().end]
            .find('}')
            .ok_or_else(unknown)?;
        let from = named.span().end + hole + 1;
        let to = id.span().end - 1;
        return Ok(vec![Edit::replace(
            Span::new(from, to),
            format!(":${{{alias_text}}}"),
        )]);
    }
    let own = parts.iter().flatten().find_map(|part| match part {
        TextPart::Value(value) if id.span().contains(value.span()) => {
            let (object, _) = value.member()?;
            (object.constructed().as_ref() == Some(function)).then(|| object.code())
        }
        _ => None,
    });
    let own = match own.or_else(|| function.name_at(id)) {
        Some(own) => own.member("name"),
        None => return Err(format!("nothing names the function in line {line}")),
    };
    let program = ctx.program();
    let (code, import) = match program.language() {
        Language::TypeScript => {
            let (pulumi, import) = program.package_name("pulumi", "@pulumi/pulumi");
            let own = spelled(&own).ok_or_else(unknown)?;
            let text = format!("{pulumi}.interpolate`{START}${{{own}}}:${{{alias_text}}}`");
            (Code::Verbatim(text), import)
        }
        Language::Python => {
            let (pulumi, import) = program.package_name("pulumi", "pulumi");
            let concat = Code::name(pulumi).member("Output").member("concat");
            let start = Code::Text(START.to_owned());
            let colon = Code::Text(":".to_owned());
            (concat.call([start, own, colon, alias.clone()]), import)
        }
    };
    Ok([id.replace(&code)].into_iter().chain(import).collect())
}

fn is_interpolation(id: Expr<'_>) -> bool {
    match id.value() {
        Value::Call(call) => call
            .callee
            .symbol()
            .is_some_and(|symbol| symbol.is("pulumi", "interpolate")),
        _ => false,
    }
}

/// A name and its members as text; every language writes them alike where they are single words.
fn spelled(code: &Code) -> Option<String> {
    match code {
        Code::Name(name) | Code::Verbatim(name) => Some(name.clone()),
        Code::Member(object, member) => Some(format!("{}.{member}", spelled(object)?)),
        _ => None,
    }
}
