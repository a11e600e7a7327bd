//! What is declared for an image: its repository, and the image itself where the program has what builds it, else its tag.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Bound, Code, Expr, NewResource, Repeated, Resource, Statement, TextPart, Value};
use iacfix::project::Package;
use iacfix::syntax::Language;

use super::archive::Archive;
use super::image::Recipe;
use super::line;

/// What builds images and pushes them: `awsx.ecr.Image`, since its first version without a `0`.
const AWSX: Package = Package {
    key: "awsx",
    npm: "@pulumi/awsx",
    pypi: "pulumi-awsx",
};

/// A repository, as a fix uses it.
pub(super) struct Repository {
    /// The expression of the image's address.
    pub(super) uri: Code,
    /// What has to be declared for it.
    pub(super) edits: Vec<Edit>,
    /// The names that this declares.
    pub(super) introduces: Vec<String>,
    /// What is done, for people.
    pub(super) help: String,
}

impl Repository {
    /// A new repository, before the first function that is for it.
    ///
    /// # Errors
    /// Why it cannot be declared, as a sentence that goes on.
    pub(super) fn declare<'a>(
        ctx: &Context<'a>,
        first: &Resource<'a>,
        archive: &Archive<'a>,
        recipe: &Recipe,
    ) -> Result<Self, String> {
        let at = line(ctx, first.span());
        if first.placement().repeated == Repeated::PerIteration {
            return Err(format!(
                "the function of line {at} stands in a loop; declare a repository before it"
            ));
        }
        let has_statement = matches!(
            first.placement().bound,
            Bound::Name(_) | Bound::Member(_) | Bound::Bare | Bound::Returned
        );
        if !first.runs_with_statement() || !has_statement {
            return Err(format!(
                "no statement of its own holds the function of line {at}"
            ));
        }
        let program = ctx.program();
        let named = |package: &str, npm: &str| program.package_name(package, npm);
        let (aws, aws_import) = named("aws", "@pulumi/aws");
        let logical = |word: &str| {
            first
                .extended_name(word)
                .ok_or("the function has no logical name that can be read".to_owned())
        };
        let name = first.sibling_name("function", "repository");
        let options = first.options_beside(Vec::new());
        let value = |property: &str| first.property(property).present()?.value();
        let scan = vec![("scanOnPush".to_owned(), Code::Boolean(true))];
        let mut properties = vec![("imageScanningConfiguration".to_owned(), Code::Object(scan))];
        // Tags that several resources share, under the name that they have.
        if let Some(tags) = value("tags").filter(|tags| matches!(tags.value(), Value::Reference)) {
            properties.push(("tags".to_owned(), Code::name(tags.text())));
        }
        if let Some(region) = value("region") {
            properties.push(("region".to_owned(), region.code()));
        }
        let repository = NewResource {
            class: Code::name(aws).member("ecr").member("Repository"),
            name: match is_in_lower_case(first) {
                true => logical("repository")?,
                false => in_lower_case(ctx, first)?,
            },
            properties,
            options: options.clone(),
        };
        let mut edits: Vec<Edit> = aws_import.into_iter().collect();
        let mut statements = vec![repository.statement(Some(&name))];
        let url = Code::name(&name).member("repositoryUrl");
        let builds = ctx.provider(AWSX).is_ok_and(|version| version.major >= 1);
        let (uri, other, help) = match builds {
            true => {
                let (awsx, import) = named("awsx", "@pulumi/awsx");
                edits.extend(import);
                let image = first.sibling_name("function", "image");
                let text = |text: &str| Code::Text(text.to_owned());
                let resource = NewResource {
                    class: Code::name(awsx).member("ecr").member("Image"),
                    name: logical("image")?,
                    properties: vec![
                        ("repositoryUrl".to_owned(), url),
                        ("context".to_owned(), text(&archive.folder)),
                        ("platform".to_owned(), text(&recipe.platform)),
                    ],
                    options,
                };
                statements.push(resource.statement(Some(&image)));
                let help = format!(
                    "build an image of {} and push it into a new aws.ecr.Repository",
                    archive.folder
                );
                (Code::name(&image).member("imageUri"), image, help)
            }
            false => {
                let (pulumi, import) = named("pulumi", "@pulumi/pulumi");
                edits.extend(import);
                let key = ctx.text("tag-key");
                let tag = first.sibling_name("function", "imageTag");
                let config = match config(ctx, first) {
                    Some(name) => Code::name(name),
                    None => Code::name(&pulumi).member("Config").construct([]),
                };
                let config = config.member("require").call([Code::Text(key.to_owned())]);
                statements.push(Statement::Declare(tag.clone(), config));
                let uri = match program.language() {
                    Language::TypeScript => Code::Verbatim(format!(
                        "{pulumi}.interpolate`${{{name}.repositoryUrl}}:${{{tag}}}`"
                    )),
                    Language::Python => Code::name(format!("{pulumi}.Output.concat")).call([
                        url,
                        Code::Text(":".to_owned()),
                        Code::name(&tag),
                    ]),
                };
                let help = format!(
                    "deploy an image of {} from a new aws.ecr.Repository: the repository has to be created, the image built for {} and pushed, and {key} set to its tag before",
                    archive.folder, recipe.platform
                );
                (uri, tag, help)
            }
        };
        let declared = first.expr().insert_before(&statements);
        edits.push(declared.ok_or("no statement holds the function")?);
        Ok(Self {
            uri,
            edits,
            introduces: vec![name, other],
            help,
        })
    }
}

/// The name of the program's own configuration, where the function sees it and it is given before.
fn config<'a>(ctx: &Context<'a>, function: &Resource<'a>) -> Option<&'a str> {
    let place = function.expr();
    let visible = ctx.program().visible_from(place).into_iter();
    let mut own = visible.filter(|name| {
        let value = name.constant().map(Expr::value);
        let is_own = matches!(value, Some(Value::Call(call))
            if call.arguments.is_empty()
                && call.keywords.entries().is_empty()
                && call.callee.symbol().is_some_and(|symbol| symbol.is("pulumi", "Config")));
        is_own && name.span().end <= place.span().start
    });
    own.next().map(|name| name.name())
}

/// Whether what is written out of a function's logical name may be a part of a repository's.
fn is_in_lower_case(function: &Resource<'_>) -> bool {
    let parts = function.name().and_then(|name| name.text_parts());
    parts.is_some_and(|parts| {
        parts.iter().all(|part| match part {
            TextPart::Text(text) => text.chars().all(|next| {
                next.is_ascii_lowercase() || next.is_ascii_digit() || "-_./".contains(next)
            }),
            TextPart::Value(_) => true,
        })
    })
}

/// The name of a function's repository where the function's own is no name of one: `stepHello` is `step-hello-repository`.
fn in_lower_case(ctx: &Context<'_>, function: &Resource<'_>) -> Result<Code, String> {
    let reason = "a repository beside it would be called after it, and has to be in lower case";
    let Some(Value::String(name)) = function.name().map(|name| name.resolved().value()) else {
        return Err(reason.to_owned());
    };
    let mut words = String::new();
    for next in name.chars() {
        let begins = next.is_ascii_uppercase()
            && words.ends_with(|last: char| last.is_ascii_lowercase() || last.is_ascii_digit());
        let is_gap = !next.is_ascii_alphanumeric();
        if (begins || is_gap) && !words.is_empty() && !words.ends_with('-') {
            words.push('-');
        }
        if !is_gap {
            words.push(next.to_ascii_lowercase());
        }
    }
    let name = format!("{}-repository", words.trim_end_matches('-'));
    match words.is_empty() || ctx.source().text().contains(&name) {
        true => Err(reason.to_owned()),
        false => Ok(Code::Text(name)),
    }
}
