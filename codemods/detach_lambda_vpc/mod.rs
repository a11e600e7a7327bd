//! Functions in a VPC from which they reach nothing → in Lambda's own network.

mod isolation;
mod subnets;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite};
use iacfix::fix::{Applicability, Fix};
use iacfix::iac::{Presence, Removal, Resource};
use iacfix::syntax::Language;

use super::lambda::{Network, network};

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "detach-lambda-vpc",
    group: Group::Policy,
    summary: "take Lambda functions out of a VPC from which they reach nothing",
    docs: include_str!("README.md"),
    errors: &[],
    settings: &[],
    needles: &["vpcConfig", "vpc_config"],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

/// What means something in a VPC only.
const WITH_IT: [&str; 3] = [
    "vpcConfig",
    "replaceSecurityGroupsOnDestroy",
    "replacementSecurityGroupIds",
];

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(function) = ctx.resource(matched) else {
        return;
    };
    if network(&function) != Network::Vpc {
        return;
    }
    let given = function.property("vpcConfig.subnetIds").present();
    let Some(subnet_ids) = given.and_then(|given| given.value()) else {
        return;
    };
    if !subnets::are_declared(ctx, subnet_ids) {
        findings.note(
            function.span(),
            "the subnets of this function come from somewhere else; what it reaches from there is not known",
        );
        return;
    }
    // A file system can be mounted in a VPC only.
    if !matches!(function.property("fileSystemConfig"), Presence::Absent) {
        return;
    }
    if let Some(objection) = isolation::objection(ctx) {
        findings.note(
            function.span(),
            format!("the program declares a {objection}, which this function may need its VPC for"),
        );
        return;
    }
    let Some(config) = function.property("vpcConfig").present() else {
        return;
    };
    let message = "this function runs in a VPC for which the program declares neither a NAT gateway nor an endpoint, nor anything else to be reached there: calls of AWS services and of the internet time out";
    let help = "remove it, so that the function runs in Lambda's own network and reaches both; or give the VPC a NAT gateway or endpoints";
    match detach(ctx, &function) {
        Ok(fix) => findings.report(config.entry.key_span(), message, help, Some(fix)),
        Err(reason) => {
            let help = format!("{help} (by hand: {reason})");
            findings.report(config.entry.key_span(), message, help, None);
        }
    }
}

fn detach<'a>(ctx: &Context<'a>, function: &Resource<'a>) -> Result<Fix, String> {
    let mut removal = Removal::new(ctx.program(), &[]);
    for name in WITH_IT {
        let Presence::Present(property) = function.property(name) else {
            continue;
        };
        if !function.span().contains(property.entry.span()) {
            return Err(format!("{name} is in arguments that others may share"));
        }
        removal.entry(&property.entry);
    }
    let removed = removal
        .joining_lines()
        .finish()
        .map_err(|error| error.to_string())?;
    let fix = Fix::in_file(
        ctx.source().path(),
        "Take the function out of the VPC",
        // Another network is another place.
        Applicability::Unsafe,
        removed.edits,
    );
    Ok(fix.releasing(removed.releases))
}
