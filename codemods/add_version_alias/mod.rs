//! Provisioned concurrency on an unpublished version → on an alias of a published one.

mod alias;
mod functions;
mod scaling;
mod versions;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Entry, Expr, Repeated, Resource, Value};
use iacfix::syntax::Language;

use functions::{Publishing, function_of, is_function, publishing, versioned};

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "add-version-alias",
    group: Group::Deploy,
    summary: "put provisioned concurrency on an alias of a published version",
    docs: include_str!("README.md"),
    errors: &[
        "Provisioned Concurrency Configs cannot be applied to unpublished function versions",
        "Property 'FunctionVersion' does not exist on type",
        "'@pulumi/aws/lambda' has no exported member 'FunctionVersion'",
        "module 'pulumi_aws.lambda_' has no attribute 'FunctionVersion'",
        "module 'pulumi_aws.lambda_' has no attribute 'Version'",
        "\"FunctionVersion\" is not a known attribute of module \"pulumi_aws.lambda_\"",
        "\"Version\" is not a known attribute of module \"pulumi_aws.lambda_\"",
        "cannot import name 'FunctionVersion' from 'pulumi_aws.lambda_'",
        "cannot import name 'Version' from 'pulumi_aws.lambda_'",
        "aws.lambda.FunctionVersion is not a constructor",
        "aws.lambda.Version is not a constructor",
    ],
    settings: &[Setting {
        key: "alias-name",
        help: "the name of an alias that is added, as callers of the function write it",
        kind: SettingKind::Text { default: "live" },
    }],
    needles: &["ProvisionedConcurrencyConfig", "Version("],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

/// What a function's unpublished version is called.
const LATEST: &str = "$LATEST";

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(resource) = ctx.resource(matched) else {
        return;
    };
    if functions::VERSIONS.contains(&resource.token()) {
        return versions::rewrite(ctx, &resource, findings);
    }
    let config = resource;
    // A spread may hold the qualifier.
    let Some(qualifier) = config.property("qualifier").present() else {
        return;
    };
    let Some(value) = qualifier.value() else {
        return;
    };
    let Some(fault) = fault(ctx, &config, value) else {
        return;
    };
    let message = fault.message(ctx);
    let (help, fix) = match repair(ctx, &config, &qualifier.entry, &fault) {
        Ok(fixed) => (fixed.help, Some(fixed.fix)),
        Err(reason) => (
            format!(
                "set publish: true on the function, and put provisioned concurrency on an aws.lambda.Alias of its version, by hand: {reason}"
            ),
            None,
        ),
    };
    findings.report(value.span(), message, help, fix);
}

/// What provisioned concurrency is put on that it cannot be put on.
struct Fault<'a> {
    kind: Kind<'a>,
    /// `None` where the program does not say which function it is.
    function: Option<Resource<'a>>,
}

enum Kind<'a> {
    /// `"$LATEST"`.
    Latest,
    /// `fn.version` of a function that is not known to publish.
    Version,
    /// An alias of one of these.
    Alias(Box<Resource<'a>>),
}

impl Fault<'_> {
    fn message(&self, ctx: &Context<'_>) -> String {
        let undecided = match &self.function {
            Some(function) => publishing(function) == Publishing::Undecided,
            None => true,
        };
        let what = match &self.kind {
            Kind::Latest => {
                return "provisioned concurrency on $LATEST, which is not a published version: the deploy fails".to_owned();
            }
            Kind::Version => "the version of a function".to_owned(),
            Kind::Alias(alias) => {
                let line = ctx.source().place(alias.span().start).line;
                if alias::version_of(alias).is_some_and(is_latest) {
                    return format!(
                        "provisioned concurrency on the alias of line {line}, which points to $LATEST and not to a published version: the deploy fails"
                    );
                }
                format!("the alias of line {line}, which points to the version of a function")
            }
        };
        match undecided {
            true => format!(
                "provisioned concurrency on {what} that is not known to publish any; where it does not, that is $LATEST and the deploy fails"
            ),
            false => format!(
                "provisioned concurrency on {what} that publishes none: that is $LATEST, and the deploy fails"
            ),
        }
    }
}

fn fault<'a>(ctx: &Context<'a>, config: &Resource<'a>, qualifier: Expr<'a>) -> Option<Fault<'a>> {
    let function = function_of(ctx, config);
    if is_latest(qualifier) {
        let kind = Kind::Latest;
        return Some(Fault { kind, function });
    }
    if let Some(object) = versioned(qualifier) {
        let function = match object.constructed() {
            Some(found) if is_function(&found) => Some(found),
            // Not a function at all, or a version that is a finding of its own.
            Some(_) => return None,
            None if names(config, object) => None,
            None => return None,
        };
        return is_unpublished(function.as_ref()).then_some(Fault {
            kind: Kind::Version,
            function,
        });
    }
    let alias = match qualifier.resolved().member() {
        Some((object, name)) if name == "name" => object.constructed()?,
        _ => alias::aliases(ctx).into_iter().find(|alias| {
            let name = alias.property("name").present().and_then(|own| own.value());
            name.is_some_and(|name| functions::is_same(name, qualifier))
                && function.is_some()
                && function_of(ctx, alias) == function
        })?,
    };
    if !alias::is_alias(&alias) {
        return None;
    }
    let version = alias::version_of(&alias)?;
    let function = function.or_else(|| function_of(ctx, &alias));
    if is_latest(version) {
        let kind = Kind::Alias(Box::new(alias));
        return Some(Fault { kind, function });
    }
    let function = match versioned(version)?.constructed() {
        Some(found) if is_function(&found) => Some(found),
        Some(_) => return None,
        None if names(&alias, versioned(version)?) => None,
        None => return None,
    };
    is_unpublished(function.as_ref()).then_some(Fault {
        kind: Kind::Alias(Box::new(alias)),
        function,
    })
}

/// Whether `version` of the function may be `$LATEST`. What the program computes is somebody's decision.
fn is_unpublished(function: Option<&Resource<'_>>) -> bool {
    let Some(function) = function else {
        return true;
    };
    match publishing(function) {
        Publishing::Yes => false,
        Publishing::No => true,
        Publishing::Undecided => function.property("publish").present().is_none(),
    }
}

/// Whether `functionName` of a resource is a member of the object: then the object is the function.
fn names(resource: &Resource<'_>, object: Expr<'_>) -> bool {
    let name = resource
        .property("functionName")
        .present()
        .and_then(|name| name.value());
    name.and_then(|name| name.resolved().member())
        .is_some_and(|(function, _)| function.text() == object.text())
}

fn is_latest(expr: Expr<'_>) -> bool {
    matches!(expr.resolved().value(), Value::String(text) if text == LATEST)
}

struct Repaired {
    fix: Fix,
    help: String,
}

fn repair<'a>(
    ctx: &Context<'a>,
    config: &Resource<'a>,
    qualifier: &Entry<'a>,
    fault: &Fault<'a>,
) -> Result<Repaired, String> {
    let function = fault
        .function
        .as_ref()
        .ok_or("which function it is cannot be told from this file")?;
    if config.placement().repeated == Repeated::PerIteration
        && function.placement().repeated != Repeated::PerIteration
    {
        return Err("it stands in a loop, and the function does not".to_owned());
    }
    let mut edits = functions::publish(ctx, function)?;
    let value = qualifier.value.ok_or("the qualifier is a method")?;
    let target = match &fault.kind {
        Kind::Alias(alias) => alias::repoint(ctx, alias, function)?,
        Kind::Latest | Kind::Version => alias::of(ctx, config, function)?,
    };
    // An alias that is only spelled is not waited for.
    let asked = matches!(fault.kind, Kind::Alias(..)) && value.resolved().member().is_some();
    if !asked {
        if !config.span().contains(qualifier.span()) {
            return Err("the arguments come from somewhere else".to_owned());
        }
        if !config.expr().follows(target.declared_at) {
            return Err("the alias cannot be used here".to_owned());
        }
        edits.extend(qualifier.replace_value(&target.name));
        // "This resolves to $LATEST" would be wrong from now on.
        edits.extend(
            qualifier
                .trailing_comment()
                .filter(|comment| ctx.source().slice(*comment).contains(LATEST))
                .map(Edit::remove),
        );
    }
    edits.extend(target.edits);
    edits.extend(scaling::follow(
        ctx,
        function,
        target.declared_at,
        &target.name,
    )?);
    let edits = ctx.program().with_imports_laid_out(edits);
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    let fix = Fix::in_file(
        ctx.source().path(),
        "Put provisioned concurrency on an alias of a published version",
        // Every deploy of the function leaves a version behind from now on.
        Applicability::Unsafe,
        edits,
    );
    Ok(Repaired {
        fix: fix.introducing(target.introduces),
        help: format!(
            "publish versions of the function, and use {}; only callers that invoke the alias are served by it",
            target.description
        ),
    })
}
