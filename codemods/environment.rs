//! What the environment of a stack is called in programs.

use iacfix::codemod::Context;
use iacfix::iac::{Program, camel_case};
use iacfix::syntax::Language;

/// What keeps the names of stacks apart, as `pr123` does.
pub(super) const SUFFIX: &str = "environmentSuffix";

/// What puts stacks into a class, as `production` does.
pub(super) const ENVIRONMENT: &str = "environment";

/// The texts that the user set for `key`, or `default` where there are none.
pub(super) fn chosen(ctx: &Context<'_>, key: &str, default: &[&str]) -> Vec<String> {
    match ctx.texts(key) {
        [] => default.iter().map(|&name| name.to_owned()).collect(),
        names => names.to_vec(),
    }
}

/// A name of a program as settings spell it: in camelCase, in Python too.
pub(super) fn neutral(program: &Program<'_>, name: &str) -> String {
    match program.language() {
        Language::TypeScript => name.to_owned(),
        Language::Python => camel_case(name),
    }
}

/// Whether a name of a program is the one that settings spell `wanted`.
pub(super) fn is_called(program: &Program<'_>, name: &str, wanted: &str) -> bool {
    name == wanted || neutral(program, name) == wanted
}
