//! Configuration that a bucket is given inline → resources of their own.

mod concepts;
mod place;
mod plan;
mod present;
mod rules;
mod values;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite, Setting, SettingKind};
use iacfix::iac::{Entry, Resource};
use iacfix::project::Package;
use iacfix::syntax::Language;

use concepts::{CONCEPTS, Concept};
use values::Era;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "split-bucket-config",
    group: Group::Deprecated,
    summary: "give the inline configuration of an S3 bucket resources of its own",
    docs: include_str!("README.md"),
    errors: &[
        "versioning is deprecated. Use the aws_s3_bucket_versioning resource instead",
        "server_side_encryption_configuration is deprecated. Use the aws_s3_bucket_server_side_encryption_configuration resource instead",
        "lifecycle_rule is deprecated. Use the aws_s3_bucket_lifecycle_configuration resource instead",
        "logging is deprecated. Use the aws_s3_bucket_logging resource instead",
        "website is deprecated. Use the aws_s3_bucket_website_configuration resource instead",
        "cors_rule is deprecated. Use the aws_s3_bucket_cors_configuration resource instead",
        "acceleration_status is deprecated. Use the aws_s3_bucket_accelerate_configuration resource instead",
        "request_payer is deprecated. Use the aws_s3_bucket_request_payment_configuration resource instead",
        "object_lock_configuration is deprecated. Use the aws_s3_bucket_object_lock_configuration resource instead",
        "acl is deprecated. Use the aws_s3_bucket_acl resource instead",
        "grant is deprecated. Use the aws_s3_bucket_acl resource instead",
        "policy is deprecated. Use the aws_s3_bucket_policy resource instead",
        "replication_configuration is deprecated. Use the aws_s3_bucket_replication_configuration resource instead",
        "'loggings' does not exist in type 'BucketArgs'",
        "Bucket._internal_init() got an unexpected keyword argument 'loggings'",
        "AccessControlListNotSupported: The bucket does not allow ACLs",
    ],
    settings: &[Setting {
        key: "classic",
        help: "What to do with settings that the Bucket of versions 5 and 6 deletes when they are taken away: move them and let the bucket ignore changes, or leave them inline.",
        kind: SettingKind::Choice {
            default: "ignore-changes",
            choices: &["ignore-changes", "leave"],
        },
    }],
    needles: &["Bucket"],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

/// An inline setting of one bucket.
struct Inline<'a> {
    concept: &'static Concept,
    entry: Entry<'a>,
    origin: Origin,
}

/// Where an inline setting is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// In the bucket's own arguments.
    Own,
    /// In something that the arguments take in.
    Elsewhere,
}

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(bucket) = ctx.resource(matched) else {
        return;
    };
    // Older versions have no resources to move anything to.
    if ctx
        .provider(Package::AWS)
        .is_ok_and(|version| version.major < 5)
    {
        return;
    }
    let settings = inline_settings(ctx, &bucket);
    let Some(first) = settings.first() else {
        return;
    };
    let names: Vec<&str> = settings
        .iter()
        .map(|inline| ctx.source().slice(inline.entry.key_span()))
        .map(|name| name.trim_matches(['"', '\'']))
        .collect();
    let message = message(ctx, &bucket, &names);
    let span = first.entry.key_span();
    if let Some(outcome) = plan::split(ctx, &bucket, &settings) {
        findings.report(span, message, outcome.help, outcome.fix);
    }
}

/// The settings that have resources of their own, in the order in which they are written.
fn inline_settings<'a>(ctx: &Context<'a>, bucket: &Resource<'a>) -> Vec<Inline<'a>> {
    let own = bucket.own_entries();
    let mut found: Vec<Inline<'a>> = CONCEPTS
        .iter()
        .flat_map(|concept| concept.inline.iter().map(move |name| (concept, *name)))
        .filter_map(|(concept, name)| {
            let entry = bucket.property(name).present()?.entry;
            let origin = match own.iter().any(|own| own.span() == entry.span()) {
                true => Origin::Own,
                false => Origin::Elsewhere,
            };
            Some(Inline {
                concept,
                entry,
                origin,
            })
        })
        .filter(|inline| !ctx.is_suppressed(inline.entry.key_span()))
        .collect();
    found.sort_by_key(|inline| inline.entry.span());
    found
}

/// What is wrong, as far as the provider's version tells.
fn message(ctx: &Context<'_>, bucket: &Resource<'_>, names: &[&str]) -> String {
    let names = enumerate(names);
    let classic = bucket.token() == "aws:s3/bucket:Bucket";
    let version = ctx.provider(Package::AWS).map(|version| version.major);
    let since = match (Era::of(ctx), classic, version) {
        (Era::Five | Era::Six, true, Ok(major)) => {
            format!("version 7 of the provider deprecates that, which version {major} still takes")
        }
        (_, _, Ok(major)) => format!("version {major} of the provider deprecates that"),
        (_, true, Err(_)) => "version 7 of the provider deprecates that".to_owned(),
        (_, false, Err(_)) => "every version of the provider deprecates that".to_owned(),
    };
    format!("the bucket is given {names} inline; {since}")
}

/// `a`, `a and b`, `a, b and c`.
fn enumerate(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
