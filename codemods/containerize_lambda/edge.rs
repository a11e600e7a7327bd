//! Whether a function may be one of Lambda@Edge: CloudFront runs published versions of archives only.

use iacfix::codemod::Context;
use iacfix::iac::{Consumer, Expr, Presence, Resource};

/// Who assumes the role of such a function, besides Lambda.
const EDGE: &str = "edgelambda";

/// What of a distribution names such a function.
const ASSOCIATIONS: [&str; 2] = ["lambdaFunctionAssociations", "lambda_function_associations"];

/// What of a function names a version of it, which is what a distribution takes.
const VERSIONS: [&str; 2] = ["qualifiedArn", "version"];

/// Whether a function may run there: it publishes versions, and its role or its use says so, or neither is known.
pub(super) fn may_run_there(ctx: &Context<'_>, function: &Resource<'_>) -> bool {
    let text = ctx.source().text();
    let publishes = !matches!(function.property("publish"), Presence::Absent);
    let has_role = text.contains(EDGE);
    let has_association = ASSOCIATIONS.iter().any(|name| text.contains(name));
    publishes
        && ((has_role && is_assumed_there(function).unwrap_or(true))
            || (has_association && may_be_associated(function)))
}

/// Whether its role is assumed by Lambda@Edge; `None` where the file does not spell out by whom.
fn is_assumed_there(function: &Resource<'_>) -> Option<bool> {
    let role = function.property("role").present()?.value()?.resolved();
    let object = role.member().map_or(role, |(object, _)| object);
    let role = object.constructed()?;
    let policy = role.property("assumeRolePolicy").present()?.value()?;
    let policy = policy.resolved().text();
    // One that is put together elsewhere names nobody here.
    policy.contains("rincipal").then(|| policy.contains(EDGE))
}

/// Whether a distribution may be given a version of it.
fn may_be_associated(function: &Resource<'_>) -> bool {
    let uses = function.references().uses.into_iter();
    uses.filter_map(|usage| match usage.parent_member() {
        Some(member) => {
            let (_, name) = member.member()?;
            VERSIONS.contains(&name.as_str()).then_some(member)
        }
        None => Some(usage),
    })
    .any(leads_to_a_distribution)
}

fn leads_to_a_distribution(value: Expr<'_>) -> bool {
    value.consumers().iter().any(|consumer| match consumer {
        Consumer::Property { path, .. } => path.contains(ASSOCIATIONS[0]),
        Consumer::Member { .. } | Consumer::Elsewhere(_) => true,
    })
}
