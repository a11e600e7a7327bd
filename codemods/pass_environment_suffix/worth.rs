//! Whether a variable is of the type that a parameter takes, as far as its value tells.

use iacfix::iac::{Binding, Need, Parameter, Value, ValueKind};

/// Whether a variable may be passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// It is of the parameter's type.
    Certain,
    /// It may be of another one.
    Perhaps,
    /// It is of another one.
    No,
}

/// Whether `variable` may be passed as `parameter`.
pub(super) fn fits(variable: Binding<'_>, parameter: &Parameter) -> Match {
    let value = variable.constant();
    let Some(worth) = value.map(|value| value.worth()) else {
        return Match::Perhaps;
    };
    let is_composed = value
        .is_some_and(|value| matches!(value.resolved().value(), Value::Object(_) | Value::List(_)));
    match (worth.kind, parameter.kind) {
        (_, ValueKind::Text) if is_composed => Match::No,
        (ValueKind::Unknown, _) | (_, ValueKind::Unknown) => Match::Perhaps,
        (ours, theirs) if ours != theirs => Match::No,
        (ValueKind::Other, _) => Match::Perhaps,
        _ if worth.missing && parameter.need == Need::Required => Match::Perhaps,
        _ => Match::Certain,
    }
}
