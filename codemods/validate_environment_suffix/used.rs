//! The names of resources that a value becomes a part of.

use iacfix::codemod::Context;
use iacfix::iac::{Bound, Consumer, Expr, Presence, Resource, TextPart, Value};
use iacfix::source::Span;

/// A name of a resource.
pub(super) struct Named<'a> {
    /// As it is written.
    pub(super) written: Expr<'a>,
    /// The type of the resource; `None` for a component.
    pub(super) token: Option<String>,
    pub(super) form: Form,
    /// The construction.
    pub(super) resource: Span,
}

/// Which name of a resource it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The one that the provider knows the resource by.
    Physical,
    /// Pulumi's own, from which it makes the other one where none is given.
    Logical,
}

/// How AWS limits the names of a type.
struct Rule {
    types: &'static [&'static str],
    called: &'static str,
    most: usize,
    letters: Letters,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// Small ones, digits and hyphens, and dots perhaps.
    Small,
    /// Letters, digits and hyphens.
    NoUnderscore,
    Any,
}

/// See the page for where these are from.
const RULES: [Rule; 5] = [
    Rule {
        types: &["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
        called: "a bucket",
        most: 63,
        letters: Letters::Small,
    },
    Rule {
        types: &[
            "aws:lb/loadBalancer:LoadBalancer",
            "aws:lb/targetGroup:TargetGroup",
            "aws:alb/loadBalancer:LoadBalancer",
            "aws:alb/targetGroup:TargetGroup",
        ],
        called: "a load balancer or target group",
        most: 32,
        letters: Letters::NoUnderscore,
    },
    Rule {
        types: &["aws:iam/role:Role"],
        called: "a role",
        most: 64,
        letters: Letters::Any,
    },
    Rule {
        types: &["aws:lambda/function:Function"],
        called: "a function",
        most: 64,
        letters: Letters::Any,
    },
    Rule {
        types: &["aws:sqs/queue:Queue"],
        called: "a queue",
        most: 80,
        letters: Letters::Any,
    },
];

/// What Pulumi adds to a logical name: a hyphen and seven digits.
const RANDOM: usize = 8;

/// Functions that give names from functions that give names are not followed further than this.
const MAX_STEPS: usize = 8;

/// The names that one of `uses` becomes a part of, in order of place. What `stops` accepts is not gone through: its own
/// uses are another's.
pub(super) fn names<'a>(
    ctx: &Context<'a>,
    uses: impl Iterator<Item = Expr<'a>>,
    stops: &dyn Fn(&str) -> bool,
) -> Vec<Named<'a>> {
    let mut found = Vec::new();
    for usage in uses {
        collect(ctx, usage, stops, &mut found, MAX_STEPS);
    }
    found.sort_by_key(|named: &Named<'a>| named.written.span());
    found.dedup_by_key(|named| named.written.span());
    found
}

fn collect<'a>(
    ctx: &Context<'a>,
    value: Expr<'a>,
    stops: &dyn Fn(&str) -> bool,
    found: &mut Vec<Named<'a>>,
    steps: usize,
) {
    let Some(steps) = steps.checked_sub(1) else {
        return;
    };
    let text = value.text_around();
    if let Some((call, 0)) = text.argument_of()
        && let Value::Call(called) = call.value()
    {
        let resource = call.resource();
        if resource.is_some() || ctx.is_component(called.callee) {
            // The provider never sees it where there is another one.
            let shown = resource.filter(|resource| !has_physical_name(resource));
            found.push(Named {
                written: text,
                token: shown.map(|resource| resource.token().to_owned()),
                form: Form::Logical,
                resource: call.span(),
            });
            return;
        }
    }
    match text.placement().bound {
        Bound::Name(binding) if !stops(binding.name()) => {
            for usage in binding.uses() {
                collect(ctx, usage, stops, found, steps);
            }
        }
        Bound::Member(member) if text != value || !stops(member.text()) => {
            let binding = member.binding().filter(|binding| !stops(binding.name()));
            for usage in binding.into_iter().flat_map(|binding| binding.uses()) {
                collect(ctx, usage, stops, found, steps);
            }
        }
        Bound::Returned | Bound::Body => {
            let calls = text.result_of().into_iter().flat_map(|name| name.uses());
            for call in calls.filter_map(Expr::called) {
                collect(ctx, call, stops, found, steps);
            }
        }
        Bound::Entry => {
            for consumer in text.consumers() {
                if let Consumer::Property { resource, path } = consumer
                    && is_name(&path)
                {
                    found.push(Named {
                        written: text,
                        token: Some(resource.token().to_owned()),
                        form: Form::Physical,
                        resource: resource.span(),
                    });
                }
            }
        }
        _ => {}
    }
}

fn has_physical_name(resource: &Resource<'_>) -> bool {
    let names = ["name", "namePrefix", "bucket", "bucketPrefix"];
    let mut given = names.iter().map(|name| resource.property(name));
    given.any(|given| !matches!(given, Presence::Absent))
}

/// Whether a property of a resource is a name of it.
fn is_name(property: &str) -> bool {
    let ends = ["Name", "NamePrefix", "Identifier", "IdentifierPrefix"];
    matches!(
        property,
        "name"
            | "namePrefix"
            | "bucket"
            | "bucketPrefix"
            | "identifier"
            | "resourceName"
            | "family"
    ) || ends.iter().any(|end| property.ends_with(end))
}

impl Named<'_> {
    /// What makes it invalid, and how many characters are left for the value in it: `a bucket takes no capitals…`.
    pub(super) fn limit(&self) -> Option<(String, Option<usize>)> {
        let token = self.token.as_deref()?;
        let rule = RULES.iter().find(|rule| rule.types.contains(&token))?;
        let letters = match rule.letters {
            Letters::Small => "capitals, underscores or ",
            Letters::NoUnderscore => "underscores or ",
            Letters::Any => "",
        };
        let added = match self.form {
            Form::Logical => RANDOM,
            Form::Physical => 0,
        };
        let parts = self.written.text_parts()?;
        let values = parts
            .iter()
            .filter(|part| matches!(part, TextPart::Value(_)));
        // What other values take is not known.
        let alone = values.count() == 1;
        let written: usize = parts
            .iter()
            .map(|part| match part {
                TextPart::Text(text) => text.chars().count(),
                TextPart::Value(_) => 0,
            })
            .sum();
        let left = rule.most.saturating_sub(written + added);
        let counted = match alone {
            true => format!("more than {left} characters"),
            false => "too many characters".to_owned(),
        };
        let says = format!(
            "{letters}{counted} in it {} is no name of {}",
            self.written.text(),
            rule.called
        );
        Some((says, alone.then_some(left)))
    }
}
