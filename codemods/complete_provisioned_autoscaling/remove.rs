//! Taking autoscaling away: the target, and everything that scales it.

use iacfix::codemod::Context;
use iacfix::iac::{Expr, Removal, Resource};

use super::{Change, SCALING, ids, value};

/// The target goes, and with it what names it or has the same id.
pub(super) fn all<'a>(
    ctx: &Context<'a>,
    target: &Resource<'a>,
    id: Expr<'a>,
) -> Result<Change, String> {
    let line = |expr: Expr<'_>| ctx.source().place(expr.span().start).line;
    let scaled: Vec<Resource<'a>> = ctx
        .program()
        .resources(&SCALING)
        .into_iter()
        .filter(|scaling| {
            let own = value(scaling, "resourceId");
            scaling == target || own.is_some_and(|own| names(own, target) || ids::are_same(own, id))
        })
        .collect();
    let mut removal = Removal::new(ctx.program(), &[]);
    for scaling in &scaled {
        let uses = scaling.references().uses;
        let other = uses.into_iter().find(|usage| {
            let mut spans = scaled.iter().map(Resource::span);
            !spans.any(|span| span.contains(usage.span()))
        });
        if let Some(other) = other {
            return Err(format!("line {} uses what is to be removed", line(other)));
        }
        removal.resource(scaling).map_err(|_| {
            format!(
                "no statement of its own holds what line {} declares",
                line(scaling.expr())
            )
        })?;
    }
    let removed = removal.finish().map_err(|error| error.to_string())?;
    Ok(Change {
        title: "Remove the autoscaling".to_owned(),
        help: format!(
            "remove it{}: nothing is provisioned that it could scale",
            match scaled.len() {
                1 => String::new(),
                2 => ", with the one that scales it".to_owned(),
                more => format!(", with the {} that scale it", more - 1),
            }
        ),
        edits: removed.edits.iter().cloned().collect(),
        introduces: Vec::new(),
        releases: removed.releases,
    })
}

/// Whether an id is taken of the target: `target.resourceId`.
fn names(id: Expr<'_>, target: &Resource<'_>) -> bool {
    let member = id.resolved().member();
    member.is_some_and(|(object, _)| object.constructed().as_ref() == Some(target))
}
