//! A policy that names a region or an account by a wildcard → the region and account of the caller.

mod arn;
mod documents;
mod listed;
mod lookups;
mod written;

use iacfix::codemod::{Codemod, Context, Findings, Group, Imports, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Code, Expr, Resource};
use iacfix::project::Package;
use iacfix::syntax::Language;

use arn::{Arn, Place};
use documents::{Document, Form, Found};
use lookups::{Needed, Told};

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "scope-wildcard-arn",
    group: Group::Policy,
    summary: "scope the ARNs of policies to the region and account of the caller",
    docs: include_str!("README.md"),
    errors: &[],
    settings: &[Setting {
        key: "resources",
        help: "ARNs, and names that the program has for resources, which statements name in place of every resource of their service; none where nothing is named",
        kind: SettingKind::Texts,
    }],
    needles: &["arn:"],
    rewrite: Rewrite::Files {
        imports: Imports::Provider,
        languages: &[Language::TypeScript, Language::Python],
        rewrite,
    },
};

/// An ARN that can be scoped, with what its lookups are told and where new ones are declared.
struct Scoped<'a> {
    found: Found<'a>,
    arn: Arn<'a>,
    told: Told,
    place: Expr<'a>,
}

fn rewrite(ctx: &Context<'_>, findings: &mut Findings) {
    let found = documents::all(ctx);
    let mut scoped: Vec<Scoped<'_>> = Vec::new();
    let mut left: Vec<(Found<'_>, String)> = Vec::new();
    for found in found {
        match scope(ctx, &found) {
            Ok(one) => scoped.push(one),
            Err(reason) => left.push((found, reason)),
        }
    }
    // Documents share lookups and imports: one fix for all of them comes out the same in whatever order it is asked for.
    let mut repairs = Repairs::default();
    let mut reported: Vec<(Scoped<'_>, Option<String>)> = Vec::new();
    for group in groups(scoped) {
        // What is left alone by a comment is not taken along.
        let (kept, made): (Vec<Scoped<'_>>, Vec<Scoped<'_>>) = group
            .into_iter()
            .partition(|one| ctx.is_suppressed(one.found.expr.span()));
        let reason = repairs.add(ctx, &made).err();
        reported.extend(made.into_iter().map(|one| (one, reason.clone())));
        reported.extend(kept.into_iter().map(|one| (one, None)));
    }
    let fix = repairs.fix(ctx);
    for (one, reason) in reported {
        let span = one.found.expr.span();
        let (help, fix) = match (reason, &fix) {
            (None, Ok(fix)) => (help(ctx, &one), Some(fix.clone())),
            (Some(reason), _) => (format!("scope it by hand: {reason}"), None),
            (None, Err(reason)) => (format!("scope it by hand: {reason}"), None),
        };
        findings.report(span, message(&one.found), help, fix);
    }
    for (found, reason) in left {
        let help = format!("look whether it may name less: {reason}");
        findings.report(found.expr.span(), message(&found), help, None);
    }
}

fn message(found: &Found<'_>) -> String {
    let fields: Vec<&str> = found.shown.splitn(6, ':').collect();
    let where_to = match fields.as_slice() {
        [_, _, _, "*", "*", _] => "in every region and account",
        [_, _, _, "*", ..] => "in every region",
        _ => "in every account",
    };
    format!("{} names resources {where_to}", found.shown)
}

fn help(ctx: &Context<'_>, one: &Scoped<'_>) -> String {
    if !listed::instead(ctx, one.place, &one.arn).is_empty() {
        return "name the resources that the settings list".to_owned();
    }
    let region = match one.arn.region {
        Place::Scoped => Some("region"),
        _ => None,
    };
    let account = match one.arn.account {
        Place::Scoped => Some("account"),
        _ => None,
    };
    let what: Vec<&str> = region.into_iter().chain(account).collect();
    let version = match ctx.provider(Package::AWS) {
        Ok(_) => String::new(),
        Err(unknown) => format!(
            "; see first which version of the provider the program gets ({unknown}): what is shown is for versions 5 and 6"
        ),
    };
    match what.as_slice() {
        [] => format!("leave out what its ARNs do not hold{version}"),
        what => format!(
            "scope it to the {} of the caller{version}",
            what.join(" and ")
        ),
    }
}

/// An ARN with all that its scoping takes, or why it has to stay.
fn scope<'a>(ctx: &Context<'a>, found: &Found<'a>) -> Result<Scoped<'a>, String> {
    let arn = found.arn.clone()?;
    let told = lookups::told(&found.document.users)?;
    if let Some(reason) = wanted(ctx, &found.document, &arn, &told) {
        return Err(reason.to_owned());
    }
    let place = before_repetitions(found.expr);
    // What lookups are told has to be there where they are made.
    let is_there = |user: &Resource<'a>| {
        let value = lookups::told_by(user)
            .ok()
            .flatten()
            .map(|(_, value)| value);
        value.is_none_or(|value| {
            let user = before_repetitions(user.expr());
            user.enclosing_function() == place.enclosing_function()
                && value.means_the_same_before(place)
        })
    };
    if !found.document.users.iter().all(is_there) {
        return Err("the resource's parent or provider is not there yet".to_owned());
    }
    Ok(Scoped {
        found: found.clone(),
        arn,
        told,
        place,
    })
}

/// Where what is needed for an expression can be made once, and not for each element or each value.
fn before_repetitions(expr: Expr<'_>) -> Expr<'_> {
    let mut place = expr;
    for _ in 0..8 {
        match place.callback_around() {
            Some(call) => place = call,
            None => break,
        }
    }
    place.repetitions().first().copied().unwrap_or(place)
}

/// Why a wildcard may be wanted.
fn wanted(
    ctx: &Context<'_>,
    document: &Document<'_>,
    arn: &Arn<'_>,
    told: &Told,
) -> Option<&'static str> {
    let elsewhere = [
        "aws:organizations/",
        "aws:ssoadmin/",
        "aws:cloudformation/stackSet",
    ];
    let is_elsewhere = |token: &str| elsewhere.iter().any(|start| token.starts_with(start));
    if document.users.iter().any(|user| is_elsewhere(user.token())) {
        return Some("the policy is for other accounts than the caller's");
    }
    if arn.region != Place::Scoped {
        return None;
    }
    let text = ctx.source().text();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let replicated = [
        "replicas",
        "Replica",
        "multiRegion",
        "multi_region",
        "GlobalTable",
    ];
    if matches!(arn.service.as_str(), "dynamodb" | "kms" | "secretsmanager") && says(&replicated) {
        return Some("the program replicates into other regions");
    }
    let edge = [
        "edgelambda.amazonaws.com",
        "lambdaFunctionAssociations",
        "lambda_function_associations",
    ];
    if arn.service == "logs" && says(&edge) {
        return Some("functions at the edge write logs in every region");
    }
    let providers = ctx.program().resources(&["pulumi:providers:aws"]);
    let names_one = matches!(told.option, Some(("provider", _)));
    (!providers.is_empty() && !names_one)
        .then_some("the program has providers, perhaps of other regions")
}

/// What one declaration of lookups serves: what stands in the same function behind the first, and is told the same.
fn groups(scoped: Vec<Scoped<'_>>) -> Vec<Vec<Scoped<'_>>> {
    let mut groups: Vec<Vec<Scoped<'_>>> = Vec::new();
    for one in scoped {
        let group = groups.iter_mut().find(|group| {
            group.first().is_some_and(|first| {
                first.told == one.told
                    && first.place.enclosing_function() == one.place.enclosing_function()
                    && one.place.sees(first.place)
            })
        });
        match group {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// What is to be changed in a file.
#[derive(Default)]
struct Repairs<'a> {
    edits: Vec<Edit>,
    introduces: Vec<String>,
    encoders: Vec<Expr<'a>>,
}

impl<'a> Repairs<'a> {
    /// Adds what one group takes; nothing of it where a part cannot be written.
    fn add(&mut self, ctx: &Context<'a>, group: &[Scoped<'a>]) -> Result<(), String> {
        let Some(first) = group.first() else {
            return Ok(());
        };
        let listed: Vec<_> = group
            .iter()
            .map(|one| listed::instead(ctx, one.place, &one.arn))
            .collect();
        let needs = |place: fn(&Arn<'_>) -> Place| {
            let scoped = group.iter().zip(&listed);
            scoped
                .filter(|(_, listed)| listed.is_empty())
                .any(|(one, _)| place(&one.arn) == Place::Scoped)
        };
        let needed = Needed {
            region: needs(|arn| arn.region),
            account: needs(|arn| arn.account),
        };
        let lookups = lookups::at(ctx, first.place, &first.told, needed, &self.introduces)?;
        let mut edits = lookups.edits.clone();
        let mut codes: Vec<(Expr<'a>, Vec<Code>)> = Vec::new();
        for (one, listed) in group.iter().zip(&listed) {
            let expr = one.found.expr;
            codes.push(match listed.as_slice() {
                [] => {
                    let (code, import) = written::scoped(ctx, expr, &one.arn, &lookups)?;
                    edits.extend(import);
                    (expr, vec![code])
                }
                listed => (expr, listed.to_vec()),
            });
        }
        edits.extend(written::in_place(&codes));
        for one in group {
            match one.found.document.form {
                Form::Encoded(callee) | Form::Looked(callee)
                    if !self.encoders.contains(&callee) =>
                {
                    self.encoders.push(callee);
                    edits.extend(written::waiting(ctx, one.found.document.form));
                }
                Form::Waits | Form::Encoded(_) | Form::Looked(_) => {}
            }
        }
        self.edits.extend(edits);
        self.introduces.extend(lookups.introduces);
        Ok(())
    }

    fn fix(mut self, ctx: &Context<'a>) -> Result<Fix, String> {
        let (unused, releases) = written::unused(ctx, &self.encoders);
        self.edits.extend(unused);
        self.edits.sort_by_key(|edit: &Edit| edit.span);
        self.edits.dedup();
        let edits = ctx.program().with_imports_laid_out(self.edits);
        let edits = Edits::new(edits).map_err(|error| error.to_string())?;
        let applicability = match ctx.provider(Package::AWS) {
            // What is allowed today may not be any more.
            Ok(_) => Applicability::Unsafe,
            Err(_) => Applicability::DisplayOnly,
        };
        let title = "Scope policies to the region and account of the caller";
        let fix = Fix::in_file(ctx.source().path(), title, applicability, edits);
        Ok(fix.introducing(self.introduces).releasing(releases))
    }
}
