//! Finding the alarms that have the name of another one already.

use iacfix::codemod::Context;
use iacfix::iac::{Expr, Presence, Resource, Value};

use super::ALARM;

/// The alarms that an alarm's name is the name of.
pub(super) enum Named<'a> {
    /// This one.
    One(Resource<'a>),
    /// One after the other, those of a list; the alarm runs for each of them.
    Each(Vec<Resource<'a>>, Expr<'a>),
    /// Some alarm, which is not known here, or not for certain.
    Some(Expr<'a>),
}

/// The alarms of the file whose name `second` is given as `name`; `None` where it is no other alarm's.
pub(super) fn named<'a>(
    ctx: &Context<'a>,
    second: &Resource<'a>,
    name: Expr<'a>,
) -> Option<Named<'a>> {
    let Some((object, member)) = name.resolved().member() else {
        return with_the_same_name(ctx, second, name).map(Named::One);
    };
    // The id of an alarm is its name.
    if !matches!(member.as_str(), "name" | "id") {
        return with_the_same_name(ctx, second, name).map(Named::One);
    }
    let given = object.given().unwrap_or(object);
    if let Some(first) = given.resource() {
        return is_alarm(&first).then_some(Named::One(first));
    }
    match listed(object) {
        Some(Listed { alarms, list }) => Some(Named::Each(alarms, list)),
        // An alarm without a metric of its own is not meant to be one.
        None if watches_nothing(second) => Some(Named::Some(object)),
        None => with_the_same_name(ctx, second, name).map(Named::One),
    }
}

/// Alarms that a list was filled with.
struct Listed<'a> {
    alarms: Vec<Resource<'a>>,
    list: Expr<'a>,
}

/// The alarms that `element` stands for, one after the other.
fn listed(element: Expr<'_>) -> Option<Listed<'_>> {
    let list = element.element_of()?;
    let mut alarms = Vec::new();
    for element in list.elements()? {
        let alarm = element.given().unwrap_or(element).resource()?;
        // What is built and not put into the list would be changed, too.
        let is_listed = alarm.expr() == element.bare() || element.runs_after(alarm.expr());
        if !is_alarm(&alarm) || !is_listed {
            return None;
        }
        alarms.push(alarm);
    }
    (!alarms.is_empty()).then_some(Listed { alarms, list })
}

fn is_alarm(resource: &Resource<'_>) -> bool {
    resource.token() == ALARM
}

/// Whether an alarm says nothing of what it watches.
pub(super) fn watches_nothing(alarm: &Resource<'_>) -> bool {
    ["metricName", "metricQueries", "evaluationCriteria"]
        .iter()
        .all(|property| matches!(alarm.property(property), Presence::Absent))
}

/// The alarm before `second` that is given the same name, spelled out.
fn with_the_same_name<'a>(
    ctx: &Context<'a>,
    second: &Resource<'a>,
    name: Expr<'a>,
) -> Option<Resource<'a>> {
    let alarms = ctx.program().resources(&[ALARM]);
    let mut before = alarms.into_iter().filter(|first| {
        let own = first.property("name").present();
        let own = own.and_then(|own| own.value());
        first.span().end <= second.span().start
            && second.expr().follows(first.expr())
            && own.is_some_and(|own| same_value(own, name))
            && may_share_a_region(first, second)
    });
    before.next()
}

/// Whether two alarms may be in the same region: they have the same provider and the same region, as far as is known.
fn may_share_a_region(first: &Resource<'_>, second: &Resource<'_>) -> bool {
    let same = |one: Presence<'_>, other: Presence<'_>| match (one, other) {
        (Presence::Absent, Presence::Absent) => true,
        (Presence::Present(one), Presence::Present(other)) => {
            matches!((one.value(), other.value()), (Some(one), Some(other)) if same_value(one, other))
        }
        _ => false,
    };
    let same_options = match (first.options(), second.options()) {
        (Some(first), Some(second)) => first.text() == second.text(),
        _ => false,
    };
    let same_provider = same_options || same(first.option("provider"), second.option("provider"));
    same_provider && same(first.property("region"), second.property("region"))
}

/// Whether two expressions of one block come to the same value.
pub(super) fn same_value(one: Expr<'_>, other: Expr<'_>) -> bool {
    // A name that is given a value once is worth the same in both, whatever that is.
    if let (Some(one), Some(other)) = (one.binding(), other.binding())
        && one == other
    {
        return one.is_fixed();
    }
    let (one, other) = (one.resolved(), other.resolved());
    let same_text = || one.text() == other.text() && is_stable(one) && is_stable(other);
    match (one.value(), other.value()) {
        (Value::String(one), Value::String(other)) => one == other,
        (Value::Number(one), Value::Number(other)) => one.text == other.text,
        (Value::Boolean(one), Value::Boolean(other)) => one == other,
        (Value::Template(ones), Value::Template(others)) => {
            let pairs = || ones.iter().zip(&others);
            ones.len() == others.len()
                && one.text() == other.text()
                && pairs().all(|(one, other)| same_value(*one, *other))
        }
        (Value::List(ones), Value::List(others)) => {
            ones.len() == others.len()
                && one.items().is_some_and(|items| items.len() == ones.len())
                && ones
                    .iter()
                    .zip(&others)
                    .all(|(one, other)| same_value(*one, *other))
        }
        (Value::Reference, Value::Reference) => same_text(),
        (Value::Object(_), Value::Object(_)) => same_text(),
        _ => false,
    }
}

/// Whether it comes to the same value wherever it is read: names that are given a value once, and members of them.
fn is_stable(expr: Expr<'_>) -> bool {
    let calls = expr.text().contains('(');
    !calls
        && expr
            .names_within()
            .into_iter()
            .all(|name| name.binding().is_none_or(|binding| binding.is_fixed()))
}
