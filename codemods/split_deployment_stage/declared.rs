//! Deployments that need no new stage: the file declares the stage already, or there is none.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Bound, Entry, Expr, Resource, Value};

use super::consumers::same_text;
use super::{Split, fix, point_to};

/// A stage that the file declares already, of the same API and the same name.
pub(super) fn declared_stage<'a>(
    ctx: &Context<'a>,
    deployment: &Resource<'a>,
    stage_name: Expr<'a>,
) -> Option<Resource<'a>> {
    ctx.program()
        .resources(&["aws:apigateway/stage:Stage"])
        .into_iter()
        .find(|stage| {
            let names = |property: &str| stage.property(property).present()?.value();
            let same_name = names("stageName").is_some_and(|name| {
                same_text(name, stage_name)
                    // It may take its name from the deployment.
                    || deployment.references().uses.iter().any(|usage| {
                        let member = usage.parent_member().and_then(|member| member.member());
                        name.span().contains(usage.span())
                            && member.is_some_and(|(_, member)| member == "stageName")
                    })
            });
            let same_api = match (names("restApi"), deployment.property("restApi").present()) {
                (Some(one), Some(other)) => {
                    other.value().is_some_and(|other| same_text(one, other))
                }
                _ => false,
            };
            same_name && same_api
        })
}

/// The deployment without its stage, which `stage` declares already.
pub(super) fn leave_to<'a>(
    ctx: &Context<'a>,
    stage: &Resource<'a>,
    moved: &[(&str, Entry<'a>)],
    mut edits: Vec<Edit>,
    stage_uses: &[Expr<'a>],
) -> Result<Split, String> {
    let line = |expr: Expr<'_>| ctx.source().place(expr.span().start).line;
    let declared = line(stage.expr());
    if moved.len() > 1 {
        return Err(format!(
            "line {declared} declares the stage already; see what of the deployment's other stage settings it still needs"
        ));
    }
    // The stage cannot ask itself for its name.
    let (own, uses): (Vec<Expr<'a>>, Vec<Expr<'a>>) = stage_uses
        .iter()
        .partition(|usage| stage.span().contains(usage.span()));
    let name = stage.property("stageName").present();
    let name = name.and_then(|property| property.value());
    for usage in own {
        if name != Some(usage) {
            return Err(format!(
                "the stage of line {declared} takes its name from the deployment; write the name there"
            ));
        }
        let value = moved[0].1.value.ok_or("the stage's name is a method")?;
        edits.push(usage.replace(&value.code()));
    }
    let placement = stage.placement();
    let function = stage.expr().enclosing_function();
    for usage in &uses {
        if usage.enclosing_function() == function && usage.span().start < stage.span().start {
            return Err(format!(
                "line {} uses the stage before line {declared} declares it",
                line(*usage)
            ));
        }
    }
    if !uses.is_empty() {
        let name = match placement.bound {
            Bound::Name(binding) => binding.name().to_owned(),
            Bound::Member(member) => member.text().to_owned(),
            _ => return Err(format!("bind the stage of line {declared} to a name")),
        };
        edits.extend(point_to(&name, &uses));
    }
    let title = "Leave the stage to its own resource";
    Ok(Split {
        fix: fix(ctx, title, edits, Vec::new())?,
        help: format!("remove it: line {declared} declares the same stage"),
    })
}

/// Whether a stage's name is empty, which says that the deployment has none.
pub(super) fn is_empty(stage_name: Expr<'_>) -> bool {
    matches!(stage_name.resolved().value(), Value::String(name) if name.is_empty())
}

/// The deployment without the empty name of a stage that it never had.
pub(super) fn leave_out<'a>(
    ctx: &Context<'a>,
    moved: &[(&str, Entry<'a>)],
    edits: Vec<Edit>,
    stage_uses: &[Expr<'a>],
) -> Result<Split, String> {
    let mut lines: Vec<usize> = stage_uses
        .iter()
        .map(|usage| ctx.source().place(usage.span().start).line)
        .collect();
    lines.sort_unstable();
    lines.dedup();
    if !lines.is_empty() {
        let (noun, lines) = match lines.as_slice() {
            [line] => ("line", line.to_string()),
            lines => {
                let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
                let (last, first) = lines.split_last().unwrap_or((&lines[0], &[]));
                ("lines", format!("{} and {last}", first.join(", ")))
            }
        };
        return Err(format!(
            "remove the empty name, and have {noun} {lines} ask the stage instead of the deployment; its addresses end with the stage's name already, which is then not added again"
        ));
    }
    if moved.len() > 1 {
        return Err("it has settings of a stage, but no stage".to_owned());
    }
    Ok(Split {
        fix: fix(ctx, "Remove the empty name", edits, Vec::new())?,
        help: "remove it: without a name, no stage is made either".to_owned(),
    })
}
