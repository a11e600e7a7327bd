//! What is known of a value that should be a text: whether it is one, is there, and can be checked where it stands.

use iacfix::codemod::{Context, Followed};
use iacfix::iac::{
    Binding, Call, Class, ClassName, Declared, Expr, Fields, Need, Parameter, Value, ValueKind,
};

use super::checked::{self, Wanted, letters};

/// What is known of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text.
    Text,
    /// A text, or nothing.
    Maybe,
    /// One that is written in the program.
    Fixed,
    /// One that is known only while the program is deployed.
    Later,
    /// One of some that are listed, or what a validator gave.
    Checked,
    /// Something else.
    Other,
    Unknown,
}

/// Longer chains than this are not followed.
const MAX_STEPS: usize = 12;

/// Methods of texts that give a text.
const OF_TEXTS: [&str; 13] = [
    "toLowerCase",
    "toUpperCase",
    "trim",
    "slice",
    "substring",
    "replace",
    "replaceAll",
    "toString",
    "lower",
    "upper",
    "strip",
    "lstrip",
    "rstrip",
];

/// Methods that give what is known only later.
const LATER: [&str; 6] = [
    "apply",
    "getSecret",
    "requireSecret",
    "getOutput",
    "requireOutput",
    "getProvider",
];

/// What is known of the value of an expression.
pub(super) fn of(ctx: &Context<'_>, expr: Expr<'_>) -> Kind {
    within(ctx, expr, MAX_STEPS)
}

/// What is known of a parameter.
pub(super) fn of_parameter(parameter: &Parameter) -> Kind {
    match (parameter.declared, parameter.kind, parameter.need) {
        (Declared::Later, ..) => Kind::Later,
        (Declared::Listed, ..) => Kind::Checked,
        (_, ValueKind::TextMap | ValueKind::Other, _) => Kind::Other,
        (Declared::Plain, ValueKind::Text, Need::Required) => Kind::Text,
        (Declared::Plain, ValueKind::Text, Need::Optional) => Kind::Maybe,
        _ => Kind::Unknown,
    }
}

/// What is known of the member of that name of what a parameter is given.
pub(super) fn of_member(ctx: &Context<'_>, object: Binding<'_>, name: &str) -> Kind {
    member_within(ctx, object, name, MAX_STEPS)
}

/// The texts that are written in the program and may be the value.
pub(super) fn literals(expr: Expr<'_>) -> Vec<String> {
    let mut found = Vec::new();
    collect(expr, &mut found, MAX_STEPS);
    found
}

fn collect(expr: Expr<'_>, found: &mut Vec<String>, steps: usize) {
    let Some(steps) = steps.checked_sub(1) else {
        return;
    };
    let expr = expr.resolved();
    match expr.value() {
        Value::String(text) => found.push(text),
        Value::Fallback { primary, fallback } => {
            collect(primary, found, steps);
            collect(fallback, found, steps);
        }
        Value::Choice(one, other) => {
            collect(one, found, steps);
            collect(other, found, steps);
        }
        // os.getenv("ENVIRONMENT_SUFFIX", "dev")
        Value::Call(call) if call.arguments.len() == 2 && call.callee.global_path().is_some() => {
            collect(call.arguments[1], found, steps);
        }
        _ => {}
    }
}

fn within(ctx: &Context<'_>, expr: Expr<'_>, steps: usize) -> Kind {
    let Some(steps) = steps.checked_sub(1) else {
        return Kind::Unknown;
    };
    match expr.value() {
        Value::String(_) => Kind::Fixed,
        Value::Template(_) => Kind::Text,
        Value::Fallback { primary, fallback } => {
            let (primary, fallback) = (within(ctx, primary, steps), within(ctx, fallback, steps));
            match (primary, fallback) {
                (Kind::Later, _) | (_, Kind::Later) => Kind::Later,
                (Kind::Checked, _) => Kind::Checked,
                (Kind::Fixed, Kind::Fixed) => Kind::Fixed,
                (Kind::Text | Kind::Fixed, _) => Kind::Text,
                (Kind::Maybe, Kind::Text | Kind::Fixed) => Kind::Text,
                (Kind::Maybe, Kind::Maybe) => Kind::Maybe,
                (Kind::Other, Kind::Other) => Kind::Other,
                _ => Kind::Unknown,
            }
        }
        Value::Choice(one, other) => {
            let (one, other) = (within(ctx, one, steps), within(ctx, other, steps));
            match (one, other) {
                (Kind::Later, _) | (_, Kind::Later) => Kind::Later,
                (one, other) if one == other => one,
                (Kind::Text, Kind::Fixed) | (Kind::Fixed, Kind::Text) => Kind::Text,
                (Kind::Maybe, Kind::Text | Kind::Fixed)
                | (Kind::Text | Kind::Fixed, Kind::Maybe) => Kind::Maybe,
                _ => Kind::Unknown,
            }
        }
        Value::Reference => reference(ctx, expr, steps),
        Value::Call(call) => called(ctx, expr, &call, steps),
        Value::Null => Kind::Maybe,
        Value::Number(_) | Value::Boolean(_) | Value::Object(_) | Value::List(_) => Kind::Other,
        Value::Opaque => Kind::Unknown,
    }
}

fn reference(ctx: &Context<'_>, expr: Expr<'_>, steps: usize) -> Kind {
    if expr.worth().kind == ValueKind::Text && expr.worth().missing && expr.binding().is_none() {
        return Kind::Maybe;
    }
    if let Some(binding) = expr.binding() {
        return match (
            binding.declared().map(|declared| declared.declared),
            binding.constant(),
        ) {
            (Some(Declared::Later), _) => Kind::Later,
            (Some(Declared::Listed), _) => Kind::Checked,
            (_, Some(value)) => within(ctx, value, steps),
            (_, None) if binding.is_parameter() => binding
                .declared()
                .map_or(Kind::Unknown, |parameter| of_parameter(&parameter)),
            _ => Kind::Unknown,
        };
    }
    match expr.member() {
        Some((object, name)) => match object.resolved().binding() {
            Some(object) => member_within(ctx, object, &name, steps),
            None => Kind::Unknown,
        },
        None => Kind::Unknown,
    }
}

fn member_within(ctx: &Context<'_>, object: Binding<'_>, name: &str, steps: usize) -> Kind {
    let Some(declared) = object.declared() else {
        return Kind::Unknown;
    };
    let program = object.program();
    let is_it = |field: &&Parameter| letters(&field.name) == letters(name);
    let fields = ctx.fields_of(program, &declared.fields);
    if let Some(field) = fields.iter().find(is_it) {
        return of_parameter(field);
    }
    let mut visit = |found: Followed<'_, '_>| match found {
        Followed::Class(class) => Some(of_class(ctx, class, name, steps)),
        Followed::Package(_) => None,
    };
    let found = match &declared.fields {
        Fields::Named(class) => program
            .class_named(class)
            .and_then(|class| ctx.follow_class(program, &class, &mut visit)),
        Fields::Imported(class) => {
            let class = ClassName::Imported(class.clone());
            ctx.follow_class(program, &class, &mut visit)
        }
        Fields::Unknown | Fields::Written(_) => None,
    };
    found.unwrap_or(Kind::Unknown)
}

/// What is known of a member of the objects of a class.
fn of_class(ctx: &Context<'_>, class: &Class<'_>, name: &str, steps: usize) -> Kind {
    let wanted = letters(name);
    let validates = |base: &Expr<'_>| {
        let base = base.text();
        base.ends_with("BaseModel") || base.ends_with("BaseSettings")
    };
    if class.bases().iter().any(validates)
        || checked::is_checked(class.program(), &Wanted::any(&wanted), class.span())
    {
        return Kind::Checked;
    }
    let members = class.members();
    let given = members
        .iter()
        .find(|member| letters(&member.name) == wanted);
    let value = given.and_then(|member| member.value);
    match value.map(|value| within(ctx, value, steps)) {
        Some(kind) if kind != Kind::Unknown => kind,
        _ => {
            let parameters = class.constructor().unwrap_or_default();
            let own = parameters.iter().find(|own| letters(&own.name) == wanted);
            own.map_or(Kind::Unknown, of_parameter)
        }
    }
}

fn called(ctx: &Context<'_>, expr: Expr<'_>, call: &Call<'_>, steps: usize) -> Kind {
    let worth = expr.worth();
    if worth.kind == ValueKind::Text {
        return match worth.missing {
            true => Kind::Maybe,
            false => Kind::Text,
        };
    }
    if let Some(symbol) = call.callee.symbol() {
        let later =
            symbol.package == "pulumi" && symbol.path.last().is_none_or(|name| name != "Config");
        return if later { Kind::Later } else { Kind::Unknown };
    }
    if let Some((object, method)) = call.callee.member() {
        if LATER.contains(&method.as_str()) {
            return Kind::Later;
        }
        if OF_TEXTS.contains(&method.as_str()) {
            return within(ctx, object, steps);
        }
    }
    if matches!(call.callee.text(), "String" | "str") {
        return Kind::Text;
    }
    match checked::checks(call.callee) {
        true => Kind::Checked,
        false => Kind::Unknown,
    }
}
