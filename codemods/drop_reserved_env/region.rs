//! Whether a value is the region that the function runs in.

use iacfix::iac::{Call, Entry, Expr, Key, Resource, Value};

/// Whether `value` is obviously the region that `function` is deployed to.
pub(super) fn is_own(function: &Resource<'_>, value: Expr<'_>) -> bool {
    match deployed_to(function) {
        Deployed::ByConfiguration => is_configured_region(value, 8),
        Deployed::To(region) => same(region, value),
        Deployed::Unknown => false,
    }
}

/// What decides the region of a function.
enum Deployed<'a> {
    /// The stack's configuration or the environment of the deployment.
    ByConfiguration,
    /// This expression.
    To(Expr<'a>),
    /// A provider that cannot be followed.
    Unknown,
}

fn deployed_to<'a>(function: &Resource<'a>) -> Deployed<'a> {
    // Since version 7 a resource may name its own region.
    if let Some(region) = function.property("region").present() {
        return region.value().map_or(Deployed::Unknown, Deployed::To);
    }
    let Some(options) = function.options() else {
        return Deployed::ByConfiguration;
    };
    match provider_in(options) {
        Provider::Default => Deployed::ByConfiguration,
        Provider::Given(provider) => provider
            .resolved()
            .resource()
            .and_then(|provider| provider.property("region").present())
            .and_then(|region| region.value())
            .map_or(Deployed::Unknown, Deployed::To),
        Provider::Unknown => Deployed::Unknown,
    }
}

/// Which provider options name.
enum Provider<'a> {
    /// None: the one that the stack configures.
    Default,
    /// This expression.
    Given(Expr<'a>),
    /// Options that cannot be read may name a provider of another region.
    Unknown,
}

fn provider_in(options: Expr<'_>) -> Provider<'_> {
    let Some(options) = options.resolved().record() else {
        return Provider::Unknown;
    };
    let spread = |entry: &Entry<'_>| entry.key == Key::Spread;
    match options.property("provider").and_then(|entry| entry.value) {
        Some(provider) => Provider::Given(provider),
        None if options.entries().iter().any(spread) => Provider::Unknown,
        None => Provider::Default,
    }
}

/// Whether two expressions are the same text, or names of the same thing.
fn same(one: Expr<'_>, other: Expr<'_>) -> bool {
    let (one, other) = (one.resolved(), other.resolved());
    match (one.value(), other.value()) {
        (Value::String(one), Value::String(other)) => one == other,
        _ => one == other || (one.text() == other.text() && one.symbol().is_some()),
    }
}

/// Whether an expression reads the region that the provider is configured with: `aws.config.region`,
/// `process.env.AWS_REGION`, `aws.getRegionOutput().name`… A fallback does not matter: it is taken only where nothing
/// else is known.
fn is_configured_region(expr: Expr<'_>, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let expr = expr.resolved();
    if expr
        .symbol()
        .is_some_and(|symbol| symbol.is("aws", "config.region"))
    {
        return true;
    }
    if let Some(path) = expr.global_path() {
        return is_region_variable(&path);
    }
    if let Some((object, member)) = expr.member() {
        return matches!(member.as_str(), "name" | "id" | "region")
            && is_region_lookup(object, depth);
    }
    match expr.value() {
        Value::Fallback { primary, .. } => is_configured_region(primary, depth),
        Value::Template(parts) => match parts.as_slice() {
            [part] => is_nothing_but(expr, *part) && is_configured_region(*part, depth),
            _ => false,
        },
        Value::Call(call) => is_region_call(&call, depth),
        _ => false,
    }
}

/// Whether a template is only one interpolated expression: `${region}`.
fn is_nothing_but(template: Expr<'_>, part: Expr<'_>) -> bool {
    let around = template.text().replacen(part.text(), "", 1);
    around
        .chars()
        .all(|character| "`'\"fF${} ".contains(character))
}

fn is_region_call(call: &Call<'_>, depth: usize) -> bool {
    let first_text = call
        .arguments
        .first()
        .and_then(|first| match first.value() {
            Value::String(text) => Some(text),
            _ => None,
        });
    let names_region = |text: &Option<String>| {
        matches!(text.as_deref(), Some("AWS_REGION" | "AWS_DEFAULT_REGION"))
    };
    if let Some(path) = call.callee.global_path() {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let reads = matches!(
            path.as_slice(),
            ["os", "getenv"] | ["os", "environ", "get"] | ["os.getenv"] | ["os.environ", "get"]
        );
        return reads && names_region(&first_text);
    }
    if let Some(symbol) = call.callee.symbol() {
        // `pulumi.output(x)` is x, sooner or later.
        if symbol.is("aws", "config.requireRegion") {
            return true;
        }
        let passes = symbol.package == "pulumi"
            && matches!(
                symbol.path.last().map(String::as_str),
                Some("output" | "create" | "fromInput" | "interpolate")
            );
        return passes
            && call
                .arguments
                .first()
                .is_some_and(|inner| is_configured_region(*inner, depth));
    }
    let Some((object, method)) = call.callee.member() else {
        return false;
    };
    match method.as_str() {
        // `aws.getRegion().then(region => region.name)`: what else would one take of it?
        "then" | "apply" => is_region_lookup(object, depth),
        "require" | "get" => {
            first_text.as_deref() == Some("region") && is_aws_configuration(object)
        }
        _ => false,
    }
}

/// `aws.getRegion()` and its kind, in any wrapping.
fn is_region_lookup(expr: Expr<'_>, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    match expr.resolved().value() {
        Value::Call(call) => match call.callee.symbol() {
            Some(symbol) if symbol.package == "aws" => {
                matches!(
                    symbol.path.last().map(String::as_str),
                    Some("getRegion" | "getRegionOutput")
                ) && asks_for_current(&call)
            }
            Some(symbol) if symbol.package == "pulumi" => call
                .arguments
                .first()
                .is_some_and(|inner| is_region_lookup(*inner, depth)),
            _ => false,
        },
        _ => false,
    }
}

/// `new pulumi.Config("aws")`.
fn is_aws_configuration(expr: Expr<'_>) -> bool {
    match expr.resolved().value() {
        Value::Call(call) => {
            call.callee
                .symbol()
                .is_some_and(|symbol| symbol.is("pulumi", "Config"))
                && matches!(call.arguments.first().map(|first| first.value()), Some(Value::String(name)) if name == "aws")
        }
        _ => false,
    }
}

fn is_region_variable(path: &[String]) -> bool {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    matches!(
        path.as_slice(),
        ["process", "env", "AWS_REGION" | "AWS_DEFAULT_REGION"]
            | ["os", "environ", "AWS_REGION" | "AWS_DEFAULT_REGION"]
            | ["os.environ", "AWS_REGION" | "AWS_DEFAULT_REGION"]
    )
}

/// Whether `aws.getRegion(…)` is told neither another region than the current one nor another provider.
fn asks_for_current(call: &Call<'_>) -> bool {
    let names_no_region = match call.arguments.first().map(|first| first.resolved().value()) {
        None | Some(Value::Null) => true,
        Some(Value::Object(record)) => record.entries().is_empty(),
        Some(_) => false,
    };
    let is_options = |entry: &Entry<'_>| entry.is_property("opts");
    let only_options = call.keywords.entries().iter().all(is_options);
    let keyword = call.keywords.property("opts").and_then(|entry| entry.value);
    let options = call.arguments.get(1).copied().or(keyword);
    let default_provider =
        options.is_none_or(|options| matches!(provider_in(options), Provider::Default));
    names_no_region && only_options && default_provider
}
