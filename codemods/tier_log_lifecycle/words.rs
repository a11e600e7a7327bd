//! Which buckets and rules are about logs, by what they are called.

use iacfix::codemod::Context;
use iacfix::iac::{Bound, Expr, Resource, TextPart, Value};

use super::rules::Rule;

/// The words where the user names none.
const WORDS: [&str; 6] = [
    "log",
    "logs",
    "logging",
    "accesslogs",
    "flowlogs",
    "cloudtrail",
];

/// Whether a bucket is called after logs, or the bucket of a lifecycle configuration is.
pub(super) fn name_logs(ctx: &Context<'_>, resource: &Resource<'_>) -> bool {
    let called = |text: &str| is_about_logs(ctx, text);
    if own_names(resource).iter().any(|name| called(name)) {
        return true;
    }
    let bucket = resource.property("bucket").present();
    let Some(bucket) = bucket.and_then(|bucket| bucket.value()) else {
        return false;
    };
    // `logs.id`
    let declared = bucket
        .resolved()
        .member()
        .and_then(|(object, _)| object.constructed());
    let of_declared = |bucket: Resource<'_>| {
        let called_so = bucket.property("bucket").present();
        let called_so = called_so.and_then(|name| name.value()).map(spelled);
        let names = own_names(&bucket).into_iter().chain(called_so);
        names.into_iter().any(|name| called(&name))
    };
    called(&spelled(bucket)) || declared.is_some_and(of_declared)
}

/// Whether a rule is about objects whose prefix says that they are logs.
pub(super) fn prefix_names_logs(ctx: &Context<'_>, rule: &Rule<'_>) -> bool {
    let mut fields = rule.fields.clone();
    // `filter.prefix`, `filter.and.prefix`
    for name in ["filter", "and"] {
        let inner = fields.iter().find(|field| field.name == name);
        let inner = inner.and_then(|field| field.value.resolved().fields());
        fields.extend(inner.unwrap_or_default());
    }
    let mut prefixes = fields.iter().filter(|field| field.name == "prefix");
    prefixes.any(|prefix| is_about_logs(ctx, &spelled(prefix.value)))
}

/// The logical name of a resource, and what the program calls it.
fn own_names(resource: &Resource<'_>) -> Vec<String> {
    let bound = match resource.placement().bound {
        Bound::Name(binding) => Some(binding.name().to_owned()),
        Bound::Member(member) => member.member().map(|(_, name)| name),
        Bound::Field(name) => Some(name),
        _ => None,
    };
    resource
        .name()
        .map(spelled)
        .into_iter()
        .chain(bound)
        .collect()
}

/// What an expression says in words: the written parts of a text, or the code where it is none.
fn spelled(expr: Expr<'_>) -> String {
    let Some(parts) = expr.text_parts() else {
        return match expr.resolved().value() {
            Value::Template(_) | Value::Reference => expr.text().to_owned(),
            _ => String::new(),
        };
    };
    let written = parts.into_iter().map(|part| match part {
        TextPart::Text(text) => text,
        // Where one part ends, a word does.
        TextPart::Value(_) => "-".to_owned(),
    });
    written.collect()
}

fn is_about_logs(ctx: &Context<'_>, text: &str) -> bool {
    let named = ctx.texts("words");
    let is_one = |word: &String| match named {
        [] => WORDS.contains(&word.as_str()),
        named => named.iter().any(|named| named.to_lowercase() == *word),
    };
    words(text).iter().any(is_one)
}

/// The words of a name, in lower case: `AWSLogs`, `aws-logs` and `aws_logs` are two words each.
fn words(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut words = vec![String::new()];
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let begins = letter.is_uppercase()
            && (before.is_some_and(char::is_lowercase)
                || letters.get(at + 1).is_some_and(|next| next.is_lowercase()));
        if begins || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (letter.is_alphabetic(), words.last_mut()) {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_are_taken_apart_into_words() {
        for (name, expected) in [
            ("accessLogs", &["access", "logs"][..]),
            ("AWSLogs/", &["aws", "logs"]),
            ("ecommerce-logs-dev", &["ecommerce", "logs", "dev"]),
            ("alb_log2", &["alb", "log"]),
            ("catalog", &["catalog"]),
            ("", &[]),
        ] {
            assert_eq!(words(name), expected, "{name}");
        }
    }
}
