//! What still names an endpoint that may be missing.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Bound, Code, Expr, Held, Value, Visibility};
use iacfix::syntax::Language;

/// The edits after which a use takes an endpoint that may be missing.
pub(super) fn taking<'a>(
    ctx: &Context<'a>,
    name: &str,
    usage: Expr<'a>,
) -> Result<Vec<Edit>, String> {
    if let Some(edits) = as_dependency(ctx, name, usage) {
        return Ok(edits);
    }
    let taken = usage.parent_member().unwrap_or(usage);
    if is_output(taken) {
        if taken == usage {
            // `undefined` and `None` may be outputs.
            return Ok(Vec::new());
        }
        let member = taken.member().map(|(_, member)| member).unwrap_or_default();
        return Ok(vec![match ctx.program().language() {
            Language::TypeScript => Edit::insert(usage.span().end, "?"),
            Language::Python => taken.replace(&Code::Choice(
                Box::new(Code::name(name)),
                Box::new(Code::name(name).member(member)),
                Box::new(Code::name("None")),
            )),
        }]);
    }
    let line = ctx.source().place(usage.span().start).line;
    Err(format!("line {line} uses it, and needs one"))
}

/// What a resource depends on: the endpoint, where there is one.
fn as_dependency(ctx: &Context<'_>, name: &str, usage: Expr<'_>) -> Option<Vec<Edit>> {
    let is_option =
        |held: Option<Held<'_>>| matches!(held, Some(Held::Entry(key, _)) if key == "dependsOn");
    let (present, absent) = (format!("[{name}]"), "[]");
    let chosen = match ctx.program().language() {
        Language::TypeScript => format!("{name} ? {present} : {absent}"),
        Language::Python => format!("{present} if {name} else {absent}"),
    };
    let held = usage.held();
    if is_option(held.clone()) {
        return Some(vec![usage.replace(&Code::Verbatim(chosen))]);
    }
    let Some(Held::Element(list)) = held else {
        return None;
    };
    if !is_option(list.held()) {
        return None;
    }
    let is_alone = matches!(list.value(), Value::List(elements) if elements.len() == 1);
    // The list as a whole is one or the other.
    if is_alone && !list.text().contains(['\n', '*']) && !list.text().contains("...") {
        return Some(vec![list.replace(&Code::Verbatim(chosen))]);
    }
    let spread = match ctx.program().language() {
        Language::TypeScript => format!("...({chosen})"),
        Language::Python => format!("*({chosen})"),
    };
    Some(vec![usage.replace(&Code::Verbatim(spread))])
}

/// Whether something becomes an output of the stack or of a component, as it is.
fn is_output(taken: Expr<'_>) -> bool {
    match taken.placement().bound {
        // `export const id = endpoint.id`
        Bound::Name(binding) => {
            binding.visibility() == Visibility::Exported && binding.uses().next().is_none()
        }
        Bound::Argument | Bound::Entry => taken.handed_to().is_some_and(|call| {
            let exports = call
                .callee
                .symbol()
                .is_some_and(|symbol| symbol.is("pulumi", "export"));
            let registers = call
                .callee
                .member()
                .is_some_and(|(_, method)| method == "registerOutputs");
            exports || registers
        }),
        _ => false,
    }
}
