//! A metric without a dimension whose resource is at hand.

use iacfix::codemod::Context;
use iacfix::iac::{Applied, Code, Expr, Repeated};

use super::metric::Metric;
use super::services::{self, OF_THE_ACCOUNT, Service};

/// The dimension that a metric lacks.
pub(super) struct Missing {
    pub(super) dimension: &'static str,
    /// The value, as it can be written in the metric's list; `None` where it is not known there.
    pub(super) value: Option<Code>,
    /// What the value is, in words.
    pub(super) meaning: String,
}

/// The dimension that a metric lacks, where it is certain which resource is meant.
pub(super) fn of(ctx: &Context<'_>, metric: &Metric<'_>) -> Option<Missing> {
    let service = services::of(&metric.namespace, &metric.name)?;
    given_to_the_callback(metric, service).or_else(|| only_one(ctx, metric, service))
}

/// What an `.apply` around the metric is given for it: the one that is not used, or the only one.
fn given_to_the_callback(metric: &Metric<'_>, service: &Service) -> Option<Missing> {
    let all: Vec<Applied<'_>> = metric
        .list
        .applied_around()
        .into_iter()
        .filter(|applied| is_value(applied.output, service))
        .collect();
    let is_unused =
        |applied: &&Applied<'_>| applied.binding.is_some_and(|binding| !binding.is_used());
    let unused: Vec<&Applied<'_>> = all.iter().filter(is_unused).collect();
    let found = match (unused.as_slice(), all.as_slice()) {
        ([only], _) => only,
        (_, [only]) => only,
        _ => return None,
    };
    Some(Missing {
        dimension: service.dimension,
        value: Some(found.called.clone()),
        meaning: format!(
            "here {}",
            match &found.called {
                Code::Name(name) | Code::Verbatim(name) => name,
                _ => found.output.text(),
            }
        ),
    })
}

fn is_value(output: Expr<'_>, service: &Service) -> bool {
    let Some((object, name)) = output.resolved().member() else {
        return false;
    };
    let resource = object.constructed();
    resource.is_some_and(|resource| service.is_value(resource.token(), &name))
}

/// The only resource of the file that the metric can be of.
fn only_one(ctx: &Context<'_>, metric: &Metric<'_>, service: &Service) -> Option<Missing> {
    let resources = ctx.program().resources(service.resources);
    let [only] = resources.as_slice() else {
        return None;
    };
    let several = only.placement().repeated == Repeated::PerIteration;
    if several || OF_THE_ACCOUNT.contains(&metric.name.as_str()) {
        return None;
    }
    let name = only.name_at(metric.list);
    let value = name.filter(|_| metric.list.may_hold_outputs());
    Some(Missing {
        dimension: service.dimension,
        value: value.map(|name| name.member(service.output)),
        meaning: format!("the {} of {}", service.output, only.name()?.text()),
    })
}
