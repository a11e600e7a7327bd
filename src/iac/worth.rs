//! What kind of value an expression has, as far as that is written down: a text, texts by key, or something else.

use super::binding::Binding;
use super::expr::{Call, Expr, Value};
use super::record::Key;
use super::signature::ValueKind;

/// What is known of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worth {
    /// Its kind.
    pub kind: ValueKind,
    /// Whether there may be none: `process.env.X`.
    pub missing: bool,
}

/// Longer chains of names and fallbacks than this are not followed.
const MAX_STEPS: usize = 12;

impl Expr<'_> {
    /// What kind of value it has, once names that are bound once are followed.
    pub fn worth(self) -> Worth {
        worth(self, MAX_STEPS)
    }
}

const UNKNOWN: Worth = Worth {
    kind: ValueKind::Unknown,
    missing: false,
};

fn worth(expr: Expr<'_>, steps: usize) -> Worth {
    let Some(steps) = steps.checked_sub(1) else {
        return UNKNOWN;
    };
    let of = |kind| Worth {
        kind,
        missing: false,
    };
    match expr.value() {
        Value::String(_) | Value::Template(_) => of(ValueKind::Text),
        Value::Number(_) | Value::Boolean(_) | Value::List(_) => of(ValueKind::Other),
        Value::Object(record) => {
            let entries = record.entries();
            let values = entries.iter().map(|entry| entry.value);
            let texts = |value: Option<Expr<'_>>| {
                value.is_some_and(|value| worth(value, steps) == of(ValueKind::Text))
            };
            match entries.iter().all(|entry| entry.key != Key::Spread)
                && values.into_iter().all(texts)
            {
                true => of(ValueKind::TextMap),
                false => UNKNOWN,
            }
        }
        Value::Fallback { primary, fallback } => {
            let (primary, fallback) = (worth(primary, steps), worth(fallback, steps));
            match primary.kind == fallback.kind || primary.kind == ValueKind::Unknown {
                // What it falls back to says what is meant: `args.suffix || 'dev'`.
                true => fallback,
                false => UNKNOWN,
            }
        }
        Value::Choice(one, other) => {
            let (one, other) = (worth(one, steps), worth(other, steps));
            match one.kind == other.kind {
                true => Worth {
                    kind: one.kind,
                    missing: one.missing || other.missing,
                },
                false => UNKNOWN,
            }
        }
        Value::Reference => match expr.global_path() {
            Some(path) if is_environment(&path) => Worth {
                kind: ValueKind::Text,
                missing: true,
            },
            _ => match expr.binding().and_then(Binding::constant) {
                Some(value) => worth(value, steps),
                None => UNKNOWN,
            },
        },
        Value::Call(call) => called(&call),
        Value::Null | Value::Opaque => UNKNOWN,
    }
}

/// What a call gives: what reads the configuration or the environment, and says which text it is.
fn called(call: &Call<'_>) -> Worth {
    let text = |missing| Worth {
        kind: ValueKind::Text,
        missing,
    };
    if let Some(symbol) = call.callee.symbol() {
        return match symbol.is("pulumi", "getStack") || symbol.is("pulumi", "getProject") {
            true => text(false),
            false => UNKNOWN,
        };
    }
    let has_default = call.arguments.len() > 1;
    if let Some(path) = call.callee.global_path() {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        return match path.as_slice() {
            ["os", "environ", "get"] | ["os", "getenv"] => text(!has_default),
            _ => UNKNOWN,
        };
    }
    let Some((object, method)) = call.callee.member() else {
        return UNKNOWN;
    };
    let is_config = match object.resolved().value() {
        Value::Call(made) => made
            .callee
            .symbol()
            .is_some_and(|symbol| symbol.is("pulumi", "Config")),
        _ => false,
    };
    match (is_config, method.as_str()) {
        (true, "require") => text(false),
        (true, "get") => text(!has_default),
        _ => UNKNOWN,
    }
}

/// Whether a chain of names reads a variable of the environment.
fn is_environment(path: &[String]) -> bool {
    matches!(path, [process, env, _] if process == "process" && env == "env")
        || matches!(path, [os, environ, _] if os == "os" && environ == "environ")
}
