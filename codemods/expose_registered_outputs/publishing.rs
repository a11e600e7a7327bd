//! The version of a function that publishes, and the ARN of its alias, which a component should let others read.

use iacfix::codemod::{Context, Findings};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Bound, Code, Expr, Repeated, Resource, Value};
use iacfix::syntax::Language;

use super::super::lambda::{FUNCTIONS, function_of};
use super::super::version_alias::aliases;
use super::existing::{Existing, Names};
use super::placing::{self, NewProperty};
use super::{Registered, listed, property_name, types};

/// Reports each function that the component publishes versions of without telling anybody which.
pub(super) fn check(
    ctx: &Context<'_>,
    registered: &Registered<'_>,
    existing: &Names,
    findings: &mut Findings,
) {
    for function in ctx.program().resources(&FUNCTIONS) {
        if !registered.class.span().contains(function.span()) || !publishes(&function) {
            continue;
        }
        let missing = missing(ctx, registered, existing, &function);
        if missing.properties.is_empty() {
            continue;
        }
        let names: Vec<String> = missing
            .properties
            .iter()
            .map(|property| property.name.clone())
            .collect();
        let message = format!(
            "the function publishes versions, and {} tells no program which one is deployed",
            registered.class.name()
        );
        let fix = fix(ctx, registered, missing);
        let help = match &fix {
            Ok(_) => format!("register {}", listed(&names)),
            Err(reason) => format!("register {} by hand: {reason}", listed(&names)),
        };
        let span = function
            .property("publish")
            .present()
            .map_or(function.span(), |publish| publish.entry.span());
        findings.report(span, message, help, fix.ok());
    }
}

/// What a component gets for one of its functions.
#[derive(Default)]
struct Missing {
    properties: Vec<NewProperty>,
    /// What binds the alias to a name, where nothing does.
    bound: Vec<Edit>,
    introduces: Vec<String>,
}

fn publishes(function: &Resource<'_>) -> bool {
    let publish = function.property("publish").present();
    let publish = publish.and_then(|publish| publish.value());
    publish.is_some_and(|publish| matches!(publish.resolved().value(), Value::Boolean(true)))
        && function.placement().repeated != Repeated::PerIteration
}

fn missing<'a>(
    ctx: &Context<'a>,
    registered: &Registered<'a>,
    existing: &Names,
    function: &Resource<'a>,
) -> Missing {
    let mut missing = Missing::default();
    let text = types::output(ctx, "string");
    let free = |name: &str| existing.has(name, name) == Existing::No;
    let base = base_of(function);
    let version = property_name(ctx, &format!("{base}_version"));
    let known = |resource: &Resource<'a>, names: &[&str]| holds(registered, resource, names);
    if let Some(own) = function.name_at(registered.outputs.expr())
        && !known(function, &["version", "qualifiedArn", "qualifiedInvokeArn"])
        && free(&version)
    {
        missing.properties.push(NewProperty {
            name: version,
            written: text.clone(),
            value: own.member("version"),
        });
    }
    let own: Vec<Resource<'a>> = aliases(ctx)
        .into_iter()
        .filter(|alias| function_of(ctx, alias).as_ref() == Some(function))
        .collect();
    let [alias] = own.as_slice() else {
        return missing;
    };
    let name = property_name(ctx, &format!("{base}_alias_arn"));
    if known(alias, &["arn", "name", "invokeArn"]) || !free(&name) {
        return missing;
    }
    let value = match alias.placement().bound {
        Bound::Bare if registered.class.constructs_with(alias.expr()) => {
            let wanted = property_name(ctx, &format!("{base}_alias"));
            let bound = ctx.program().free_name(&wanted);
            alias.bind(&bound).map(|edit| {
                missing.bound.push(edit);
                missing.introduces.push(bound.clone());
                Code::name(bound)
            })
        }
        _ => alias.name_at(registered.outputs.expr()),
    };
    if let Some(value) = value {
        missing.properties.push(NewProperty {
            name,
            written: text,
            value: value.member("arn"),
        });
    }
    missing
}

/// Whether a property or an output of the component is one of these outputs of the resource, or the resource itself.
fn holds<'a>(registered: &Registered<'a>, resource: &Resource<'a>, names: &[&str]) -> bool {
    let is_of = |value: Expr<'a>| {
        let resolved = value.resolved();
        let taken = resolved.member().is_some_and(|(object, name)| {
            names.contains(&name.as_str()) && object.constructed().as_ref() == Some(resource)
        });
        taken || value.constructed().as_ref() == Some(resource)
    };
    let outputs = registered.outputs.entries().into_iter();
    let members = registered.class.members().into_iter();
    let public = members.filter(|member| member.access == iacfix::iac::Access::Public);
    outputs
        .filter_map(|entry| entry.value)
        .chain(public.filter_map(|member| member.value))
        .any(is_of)
}

/// What the names of a function's outputs begin with, words apart with underscores: `lambda` of `lambdaFunction`.
fn base_of(function: &Resource<'_>) -> String {
    let name = match function.placement().bound {
        Bound::Name(binding) => binding.name().to_owned(),
        Bound::Member(member) => member.member().map(|(_, name)| name).unwrap_or_default(),
        _ => String::new(),
    };
    let snake = placing::snake_case(name.trim_start_matches('_'));
    let words = snake.strip_suffix("_function").unwrap_or(&snake);
    match words {
        "" | "fn" | "func" => "function".to_owned(),
        words => words.to_owned(),
    }
}

fn fix(ctx: &Context<'_>, registered: &Registered<'_>, missing: Missing) -> Result<Fix, String> {
    let program = ctx.program();
    if program.language() == Language::TypeScript
        && program.has_types()
        && missing
            .properties
            .iter()
            .any(|property| property.written.is_none())
    {
        return Err("the file does not name pulumi.Output".to_owned());
    }
    let mut edits = placing::declare(ctx, registered, &missing.properties)?;
    edits.extend(missing.bound);
    for property in &missing.properties {
        let own = Code::Verbatim(format!("{}.{}", registered.object, property.name));
        let neutral = iacfix::iac::camel_case(&property.name);
        edits.extend(registered.outputs.set(&neutral, &own));
    }
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    let title = "Let others read the published version";
    Ok(
        Fix::in_file(ctx.source().path(), title, Applicability::Safe, edits)
            .introducing(missing.introduces),
    )
}
