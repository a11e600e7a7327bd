//! A second alarm of the same name that only adds actions → the actions of the first.

mod actions;
mod first;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Bound, Expr, Presence, Removal, Resource};
use iacfix::syntax::Language;

use first::Named;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "merge-duplicate-alarms",
    group: Group::Deploy,
    summary: "give an alarm its actions itself, not through a second alarm of the same name",
    docs: include_str!("README.md"),
    errors: &[
        "is missing the following properties from type 'MetricAlarmArgs': comparisonOperator, evaluationPeriods",
        "Missing required property 'comparison_operator'",
        "A separate request to update this alarm is in progress",
    ],
    settings: &[],
    needles: &["MetricAlarm"],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

const ALARM: &str = "aws:cloudwatch/metricAlarm:MetricAlarm";

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(second) = ctx.resource(matched) else {
        return;
    };
    let Some(name) = second.property("name").present() else {
        return;
    };
    let Some(named) = name
        .value()
        .and_then(|name| first::named(ctx, &second, name))
    else {
        return;
    };
    let line = |expr: Expr<'_>| ctx.source().place(expr.span().start).line;
    let whose = match &named {
        Named::One(first) => format!("the alarm of line {}", line(first.expr())),
        Named::Each(alarms, _) => match alarms.as_slice() {
            [only] => format!("the alarms of line {}", line(only.expr())),
            several => {
                let lines: Vec<String> = several
                    .iter()
                    .map(|alarm| line(alarm.expr()).to_string())
                    .collect();
                format!("the alarms of lines {}", lines.join(" and "))
            }
        },
        Named::Some(object) => format!("another alarm, {}", object.text()),
    };
    let message = match first::watches_nothing(&second) {
        true => format!(
            "this alarm takes the name of {whose} and watches nothing itself; CloudWatch has one alarm of a name, and this one has no metric and no threshold"
        ),
        false => format!(
            "this alarm has the name of {whose}; CloudWatch has one alarm of a name, and whichever is written last overwrites the other"
        ),
    };
    let (help, fix) = match merge(ctx, &second, &named) {
        Ok(fix) => (
            "give the first alarm the actions, and remove this one; where this one is deployed already, take it out of the state before the next update, or that deletes the alarm: pulumi state delete URN",
            Some(fix),
        ),
        Err(reason) => {
            let help = match actions::others(&second) {
                Some(_) if !first::watches_nothing(&second) => {
                    format!("give this alarm a name of its own, or merge both by hand: {reason}")
                }
                _ => format!("give the first alarm the actions by hand: {reason}"),
            };
            return findings.report(name.entry.key_span(), message, help, None);
        }
    };
    findings.report(name.entry.key_span(), message, help, fix);
}

/// The fix that gives the alarms of `named` what `second` adds, and removes `second`.
fn merge<'a>(ctx: &Context<'a>, second: &Resource<'a>, named: &Named<'a>) -> Result<Fix, String> {
    let line = |expr: Expr<'_>| ctx.source().place(expr.span().start).line;
    let firsts: Vec<Resource<'a>> = match named {
        Named::One(first) => {
            if !second.expr().runs_after(first.expr()) || !first.runs_with_statement() {
                return Err("this one is there only sometimes, or not as often".to_owned());
            }
            vec![first.clone()]
        }
        Named::Each(alarms, list) => {
            let each = second.expr().runs_for_each();
            let each = each.filter(|each| each.list == *list);
            let each = each.ok_or("this one is not there for each of the alarms")?;
            if !alarms
                .iter()
                .all(|alarm| each.around.runs_after(alarm.expr()))
            {
                return Err("this one is there only sometimes, or not as often".to_owned());
            }
            alarms.clone()
        }
        Named::Some(_) => return Err("which alarms it is told to be is not known here".to_owned()),
    };
    let mut removal = Removal::new(ctx.program(), &[]);
    let mut edits: Vec<Edit> = Vec::new();
    for first in &firsts {
        if let Some(difference) = actions::differs(first, second) {
            return Err(difference);
        }
        options(first, second, named)?;
        edits.extend(actions::given_to(first, second, &mut removal, line)?);
    }
    edits.extend(point_to(&firsts, second)?);
    removal.resource(second).map_err(|_| {
        "this one is declared together with something else, or kept in a place that others may reach"
            .to_owned()
    })?;
    let removed = removal.finish().map_err(|error| error.to_string())?;
    edits.extend(removed.edits.iter().cloned());
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    let path = ctx.source().path();
    // An update of a stack that has both deletes the alarm, which no program says.
    let fix = Fix::in_file(path, "Merge the alarms", Applicability::Unsafe, edits);
    Ok(fix.releasing(removed.releases))
}

/// Refuses options of the second alarm that the first one has not: they are part of what the second one was meant to be.
fn options(first: &Resource<'_>, second: &Resource<'_>, named: &Named<'_>) -> Result<(), String> {
    let Some(options) = second.options() else {
        return match first.option("provider") {
            Presence::Absent => Ok(()),
            _ => Err("the first one may have another provider".to_owned()),
        };
    };
    if first
        .options()
        .is_some_and(|own| own.text() == options.text())
    {
        return Ok(());
    }
    let record = options.resolved().record();
    let record = record.ok_or("its options come from somewhere else")?;
    for entry in record.entries() {
        let name = entry
            .neutral_name()
            .ok_or("its options come from somewhere else")?;
        let value = entry.value.ok_or("its options come from somewhere else")?;
        match name.as_str() {
            "parent" | "deleteBeforeReplace" | "provider" => {}
            "dependsOn" => {
                let items = match value.items() {
                    Some(items) => items.into_iter().map(|item| item.value).collect(),
                    None => vec![value],
                };
                let needed = |other: &Expr<'_>| !is_first(*other, first, named);
                let others: Vec<Expr<'_>> = items.into_iter().filter(needed).collect();
                if let Some(other) = others.iter().find(|other| !actions::names(second, **other)) {
                    return Err(format!("it depends on {} as well", other.text()));
                }
            }
            other => return Err(format!("it has the option {other}")),
        }
    }
    match (first.option("provider"), second.option("provider")) {
        (Presence::Absent, Presence::Absent) => Ok(()),
        (Presence::Present(one), Presence::Present(other))
            if one
                .value()
                .zip(other.value())
                .is_some_and(|(one, other)| first::same_value(one, other)) =>
        {
            Ok(())
        }
        _ => Err("the two may have different providers".to_owned()),
    }
}

/// Whether an expression stands for the first alarm.
fn is_first(expr: Expr<'_>, first: &Resource<'_>, named: &Named<'_>) -> bool {
    let given = expr.given().unwrap_or(expr);
    given.resource().is_some_and(|found| found == *first)
        || matches!(named, Named::Each(_, list) if expr.element_of() == Some(*list))
}

/// The edits that make uses of the second alarm uses of the first.
fn point_to(firsts: &[Resource<'_>], second: &Resource<'_>) -> Result<Vec<Edit>, String> {
    let bound = match second.placement().bound {
        Bound::Name(binding) => binding,
        _ => return Ok(Vec::new()),
    };
    if !bound.is_used() {
        return match bound.visibility() {
            iacfix::iac::Visibility::Exported => Err("this one is exported".to_owned()),
            _ => Ok(Vec::new()),
        };
    }
    let uses: Vec<Expr<'_>> = bound.uses().collect();
    let [first] = firsts else {
        return Err("this one is used elsewhere".to_owned());
    };
    if bound.visibility() == iacfix::iac::Visibility::Exported {
        return Err("this one is exported".to_owned());
    }
    uses.iter()
        .map(|usage| {
            let name = first.name_at(*usage).filter(|_| bound.constant().is_some());
            Ok(usage.replace(&name.ok_or("this one is used elsewhere")?))
        })
        .collect()
}
