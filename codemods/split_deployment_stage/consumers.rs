//! Resources that name the stage in words and relied on the deployment to have made it.

use iacfix::codemod::Context;
use iacfix::iac::{Expr, Value};

/// The values of other resources' stage arguments that are the deployment's stage, spelled out: of usage plans, method
/// settings and base path mappings of the same API.
pub(super) fn literal_stages<'a>(
    ctx: &Context<'a>,
    stage_name: Expr<'a>,
    rest_api: Expr<'a>,
) -> Vec<Expr<'a>> {
    let program = ctx.program();
    let mut found = Vec::new();
    let direct = [
        ("aws:apigateway/methodSettings:MethodSettings", "restApi"),
        ("aws:apigateway/basePathMapping:BasePathMapping", "restApi"),
    ];
    for (token, api) in direct {
        for resource in program.resources(&[token]) {
            let value = |name: &str| resource.property(name).present()?.value();
            if let (Some(api), Some(stage)) = (value(api), value("stageName"))
                && same_text(api, rest_api)
                && spells(stage, stage_name)
            {
                found.push(stage);
            }
        }
    }
    for plan in program.resources(&["aws:apigateway/usagePlan:UsagePlan"]) {
        let stages = plan
            .property("apiStages")
            .present()
            .and_then(|stages| stages.value());
        let Some(Value::List(stages)) = stages.map(|stages| stages.value()) else {
            continue;
        };
        for stage in stages.iter().filter_map(|stage| stage.record()) {
            let value = |name: &str| stage.property(name)?.value;
            if let (Some(api), Some(name)) = (value("apiId"), value("stage"))
                && same_text(api, rest_api)
                && spells(name, stage_name)
            {
                found.push(name);
            }
        }
    }
    found
}

/// Whether two expressions are the same text, or the same string.
pub(super) fn same_text(one: Expr<'_>, other: Expr<'_>) -> bool {
    one.text() == other.text() || spells(one, other)
}

/// Whether two expressions come to the same string.
fn spells(one: Expr<'_>, other: Expr<'_>) -> bool {
    match (one.resolved().value(), other.resolved().value()) {
        (Value::String(one), Value::String(other)) => one == other,
        (Value::Template(_), Value::Template(_)) => {
            one.resolved().text() == other.resolved().text()
        }
        _ => false,
    }
}
