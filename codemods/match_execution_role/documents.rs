//! Whether a policy document lets its role create network interfaces.

use iacfix::iac::{Call, Entry, Expr, Key, Record, Value};
use serde_json::Value as Json;

/// What is known of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Interfaces {
    /// It does.
    Granted,
    /// It does not.
    NotGranted,
    /// A part of it comes from somewhere else.
    Unknown,
}

/// What Lambda needs to put a function into a VPC.
const NEEDED: &str = "ec2:createnetworkinterface";

/// No document is nested deeper.
const MAX_DEPTH: usize = 16;

/// What a policy document, as a policy is given one, says about network interfaces.
pub(super) fn interfaces(document: Expr<'_>) -> Interfaces {
    read(document, MAX_DEPTH)
}

fn read(document: Expr<'_>, depth: usize) -> Interfaces {
    let Some(depth) = depth.checked_sub(1) else {
        return Interfaces::Unknown;
    };
    let document = document.resolved();
    if let Some((object, name)) = document.member() {
        // aws.iam.getPolicyDocument({…}).json
        return match (name.as_str(), object.resolved().value()) {
            ("json", Value::Call(call)) if builds_document(&call) => {
                let given = call.arguments.first().and_then(|given| given.record());
                of_record(given.unwrap_or(call.keywords), "statements", depth)
            }
            _ => Interfaces::Unknown,
        };
    }
    match document.value() {
        Value::String(text) => match serde_json::from_str::<Json>(&text) {
            Ok(json) => of_json(&json),
            Err(_) => Interfaces::Unknown,
        },
        Value::Template(_) => of_text(document.text()),
        Value::Object(record) => of_record(record, "Statement", depth),
        Value::Call(call) => {
            if let Some(results) = document.apply_callback() {
                return all(results.into_iter().map(|result| read(result, depth)));
            }
            match call.arguments.as_slice() {
                [object, ..] if encodes_json(&call) => read(*object, depth),
                // pulumi.interpolate`{"Statement": …}`
                _ if is_interpolation(&call) => of_text(document.text()),
                _ => Interfaces::Unknown,
            }
        }
        _ => Interfaces::Unknown,
    }
}

/// Whether a call makes a text of the object that it is given.
fn encodes_json(call: &Call<'_>) -> bool {
    if let Some(symbol) = call.callee.symbol() {
        return ["jsonStringify", "Output.jsonDumps"]
            .iter()
            .any(|path| symbol.is("pulumi", path));
    }
    let path = call.callee.global_path().unwrap_or_default();
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    matches!(path.as_slice(), ["JSON", "stringify"] | ["json", "dumps"])
}

fn is_interpolation(call: &Call<'_>) -> bool {
    let symbol = call.callee.symbol();
    symbol.is_some_and(|symbol| symbol.is("pulumi", "interpolate"))
}

fn builds_document(call: &Call<'_>) -> bool {
    call.callee.symbol().is_some_and(|symbol| {
        ["iam.getPolicyDocument", "iam.getPolicyDocumentOutput"]
            .iter()
            .any(|path| symbol.is("aws", path))
    })
}

/// What the statements of a record under `key` say.
fn of_record(record: Record<'_>, key: &str, depth: usize) -> Interfaces {
    if record.entries().iter().any(|entry| named(entry).is_none()) {
        return Interfaces::Unknown;
    }
    let Some(statements) = record.entry_named(key).and_then(|entry| entry.value) else {
        return Interfaces::Unknown;
    };
    let statements = statements.resolved();
    match (statements.items(), statements.record()) {
        (Some(items), _) => all(items
            .iter()
            .map(|item| statement(item.value.resolved(), depth))),
        (None, Some(_)) => statement(statements, depth),
        (None, None) => Interfaces::Unknown,
    }
}

fn statement(statement: Expr<'_>, depth: usize) -> Interfaces {
    let (Some(record), true) = (statement.record(), depth > 0) else {
        return Interfaces::Unknown;
    };
    let mut found = Interfaces::Unknown;
    for entry in record.entries() {
        match (named(&entry), entry.value) {
            (None, _) => return Interfaces::Unknown,
            (Some("NotAction" | "notActions" | "not_actions"), _) => return Interfaces::Unknown,
            (Some("Action" | "actions"), Some(actions)) => found = of_actions(actions),
            _ => {}
        }
    }
    found
}

fn named<'e>(entry: &'e Entry<'_>) -> Option<&'e str> {
    match &entry.key {
        Key::Named(name) => Some(name),
        Key::Computed | Key::Spread => None,
    }
}

fn of_actions(actions: Expr<'_>) -> Interfaces {
    let actions = actions.resolved();
    match (actions.value(), actions.items()) {
        (Value::String(action), _) => of_action(&action),
        (_, Some(items)) => all(items
            .iter()
            .map(|item| match item.value.resolved().value() {
                Value::String(action) => of_action(&action),
                _ => Interfaces::Unknown,
            })),
        _ => Interfaces::Unknown,
    }
}

fn of_json(document: &Json) -> Interfaces {
    let statements: Vec<&Json> = match document.get("Statement") {
        Some(Json::Array(statements)) => statements.iter().collect(),
        Some(statement) => vec![statement],
        None => return Interfaces::Unknown,
    };
    all(statements.into_iter().map(|statement| {
        let actions: Vec<&Json> = match statement.get("Action") {
            Some(Json::Array(actions)) => actions.iter().collect(),
            Some(action) => vec![action],
            None => return Interfaces::Unknown,
        };
        all(actions.into_iter().map(|action| {
            let action = action.as_str();
            action.map_or(Interfaces::Unknown, of_action)
        }))
    }))
}

/// What a document says that is written as a text with holes: JSON once the holes are filled with something harmless.
fn of_text(written: &str) -> Interfaces {
    let (Some(start), Some(end)) = (written.find('{'), written.rfind('}')) else {
        return Interfaces::Unknown;
    };
    // A template's first brace may be that of a hole; then it is no document.
    let mut filled = String::new();
    let mut rest = &written[start..=end];
    while let Some(hole) = rest.find("${") {
        filled.push_str(&rest[..hole]);
        filled.push_str("hole");
        match rest[hole..].find('}') {
            Some(close) => rest = &rest[hole + close + 1..],
            None => return Interfaces::Unknown,
        }
    }
    filled.push_str(rest);
    match serde_json::from_str::<Json>(&filled) {
        Ok(json) => of_json(&json),
        Err(_) => Interfaces::Unknown,
    }
}

/// Whether one action, which may hold wildcards, is the one that is needed.
fn of_action(pattern: &str) -> Interfaces {
    match matches(&pattern.to_ascii_lowercase(), NEEDED) {
        true => Interfaces::Granted,
        // A hole in the text may hold anything.
        false if !pattern.contains(':') => Interfaces::Unknown,
        false => Interfaces::NotGranted,
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    match pattern.chars().next() {
        None => text.is_empty(),
        Some('*') => {
            let rest = &pattern[1..];
            text.char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .any(|at| matches(rest, &text[at..]))
        }
        Some('?') => text
            .get(1..)
            .is_some_and(|text| matches(&pattern[1..], text)),
        Some(first) => text
            .strip_prefix(first)
            .is_some_and(|text| matches(&pattern[first.len_utf8()..], text)),
    }
}

/// What several parts of a whole say together: one that grants is enough.
fn all(parts: impl Iterator<Item = Interfaces>) -> Interfaces {
    let mut together = Interfaces::NotGranted;
    for part in parts {
        match part {
            Interfaces::Granted => return Interfaces::Granted,
            Interfaces::Unknown => together = Interfaces::Unknown,
            Interfaces::NotGranted => {}
        }
    }
    together
}

#[cfg(test)]
mod tests {
    use super::{Interfaces, of_action, of_text};

    #[test]
    fn actions_are_compared_as_iam_does() {
        for granted in ["*", "ec2:*", "EC2:Create*", "ec2:CreateNetworkInterfac?"] {
            assert_eq!(of_action(granted), Interfaces::Granted, "{granted}");
        }
        for other in [
            "s3:*",
            "ec2:Describe*",
            "ec2:CreateNetworkInterfacePermission",
        ] {
            assert_eq!(of_action(other), Interfaces::NotGranted, "{other}");
        }
    }

    #[test]
    fn a_text_with_holes_is_read_around_them() {
        let text = "`{\"Statement\": [{\"Action\": \"s3:GetObject\", \"Resource\": \"${bucket.arn}/*\"}]}`";
        assert_eq!(of_text(text), Interfaces::NotGranted);
        assert_eq!(
            of_text(&text.replace("s3:GetObject", "ec2:*")),
            Interfaces::Granted
        );
        assert_eq!(
            of_text(&text.replace("s3:GetObject", "${action}")),
            Interfaces::Unknown
        );
        assert_eq!(of_text("`${document}`"), Interfaces::Unknown);
    }
}
