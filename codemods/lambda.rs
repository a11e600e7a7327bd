//! What several codemods have to know about Lambda functions. Reports nothing, edits nothing.

use iacfix::iac::{Alternatives, Presence, Resource, Unknown, Value};

/// The types of function.
pub(crate) const FUNCTIONS: [&str; 2] = ["aws:lambda/function:Function", CALLBACK];

/// A function whose code stands in the program; without a role it makes one.
pub(crate) const CALLBACK: &str = "aws:lambda/callbackFunction:CallbackFunction";

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
