//! What the exports are called, and which of a component's outputs are exported at all.

use iacfix::codemod::Context;
use iacfix::iac::{Export, Program, camel_case};
use iacfix::syntax::Language;

use super::outputs::Output;
use super::{Construction, Role};

/// The exports of one construction.
#[derive(Clone, Debug, Default)]
pub(super) struct Chosen {
    pub(super) exports: Vec<NewExport>,
    /// The names that look like secrets and are therefore left out.
    pub(super) secrets: Vec<String>,
    /// The names under which the fix has exported everything already, if it has.
    pub(super) made: Vec<String>,
}

/// An export to be written.
#[derive(Clone, Debug)]
pub(super) struct NewExport {
    pub(super) name: String,
    /// How the value is read from the component.
    pub(super) path: String,
}

/// What the name of a secret holds, in lower case and without underscores.
const SECRET: [&str; 14] = [
    "accesskey",
    "apikey",
    "clientsecret",
    "connectionstring",
    "connectionuri",
    "credential",
    "keymaterial",
    "kubeconfig",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "secret",
    "token",
];

/// Names that JavaScript keeps to itself.
const RESERVED: [&str; 12] = [
    "arguments",
    "class",
    "default",
    "delete",
    "enum",
    "eval",
    "export",
    "function",
    "import",
    "new",
    "package",
    "public",
];

impl Chosen {
    /// The names of the exports, in order.
    pub(super) fn names(&self) -> Vec<String> {
        self.exports
            .iter()
            .map(|export| export.name.clone())
            .collect()
    }
}

/// Chooses the exports of every construction. A name that two of them want, or that the file has already, begins with what
/// the component is bound to.
pub(super) fn choose(
    ctx: &Context<'_>,
    exports: &[Export],
    constructions: &mut [Construction<'_>],
) {
    let results: Vec<bool> = constructions
        .iter()
        .map(|construction| construction.role == Role::Result)
        .collect();
    let chosen: Vec<Chosen> = constructions
        .iter()
        .map(|construction| wanted(ctx, &construction.component.outputs))
        .collect();
    for (at, construction) in constructions.iter_mut().enumerate() {
        let others: Vec<String> = chosen
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at && results[*other])
            .flat_map(|(_, chosen)| chosen.names())
            .collect();
        construction.chosen = chosen[at].clone();
        let made: Vec<String> = chosen[at]
            .exports
            .iter()
            .filter_map(|new| {
                let value = format!("{}.{}", construction.name, new.path);
                let prefixed = joined(&construction.name, &new.name);
                [prefixed, new.name.clone()].into_iter().find(|name| {
                    exports
                        .iter()
                        .any(|export| export.names.contains(name) && is_value(ctx, export, &value))
                })
            })
            .collect();
        if made.len() == chosen[at].exports.len() {
            construction.chosen.made = made;
        }
        for export in &mut construction.chosen.exports {
            if others.contains(&export.name) || is_taken(ctx.program(), exports, &export.name) {
                let prefixed = joined(&construction.name, &export.name);
                export.name = free(ctx.program(), prefixed, &[]);
            }
        }
    }
}

/// Whether an export's value is written as `value`, as the fix writes it.
fn is_value(ctx: &Context<'_>, export: &Export, value: &str) -> bool {
    let text = ctx.source().slice(export.statement);
    let mut words = text.split_whitespace();
    words.any(|word| word.strip_suffix([';', ')']).unwrap_or(word) == value)
}

fn wanted(ctx: &Context<'_>, outputs: &[Output]) -> Chosen {
    let (include, exclude) = (ctx.texts("include"), ctx.texts("exclude"));
    let matches =
        |patterns: &[String], name: &str| patterns.iter().any(|pattern| fits(pattern, name));
    let mut chosen = Chosen::default();
    for output in outputs {
        let name = name_of(ctx, output);
        // What the component calls so itself comes first.
        let own = output.part.is_some()
            && outputs
                .iter()
                .any(|other| other.part.is_none() && name_of(ctx, other) == name);
        let known = own || chosen.exports.iter().any(|export| export.name == name);
        if known || matches(exclude, &name) {
            continue;
        }
        match (include.is_empty(), matches(include, &name)) {
            (false, false) => continue,
            (true, _) if is_secret(&name) => {
                chosen.secrets.push(name);
                continue;
            }
            _ => {}
        }
        // What a property is called need not be a name that can stand alone.
        if ctx.program().language() == Language::TypeScript && RESERVED.contains(&name.as_str()) {
            continue;
        }
        chosen.exports.push(NewExport {
            name,
            path: output.path(),
        });
    }
    chosen
}

fn name_of(ctx: &Context<'_>, output: &Output) -> String {
    let property = &output.property;
    let snakes = property.contains('_')
        || (ctx.program().language() == Language::Python && *property == property.to_lowercase());
    let own = match output.part {
        None => property.clone(),
        Some((part, _)) if snakes => format!("{property}_{}", snake(part)),
        Some((part, _)) => format!("{property}{}", capital(part)),
    };
    match ctx.text("names") {
        "camel" => camel_case(&own),
        "snake" => snake(&own),
        _ => own,
    }
}

fn is_taken(program: &Program<'_>, exports: &[Export], name: &str) -> bool {
    let exported = exports
        .iter()
        .any(|export| export.names.iter().any(|known| known == name));
    // In Python an export is a text, whatever the file calls its variables.
    exported || (program.language() == Language::TypeScript && !program.is_free_at_top_level(name))
}

fn is_secret(name: &str) -> bool {
    let plain = name.replace('_', "").to_lowercase();
    SECRET.iter().any(|word| plain.contains(word))
}

/// The name for what a construction of the class is bound to: `stack` for a `TapStack`, else the class's own.
pub(super) fn variable(program: &Program<'_>, class: &str) -> String {
    if class.ends_with("Stack") {
        return "stack".to_owned();
    }
    match program.language() {
        Language::Python => snake(class),
        Language::TypeScript => {
            let mut characters = class.chars();
            let first = characters.next().map(|first| first.to_ascii_lowercase());
            first.into_iter().chain(characters).collect()
        }
    }
}

/// `wanted`, or the same with a number, so that nothing in the file and none of `taken` is called so.
pub(super) fn free(program: &Program<'_>, wanted: String, taken: &[String]) -> String {
    let is_free = |name: &String| program.free_name(name) == *name && !taken.contains(name);
    std::iter::once(wanted.clone())
        .chain((2..=taken.len() + 100).map(|number| format!("{wanted}{number}")))
        .find(is_free)
        .unwrap_or(wanted)
}

fn joined(first: &str, second: &str) -> String {
    match second.contains('_') || (first.contains('_') && second == second.to_lowercase()) {
        true => format!("{first}_{second}"),
        false => format!("{first}{}", capital(second)),
    }
}

fn capital(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// `bucketArn` as `bucket_arn`, a class's name included.
pub(super) fn snake(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (at, &character) in characters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| characters[at]);
        let after = characters.get(at + 1);
        let starts_word = character.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before != '_'
                    && (!before.is_ascii_uppercase() || after.is_some_and(char::is_ascii_lowercase))
            });
        if starts_word {
            out.push('_');
        }
        out.push(character.to_ascii_lowercase());
    }
    out
}

/// Whether a name is of the pattern, in which `*` stands for any characters.
fn fits(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::{fits, is_secret, snake};

    #[test]
    fn patterns_have_stars() {
        for (pattern, name, expected) in [
            ("*", "bucketArn", true),
            ("*Arn", "bucketArn", true),
            ("bucket*", "bucketArn", true),
            ("b*t*n", "bucketArn", true),
            ("bucket", "bucketArn", false),
            ("bucketArn", "bucketArn", true),
            ("a*a", "a", false),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn secrets_are_told_by_their_names() {
        for name in ["dbPassword", "api_key", "connectionString", "authToken"] {
            assert!(is_secret(name), "{name}");
        }
        for name in ["kmsKeyArn", "tableName", "keyId"] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn words_are_told_apart() {
        assert_eq!(snake("WebServer"), "web_server");
        assert_eq!(snake("apiURLPath"), "api_url_path");
        assert_eq!(snake("iam_role"), "iam_role");
    }
}
