//! What one alarm adds to another: its actions, and nothing else.

use iacfix::fix::Edit;
use iacfix::iac::{Code, Expr, Presence, Removal, Resource};

use super::first::same_value;

/// What is moved from one alarm to another.
const LISTS: [&str; 3] = ["alarmActions", "okActions", "insufficientDataActions"];
const SWITCH: &str = "actionsEnabled";

/// The first property of an alarm beside its name, its region and its actions.
pub(super) fn others(second: &Resource<'_>) -> Option<String> {
    let entries = second.own_entries();
    let mut names = entries.iter().map(|entry| entry.neutral_name());
    names.find_map(|name| match name {
        Some(name)
            if is_moved(&name) || matches!(name.as_str(), "name" | "region" | "opts" | "tags") =>
        {
            None
        }
        Some(name) => Some(name),
        None => Some("arguments".to_owned()),
    })
}

/// Why the second alarm is not the first one with other actions; `None` where it says nothing more than its actions.
pub(super) fn differs(first: &Resource<'_>, second: &Resource<'_>) -> Option<String> {
    for entry in second.own_entries() {
        let Some(name) = entry.neutral_name() else {
            return Some("some of its arguments come from somewhere else".to_owned());
        };
        // An alarm of one name has its tags once, whoever wrote them last: those of the first one stay.
        if is_moved(&name) || matches!(name.as_str(), "name" | "opts" | "tags") {
            continue;
        }
        let same = match (first.property(&name), entry.value) {
            (Presence::Present(own), Some(value)) => {
                own.value().is_some_and(|own| same_value(own, value))
            }
            _ => false,
        };
        if !same {
            return Some(format!("its {name} is not what that of the first is"));
        }
    }
    match (first.property("region"), second.property("region")) {
        (Presence::Absent, Presence::Absent) | (Presence::Present(_), Presence::Present(_)) => None,
        _ => Some("the two may be in different regions".to_owned()),
    }
}

/// Whether the actions of an alarm name what `other` stands for, so that the alarm waits for it anyway.
pub(super) fn names(second: &Resource<'_>, other: Expr<'_>) -> bool {
    let Some(binding) = other.binding() else {
        return false;
    };
    LISTS.iter().any(|list| {
        let value = second
            .property(list)
            .present()
            .and_then(|list| list.value());
        let used = value.map(Expr::names_within).unwrap_or_default();
        used.iter().any(|name| name.binding() == Some(binding))
    })
}

/// The edits that give the first alarm the actions of the second.
pub(super) fn given_to<'a>(
    first: &Resource<'a>,
    second: &Resource<'a>,
    removal: &mut Removal<'a>,
    line: impl Fn(Expr<'_>) -> usize,
) -> Result<Vec<Edit>, String> {
    let mut edits = Vec::new();
    for name in LISTS.into_iter().chain([SWITCH]) {
        let added = match second.property(name) {
            Presence::Absent => continue,
            Presence::Present(added) => added.value(),
            Presence::Unknown => None,
        };
        let added = added.ok_or_else(|| format!("its {name} come from somewhere else"))?;
        let code = match first.property(name) {
            Presence::Absent => Some(added.code()),
            Presence::Present(own) => {
                let own = own
                    .value()
                    .ok_or_else(|| format!("its {name} is a method"))?;
                if !first.span().contains(own.span()) {
                    return Err(format!("the first one's {name} come from somewhere else"));
                }
                if same_value(own, added) {
                    continue;
                }
                Some(union(own, added).ok_or_else(|| {
                    format!("its {name} and those of the first cannot be put together")
                })?)
            }
            Presence::Unknown => None,
        };
        let code = code.ok_or_else(|| format!("the first one may have {name} already"))?;
        if let Err(usage) = added.can_stand_at(first.expr()) {
            return Err(format!(
                "{} of line {} is not there yet on line {}; declare it further up",
                usage.text(),
                line(usage),
                line(first.expr())
            ));
        }
        removal.keeping(added);
        let set = first.set(name, &code);
        edits.extend(set.ok_or("the first one's arguments come from somewhere else")?);
    }
    Ok(edits)
}

fn is_moved(name: &str) -> bool {
    name == SWITCH || LISTS.contains(&name)
}

/// The elements of two lists, those that are in both once.
fn union(own: Expr<'_>, added: Expr<'_>) -> Option<Code> {
    let own_items = own.items()?;
    let mut elements: Vec<Code> = own_items
        .iter()
        .map(|item| item.with(item.value.code()))
        .collect();
    for item in added.items()? {
        let known = own_items
            .iter()
            .any(|known| same_value(known.value, item.value));
        if !known {
            elements.push(item.with(item.value.code()));
        }
    }
    Some(own.opened_in_python(Code::List(elements)))
}
