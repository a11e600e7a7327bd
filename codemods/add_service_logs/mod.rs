//! VPCs without a flow log, and stages of REST APIs without access logs → with a log group that they write to.

mod flow_logs;
mod new;
mod stage;
mod vpc;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::syntax::Language;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "add-service-logs",
    group: Group::Policy,
    summary: "give VPCs flow logs, and stages of REST APIs access logs",
    docs: include_str!("README.md"),
    errors: &[],
    settings: &[
        Setting {
            key: "retention-days",
            help: "for how many days logs are kept; CloudWatch has a list of periods, of which the next longer one is taken",
            kind: SettingKind::Integer {
                default: 30,
                least: 1,
            },
        },
        Setting {
            key: "traffic-type",
            help: "which traffic flow logs record: all of it, what was accepted, or what was rejected",
            kind: SettingKind::Choice {
                default: "ALL",
                choices: &["ALL", "ACCEPT", "REJECT"],
            },
        },
    ],
    needles: &["Vpc", "Stage"],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(resource) = ctx.resource(matched) else {
        return;
    };
    match resource.token() {
        "aws:ec2/vpc:Vpc" => vpc::check(ctx, &resource, findings),
        _ => stage::check(ctx, &resource, findings),
    }
}

/// What is done about one resource.
struct Repair {
    title: &'static str,
    help: String,
    edits: Vec<Edit>,
    introduces: Vec<String>,
}

impl Repair {
    fn fix(self, ctx: &Context<'_>) -> Result<(String, Fix), String> {
        let edits = ctx.program().with_imports_laid_out(self.edits);
        let edits = Edits::new(edits).map_err(|error| error.to_string())?;
        let fix = Fix::in_file(
            ctx.source().path(),
            self.title,
            // Logs cost money, and hold what somebody may not want to keep.
            Applicability::Unsafe,
            edits,
        );
        Ok((self.help, fix.introducing(self.introduces)))
    }
}
