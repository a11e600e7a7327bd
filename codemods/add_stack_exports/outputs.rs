//! What of a component's members is known when the program has run: outputs, and the outputs of resources.

use iacfix::iac::{Access, Class, Expr, Given, Key, Member, Symbol, Value};
use iacfix::syntax::Language;

/// Something that a component offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Output {
    /// The component's property, as written.
    pub(super) property: String,
    /// For a resource: what the export's name ends in, and the neutral name of the resource's own output.
    pub(super) part: Option<(&'static str, &'static str)>,
    language: Language,
}

impl Output {
    /// How it is read from the component: `logGroup.name`.
    pub(super) fn path(&self) -> String {
        match self.part {
            None => self.property.clone(),
            Some((_, member)) if self.language == Language::Python => {
                format!("{}.{}", self.property, super::names::snake(member))
            }
            Some((_, member)) => format!("{}.{member}", self.property),
        }
    }
}

/// How often a member is followed to another one of the same object.
const MAX_HOPS: usize = 8;

/// What a resource is asked for by others, for the types that programs export most.
///
/// Every resource has `id` and `urn`; which other outputs a type has is written in the provider's schema
/// (<https://www.pulumi.com/registry/packages/aws/api-docs/>). These exist in the versions 5, 6 and 7.
const PARTS: &[(&str, &[(&str, &str)])] = &[
    ("aws:acm/certificate:Certificate", &[("arn", "arn")]),
    ("aws:apigateway/restApi:RestApi", &[("id", "id")]),
    ("aws:apigateway/stage:Stage", &[("invokeUrl", "invokeUrl")]),
    (
        "aws:apigatewayv2/api:Api",
        &[("id", "id"), ("endpoint", "apiEndpoint")],
    ),
    (
        "aws:apigatewayv2/stage:Stage",
        &[("invokeUrl", "invokeUrl")],
    ),
    (
        "aws:cloudfront/distribution:Distribution",
        &[("id", "id"), ("domainName", "domainName")],
    ),
    (
        "aws:cloudwatch/eventRule:EventRule",
        &[("arn", "arn"), ("name", "name")],
    ),
    ("aws:cloudwatch/logGroup:LogGroup", &[("name", "name")]),
    ("aws:cloudwatch/metricAlarm:MetricAlarm", &[("arn", "arn")]),
    (
        "aws:cognito/userPool:UserPool",
        &[("id", "id"), ("arn", "arn")],
    ),
    ("aws:cognito/userPoolClient:UserPoolClient", &[("id", "id")]),
    (
        "aws:dynamodb/table:Table",
        &[("arn", "arn"), ("name", "name")],
    ),
    ("aws:ec2/instance:Instance", &[("id", "id")]),
    ("aws:ec2/securityGroup:SecurityGroup", &[("id", "id")]),
    ("aws:ec2/subnet:Subnet", &[("id", "id")]),
    ("aws:ec2/vpc:Vpc", &[("id", "id")]),
    ("aws:ecr/repository:Repository", &[("url", "repositoryUrl")]),
    (
        "aws:ecs/cluster:Cluster",
        &[("arn", "arn"), ("name", "name")],
    ),
    ("aws:ecs/service:Service", &[("name", "name")]),
    ("aws:ecs/taskDefinition:TaskDefinition", &[("arn", "arn")]),
    (
        "aws:efs/fileSystem:FileSystem",
        &[("id", "id"), ("arn", "arn")],
    ),
    ("aws:iam/policy:Policy", &[("arn", "arn")]),
    ("aws:iam/role:Role", &[("arn", "arn")]),
    (
        "aws:kinesis/stream:Stream",
        &[("arn", "arn"), ("name", "name")],
    ),
    ("aws:kms/key:Key", &[("arn", "arn")]),
    (
        "aws:lambda/function:Function",
        &[("arn", "arn"), ("name", "name")],
    ),
    (
        "aws:lb/loadBalancer:LoadBalancer",
        &[("arn", "arn"), ("dnsName", "dnsName")],
    ),
    ("aws:lb/targetGroup:TargetGroup", &[("arn", "arn")]),
    (
        "aws:rds/cluster:Cluster",
        &[("arn", "arn"), ("endpoint", "endpoint")],
    ),
    (
        "aws:rds/instance:Instance",
        &[("arn", "arn"), ("endpoint", "endpoint")],
    ),
    ("aws:route53/zone:Zone", &[("id", "zoneId")]),
    (
        "aws:s3/bucket:Bucket",
        &[("arn", "arn"), ("name", "bucket")],
    ),
    (
        "aws:s3/bucketV2:BucketV2",
        &[("arn", "arn"), ("name", "bucket")],
    ),
    ("aws:secretsmanager/secret:Secret", &[("arn", "arn")]),
    (
        "aws:sfn/stateMachine:StateMachine",
        &[("arn", "arn"), ("name", "name")],
    ),
    ("aws:sns/topic:Topic", &[("arn", "arn")]),
    ("aws:sqs/queue:Queue", &[("arn", "arn"), ("url", "url")]),
    ("aws:ssm/parameter:Parameter", &[("name", "name")]),
];

/// What a member holds.
enum Held {
    Output,
    Resource(String),
    Other,
}

/// What the objects of a class certainly offer, in order of declaration.
pub(super) fn of(class: &Class<'_>) -> Vec<Output> {
    let members = class.members();
    let language = class.language();
    let registered = registered(class);
    let mut found = Vec::new();
    for member in &members {
        if member.access == Access::Private {
            continue;
        }
        let mut offer = |part| {
            found.push(Output {
                property: member.name.clone(),
                part,
                language,
            });
        };
        // In Python a missing attribute stops the program, in TypeScript only a member of a missing one does.
        let certain = member.given == Given::Always;
        let whole = certain || language == Language::TypeScript;
        match held(member, &members) {
            Held::Output if whole => offer(None),
            Held::Resource(token) if certain => {
                for part in parts(class, &member.name, &token) {
                    offer(Some(part));
                }
            }
            Held::Other if certain && language == Language::Python => {
                if registered.contains(&member.name) {
                    offer(None);
                }
            }
            Held::Output | Held::Resource(_) | Held::Other => {}
        }
    }
    found
}

/// The outputs of a resource that are worth exporting and certain to exist: those of the table, else those that the
/// component itself uses.
fn parts(class: &Class<'_>, name: &str, token: &str) -> Vec<(&'static str, &'static str)> {
    if let Some((_, parts)) = PARTS.iter().find(|(known, _)| *known == token) {
        return parts.to_vec();
    }
    [("arn", "arn"), ("name", "name")]
        .into_iter()
        .filter(|(_, part)| class.uses_member_of(name, part))
        .collect()
}

/// The keys that the component registers as its outputs.
fn registered(class: &Class<'_>) -> Vec<String> {
    let mut keys = Vec::new();
    for call in class.own_calls("registerOutputs") {
        let record = call.arguments.first().and_then(|outputs| outputs.record());
        for entry in record.into_iter().flat_map(|record| record.entries()) {
            if let Key::Named(key) = entry.key {
                keys.push(key);
            }
        }
    }
    keys
}

fn held(member: &Member<'_>, members: &[Member<'_>]) -> Held {
    if let Some(declared) = &member.declared {
        match &declared.symbol {
            Some(symbol) if is_output(symbol) => {
                // An output of a whole resource is no output of a stack.
                let inner = declared.arguments.first();
                let inner = inner.and_then(|inner| inner.symbol.as_ref());
                return match inner.and_then(resource_type) {
                    Some(_) => Held::Other,
                    None => Held::Output,
                };
            }
            Some(symbol) => {
                if let Some(token) = resource_type(symbol) {
                    return Held::Resource(token);
                }
                return Held::Other;
            }
            // In TypeScript what is declared as something else is something else.
            None if member
                .value
                .is_none_or(|value| value.program().language() == Language::TypeScript) =>
            {
                return Held::Other;
            }
            None => {}
        }
    }
    match member.value {
        Some(value) => held_by(value, members, MAX_HOPS),
        None => Held::Other,
    }
}

/// What an expression within the component's class is.
fn held_by(expr: Expr<'_>, members: &[Member<'_>], hops: usize) -> Held {
    let Some(hops) = hops.checked_sub(1) else {
        return Held::Other;
    };
    let expr = expr.resolved();
    if let Some(resource) = expr.resource() {
        return match resource.token() {
            token if token.starts_with("pulumi:") => Held::Other,
            token => Held::Resource(token.to_owned()),
        };
    }
    if let Some(own) = expr.own_member() {
        let member = members.iter().find(|member| member.name == own);
        return match member.and_then(|member| member.value) {
            Some(value) => held_by(value, members, hops),
            None => Held::Other,
        };
    }
    if let Value::Call(call) = expr.value() {
        if let Some(symbol) = call.callee.symbol() {
            return match makes_output(&symbol) {
                true => Held::Output,
                false => Held::Other,
            };
        }
        if let Some((object, method)) = call.callee.member()
            && method == "apply"
            && matches!(held_by(object, members, hops), Held::Output)
        {
            return Held::Output;
        }
        return Held::Other;
    }
    match expr.member() {
        Some((object, name)) if !name.starts_with("get") && !name.starts_with('_') => {
            match held_by(object, members, hops) {
                Held::Output | Held::Resource(_) => Held::Output,
                Held::Other => Held::Other,
            }
        }
        _ => Held::Other,
    }
}

fn is_output(symbol: &Symbol) -> bool {
    symbol.is("pulumi", "Output") || symbol.is("pulumi", "OutputInstance")
}

/// Whether a function of Pulumi gives an output. What is marked as a secret is left out.
fn makes_output(symbol: &Symbol) -> bool {
    let functions = [
        "Output.all",
        "Output.concat",
        "Output.create",
        "Output.format",
        "Output.fromInput",
        "Output.jsonDumps",
        "all",
        "concat",
        "interpolate",
        "jsonStringify",
        "output",
    ];
    functions
        .iter()
        .any(|function| symbol.is("pulumi", function))
}

fn resource_type(symbol: &Symbol) -> Option<String> {
    let token = symbol.resource_type()?;
    (symbol.package != "pulumi" && !token.starts_with("pulumi:")).then_some(token)
}
