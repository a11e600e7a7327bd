//! Taking endpoints away, with what belongs to them.

use iacfix::codemod::Context;
use iacfix::fix::{Applicability, Fix};
use iacfix::iac::{Bound, Removal, Resource};
use iacfix::syntax::Language;

use super::parts::{self, Kind, Part};

/// The endpoint goes with every other one of the file that nothing needs.
pub(super) fn all<'a>(ctx: &Context<'a>, endpoint: &Resource<'a>) -> Result<(String, Fix), String> {
    let mut endpoints = Vec::new();
    for resource in parts::endpoints(ctx) {
        match Part::of(ctx, resource.clone(), Kind::Endpoint).and_then(|part| removable(ctx, part))
        {
            Ok(part) => endpoints.push(part),
            Err(reason) if resource == *endpoint => return Err(reason),
            Err(_) => {}
        }
    }
    let belonging = parts::belonging(ctx, &endpoints);
    endpoints.retain(|part| {
        let of_this = |other: &&Part<'a>| other.kind == Kind::Belonging(part.resource.clone());
        let others: Vec<_> = belonging.iter().filter(of_this).collect();
        part.uses().iter().all(|usage| {
            others
                .iter()
                .any(|other| other.statement.contains(usage.span()))
        })
    });
    if !endpoints.iter().any(|part| part.resource == *endpoint) {
        let part = Part::of(ctx, endpoint.clone(), Kind::Endpoint)?;
        let line = part
            .uses()
            .first()
            .map(|usage| ctx.source().place(usage.span().start).line);
        return Err(match line {
            Some(line) => format!("line {line} uses it"),
            None => "it is used".to_owned(),
        });
    }
    let belonging = belonging.into_iter().filter(|other| {
        endpoints
            .iter()
            .any(|part| other.kind == Kind::Belonging(part.resource.clone()))
    });
    let belonging: Vec<Part<'a>> = belonging.collect();
    let groups = parts::groups(ctx, &endpoints);
    let groups: Vec<Part<'a>> = groups
        .into_iter()
        .filter_map(|part| removable(ctx, part).ok())
        .collect();
    let mut removal = Removal::new(ctx.program(), &[]);
    for part in endpoints.iter().chain(&belonging).chain(&groups) {
        let removed = match part.resource.placement().bound {
            Bound::Member(_) => removal.assignment(&part.resource),
            _ => removal.resource(&part.resource),
        };
        removed.map_err(|_| {
            let line = ctx.source().place(part.statement.start).line;
            format!("no statement of its own holds what line {line} declares")
        })?;
    }
    let removed = removal.finish().map_err(|error| error.to_string())?;
    let others = match (endpoints.len() - 1, belonging.len() + groups.len()) {
        (0, 0) => String::new(),
        (0, _) => ", with what belongs to it alone".to_owned(),
        (more, 0) => format!(", with {more} more of this file"),
        (more, _) => format!(", with {more} more of this file and what belongs to them alone"),
    };
    let fix = Fix::in_file(
        ctx.source().path(),
        "Remove the VPC endpoints",
        // What reaches a service through one reaches it no more.
        Applicability::Unsafe,
        removed.edits,
    );
    Ok((
        format!(
            "remove it{others}; what reaches AWS services through it needs another way out of the VPC"
        ),
        fix.releasing(removed.releases),
    ))
}

/// What can be removed by itself. A member of a TypeScript class is declared apart from what it is given.
fn removable<'a>(ctx: &Context<'a>, part: Part<'a>) -> Result<Part<'a>, String> {
    let is_member = matches!(part.resource.placement().bound, Bound::Member(_));
    match is_member && ctx.program().language() == Language::TypeScript {
        true => Err("a member of the class holds it".to_owned()),
        false => Ok(part),
    }
}
