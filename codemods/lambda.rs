//! What several codemods have to know about Lambda functions: which resources are one, in which network it runs, and
//! whether it publishes versions. Reports nothing.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Alternatives, Code, Expr, Presence, Resource, Unknown, Value};

/// The types of function.
pub(crate) const FUNCTIONS: [&str; 2] = ["aws:lambda/function:Function", CALLBACK];

/// A function whose code stands in the program; without a role it makes one.
pub(crate) const CALLBACK: &str = "aws:lambda/callbackFunction:CallbackFunction";

/// The keys that CreateFunction rejects, as the AWS Lambda developer guide lists them under "Defined runtime environment
/// variables", as aws-cdk-lib refuses them, and as cfn-lint's E3663 does.
pub(crate) const RESERVED_VARIABLES: [&str; 18] = [
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_DEFAULT_REGION",
    "AWS_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
];

/// Whether a resource is a function.
pub(crate) fn is_function(resource: &Resource<'_>) -> bool {
    FUNCTIONS.contains(&resource.token())
}

/// Which network a function runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Network {
    /// Lambda's own, from which the internet can be reached.
    Own,
    /// A VPC.
    Vpc,
    /// A VPC under a condition.
    SometimesVpc,
    /// It is not known: the arguments come from elsewhere.
    Unknown,
}

/// The network that a function runs in, as far as its arguments say.
pub(crate) fn network(function: &Resource<'_>) -> Network {
    match function.property("vpcConfig") {
        Presence::Absent => return Network::Own,
        Presence::Unknown => return Network::Unknown,
        Presence::Present(_) => {}
    }
    let config = function.contributions("vpcConfig");
    if config.records.is_empty() {
        return match config.unknown {
            // `vpcConfig: undefined`
            Unknown::None => Network::Own,
            Unknown::Some => Network::Unknown,
        };
    }
    let subnets = config
        .records
        .iter()
        .filter_map(|config| config.record.property("subnetIds")?.value);
    // Without subnets it is Lambda's own network again.
    let is_empty = |value: Value<'_>| matches!(value, Value::List(subnets) if subnets.is_empty());
    let mut subnets = subnets
        .map(|subnets| is_empty(subnets.resolved().value()))
        .peekable();
    match (subnets.peek().is_some(), subnets.any(|is_empty| !is_empty)) {
        (false, _) => Network::Unknown,
        (true, false) => Network::Own,
        (true, true) => match (config.alternatives, config.unknown) {
            (Alternatives::None, Unknown::None) => Network::Vpc,
            _ => Network::SometimesVpc,
        },
    }
}

/// Whether each change of a function becomes a version of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Publishing {
    Yes,
    No,
    /// A spread may say it, or the program computes it.
    Undecided,
}

/// The function that `functionName` of a resource names.
pub(crate) fn function_of<'a>(ctx: &Context<'a>, resource: &Resource<'a>) -> Option<Resource<'a>> {
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
pub(crate) fn has_name(function: &Resource<'_>, name: Expr<'_>) -> bool {
    function
        .property("name")
        .present()
        .and_then(|own| own.value())
        .is_some_and(|own| is_same(own, name))
}

/// The object whose `version` an expression is: the function, as the program names it.
pub(crate) fn versioned(expr: Expr<'_>) -> Option<Expr<'_>> {
    match expr.resolved().member() {
        Some((object, name)) if name == "version" => Some(object),
        _ => None,
    }
}

/// Whether a function publishes versions, as far as its arguments say.
pub(crate) fn publishing(function: &Resource<'_>) -> Publishing {
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
pub(crate) fn publish(ctx: &Context<'_>, function: &Resource<'_>) -> Result<Vec<Edit>, String> {
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
pub(crate) fn is_same(one: Expr<'_>, other: Expr<'_>) -> bool {
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
