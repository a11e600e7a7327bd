//! A `FunctionVersion`, which no provider has → the version that the function publishes itself.

use iacfix::codemod::{Context, Findings};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Bound, Expr, Removal, Resource, Value, Visibility};

use super::super::lambda::{function_of, publish};

/// What code asks of a version, and what the function calls that.
const OUTPUTS: [(&str, &str); 8] = [
    ("version", "version"),
    ("arn", "qualifiedArn"),
    ("qualifiedArn", "qualifiedArn"),
    ("invokeArn", "qualifiedInvokeArn"),
    ("qualifiedInvokeArn", "qualifiedInvokeArn"),
    ("functionArn", "arn"),
    ("functionName", "name"),
    ("name", "name"),
];

pub(super) fn rewrite(ctx: &Context<'_>, version: &Resource<'_>, findings: &mut Findings) {
    let class = match version.expr().value() {
        Value::Call(call) => call.callee,
        _ => version.expr(),
    };
    let message = format!(
        "{} does not exist: a version is published by the function itself",
        class.text()
    );
    let (help, fix) = match repair(ctx, version) {
        Ok(fix) => (
            "set publish: true on the function, and use its own version".to_owned(),
            Some(fix),
        ),
        Err(reason) => (
            format!(
                "set publish: true on the function, and use its own version, by hand: {reason}"
            ),
            None,
        ),
    };
    findings.report(class.span(), message, help, fix);
}

fn repair<'a>(ctx: &Context<'a>, version: &Resource<'a>) -> Result<Fix, String> {
    let function =
        function_of(ctx, version).ok_or("which function it is cannot be told from this file")?;
    let mut edits = publish(ctx, &function)?;
    if let Bound::Name(binding) = version.placement().bound
        && binding.visibility() == Visibility::Exported
    {
        return Err("other files may use the version".to_owned());
    }
    let mut removal = Removal::new(ctx.program(), &[]);
    removal.resource(version).map_err(|refused| {
        let line = ctx.source().place(refused.span.start).line;
        format!("no statement of its own holds the version of line {line}")
    })?;
    for usage in version.references().uses {
        edits.push(point_to(ctx, &function, usage)?);
    }
    let removed = removal.finish().map_err(|error| error.to_string())?;
    edits.extend(removed.edits.iter().cloned());
    let edits = ctx.program().with_imports_laid_out(edits);
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    Ok(Fix::in_file(
        ctx.source().path(),
        "Let the function publish its versions",
        // Every deploy of the function leaves a version behind from now on.
        Applicability::Unsafe,
        edits,
    )
    .releasing(removed.releases))
}

/// The edit that makes a use of the version one of the function.
fn point_to(ctx: &Context<'_>, function: &Resource<'_>, usage: Expr<'_>) -> Result<Edit, String> {
    let line = ctx.source().place(usage.span().start).line;
    let name = function
        .name_at(usage)
        .ok_or(format!("nothing names the function in line {line}"))?;
    if let Some(member) = usage.parent_member() {
        let asked = member.member().map(|(_, name)| name).unwrap_or_default();
        let (_, output) = OUTPUTS
            .iter()
            .find(|(output, _)| *output == asked)
            .ok_or(format!("line {line} asks the version for {asked}"))?;
        return Ok(member.replace(&name.member(*output)));
    }
    // As in `dependsOn: [version]`.
    match usage.placement().bound {
        Bound::Element | Bound::Entry => Ok(usage.replace(&name)),
        _ => Err(format!("line {line} uses the version as a whole")),
    }
}
