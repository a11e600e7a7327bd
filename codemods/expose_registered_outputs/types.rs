//! Which type the value of an output has. Guesses nothing: a type that is not certain is none.

use iacfix::codemod::Context;
use iacfix::iac::{Code, Expr, Given, Member, Resource, Value, ValueKind};
use iacfix::syntax::Language;

use super::Registered;

/// A type, and what has to be done to a value so that it is of it.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    /// As the file writes it.
    pub(super) written: String,
    /// What stands for the value, where it is not the value itself.
    pub(super) wrapped: Option<Code>,
}

/// What an output is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// An output of this type, in TypeScript's words.
    Output(&'static str),
    /// A text that is known at once.
    Text,
    /// The type of a class of a provider, as it is constructed.
    Resource(String),
    /// The type that another member declares.
    Declared(String),
}

/// How often a value is followed to another one.
const MAX_HOPS: usize = 8;

/// Outputs of resources that are texts in every class of the provider that has them, in the versions 5, 6 and 7; where a
/// class is an exception it is named behind them.
///
/// Taken from the typings of `@pulumi/aws`, `readonly name: pulumi.Output<string>`; `ARN` is a text, too.
const TEXTS: &[(&str, &[&str])] = &[
    ("apiEndpoint", &[]),
    ("arn", &[]),
    ("arnSuffix", &[]),
    (
        "bucket",
        &[
            "aws:athena/database:Database",
            "aws:s3/bucketObject:BucketObject",
            "aws:s3/bucketObjectv2:BucketObjectv2",
        ],
    ),
    ("bucketDomainName", &[]),
    ("bucketRegionalDomainName", &[]),
    ("dashboardArn", &[]),
    ("dashboardName", &[]),
    ("dnsName", &[]),
    (
        "endpoint",
        &["aws:cloudfront/realtimeLogConfig:RealtimeLogConfig"],
    ),
    ("executionArn", &[]),
    ("functionName", &[]),
    ("functionUrl", &[]),
    ("hostedZoneId", &[]),
    ("invokeArn", &[]),
    ("invokeUrl", &[]),
    (
        "name",
        &["aws:identitystore/user:User", "aws:rds/instance:Instance"],
    ),
    ("privateIp", &[]),
    ("publicIp", &[]),
    ("qualifiedArn", &[]),
    ("readerEndpoint", &[]),
    ("repositoryUrl", &[]),
    ("rootResourceId", &[]),
    ("streamArn", &[]),
    ("tableName", &[]),
    ("userPoolId", &[]),
    ("websiteEndpoint", &[]),
    ("zoneId", &[]),
];

/// Outputs of these classes alone, with their types, alike in the versions 5, 6 and 7.
const OF_CLASSES: &[(&str, &str, &str)] = &[
    ("aws:apigateway/stage:Stage", "stageName", "string"),
    (
        "aws:cloudfront/distribution:Distribution",
        "domainName",
        "string",
    ),
    ("aws:ec2/vpc:Vpc", "cidrBlock", "string"),
    ("aws:lambda/function:Function", "version", "string"),
    (
        "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
        "qualifier",
        "string",
    ),
    ("aws:rds/cluster:Cluster", "port", "number"),
    ("aws:rds/instance:Instance", "address", "string"),
    ("aws:rds/instance:Instance", "port", "number"),
    ("aws:sqs/queue:Queue", "url", "string"),
];

/// The type of what is registered; `None` where it is not known.
pub(super) fn of(ctx: &Context<'_>, registered: &Registered<'_>, value: Expr<'_>) -> Option<Typed> {
    let members = registered.class.members();
    let program = ctx.program();
    let python = program.language() == Language::Python;
    let plain = |written: String| Typed {
        written,
        wrapped: None,
    };
    Some(match kind(&members, value, MAX_HOPS)? {
        Kind::Output(inner) => plain(output(ctx, inner)?),
        Kind::Text if python => plain("str".to_owned()),
        Kind::Text => {
            let function = program.known_name("pulumi", "output")?;
            Typed {
                written: output(ctx, "string")?,
                wrapped: Some(Code::Verbatim(function).call([value.code()])),
            }
        }
        Kind::Resource(class) => plain(class),
        Kind::Declared(written) => plain(written),
    })
}

/// The type of an output of what TypeScript calls `inner`, as the file can write it.
pub(super) fn output(ctx: &Context<'_>, inner: &str) -> Option<String> {
    let program = ctx.program();
    let class = program.known_name("pulumi", "Output")?;
    let root = class.split('.').next().unwrap_or(&class);
    // What is no import, `const pulumi = require(…)`, names no type.
    let imported = program
        .top_level(root)
        .is_some_and(|root| root.is_imported());
    imported.then(|| match (program.language(), inner) {
        (Language::TypeScript, inner) => format!("{class}<{inner}>"),
        (Language::Python, "number") => format!("{class}[int]"),
        (Language::Python, _) => format!("{class}[str]"),
    })
}

/// Whether the first of the names that lead to a class is imported, so that it leads to a type, too.
fn is_imported(class: Expr<'_>) -> bool {
    let mut root = class;
    for _ in 0..MAX_HOPS {
        match root.member() {
            Some((object, _)) => root = object,
            None => break,
        }
    }
    root.binding().is_some_and(|root| root.is_imported())
}

fn kind(members: &[Member<'_>], value: Expr<'_>, hops: usize) -> Option<Kind> {
    let hops = hops.checked_sub(1)?;
    let resolved = value.resolved();
    if let Some(own) = value.own_member().or_else(|| resolved.own_member()) {
        let mut members_named = members.iter().filter(|member| member.name == own);
        let member = members_named
            .next()
            .filter(|member| member.given == Given::Always)?;
        return match (member.written, member.value) {
            (Some(written), _) => Some(Kind::Declared(written.to_owned())),
            (None, Some(value)) => kind(members, value, hops),
            (None, None) => None,
        };
    }
    if let Some(resource) = resolved.resource() {
        let Value::Call(call) = resolved.value() else {
            return None;
        };
        return (!resource.token().starts_with("pulumi:") && is_imported(call.callee))
            .then(|| Kind::Resource(call.callee.text().to_owned()));
    }
    if let Value::Fallback { .. } | Value::Choice(..) = resolved.value() {
        return either(members, resolved, hops);
    }
    match resolved.value() {
        Value::String(_) | Value::Template(_) => return Some(Kind::Text),
        Value::Call(call) => return called(members, &call.callee, &call.arguments, resolved, hops),
        _ => {}
    }
    let (object, name) = resolved.member()?;
    let resource = constructed(members, object, hops)?;
    output_of(&resource, &name).map(Kind::Output)
}

/// Both sides of a condition have one type, or it is not known.
fn either(members: &[Member<'_>], value: Expr<'_>, hops: usize) -> Option<Kind> {
    let (one, other) = match value.value() {
        Value::Choice(one, other) => (one, other),
        _ => return None,
    };
    let one = kind(members, one, hops)?;
    (kind(members, other, hops)? == one).then_some(one)
}

/// The type of an output of a resource, in TypeScript's words.
pub(super) fn output_of(resource: &Resource<'_>, name: &str) -> Option<&'static str> {
    let token = resource.token();
    if name == "id" || name == "urn" {
        return Some("string");
    }
    if !token.starts_with("aws:") {
        return None;
    }
    let of_class = OF_CLASSES
        .iter()
        .find(|(class, output, _)| *class == token && *output == name);
    if let Some((.., inner)) = of_class {
        return Some(inner);
    }
    TEXTS
        .iter()
        .find(|(output, but)| *output == name && !but.contains(&token))
        .map(|_| "string")
}

/// The resource that an expression stands for, through names and members of the object.
fn constructed<'a>(members: &[Member<'a>], object: Expr<'a>, hops: usize) -> Option<Resource<'a>> {
    let hops = hops.checked_sub(1)?;
    if let Some(resource) = object.constructed() {
        return Some(resource);
    }
    let own = object.own_member()?;
    let member = members.iter().find(|member| member.name == own)?;
    constructed(members, member.value?, hops)
}

fn called(
    members: &[Member<'_>],
    callee: &Expr<'_>,
    arguments: &[Expr<'_>],
    whole: Expr<'_>,
    hops: usize,
) -> Option<Kind> {
    if let Some(symbol) = callee.symbol() {
        let makes_text = [
            "interpolate",
            "concat",
            "jsonStringify",
            "Output.concat",
            "Output.format",
            "Output.jsonDumps",
        ];
        if makes_text
            .iter()
            .any(|function| symbol.is("pulumi", function))
        {
            return Some(Kind::Output("string"));
        }
        let wraps = ["output", "Output.create", "Output.fromInput"];
        if wraps.iter().any(|function| symbol.is("pulumi", function)) {
            let worth = arguments.first()?.worth();
            return (worth.kind == ValueKind::Text && !worth.missing)
                .then_some(Kind::Output("string"));
        }
        return None;
    }
    let (object, method) = callee.member()?;
    if method != "apply" || !matches!(kind(members, object, hops), Some(Kind::Output(_))) {
        return None;
    }
    let results = whole.apply_callback()?;
    let is_text =
        |result: &Expr<'_>| matches!(result.value(), Value::String(_) | Value::Template(_));
    (!results.is_empty() && results.iter().all(is_text)).then_some(Kind::Output("string"))
}
