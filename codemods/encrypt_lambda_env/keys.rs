//! The key that variables are encrypted with: one that the program has for that already, or a new one.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Bound, Code, Expr, NewResource, Repeated, Resource, Value};
use iacfix::source::Span;
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
    let used: Vec<Span> = ctx.once("used", || {
        let functions = program.resources(&FUNCTIONS).into_iter();
        let keys = functions.filter_map(|other| {
            let key = other.property(KEY).present()?.value()?;
            let (object, _) = key.resolved().member()?;
            Some(object.constructed()?.span())
        });
        keys.collect()
    });
    let keys = program.resources(&[KMS_KEY]).into_iter();
    let mut usable = keys
        .filter(|key| used.contains(&key.span()) || is_for_functions(key))
        .filter_map(|key| {
            let name = key.name_at(function.expr())?;
            let line = ctx.source().place(key.span().start).line;
            Some((used.contains(&key.span()), name, line))
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

/// Where a key for a function can be declared: before its statement, or before the loop that its statement stands in.
///
/// # Errors
/// Why there is no such place.
pub(super) fn place<'a>(ctx: &Context<'a>, function: &Resource<'a>) -> Result<Expr<'a>, String> {
    let line = ctx.source().place(function.span().start).line;
    let is_statement = matches!(
        function.placement().bound,
        Bound::Name(_) | Bound::Member(_) | Bound::Bare | Bound::Returned
    );
    if function.placement().repeated == Repeated::PerIteration {
        let each = function.expr().runs_for_each();
        let around = each.map(|each| each.around);
        // A loop in a loop, or one that does not always come to the function.
        return around
            .filter(|around| around.placement().repeated != Repeated::PerIteration)
            .ok_or(format!(
                "the function of line {line} stands in a loop; declare a key before it"
            ));
    }
    match function.runs_with_statement() && is_statement {
        true => Ok(function.expr()),
        false => Err(format!(
            "no statement of its own holds the function of line {line}"
        )),
    }
}

/// A new key with an alias, at the place of the first function that it is for.
pub(super) fn declare<'a>(ctx: &Context<'a>, first: &Resource<'a>) -> Result<Key, String> {
    let line = ctx.source().place(first.span().start).line;
    let place = place(ctx, first)?;
    let options = first.options().into_iter();
    let shared = options.flat_map(|options| match options.record() {
        Some(record) => ["parent", "provider"]
            .iter()
            .filter_map(|name| record.property(name)?.value)
            .collect(),
        None => vec![options],
    });
    if let Some(Err(name)) = shared
        .map(|option| option.can_stand_at(place))
        .find(Result::is_err)
    {
        return Err(format!(
            "{} of the function of line {line} is another one each time",
            name.text()
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
            .extended_name_at(word, place)
            .ok_or(match place == first.expr() {
                true => "the function has no logical name that can be read".to_owned(),
                false => format!("before the loop nothing of the logical name of the function of line {line} is known"),
            })
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
    let tags = value("tags").filter(|tags| matches!(tags.value(), Value::Reference));
    if let Some(tags) = tags.filter(|tags| tags.can_stand_at(place).is_ok()) {
        properties.push(("tags".to_owned(), tags.code()));
    }
    // Without a name of its own: the provider makes one that is the stack's alone.
    let mut alias_properties = vec![("targetKeyId".to_owned(), Code::name(&bound).member("keyId"))];
    if let Some(region) = value("region") {
        if region.can_stand_at(place).is_err() {
            return Err(format!(
                "the function of line {line} is in another region each time"
            ));
        }
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
    let declared = place.insert_before(&statements);
    let mut edits = vec![declared.ok_or("no statement holds the function")?];
    edits.extend(import);
    Ok(Key {
        arn: Code::name(&bound).member("arn"),
        edits,
        introduces: vec![bound],
        description: "a new aws.kms.Key".to_owned(),
    })
}
