//! Autoscaling of provisioned concurrency that names nothing that can be scaled → of an alias, or none at all.

mod ids;
mod remove;
mod repair;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edit, Edits, Fix, Release};
use iacfix::iac::{Code, Consumer, Expr, Resource, Value, Visibility};
use iacfix::syntax::Language;

use ids::{Fault, Kind};

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "complete-provisioned-autoscaling",
    group: Group::Deploy,
    summary: "have autoscaling of provisioned concurrency scale an alias that there is",
    docs: include_str!("README.md"),
    errors: &[
        "Unsupported service namespace, resource type or scalable dimension",
        "at 'scalableDimension' failed to satisfy constraint: Member must satisfy enum value set",
    ],
    settings: &[
        Setting {
            key: "mode",
            help: "complete adds what autoscaling needs; remove takes the target away, with its policies and scheduled actions",
            kind: SettingKind::Choice {
                default: "complete",
                choices: &["complete", "remove"],
            },
        },
        Setting {
            key: "alias-name",
            help: "the name of an alias that is added, as callers of the function write it",
            kind: SettingKind::Text { default: "live" },
        },
    ],
    needles: &["lambda:function:", "function:"],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

/// What is scaled.
const TARGET: &str = "aws:appautoscaling/target:Target";

/// What autoscaling declares of one id.
const SCALING: [&str; 3] = [
    TARGET,
    "aws:appautoscaling/policy:Policy",
    "aws:appautoscaling/scheduledAction:ScheduledAction",
];

/// The one thing of a function that can be scaled.
const DIMENSION: &str = "lambda:function:ProvisionedConcurrency";

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(scaling) = ctx.resource(matched) else {
        return;
    };
    if !scales_lambda(&scaling) {
        return;
    }
    report_dimension(ctx, &scaling, findings);
    if scaling.token() != TARGET {
        return;
    }
    let Some(id) = value(&scaling, "resourceId") else {
        return;
    };
    let Some(fault) = ids::fault(ctx, id) else {
        return;
    };
    let change = match ctx.text("mode") {
        "remove" => remove::all(ctx, &scaling, id),
        _ => repair::complete(ctx, &scaling, id, &fault),
    };
    let wanted = match ctx.text("mode") {
        "remove" => "remove the target, and what scales it",
        _ => "publish versions of the function, and scale an aws.lambda.Alias of them",
    };
    let message = message(ctx, &fault);
    match change.and_then(|change| change.fix(ctx, Applicability::Unsafe)) {
        Ok((fix, help)) => findings.report(id.span(), message, help, Some(fix)),
        Err(reason) => {
            let help = format!("{wanted}, by hand: {reason}");
            findings.report(id.span(), message, help, None);
        }
    }
}

/// What a fix comes to.
struct Change {
    title: String,
    help: String,
    edits: Vec<Edit>,
    introduces: Vec<String>,
    releases: Vec<Release>,
}

impl Change {
    fn fix(self, ctx: &Context<'_>, applicability: Applicability) -> Result<(Fix, String), String> {
        let edits = ctx.program().with_imports_laid_out(self.edits);
        let edits = Edits::new(edits).map_err(|error| error.to_string())?;
        let fix = Fix::in_file(ctx.source().path(), self.title, applicability, edits)
            .introducing(self.introduces)
            .releasing(self.releases);
        Ok((fix, self.help))
    }
}

/// Whether autoscaling is of functions, as far as it says.
fn scales_lambda(scaling: &Resource<'_>) -> bool {
    let says = |property: &str, start: &str| {
        value(scaling, property).is_some_and(|value| {
            matches!(value.resolved().value(), Value::String(text) if text.starts_with(start))
        })
    };
    match value(scaling, "serviceNamespace").map(|namespace| namespace.resolved().value()) {
        Some(Value::String(namespace)) => namespace == "lambda",
        // The other one of the two says it, too.
        _ => says("scalableDimension", "lambda:"),
    }
}

fn value<'a>(resource: &Resource<'a>, property: &str) -> Option<Expr<'a>> {
    resource.property(property).present()?.value()
}

/// A dimension that no function has.
fn report_dimension(ctx: &Context<'_>, scaling: &Resource<'_>, findings: &mut Findings) {
    let Some(given) = value(scaling, "scalableDimension") else {
        return;
    };
    let Value::String(text) = given.resolved().value() else {
        return;
    };
    if text == DIMENSION {
        return;
    }
    let place = written_at(given);
    let change = Change {
        title: format!("Scale {DIMENSION}"),
        help: format!("write \"{DIMENSION}\", the only one that functions have"),
        edits: vec![place.replace(&Code::Text(DIMENSION.to_owned()))],
        introduces: Vec::new(),
        releases: Vec::new(),
    };
    let message =
        format!("\"{text}\" is nothing that can be scaled of a function: the deploy fails");
    // No other dimension could be meant, and none is deployed.
    if let Ok((fix, help)) = change.fix(ctx, Applicability::Safe) {
        findings.report(given.span(), message, help, Some(fix));
    }
}

/// Where a value is to be changed: where a name gets it that means nothing else, else where it is used.
fn written_at(given: Expr<'_>) -> Expr<'_> {
    let Some(binding) = given.binding() else {
        return given;
    };
    let only_this = binding.visibility() != Visibility::Exported
        && binding.consumers().iter().all(|consumer| {
            matches!(consumer, Consumer::Property { resource, path }
                if SCALING.contains(&resource.token()) && path == "scalableDimension")
        });
    match binding.constant() {
        Some(constant) if only_this => written_at(constant),
        _ => given,
    }
}

fn message(ctx: &Context<'_>, fault: &Fault<'_>) -> String {
    let what = match &fault.kind {
        Kind::Shape => "this id is not \"function:NAME:ALIAS\"".to_owned(),
        Kind::Latest => "this id ends with $LATEST, which is not a published version".to_owned(),
        Kind::Unpublished => {
            "this id ends with the version of a function that publishes none, which is $LATEST"
                .to_owned()
        }
        Kind::NoAlias(word) => {
            format!("this id ends with \"{word}\", and no alias of the function is called so")
        }
        Kind::Alias(alias) => {
            let line = ctx.source().place(alias.span().start).line;
            format!(
                "this id ends with the alias of line {line}, which does not point to a published version"
            )
        }
    };
    format!(
        "autoscaling of provisioned concurrency takes an alias or a published version, and {what}: the deploy fails"
    )
}
