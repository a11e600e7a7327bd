//! The variable that says whether endpoints are created: one that reads the key already, or a new one.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Binding, Code, Expr, Statement, Value};
use iacfix::syntax::Language;

use super::super::configuration::{self, is_configuration};

/// The variable, as a fix uses it.
pub(super) struct Flag {
    pub(super) name: String,
    /// What has to be changed elsewhere.
    pub(super) edits: Vec<Edit>,
    /// What has to be declared before the first condition.
    pub(super) ahead: Vec<Statement>,
    /// The names that all this declares.
    pub(super) introduces: Vec<String>,
    pub(super) unless_set: Unless,
}

/// What a variable says where nobody sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unless {
    /// Endpoints are created.
    On,
    /// They are not, or it is not known.
    Perhaps,
}

/// The variable for what stands at `place` and behind it.
pub(super) fn at<'a>(ctx: &Context<'a>, place: Expr<'a>) -> Result<Flag, String> {
    let program = ctx.program();
    let key = ctx.text("key");
    let visible = program.visible_from(place);
    let before = |binding: &Binding<'a>| binding.span().end <= place.span().start;
    let known = visible.iter().find_map(|binding| {
        let value = binding.constant().filter(|_| before(binding))?;
        Some((*binding, reads(value, key)?))
    });
    // A variable of that name is what is meant by it, wherever its value comes from.
    let wanted = program.name_for_any(key, "enableVpcEndpoints");
    let called = || {
        let mut called = visible.iter().filter(|binding| before(binding));
        called.find(|binding| binding.is_variable() && binding.name() == wanted)
    };
    let known = known.or_else(|| Some((*called()?, Unless::Perhaps)));
    if let Some((known, unless_set)) = known {
        return Ok(Flag {
            name: known.name().to_owned(),
            edits: Vec::new(),
            ahead: Vec::new(),
            introduces: Vec::new(),
            unless_set,
        });
    }
    let name = program.free_name(&wanted);
    let default = ctx.text("default") == "on";
    let unless_set = match default {
        true => Unless::On,
        false => Unless::Perhaps,
    };
    let declare = |config: &str| {
        let key = Code::Text(key.to_owned());
        let default = Code::Boolean(default);
        let config = Code::name(config);
        let read = match program.language() {
            Language::TypeScript => config.member("getBoolean").call([key]).or(default),
            Language::Python => config.member("getBool").call([key, default]),
        };
        Statement::Declare(name.clone(), read)
    };
    if let Some(config) = configuration::in_scope(place) {
        let declared = config
            .initializer()
            .ok_or("the configuration is not known")?;
        let edit = declared.insert_after(&[declare(config.name())]);
        return Ok(Flag {
            edits: vec![edit.ok_or("no statement holds the configuration")?],
            ahead: Vec::new(),
            introduces: vec![name.clone()],
            name,
            unless_set,
        });
    }
    let (config, declaration, import) = configuration::declared(program);
    Ok(Flag {
        edits: import.into_iter().collect(),
        ahead: vec![declaration, declare(&config)],
        introduces: vec![config, name.clone()],
        name,
        unless_set,
    })
}

/// What a value is where nobody sets it, if it is what the stack's configuration says under the key.
fn reads(value: Expr<'_>, key: &str) -> Option<Unless> {
    let of = |default: Option<Expr<'_>>| match default.map(|default| default.resolved().value()) {
        Some(Value::Boolean(true)) => Unless::On,
        _ => Unless::Perhaps,
    };
    match value.resolved().value() {
        Value::Fallback { primary, fallback } => {
            reads(primary, key).map(|unless| match (unless, of(Some(fallback))) {
                (Unless::Perhaps, Unless::Perhaps) => Unless::Perhaps,
                _ => Unless::On,
            })
        }
        Value::Call(call) => {
            let (object, method) = call.callee.member()?;
            let of_configuration = matches!(
                method.as_str(),
                "getBoolean" | "getBool" | "requireBoolean" | "requireBool"
            ) && is_configuration(object);
            let asked = call.arguments.first().map(|asked| asked.resolved().value());
            let is_key = matches!(asked, Some(Value::String(asked)) if asked == key);
            (of_configuration && is_key).then(|| of(call.arguments.get(1).copied()))
        }
        _ => None,
    }
}
