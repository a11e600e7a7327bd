//! The tags that a provider gives all of its resources.

use std::path::Path;

use iacfix::codemod::Context;
use iacfix::iac::{Expr, Presence, Program, Resource};

use super::held::keys_of;

/// The keys of the tags that the provider of a resource gives it.
pub(super) enum Defaults {
    /// These; none where there are none.
    Known(Vec<String>),
    /// Some that are not known here.
    Unknown,
}

const PROVIDER: &str = "pulumi:providers:aws";

/// What stands between keys in what is remembered; no key holds it.
const SEPARATOR: char = '\n';
/// What is remembered where something is not known; no key is that.
const UNKNOWN: &str = "\n?";

/// The tags that the provider of a resource gives it.
pub(super) fn defaults(ctx: &Context<'_>, resource: &Resource<'_>) -> Defaults {
    if let Presence::Present(provider) = resource.option("provider")
        && let Some(provider) = provider.value().and_then(Expr::constructed)
        && provider.token() == PROVIDER
    {
        return match given_by(&provider) {
            Some(keys) => Defaults::Known(keys),
            None => Defaults::Unknown,
        };
    }
    let is_default = matches!(resource.option("provider"), Presence::Absent)
        && matches!(resource.option("parent"), Presence::Absent);
    let known = match is_default {
        true => ctx.once("configured", || configured(ctx).to_owned()),
        // Whichever of the program's providers it is, the one that the parent was given.
        false => ctx.once("inherited", || inherited(ctx)),
    };
    match known.as_str() {
        "" => Defaults::Known(Vec::new()),
        UNKNOWN => Defaults::Unknown,
        keys => Defaults::Known(keys.split(SEPARATOR).map(str::to_owned).collect()),
    }
}

/// The keys of a provider's default tags; `None` where they are not known.
fn given_by(provider: &Resource<'_>) -> Option<Vec<String>> {
    match provider.property("defaultTags") {
        Presence::Absent => Some(Vec::new()),
        Presence::Unknown => None,
        Presence::Present(_) => keys_of(&provider.contributions("defaultTags.tags")),
    }
}

/// What the providers of the whole program give.
fn inherited(ctx: &Context<'_>) -> String {
    let mut keys: Vec<String> = Vec::new();
    let mut add = |program: &Program<'_>| {
        let providers = program.resources(&[PROVIDER]);
        let given = providers.iter().map(given_by);
        match given.collect::<Option<Vec<Vec<String>>>>() {
            Some(given) => {
                keys.extend(given.concat());
                true
            }
            None => false,
        }
    };
    let files = ctx.program_files();
    let own = ctx.source().path();
    // A file that says nothing of it is not looked at any further.
    let says = |text: &str| text.contains("defaultTags") || text.contains("default_tags");
    let others = files
        .iter()
        .filter(|(path, document)| path.as_path() != own && says(document.source().text()));
    let mut known = add(ctx.program());
    for (_, document) in others {
        known &= add(&Program::new(document));
    }
    if !known || configured(ctx) == UNKNOWN {
        return UNKNOWN.to_owned();
    }
    keys.sort_unstable();
    keys.dedup();
    keys.join(&SEPARATOR.to_string())
}

/// What the configuration of the stacks has the default provider give: unknown where a stack says anything, for the others may
/// say something else.
fn configured(ctx: &Context<'_>) -> &'static str {
    let project = ctx.project();
    let Some(program) = project.program_of(ctx.source().path()) else {
        return "";
    };
    let folder = program.manifest.parent().unwrap_or(Path::new(""));
    let is_stack = |path: &&std::path::PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| {
            name.starts_with("Pulumi.") && (name.ends_with(".yaml") || name.ends_with(".yml"))
        })
    };
    let listed = project.files().list(folder);
    let mut stacks = listed.iter().filter(is_stack);
    let says = |path: &std::path::PathBuf| {
        let text = project.files().read(path).unwrap_or_default();
        String::from_utf8_lossy(&text).contains("aws:defaultTags")
    };
    match stacks.any(says) {
        true => UNKNOWN,
        false => "",
    }
}
