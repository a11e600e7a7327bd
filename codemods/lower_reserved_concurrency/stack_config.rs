//! Reading the number from the stack's configuration.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Bound, Call, Code, Expr, Resource, Value, camel_case};
use iacfix::syntax::Language;

use super::super::configuration::{self, is_configuration};
use super::super::lambda::FUNCTIONS;

/// The default of a read from a configuration: `config.get_int("key", 100)`.
pub(super) fn default_of<'a>(call: &Call<'a>) -> Option<Expr<'a>> {
    let (object, method) = call.callee.member()?;
    let reads = matches!(method.as_str(), "getInt" | "getFloat");
    (reads && is_configuration(object)).then(|| call.arguments.get(1).copied())?
}

/// Whether an expression reads the stack's configuration: `config.getNumber("key")`.
pub(super) fn reads_configuration(expr: Expr<'_>) -> bool {
    match expr.resolved().value() {
        Value::Call(call) => call
            .callee
            .member()
            .is_some_and(|(object, method)| method.starts_with("get") && is_configuration(object)),
        _ => false,
    }
}

/// The edits that put a read of the configuration at `place`, with `target` as its fallback. A configuration that is in
/// scope is used, else one is declared before the statement that holds `place`. `None` where no statement does.
pub(super) fn edits(
    ctx: &Context<'_>,
    function: &Resource<'_>,
    place: Expr<'_>,
    target: i64,
) -> Option<Rewritten> {
    let program = ctx.program();
    let mut edits = Vec::new();
    let mut introduces = Vec::new();
    let config = match configuration::in_scope(place) {
        Some(binding) => binding.name().to_owned(),
        None => {
            let (name, declaration, import) = configuration::declared(program);
            edits.extend(import);
            edits.push(place.insert_before(&[declaration])?);
            introduces.push(name.clone());
            name
        }
    };
    let key = Code::Text(key(ctx, function));
    let config = Code::name(config);
    let read = match program.language() {
        Language::TypeScript => config
            .member("getNumber")
            .call([key])
            .or(Code::Integer(target)),
        Language::Python => config.member("getInt").call([key, Code::Integer(target)]),
    };
    edits.push(place.replace(&read));
    Some(Rewritten { edits, introduces })
}

/// Edits, and the names that they declare.
pub(super) struct Rewritten {
    pub(super) edits: Vec<Edit>,
    pub(super) introduces: Vec<String>,
}

/// The configuration's key. Where the file has several functions, each has a number of its own.
fn key(ctx: &Context<'_>, function: &Resource<'_>) -> String {
    let single = ctx.program().resources(&FUNCTIONS).len() == 1;
    let name = match function.placement().bound {
        Bound::Name(binding) => Some(binding.name().to_owned()),
        Bound::Member(member) => member.member().map(|(_, name)| name),
        Bound::Field(name) => Some(name),
        _ => None,
    };
    match name.or_else(|| first_words(function)) {
        Some(name) if !single => format!("{}ReservedConcurrency", camel_case(&name)),
        _ => "reservedConcurrency".to_owned(),
    }
}

/// The words that a function's logical name starts with, as one name: `nightly-export-${env}` is `nightly_export`.
fn first_words(function: &Resource<'_>) -> Option<String> {
    let text = function.name()?.text();
    let words: Vec<&str> = text
        .trim_start_matches(['f', '"', '\'', '`'])
        .split(['$', '{', '"', '\'', '`'])
        .next()?
        .split(|next: char| !next.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let name = words.join("_").to_lowercase();
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        .then_some(name)
}
