//! Which statements are put under which condition, and what changes with them.

use iacfix::codemod::Context;
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Bound, Code, Expr, Guarded, Resource, Statement};
use iacfix::source::Span;
use iacfix::syntax::Language;

use super::flag::{self, Flag, Unless};
use super::parts::{self, Kept, Kind, Part, optional_type};
use super::uses;

/// Neighbouring parts under one condition.
struct Run<'a> {
    parts: Vec<Part<'a>>,
    /// The endpoint whose presence is the condition; `None` for the variable.
    of: Option<Resource<'a>>,
}

impl<'a> Run<'a> {
    fn holds(&self, usage: Span) -> bool {
        self.parts.iter().any(|part| part.statement.contains(usage))
    }
}

/// Puts the endpoint under the variable, with all others of the function.
pub(super) fn guard<'a>(
    ctx: &Context<'a>,
    endpoint: &Resource<'a>,
) -> Result<(String, Fix), String> {
    let function = home(endpoint.expr()).enclosing_function();
    let together = parts::endpoints(ctx)
        .into_iter()
        .filter(|other| home(other.expr()).enclosing_function() == function);
    let mut endpoints = Vec::new();
    for resource in together {
        match Part::of(ctx, resource.clone(), Kind::Endpoint) {
            Ok(part) => endpoints.push(part),
            Err(reason) if resource == *endpoint => return Err(reason),
            Err(_) => {}
        }
    }
    loop {
        let runs = runs(ctx, &endpoints);
        let refused = endpoints.iter().find_map(|part| {
            let reason = changes(ctx, part, &runs).err()?;
            Some((part.resource.clone(), reason))
        });
        let Some((refused, reason)) = refused else {
            return written(ctx, &endpoints, &runs);
        };
        if refused == *endpoint {
            return Err(reason);
        }
        endpoints.retain(|part| part.resource != refused);
    }
}

/// Where what is declared for all rounds of its loops can stand.
fn home<'a>(expr: Expr<'a>) -> Expr<'a> {
    expr.repetitions().into_iter().next().unwrap_or(expr)
}

/// The endpoints with what goes with them, in runs of neighbours.
fn runs<'a>(ctx: &Context<'a>, endpoints: &[Part<'a>]) -> Vec<Run<'a>> {
    let mut parts: Vec<(Part<'a>, Option<Resource<'a>>)> = endpoints
        .iter()
        .cloned()
        .chain(parts::belonging(ctx, endpoints))
        .chain(parts::groups(ctx, endpoints))
        .map(|part| (part, None))
        .collect();
    parts.sort_by_key(|(part, _)| part.statement);
    loop {
        let runs = in_runs(&parts);
        let together =
            |one: Span, other: Span| runs.iter().any(|run| run.holds(one) && run.holds(other));
        // What belongs to an endpoint asks for it where the two are apart.
        let apart = parts.iter().position(|(part, of)| match &part.kind {
            Kind::Belonging(endpoint) => of.is_none() && !together(part.statement, endpoint.span()),
            _ => false,
        });
        if let Some(at) = apart {
            let Kind::Belonging(endpoint) = parts[at].0.kind.clone() else {
                return runs;
            };
            parts[at].1 = Some(endpoint);
            continue;
        }
        // A group is seen in its own run only.
        let alone = parts.iter().position(|(part, _)| {
            let mut spans = part.uses().into_iter().map(|usage| usage.span());
            let scattered = spans.any(|usage| !together(part.statement, usage));
            part.kind == Kind::Group && (scattered || is_rule_alone(part, &parts))
        });
        match alone {
            Some(at) => {
                parts.remove(at);
            }
            None => return runs,
        }
    }
}

/// Whether a part of a group is a rule whose group stays outside.
fn is_rule_alone<'a>(rule: &Part<'a>, parts: &[(Part<'a>, Option<Resource<'a>>)]) -> bool {
    let group = rule.resource.property("securityGroupId").present();
    let group = group
        .and_then(|group| group.value())
        .and_then(|group| group.resolved().member())
        .and_then(|(object, _)| object.constructed());
    group.is_some_and(|group| !parts.iter().any(|(part, _)| part.resource == group))
}

fn in_runs<'a>(parts: &[(Part<'a>, Option<Resource<'a>>)]) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for (part, of) in parts {
        let is_next = runs.last().is_some_and(|run| {
            let neighbours = part.resource.expr().neighbours();
            let at = neighbours.iter().position(|next| *next == part.statement);
            let before = at.and_then(|at| at.checked_sub(1)).map(|at| neighbours[at]);
            run.of == *of && before == run.parts.last().map(|last| last.statement)
        });
        match runs.last_mut().filter(|_| is_next) {
            Some(run) => run.parts.push(part.clone()),
            None => runs.push(Run {
                parts: vec![part.clone()],
                of: of.clone(),
            }),
        }
    }
    runs
}

/// What changes with a part that may be missing.
#[derive(Default)]
struct Changes {
    /// Inside its own statement.
    inside: Vec<Edit>,
    /// Elsewhere.
    outside: Vec<Edit>,
    /// Before the condition.
    before: Option<Statement>,
}

fn changes<'a>(ctx: &Context<'a>, part: &Part<'a>, runs: &[Run<'a>]) -> Result<Changes, String> {
    let mut changes = Changes::default();
    let Some(name) = part.name() else {
        return Ok(changes);
    };
    let own = |usage: &Expr<'a>| {
        // It is there in its own run, and where it is asked for.
        runs.iter().any(|run| {
            let is_own = run.holds(part.statement) || run.of.as_ref() == Some(&part.resource);
            is_own && run.holds(usage.span())
        })
    };
    let outer: Vec<Expr<'a>> = part
        .uses()
        .into_iter()
        .filter(|usage| !own(usage))
        .collect();
    for usage in &outer {
        changes.outside.extend(uses::taking(ctx, name, *usage)?);
    }
    let asked_for = runs
        .iter()
        .any(|run| run.of.as_ref() == Some(&part.resource));
    let stays = !outer.is_empty() || asked_for || part.kept() == Kept::Perhaps;
    match part.resource.placement().bound {
        Bound::Member(_) => keep_member(ctx, part, name, &mut changes)?,
        _ if stays => keep_name(ctx, part, name, &mut changes)?,
        _ => {}
    }
    Ok(changes)
}

/// A member is there always, and holds nothing where there is no endpoint.
fn keep_member<'a>(
    ctx: &Context<'a>,
    part: &Part<'a>,
    name: &str,
    changes: &mut Changes,
) -> Result<(), String> {
    if ctx.program().language() == Language::Python {
        changes.before = Some(nothing(name));
        return Ok(());
    }
    let declared = match part.resource.placement().bound {
        Bound::Member(member) => member.declared_member(),
        _ => None,
    };
    match (declared, optional_type(ctx, part)) {
        (Some(declared), Some(_)) => {
            let source = ctx.source();
            let sign = &source.text()[declared.name.end..declared.written.start];
            if !sign.contains('?') && !source.slice(declared.written).contains("undefined") {
                let edit = Edit::insert(declared.written.end, " | undefined");
                changes.outside.push(edit);
            }
            Ok(())
        }
        (None, None) => Ok(()),
        _ => Err(format!("where the type of {name} is written is not known")),
    }
}

/// A name that is used outside is declared before the condition.
fn keep_name<'a>(
    ctx: &Context<'a>,
    part: &Part<'a>,
    name: &str,
    changes: &mut Changes,
) -> Result<(), String> {
    let start = part.statement.start;
    let head = Span::new(start, part.resource.span().start);
    let text = ctx.source().slice(head);
    let plain = match ctx.program().language() {
        Language::TypeScript => text.trim_end().ends_with('='),
        Language::Python => text.replace(' ', "") == format!("{name}="),
    };
    if !plain {
        return Err(format!("{name} is declared in a way that is not known"));
    }
    if ctx.program().language() == Language::Python {
        changes.before = Some(nothing(name));
        return Ok(());
    }
    changes
        .inside
        .push(Edit::replace(head, format!("{name} = ")));
    let declared = match optional_type(ctx, part) {
        Some(typed) => format!("let {name}: {typed}"),
        None => format!("let {name}"),
    };
    changes.before = Some(Statement::Bare(Code::Verbatim(declared)));
    Ok(())
}

/// `name = None`
fn nothing(name: &str) -> Statement {
    Statement::Declare(name.to_owned(), Code::name("None"))
}

fn written<'a>(
    ctx: &Context<'a>,
    endpoints: &[Part<'a>],
    runs: &[Run<'a>],
) -> Result<(String, Fix), String> {
    let asking = || runs.iter().filter(|run| run.of.is_none());
    let first = asking()
        .flat_map(|run| &run.parts)
        .map(|part| home(part.resource.expr()))
        .min_by_key(|place| place.span().start)
        .ok_or("there is none")?;
    let unseen = asking()
        .flat_map(|run| &run.parts)
        .find(|part| !part.resource.expr().sees(first));
    if let Some(part) = unseen {
        let line = |at: usize| ctx.source().place(at).line;
        return Err(format!(
            "a variable that is declared for line {} is not seen in line {}",
            line(first.span().start),
            line(part.statement.start)
        ));
    }
    let Flag {
        name,
        mut edits,
        mut ahead,
        introduces,
        unless_set,
    } = flag::at(ctx, first)?;
    // What stands in a loop asks for what is declared before the loop.
    let in_loop = !asking().any(|run| run.holds(first.span()));
    if in_loop && !ahead.is_empty() {
        let declared = first.insert_before(&std::mem::take(&mut ahead));
        edits.push(declared.ok_or("no statement holds it")?);
    }
    let mut kept = Kept::Here;
    for run in runs {
        let mut guarded = Guarded {
            condition: condition(ctx, run, endpoints, &name)?,
            statements: run.parts.iter().map(|part| part.statement).collect(),
            changes: Vec::new(),
            ahead: match run.of.is_none() && run.holds(first.span()) {
                true => std::mem::take(&mut ahead),
                false => Vec::new(),
            },
            before: Vec::new(),
        };
        for part in &run.parts {
            let changes = changes(ctx, part, runs)?;
            guarded.changes.extend(changes.inside);
            guarded.before.extend(changes.before);
            edits.extend(changes.outside);
            if part.kept() == Kept::Perhaps {
                kept = Kept::Perhaps;
            }
        }
        let put = ctx.program().put_under(&guarded);
        edits.push(put.ok_or("other code stands on its lines")?);
    }
    // `pulumi` is imported once.
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits.dedup();
    let edits = ctx.program().with_imports_laid_out(edits);
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    let fix = Fix::in_file(
        ctx.source().path(),
        "Create the VPC endpoints where the configuration says so",
        match (unless_set, kept) {
            // Nothing changes until somebody sets the key.
            (Unless::On, Kept::Here) => Applicability::Safe,
            _ => Applicability::Unsafe,
        },
        edits,
    );
    let known = introduces.is_empty().then_some(name.as_str());
    Ok((
        help(ctx, known, endpoints.len(), kept),
        fix.introducing(introduces),
    ))
}

fn condition<'a>(
    ctx: &Context<'a>,
    run: &Run<'a>,
    endpoints: &[Part<'a>],
    flag: &str,
) -> Result<String, String> {
    let Some(endpoint) = &run.of else {
        return Ok(flag.to_owned());
    };
    let part = endpoints.iter().find(|part| part.resource == *endpoint);
    let name = part.and_then(Part::name).ok_or("nothing names it")?;
    Ok(match ctx.program().language() {
        Language::TypeScript => name.to_owned(),
        Language::Python => format!("{name} is not None"),
    })
}

/// What is done; `known` is the variable that is there already.
fn help(ctx: &Context<'_>, known: Option<&str>, count: usize, kept: Kept) -> String {
    let key = ctx.text("key");
    let what = match count {
        1 => "create it".to_owned(),
        more => format!("create it and {} more of this file", more - 1),
    };
    let when = match (known, ctx.text("default")) {
        (Some(known), _) => format!("where {known} says so"),
        (None, "off") => format!(
            "where {key} of the stack's configuration says so; where the stack is deployed already, the next update deletes it, unless `pulumi config set {key} true` comes first"
        ),
        (None, _) => format!(
            "where {key} of the stack's configuration says so; nothing changes until `pulumi config set {key} false`"
        ),
    };
    let others = match kept {
        Kept::Here => "",
        Kept::Perhaps => "; other files that use it have to ask whether it is there",
    };
    format!("{what} only {when}{others}")
}
