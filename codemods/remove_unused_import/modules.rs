//! What loading a module may do beside giving names.

use iacfix::codemod::Context;
use iacfix::iac::ImportedAs;
use iacfix::syntax::Language;

/// What goes when an import goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Loading {
    /// Nothing but names.
    OnlyNames,
    /// Perhaps what the module, which is named here, does when it is loaded.
    MayDoSomething(String),
}

/// Node's own modules, without `node:`.
const NODE: [&str; 22] = [
    "assert",
    "buffer",
    "child_process",
    "crypto",
    "dns",
    "events",
    "fs",
    "fs/promises",
    "http",
    "https",
    "net",
    "os",
    "path",
    "process",
    "querystring",
    "stream",
    "string_decoder",
    "timers",
    "tls",
    "url",
    "util",
    "zlib",
];

/// Python's own modules that do nothing when they are loaded.
const PYTHON: [&str; 46] = [
    "abc",
    "argparse",
    "ast",
    "asyncio",
    "base64",
    "binascii",
    "collections",
    "contextlib",
    "copy",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "functools",
    "glob",
    "gzip",
    "hashlib",
    "hmac",
    "io",
    "ipaddress",
    "itertools",
    "json",
    "logging",
    "math",
    "mimetypes",
    "operator",
    "os",
    "pathlib",
    "pprint",
    "random",
    "re",
    "secrets",
    "shutil",
    "string",
    "subprocess",
    "sys",
    "tempfile",
    "textwrap",
    "time",
    "types",
    "typing",
    "urllib",
    "uuid",
    "warnings",
    "zipfile",
];

/// What loading the module of an import does; `None` where the import may be there for that alone: a module of the program
/// itself declares resources when it is loaded.
pub(super) fn loading(ctx: &Context<'_>, imported: &ImportedAs) -> Option<Loading> {
    let (module, item) = match imported {
        ImportedAs::Type => return Some(Loading::OnlyNames),
        ImportedAs::Value(module, item) => (module.as_str(), item.as_deref()),
    };
    let program = ctx.program();
    let is_own = module.starts_with(['.', '/']) || ctx.module_file(program, module, item).is_some();
    let knows = match program.language() {
        Language::TypeScript => {
            let node = module.strip_prefix("node:").unwrap_or(module);
            module.starts_with("@pulumi/") || NODE.contains(&node)
        }
        Language::Python => {
            let root = module.split('.').next().unwrap_or(module);
            root == "pulumi" || root.starts_with("pulumi_") || PYTHON.contains(&root)
        }
    };
    match (is_own, knows) {
        // A compiler leaves out what is imported and not used, so that such a module is not loaded as it is.
        (true, _) => is_compiled(ctx).then(|| Loading::MayDoSomething(module.to_owned())),
        (false, true) => Some(Loading::OnlyNames),
        (false, false) => Some(Loading::MayDoSomething(module.to_owned())),
    }
}

fn is_compiled(ctx: &Context<'_>) -> bool {
    let extension = ctx.source().path().extension();
    extension.is_some_and(|extension| {
        ["ts", "tsx", "mts", "cts"]
            .iter()
            .any(|compiled| extension == *compiled)
    })
}

#[cfg(test)]
mod tests {
    use super::{NODE, PYTHON};

    #[test]
    fn modules_are_sorted_and_named_once() {
        assert!(NODE.is_sorted_by(|one, other| one < other));
        assert!(PYTHON.is_sorted_by(|one, other| one < other));
    }
}
