//! What several codemods have to know about the configuration of a stack: how a program reads it. Reports nothing.

use iacfix::fix::Edit;
use iacfix::iac::{Binding, Call, Code, Expr, Program, Statement, Value};
use iacfix::syntax::Language;

/// A new configuration: its name, its declaration, and the import that it needs.
pub(crate) fn declared(program: &Program<'_>) -> (String, Statement, Option<Edit>) {
    let module = match program.language() {
        Language::TypeScript => "@pulumi/pulumi",
        Language::Python => "pulumi",
    };
    let (pulumi, import) = program.package_name("pulumi", module);
    let name = program.free_name("config");
    let class = Code::name(pulumi).member("Config");
    let declaration = Statement::Declare(name.clone(), class.construct([]));
    (name, declaration, import)
}

/// The nearest `pulumi.Config` of a namespace that is the program's to use, and that exists before `place` is reached.
pub(crate) fn in_scope(place: Expr<'_>) -> Option<Binding<'_>> {
    place
        .program()
        .visible_from(place)
        .into_iter()
        .find(|binding| {
            let declared_before = binding.span().end <= place.span().start;
            declared_before
                && binding
                    .constant()
                    .is_some_and(|value| match value.resolved().value() {
                        Value::Call(call) => is_config_class(&call) && is_programs_own(&call),
                        _ => false,
                    })
        })
}

/// Whether a configuration is not a provider's: what is set under `aws:` configures the provider.
fn is_programs_own(config: &Call<'_>) -> bool {
    match config.arguments.first().map(|name| name.resolved().value()) {
        Some(Value::String(name)) => !matches!(name.as_str(), "aws" | "aws-native" | "pulumi"),
        Some(_) => false,
        None => true,
    }
}

pub(crate) fn is_configuration(expr: Expr<'_>) -> bool {
    matches!(expr.resolved().value(), Value::Call(call) if is_config_class(&call))
}

fn is_config_class(call: &Call<'_>) -> bool {
    call.callee
        .symbol()
        .is_some_and(|symbol| symbol.is("pulumi", "Config"))
}
