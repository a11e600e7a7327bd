//! The alias of a function's published version that something is put on: one that the program declares already, or a
//! new one. Reports nothing.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Bound, Code, Expr, NewResource, Resource, Statement, Value};

use super::lambda::{function_of, versioned};

/// What a function's unpublished version is called.
pub(crate) const LATEST: &str = "$LATEST";

/// What code calls a published version of its own. Neither class has ever existed.
pub(crate) const VERSIONS: [&str; 2] = [
    "aws:lambda/functionVersion:FunctionVersion",
    "aws:lambda/version:Version",
];

/// The type of alias.
pub(crate) const ALIAS: &str = "aws:lambda/alias:Alias";

/// Who needs an alias.
pub(crate) struct User<'r, 'a> {
    /// The resource that is put on it. A new alias takes its parent and provider, and its name but for a word.
    pub(crate) resource: &'r Resource<'a>,
    /// What its name may hold that an alias's name should not.
    pub(crate) own_words: &'r [&'r str],
    /// A new alias is declared before the statement that holds this.
    pub(crate) before: Expr<'a>,
}

/// An alias, as a fix uses it.
pub(crate) struct Alias<'a> {
    /// The expression of its name: `fnAlias.name`.
    pub(crate) name: Code,
    /// Where it can be used from on.
    pub(crate) declared_at: Expr<'a>,
    /// What has to be changed for it.
    pub(crate) edits: Vec<Edit>,
    /// What has to be declared before [`User::before`].
    pub(crate) statements: Vec<Statement>,
    /// The names that this declares.
    pub(crate) introduces: Vec<String>,
    /// For people: `the alias of line 12`.
    pub(crate) description: String,
}

/// Whether an expression is the unpublished version.
pub(crate) fn is_latest(expr: Expr<'_>) -> bool {
    matches!(expr.resolved().value(), Value::String(text) if text == LATEST)
}

/// Whether a resource is an alias.
pub(crate) fn is_alias(resource: &Resource<'_>) -> bool {
    resource.token() == ALIAS
}

/// The aliases of the file.
pub(crate) fn aliases<'a>(ctx: &Context<'a>) -> Vec<Resource<'a>> {
    ctx.program().resources(&[ALIAS])
}

/// What an alias points to.
pub(crate) fn version_of<'a>(alias: &Resource<'a>) -> Option<Expr<'a>> {
    alias.property("functionVersion").present()?.value()
}

/// The alias that a config is put on already, made to point to a published version of the function.
pub(crate) fn repoint<'a>(
    ctx: &Context<'a>,
    alias: &Resource<'a>,
    function: &Resource<'a>,
) -> Result<Alias<'a>, String> {
    let mut edits = Vec::new();
    if let Some(version) = alias.property("functionVersion").present()
        && let Some(value) = version.value()
        && is_latest(value)
    {
        if !alias.span().contains(version.entry.span()) {
            return Err("the arguments of the alias come from somewhere else".to_owned());
        }
        edits.push(value.replace(&name_of(function, alias)?.member("version")));
    }
    let mut introduces = Vec::new();
    let bound = bind(ctx, alias, function, &mut edits, &mut introduces)?;
    Ok(Alias {
        name: bound.member("name"),
        declared_at: alias.expr(),
        edits,
        statements: Vec::new(),
        introduces,
        description: description(ctx, alias),
    })
}

/// The alias of the function that somebody can be put on: one that is there, preferably the one called `wanted`, else a
/// new one.
pub(crate) fn of<'a>(
    ctx: &Context<'a>,
    user: &User<'_, 'a>,
    function: &Resource<'a>,
    wanted: &str,
) -> Result<Alias<'a>, String> {
    let own: Vec<Resource<'a>> = aliases(ctx)
        .into_iter()
        .filter(|alias| function_of(ctx, alias).as_ref() == Some(function))
        .collect();
    let named = |alias: &&Resource<'a>| is_named(alias, wanted);
    let moving = || own.iter().filter(|alias| follows_function(ctx, alias));
    let found = moving()
        .find(named)
        .or_else(|| moving().next())
        .or_else(|| own.iter().find(named));
    let Some(alias) = found else {
        return declare(ctx, user, function, wanted);
    };
    let line = ctx.source().place(alias.span().start).line;
    if !user.before.follows(alias.expr()) {
        return Err(format!(
            "line {line} declares an alias of the function, which cannot be used here"
        ));
    }
    if !follows_function(ctx, alias) {
        return Err(format!(
            "the alias of line {line} has the name {wanted}, and points to a version of its own"
        ));
    }
    repoint(ctx, alias, function)
}

/// Whether an alias points to whatever version the function is at.
fn follows_function(ctx: &Context<'_>, alias: &Resource<'_>) -> bool {
    let Some(version) = version_of(alias) else {
        return false;
    };
    if is_latest(version) {
        return true;
    }
    let Some(found) = versioned(version).and_then(Expr::constructed) else {
        return false;
    };
    let function = function_of(ctx, alias);
    Some(&found) == function.as_ref()
        || (VERSIONS.contains(&found.token()) && function_of(ctx, &found) == function)
}

fn is_named(alias: &Resource<'_>, name: &str) -> bool {
    let own = alias.property("name").present().and_then(|own| own.value());
    own.is_some_and(|own| matches!(own.resolved().value(), Value::String(text) if text == name))
}

fn declare<'a>(
    ctx: &Context<'a>,
    user: &User<'_, 'a>,
    function: &Resource<'a>,
    wanted: &str,
) -> Result<Alias<'a>, String> {
    let resource = user.resource;
    if !matches!(
        resource.placement().bound,
        Bound::Bare | Bound::Name(_) | Bound::Member(_)
    ) {
        return Err("no statement of its own holds it".to_owned());
    }
    let (class, edits) = resource
        .sibling_class("Alias")
        .filter(|_| resource.token().starts_with("aws:lambda/"))
        .or_else(|| function.sibling_class("Alias"))
        .ok_or("the class Alias cannot be named in this file")?;
    let value = |property: &str| resource.property(property).present()?.value();
    let given = value("functionName").filter(|name| resource.span().contains(name.span()));
    let own = match given {
        Some(_) => name_of(function, resource),
        None => function
            .name_at(user.before)
            .ok_or("nothing names the function here; bind it to a name first".to_owned()),
    };
    let function_code = match given.and_then(Expr::member) {
        // As the resource names the function.
        Some((object, _)) => object.code(),
        None => own?,
    };
    let function_name = match given.and_then(|name| Some((name, name.member()?.1))) {
        Some((name, asked)) if matches!(asked.as_str(), "name" | "arn") => name.code(),
        _ => function_code.clone().member("name"),
    };
    let mut properties = vec![
        ("name".to_owned(), Code::Text(wanted.to_owned())),
        ("functionName".to_owned(), function_name),
        (
            "functionVersion".to_owned(),
            function_code.member("version"),
        ),
    ];
    if let Some(region) = value("region") {
        properties.push(("region".to_owned(), region.code()));
    }
    let bound = function.sibling_name("function", "alias");
    let new = NewResource {
        class,
        name: logical_name(ctx, user, "alias", ALIAS)?,
        properties,
        options: resource.shared_options(),
    };
    Ok(Alias {
        name: Code::name(&bound).member("name"),
        declared_at: user.before,
        edits,
        statements: vec![new.statement(Some(&bound))],
        introduces: vec![bound],
        description: format!("an aws.lambda.Alias \"{wanted}\""),
    })
}

/// A logical name for a resource of the type `token` that is the user's but for a word of its own, which becomes `word`,
/// and that no other resource of that type has.
pub(crate) fn logical_name(
    ctx: &Context<'_>,
    user: &User<'_, '_>,
    word: &str,
    token: &str,
) -> Result<Code, String> {
    let name = user
        .resource
        .name()
        .ok_or("it has no logical name that can be read")?;
    let interpolated: String = match name.value() {
        Value::Template(parts) => parts.iter().map(|part| part.text()).collect(),
        Value::String(_) => String::new(),
        _ => name.text().to_owned(),
    };
    let lower = interpolated.to_lowercase();
    // A name within the name's expression is not the name's own word.
    let words = user
        .own_words
        .iter()
        .copied()
        .filter(|own| !lower.contains(&own.to_lowercase()))
        // Whatever the name is, this does not occur in it.
        .chain(["\0"]);
    let taken: Vec<String> = ctx
        .program()
        .resources(&[token])
        .iter()
        .filter_map(|other| Some(other.name()?.text().to_owned()))
        .collect();
    words
        .filter_map(|own| user.resource.derived_name(own, word))
        .filter(|code| !matches!(code, Code::Verbatim(text) if taken.contains(text)))
        .fold(None, |shortest: Option<Code>, code| {
            match (&shortest, &code) {
                // The longest word that it holds is the one that is replaced.
                (Some(Code::Verbatim(one)), Code::Verbatim(other)) if one.len() <= other.len() => {
                    shortest
                }
                _ => Some(code),
            }
        })
        .ok_or(format!("no logical name with \"{word}\" can be derived"))
}

/// The name that the alias is bound to, where it is bound to none a new one.
fn bind<'a>(
    ctx: &Context<'a>,
    alias: &Resource<'a>,
    function: &Resource<'a>,
    edits: &mut Vec<Edit>,
    introduces: &mut Vec<String>,
) -> Result<Code, String> {
    let line = ctx.source().place(alias.span().start).line;
    match alias.placement().bound {
        Bound::Name(binding) => Ok(Code::name(binding.name())),
        Bound::Member(member) => Ok(Code::Verbatim(member.text().to_owned())),
        Bound::Bare => {
            let name = function.sibling_name("function", "alias");
            let bound = alias.bind(&name);
            edits.push(bound.ok_or(format!("bind the alias of line {line} to a name"))?);
            introduces.push(name.clone());
            Ok(Code::name(name))
        }
        _ => Err(format!("bind the alias of line {line} to a name")),
    }
}

/// What the function is called where the resource stands.
fn name_of(function: &Resource<'_>, resource: &Resource<'_>) -> Result<Code, String> {
    if let Some(name) = resource
        .property("functionName")
        .present()
        .and_then(|name| name.value())
        && resource.span().contains(name.span())
        && let Some((object, _)) = name.member()
        && object.constructed().as_ref() == Some(function)
    {
        return Ok(object.code());
    }
    function
        .name_at(resource.expr())
        .ok_or("nothing names the function here; bind it to a name first".to_owned())
}

fn description(ctx: &Context<'_>, alias: &Resource<'_>) -> String {
    let line = ctx.source().place(alias.span().start).line;
    format!("the alias of line {line}")
}
