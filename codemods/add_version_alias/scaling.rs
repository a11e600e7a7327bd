//! Autoscaling that names the unpublished version of a function.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Code, Expr, Resource, Value};
use iacfix::source::Span;
use iacfix::syntax::Language;

use super::super::lambda::has_name;
use super::super::version_alias::LATEST;

/// What autoscaling declares of one `resourceId`.
const SCALING: [&str; 3] = [
    "aws:appautoscaling/target:Target",
    "aws:appautoscaling/policy:Policy",
    "aws:appautoscaling/scheduledAction:ScheduledAction",
];

/// The edits after which everything that scales the unpublished version of the function scales the alias instead.
/// `alias` is the expression of the alias's name, and can be used after `declared_at`.
pub(super) fn follow<'a>(
    ctx: &Context<'a>,
    function: &Resource<'a>,
    declared_at: Expr<'a>,
    alias: &Code,
) -> Result<Vec<Edit>, String> {
    let mut edits = Vec::new();
    let mut seen: Vec<Expr<'a>> = Vec::new();
    let uses = function.references().uses;
    for scaling in ctx.program().resources(&SCALING) {
        let Some(given) = scaling
            .property("resourceId")
            .present()
            .and_then(|id| id.value())
        else {
            continue;
        };
        let id = given.resolved();
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        let inside: Vec<Expr<'a>> = uses
            .iter()
            .copied()
            .filter(|usage| id.span().contains(usage.span()))
            .collect();
        let versions: Vec<Expr<'a>> = inside
            .iter()
            .filter_map(|usage| usage.parent_member())
            .filter(|member| member.member().is_some_and(|(_, name)| name == "version"))
            .collect();
        let latest = id.text().contains(LATEST);
        let about = !inside.is_empty() || spells(id, function);
        if !about || (versions.is_empty() && !latest) {
            continue;
        }
        let line = ctx.source().place(id.span().start).line;
        if !id.follows(declared_at) {
            return Err(format!(
                "line {line} scales the same version where the alias is not declared yet"
            ));
        }
        match latest {
            false => edits.extend(versions.iter().map(|version| version.replace(alias))),
            true => edits.extend(without_latest(ctx, id, function, alias).ok_or(format!(
                "line {line} scales the same version in a way that is not known"
            ))?),
        }
    }
    // `pulumi` is imported once, however many need it.
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits.dedup();
    Ok(edits)
}

/// Whether a text spells the name that the function is given: `function:orders:$LATEST`.
fn spells(id: Expr<'_>, function: &Resource<'_>) -> bool {
    match id.value() {
        Value::String(text) => {
            let name = text
                .strip_prefix("function:")
                .and_then(|rest| rest.strip_suffix(LATEST))
                .and_then(|rest| rest.strip_suffix(':'));
            let own = function
                .property("name")
                .present()
                .and_then(|own| own.value())
                .map(|own| own.resolved().value());
            matches!((name, own), (Some(name), Some(Value::String(own))) if own == name)
        }
        Value::Template(parts) => parts.iter().any(|part| has_name(function, *part)),
        _ => false,
    }
}

/// The edits that put the alias's name in the place of `$LATEST`.
fn without_latest(
    ctx: &Context<'_>,
    id: Expr<'_>,
    function: &Resource<'_>,
    alias: &Code,
) -> Option<Vec<Edit>> {
    match id.value() {
        // pulumi.interpolate`function:${fn.name}:$LATEST`
        Value::Call(call)
            if call
                .callee
                .symbol()
                .is_some_and(|symbol| symbol.is("pulumi", "interpolate")) =>
        {
            let Code::Member(object, member) = alias else {
                return None;
            };
            let (Code::Name(object) | Code::Verbatim(object)) = object.as_ref() else {
                return None;
            };
            let at = id.span().start + id.text().rfind(LATEST)?;
            Some(vec![Edit::replace(
                Span::new(at, at + LATEST.len()),
                format!("${{{object}.{member}}}"),
            )])
        }
        Value::String(_) | Value::Template(_) => {
            let (concat, import) = concat(ctx);
            let edit = id.replace(&concat.call([cut(id)?, alias.clone()]));
            Some([edit].into_iter().chain(import).collect())
        }
        Value::Call(call) => {
            let concatenates = call.callee.symbol().is_some_and(|symbol| {
                symbol.is("pulumi", "concat") || symbol.is("pulumi", "Output.concat")
            });
            let (mut arguments, callee, import) = if concatenates {
                let (last, before) = call.arguments.split_last()?;
                let Value::String(text) = last.value() else {
                    return None;
                };
                let mut arguments: Vec<Code> =
                    before.iter().map(|argument| argument.code()).collect();
                if text != LATEST {
                    arguments.push(cut(*last)?);
                }
                (
                    arguments,
                    Code::Verbatim(call.callee.text().to_owned()),
                    None,
                )
            } else {
                let (concat, import) = concat(ctx);
                let name = function.name_at(id)?.member("name");
                let before = Code::Text("function:".to_owned());
                let arguments = vec![before, name, Code::Text(":".to_owned())];
                (arguments, concat, import)
            };
            arguments.push(alias.clone());
            let edit = id.replace(&callee.call(arguments));
            Some([edit].into_iter().chain(import).collect())
        }
        _ => None,
    }
}

/// A text without `$LATEST` at its end; `None` where it does not end so.
fn cut(text: Expr<'_>) -> Option<Code> {
    let written = text.text();
    let at = written.rfind(LATEST)?;
    let end = &written[at + LATEST.len()..];
    matches!(end, "\"" | "'" | "`").then(|| Code::Verbatim(format!("{}{end}", &written[..at])))
}

/// What joins texts and outputs, as the file can name it, and the import that this takes.
fn concat(ctx: &Context<'_>) -> (Code, Option<Edit>) {
    match ctx.program().language() {
        Language::TypeScript => {
            let (name, import) = ctx.program().package_name("pulumi", "@pulumi/pulumi");
            (Code::name(name).member("concat"), import)
        }
        Language::Python => {
            let (name, import) = ctx.program().package_name("pulumi", "pulumi");
            (Code::name(name).member("Output").member("concat"), import)
        }
    }
}
