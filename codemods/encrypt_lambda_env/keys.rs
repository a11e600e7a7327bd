//! The key that variables are encrypted with: one that the program has for that already, or a new one.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Bound, Code, NewResource, Repeated, Resource, Value};
use iacfix::syntax::Language;

use super::super::lambda::FUNCTIONS;
use super::KEY;

/// The type of key.
const KMS_KEY: &str = "aws:kms/key:Key";

/// A key, as a fix uses it.
pub(super) struct Key {
    /// The expression of its ARN.
    pub(super) arn: Code,
    /// What has to be changed or declared for it.
    pub(super) edits: Vec<Edit>,
    /// The names that this declares.
    pub(super) introduces: Vec<String>,
    /// For people: `the key of line 12`.
    pub(super) description: String,
}

/// A key that the program uses for functions already, and that the function can name.
pub(super) fn existing<'a>(ctx: &Context<'a>, function: &Resource<'a>) -> Option<Key> {
    let program = ctx.program();
    let used: Vec<Resource<'a>> = program
        .resources(&FUNCTIONS)
        .iter()
        .filter_map(|other| {
            let (object, _) = other
                .property(KEY)
                .present()?
                .value()?
                .resolved()
                .member()?;
            object.constructed()
        })
        .collect();
    let keys = program.resources(&[KMS_KEY]).into_iter();
    let mut usable = keys
        .filter(|key| used.contains(key) || is_for_functions(key))
        .filter_map(|key| {
            let name = key.name_at(function.expr())?;
            let line = ctx.source().place(key.span().start).line;
            Some((used.contains(&key), name, line))
        })
        .collect::<Vec<_>>();
    // What a function uses comes before what is only called like it.
    usable.sort_by_key(|(used, _, line)| (!used, *line));
    let (_, name, line) = usable.into_iter().next()?;
    Some(Key {
        arn: name.member("arn"),
        edits: Vec::new(),
        introduces: Vec::new(),
        description: format!("the key of line {line}"),
    })
}

/// Whether a key says that it is for functions.
fn is_for_functions(key: &Resource<'_>) -> bool {
    let description = key.property("description").present();
    let description = description.and_then(|description| description.value());
    let texts = key.name().into_iter().chain(description);
    texts
        .filter(|text| {
            matches!(
                text.resolved().value(),
                Value::String(_) | Value::Template(_)
            )
        })
        .any(|text| text.resolved().text().to_lowercase().contains("lambda"))
}

/// A new key with an alias, before the first function that it is for.
pub(super) fn declare<'a>(ctx: &Context<'a>, first: &Resource<'a>) -> Result<Key, String> {
    let line = ctx.source().place(first.span().start).line;
    if first.placement().repeated == Repeated::PerIteration {
        return Err(format!(
            "the function of line {line} stands in a loop; declare a key before it"
        ));
    }
    if !first.runs_with_statement()
        || !matches!(
            first.placement().bound,
            Bound::Name(_) | Bound::Member(_) | Bound::Bare | Bound::Returned
        )
    {
        return Err(format!(
            "no statement of its own holds the function of line {line}"
        ));
    }
    let program = ctx.program();
    let module = match program.language() {
        Language::TypeScript => "@pulumi/aws",
        Language::Python => "pulumi_aws",
    };
    let (aws, import) = program.package_name("aws", module);
    let class = |name: &str| Code::name(&aws).member("kms").member(name);
    let bound = first.sibling_name("function", "envKey");
    let logical = |word: &str| {
        first
            .extended_name(word)
            .ok_or("the function has no logical name that can be read".to_owned())
    };
    let name = logical("env-key")?;
    let options = first.options_beside(Vec::new());
    let mut properties = vec![
        (
            "description".to_owned(),
            Code::Text("Environment variables of Lambda functions".to_owned()),
        ),
        (
            "deletionWindowInDays".to_owned(),
            Code::Integer(ctx.integer("deletion-window")),
        ),
        ("enableKeyRotation".to_owned(), Code::Boolean(true)),
    ];
    let value = |property: &str| first.property(property).present()?.value();
    // Tags that several resources share, under the name that they have.
    if let Some(tags) = value("tags").filter(|tags| matches!(tags.value(), Value::Reference)) {
        properties.push(("tags".to_owned(), tags.code()));
    }
    // Without a name of its own: the provider makes one that is the stack's alone.
    let mut alias_properties = vec![("targetKeyId".to_owned(), Code::name(&bound).member("keyId"))];
    if let Some(region) = value("region") {
        properties.push(("region".to_owned(), region.code()));
        alias_properties.push(("region".to_owned(), region.code()));
    }
    let key = NewResource {
        class: class("Key"),
        name,
        properties,
        options: options.clone(),
    };
    let alias = NewResource {
        class: class("Alias"),
        name: logical("env-key-alias")?,
        properties: alias_properties,
        options,
    };
    let statements = [key.statement(Some(&bound)), alias.statement(None)];
    let declared = first.expr().insert_before(&statements);
    let mut edits = vec![declared.ok_or("no statement holds the function")?];
    edits.extend(import);
    Ok(Key {
        arn: Code::name(&bound).member("arn"),
        edits,
        introduces: vec![bound],
        description: "a new aws.kms.Key".to_owned(),
    })
}
