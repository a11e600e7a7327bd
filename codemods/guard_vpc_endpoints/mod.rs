//! VPC endpoints that are always created → created where the stack's configuration says so, or removed.

mod flag;
mod parts;
mod plan;
mod remove;
mod uses;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite, Setting, SettingKind};
use iacfix::iac::Resource;
use iacfix::syntax::Language;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "guard-vpc-endpoints",
    group: Group::Policy,
    summary: "create VPC endpoints only where the stack's configuration says so",
    docs: include_str!("README.md"),
    errors: &[
        "VpcEndpointLimitExceeded",
        "The maximum number of VPC endpoints has been reached",
    ],
    settings: &[
        Setting {
            key: "mode",
            help: "whether endpoints are put under a condition, or removed",
            kind: SettingKind::Choice {
                default: "guard",
                choices: &["guard", "remove"],
            },
        },
        Setting {
            key: "key",
            help: "the key of the stack's configuration that says whether endpoints are created",
            kind: SettingKind::Text {
                default: "enableVpcEndpoints",
            },
        },
        Setting {
            key: "default",
            help: "what holds where the configuration says nothing; with \"off\" the next update deletes endpoints that exist",
            kind: SettingKind::Choice {
                default: "on",
                choices: &["on", "off"],
            },
        },
    ],
    needles: &["VpcEndpoint"],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

/// The type of endpoint.
const ENDPOINT: &str = "aws:ec2/vpcEndpoint:VpcEndpoint";

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(endpoint) = ctx.resource(matched) else {
        return;
    };
    if is_decided(&endpoint) {
        return;
    }
    let message = "this VPC endpoint is created in every stack: where the account has no more endpoints left the deploy fails with VpcEndpointLimitExceeded, and an interface endpoint costs money by the hour";
    let removes = ctx.text("mode") == "remove";
    let repaired = match removes {
        true => remove::all(ctx, &endpoint),
        false => plan::guard(ctx, &endpoint),
    };
    let (help, fix) = match repaired {
        Ok((help, fix)) => (help, Some(fix)),
        Err(reason) => {
            let what = match removes {
                true => "remove it",
                false => "put it under a condition",
            };
            (format!("{what} by hand: {reason}"), None)
        }
    };
    findings.report(endpoint.span(), message, help, fix);
}

/// Whether something decides already whether an endpoint is created: a condition around it, or around all calls of the
/// function that creates it.
fn is_decided(endpoint: &Resource<'_>) -> bool {
    let expr = endpoint.expr();
    let callers = expr.callers();
    expr.is_conditional()
        || !callers.is_empty() && callers.iter().all(|caller| caller.is_conditional())
}
