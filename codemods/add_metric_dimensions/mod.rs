//! A dashboard's metric with dimensions in an object, or with none → with dimensions as CloudWatch reads them.

mod metric;
mod missing;
mod services;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Code, Expr, Record};
use iacfix::syntax::Language;

use metric::{Dimensions, Metric};

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "add-metric-dimensions",
    group: Group::Deploy,
    summary: "give the metrics of a dashboard their dimensions, in the form that CloudWatch reads",
    docs: include_str!("README.md"),
    errors: &[
        "The dashboard body is invalid, there are validation errors",
        "Invalid metric field type, only 'String' type is allowed",
        "Should NOT have more than 2 items",
    ],
    settings: &[],
    needles: &["Dashboard"],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

/// Constants that name constants are not followed further than this.
const MAX_DEPTH: usize = 4;

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(dashboard) = ctx.resource(matched) else {
        return;
    };
    let body = dashboard.property("dashboardBody").present();
    let Some(body) = body.and_then(|body| body.value()) else {
        return;
    };
    let mut records = Vec::new();
    records_of(body, &mut records, MAX_DEPTH);
    for record in records {
        let metrics = record.entry_named("metrics").and_then(|entry| entry.value);
        let Some(metrics) = metrics else { continue };
        let elements = metrics.elements().unwrap_or_default();
        let mut namespace = None;
        for element in elements {
            let Some(metric) = Metric::read(element, namespace.as_deref()) else {
                continue;
            };
            namespace = Some(metric.namespace.clone());
            look_at(ctx, &metric, metrics, findings);
        }
    }
}

/// The records inside a value, and inside the constants that it is made of.
fn records_of<'a>(value: Expr<'a>, found: &mut Vec<Record<'a>>, depth: usize) {
    for record in value.records_within() {
        if !found.contains(&record) {
            found.push(record);
        }
    }
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    for name in value.names_within() {
        if let Some(constant) = name.binding().and_then(|binding| binding.constant())
            && constant.resource().is_none()
        {
            records_of(constant, found, depth);
        }
    }
}

fn look_at<'a>(ctx: &Context<'a>, metric: &Metric<'a>, metrics: Expr<'a>, findings: &mut Findings) {
    match metric.dimensions() {
        Dimensions::InOptions(given) => {
            let message = "CloudWatch reads the dimensions of a metric as names and values in its list; with an object it refuses the dashboard";
            let (help, fix) = match given {
                Ok(dimensions) => (
                    "write each as a name and a value behind the metric's name".to_owned(),
                    // A dashboard that is refused shows nothing that could change.
                    fix(ctx, metric, metrics, &dimensions, Applicability::Safe),
                ),
                Err(reason) => (
                    format!("write each as a name and a value behind the metric's name: {reason}"),
                    None,
                ),
            };
            findings.report(metric.list.span(), message, help, fix);
        }
        Dimensions::None => {
            let Some(missing) = missing::of(ctx, metric) else {
                return;
            };
            let all = format!(
                "without a dimension, {} of {} is another metric: that of everything in the account, or none at all",
                metric.name, metric.namespace
            );
            let dimension = missing.dimension;
            let meaning = &missing.meaning;
            let Some(value) = missing.value else {
                return findings.note(
                    metric.list.span(),
                    format!("{all}; its {dimension} could be {meaning}, which is not known in the text of the dashboard"),
                );
            };
            let dimensions = [(Code::Text(dimension.to_owned()), value)];
            findings.report(
                metric.list.span(),
                all,
                format!("add {dimension}, {meaning}"),
                fix(ctx, metric, metrics, &dimensions, Applicability::Unsafe),
            );
            // CloudWatch takes it, and shows something else.
            findings.as_of(Group::Hygiene);
        }
        Dimensions::InPlace => {}
    }
}

fn fix<'a>(
    ctx: &Context<'a>,
    metric: &Metric<'a>,
    metrics: Expr<'a>,
    dimensions: &[(Code, Code)],
    applicability: Applicability,
) -> Option<Fix> {
    let edit = edit(ctx, metric, metrics, metric.with(dimensions)?)?;
    let edits = Edits::new([edit]).ok()?;
    let path = ctx.source().path();
    Some(Fix::in_file(
        path,
        "Give the metric its dimensions",
        applicability,
        edits,
    ))
}

/// Writes the list of one metric anew: by itself where it starts its line, else with the list that it is in.
fn edit<'a>(ctx: &Context<'a>, metric: &Metric<'a>, metrics: Expr<'a>, code: Code) -> Option<Edit> {
    let source = ctx.source();
    let start = metric.list.span().start;
    let starts_line = source.text()[source.line_start(start)..start]
        .trim()
        .is_empty();
    if starts_line || !metrics.span().contains(metric.list.span()) {
        return Some(metric.list.replace(&code));
    }
    let Some(items) = metrics.items() else {
        return Some(metric.list.replace(&code));
    };
    let elements = items.iter().map(|item| {
        let is_metric = item.value.bare() == metric.list;
        item.with(match is_metric {
            true => code.clone(),
            false => item.value.code(),
        })
    });
    let list = metrics.opened_in_python(Code::List(elements.collect()));
    Some(metrics.bare().replace(&list))
}
