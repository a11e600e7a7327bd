//! Resources without the tags that every resource is to have → a shared constant of them, spread into their tags.

mod constant;
mod held;
mod provider;
mod types;
mod wanted;

use iacfix::codemod::{Codemod, Context, Findings, Group, Imports, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Code, Expr, Resource};
use iacfix::project::Package;
use iacfix::source::Span;
use iacfix::syntax::Language;

use constant::Origin;
use held::{Held, Target};
use provider::Defaults;
use types::Shape;
use wanted::Wanted;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "apply-standard-tags",
    group: Group::Policy,
    summary: "give every resource the tags that all are to have, from one constant",
    docs: include_str!("README.md"),
    errors: &[],
    settings: &[Setting {
        key: "tags",
        help: "the tags that every resource is to have, each as KEY=VALUE; a value of $names is the first variable there is of these, $project and $stack are Pulumi's; Project=$project, ManagedBy=Pulumi and Environment=$environment|$environmentSuffix|$stack where none are named",
        kind: SettingKind::Texts,
    }],
    needles: &[],
    rewrite: Rewrite::Files {
        imports: Imports::Provider,
        languages: &[Language::TypeScript, Language::Python],
        rewrite,
    },
};

/// A resource that lacks some of the tags.
struct Lacking<'a> {
    resource: Resource<'a>,
    /// The keys of those.
    missing: Vec<String>,
    span: Span,
    /// Where they are written, or why they are not.
    target: Result<Target<'a>, String>,
}

fn rewrite(ctx: &Context<'_>, findings: &mut Findings) {
    let asked = wanted::of(ctx);
    let wanted = asked.clone().unwrap_or_default();
    let resources = ctx.program().all_resources().into_iter();
    let lacking: Vec<Lacking<'_>> = resources
        .filter_map(|resource| lacking(ctx, resource, &asked, findings))
        .collect();
    let open = lacking.iter().filter(|one| !ctx.is_suppressed(one.span));
    let places: Vec<Expr<'_>> = open.filter_map(place).collect();
    for one in &lacking {
        let class = one.resource.token().rsplit(':').next().unwrap_or_default();
        let message = match one.missing.as_slice() {
            [] => format!(
                "whether this {class} has the tags that every resource is to have is not known"
            ),
            missing => {
                let tags = if missing.len() == 1 { "tag" } else { "tags" };
                let missing = enumerate(missing);
                format!("this {class} lacks the {tags} {missing}, which every resource is to have")
            }
        };
        let repaired = one
            .target
            .as_ref()
            .map_err(String::clone)
            .and_then(|target| repair(ctx, &wanted, one, target, &places));
        let (help, fix) = match repaired {
            Ok((help, fix)) => (help, Some(fix)),
            Err(reason) => (format!("tag it by hand: {reason}"), None),
        };
        findings.report(one.span, message, help, fix);
    }
}

/// What a resource lacks of the tags; `None` where it lacks none for certain.
fn lacking<'a>(
    ctx: &Context<'a>,
    resource: Resource<'a>,
    asked: &Result<Vec<Wanted>, String>,
    findings: &mut Findings,
) -> Option<Lacking<'a>> {
    let major = ctx.provider(Package::AWS).ok().map(|version| version.major);
    let shape = types::shape_of(resource.token(), major)?;
    let held = match shape {
        Shape::Map => Held::of(&resource),
        Shape::List => Held::of_list(&resource),
    };
    let named = resource.name().map_or(resource.span(), Expr::span);
    let wanted = match asked {
        Ok(wanted) => wanted,
        Err(reason) => {
            return Some(Lacking {
                missing: Vec::new(),
                span: named,
                target: Err(reason.clone()),
                resource,
            });
        }
    };
    let (own, span) = match &held {
        Held::None => (&[][..], named),
        Held::Known(keys, given) => (keys.as_slice(), given.key),
        Held::Unknown(span) => {
            findings.note(
                *span,
                "some tags of this resource come from somewhere else; whether all are there that every resource is to have is not known",
            );
            return None;
        }
    };
    let keys = wanted.iter().map(|tag| &tag.key);
    let mut missing: Vec<String> = keys.filter(|key| !own.contains(key)).cloned().collect();
    if missing.is_empty() {
        return None;
    }
    let defaults = match provider::defaults(ctx, &resource) {
        Defaults::Known(keys) => keys,
        Defaults::Unknown => {
            findings.note(
                span,
                "the provider gives this resource tags that are not known here; whether all are there that every resource is to have is not known",
            );
            return None;
        }
    };
    missing.retain(|key| !defaults.contains(key));
    if missing.is_empty() {
        return None;
    }
    let alike = own
        .iter()
        .find(|own| missing.iter().any(|key| key.eq_ignore_ascii_case(own)));
    let keys: Vec<String> = wanted.iter().map(|tag| tag.key.clone()).collect();
    let target = match (&held, alike) {
        _ if shape == Shape::List => {
            Err("it takes its tags as a list of keys and values".to_owned())
        }
        _ if !defaults.is_empty() => Err(format!(
            "its provider has defaultTags with {}; add them there",
            enumerate(&defaults)
        )),
        (_, Some(alike)) => Err(format!(
            "it has {alike}, which differs in case alone; rename that first"
        )),
        (Held::Known(_, given), None) => {
            held::target(&resource, *given, &keys).map_err(str::to_owned)
        }
        _ => Ok(Target::Absent),
    };
    Some(Lacking {
        resource,
        missing,
        span,
        target,
    })
}

/// Where the tags are used that a resource gets.
fn place<'a>(one: &Lacking<'a>) -> Option<Expr<'a>> {
    match one.target.as_ref().ok()? {
        Target::Absent | Target::Own(_) | Target::Around(_) => Some(one.resource.expr()),
        Target::Shared(record, _) => Some(record.expr()),
    }
}

fn repair<'a>(
    ctx: &Context<'a>,
    wanted: &[Wanted],
    one: &Lacking<'a>,
    target: &Target<'a>,
    places: &[Expr<'a>],
) -> Result<(String, Fix), String> {
    let place = place(one).ok_or("nothing says where")?;
    // A constant of tags that lacks some gets them itself.
    if let Target::Shared(record, binding) = target
        && binding.name() == constant::usual_name(ctx)
    {
        let own = held::keys_of(&record.expr().contributions()).unwrap_or_default();
        let lacks = wanted.iter().filter(|tag| !own.contains(&tag.key)).cloned();
        let lacks: Vec<Wanted> = lacks.collect();
        let (entries, mut edits) = constant::entries(ctx, &lacks, place)?;
        edits.extend(record.append(&entries).ok_or("its tags are no object")?);
        let help = format!("add them to {}", binding.name());
        return Ok((help, fix(ctx, edits, Vec::new())?));
    }
    // A place that the user does not want to change has nothing to say about the others.
    let places = match places.contains(&place) {
        true => places,
        false => &[place],
    };
    let constant = constant::of(ctx, wanted, place, places)?;
    let name = Code::name(&constant.name);
    let spread = |code: Code| Code::Spread(Box::new(code));
    let mut edits = constant.edits;
    let help = match target {
        Target::Absent => {
            let set = one.resource.set("tags", &name);
            edits.extend(set.ok_or("its arguments are not written out here")?);
            format!("set its tags to {}", constant.name)
        }
        Target::Own(record) if record.entries().is_empty() => {
            edits.push(record.expr().replace(&name));
            format!("set its tags to {}", constant.name)
        }
        Target::Own(record) => {
            match record.insert_first(&spread(name.clone())) {
                Some(edit) => edits.push(edit),
                None => edits.push(record.expr().spread_behind(&constant.name)),
            }
            format!("spread {} into its tags", constant.name)
        }
        Target::Shared(record, binding) => {
            let inserted = record.insert_first(&spread(name));
            edits.push(inserted.ok_or("its tags are no object")?);
            format!(
                "spread {} into {}, which holds its tags",
                constant.name,
                binding.name()
            )
        }
        Target::Around(value) => {
            edits.push(value.spread_behind(&constant.name));
            format!("spread {} into its tags", constant.name)
        }
    };
    let help = match constant.origin {
        Origin::There => help,
        Origin::New => format!("{help}, a new constant"),
        Origin::Imported(module) => format!("{help}, imported from {module}"),
    };
    Ok((help, fix(ctx, edits, constant.introduces)?))
}

fn fix(ctx: &Context<'_>, edits: Vec<Edit>, introduces: Vec<String>) -> Result<Fix, String> {
    let edits = ctx.program().with_imports_laid_out(edits);
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    let fix = Fix::in_file(
        ctx.source().path(),
        "Give the resource the standard tags",
        // The tags of what is deployed change.
        Applicability::Unsafe,
        edits,
    )
    // Of resources that others add, or take away.
    .after_others();
    Ok(fix.introducing(introduces))
}

/// `a`, `a and b`, `a, b and c`.
fn enumerate(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
