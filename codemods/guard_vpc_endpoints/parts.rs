//! What is put under the condition: endpoints, what belongs to them alone, and whether each can be taken by itself.

use iacfix::codemod::Context;
use iacfix::iac::{Binding, Bound, Expr, Resource, Visibility};
use iacfix::source::Span;
use iacfix::syntax::Language;

use super::{ENDPOINT, is_decided};

/// What means nothing without its endpoint, which its `vpcEndpointId` names.
const BELONGING: [&str; 7] = [
    "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
    "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
    "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
    "aws:ec2/vpcEndpointConnectionNotification:VpcEndpointConnectionNotification",
    "aws:ec2/vpcEndpointConnectionAccepter:VpcEndpointConnectionAccepter",
    "aws:ec2/securityGroupAssociation:SecurityGroupAssociation",
    "aws:vpc/endpointPrivateDns:EndpointPrivateDns",
];

const GROUP: &str = "aws:ec2/securityGroup:SecurityGroup";

/// The rules of a security group, which their `securityGroupId` names.
const RULES: [&str; 3] = [
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
];

/// One resource that goes with the endpoints.
#[derive(Clone)]
pub(super) struct Part<'a> {
    pub(super) resource: Resource<'a>,
    pub(super) statement: Span,
    pub(super) kind: Kind<'a>,
}

#[derive(Clone, PartialEq)]
pub(super) enum Kind<'a> {
    Endpoint,
    /// Of this endpoint.
    Belonging(Resource<'a>),
    /// A security group of endpoints alone, or a rule of one.
    Group,
}

/// What a name or member that holds a resource is to everybody else.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// It is bound to nothing, or no other file can name it.
    Here,
    /// Another file may.
    Perhaps,
}

impl<'a> Part<'a> {
    /// A resource whose statement does nothing else than declaring it.
    pub(super) fn of(
        ctx: &Context<'a>,
        resource: Resource<'a>,
        kind: Kind<'a>,
    ) -> Result<Self, String> {
        let expr = resource.expr();
        let placement = resource.placement();
        let is_alone = |statement: &Span| {
            let neighbours = expr.neighbours();
            resource.runs_with_statement() && expr.has_own_lines() && neighbours.contains(statement)
        };
        let statement = placement.statement.filter(is_alone);
        let statement = statement.ok_or("no statement of its own holds it")?;
        match placement.bound {
            Bound::Bare => {}
            Bound::Name(binding) => {
                if binding.constant().is_none() {
                    return Err(format!("{} is given other values, too", binding.name()));
                }
                if binding.visibility() == Visibility::Exported {
                    return Err(format!("{} is exported", binding.name()));
                }
            }
            Bound::Member(member) => {
                let is_fixed = expr
                    .bound_to()
                    .is_some_and(|binding| binding.constant().is_some());
                if member.own_member().is_none() || !is_fixed {
                    return Err(format!("{} is given other values, too", member.text()));
                }
            }
            _ => return Err("it is handed on where it is created".to_owned()),
        }
        if let Some(path) = reader(ctx, &resource) {
            return Err(format!("{path} may use it"));
        }
        Ok(Self {
            resource,
            statement,
            kind,
        })
    }

    /// The name or member that holds it.
    pub(super) fn binding(&self) -> Option<Binding<'a>> {
        match self.resource.placement().bound {
            Bound::Name(_) | Bound::Member(_) => self.resource.expr().bound_to(),
            _ => None,
        }
    }

    /// How the program names it.
    pub(super) fn name(&self) -> Option<&'a str> {
        match self.resource.placement().bound {
            Bound::Name(binding) => Some(binding.name()),
            Bound::Member(member) => Some(member.text()),
            _ => None,
        }
    }

    /// Whether other files can name it.
    pub(super) fn kept(&self) -> Kept {
        match self.binding().map(Binding::visibility) {
            None | Some(Visibility::Private) => Kept::Here,
            Some(_) => Kept::Perhaps,
        }
    }

    /// Where the file uses it.
    pub(super) fn uses(&self) -> Vec<Expr<'a>> {
        self.resource.references().uses
    }
}

/// Every endpoint of the file that nothing decides about yet, and that the user does not want to keep as it is.
pub(super) fn endpoints<'a>(ctx: &Context<'a>) -> Vec<Resource<'a>> {
    let endpoints = ctx.program().resources(&[ENDPOINT]).into_iter();
    endpoints
        .filter(|endpoint| !is_decided(endpoint) && !ctx.is_suppressed(endpoint.span()))
        .collect()
}

/// What belongs to endpoints.
pub(super) fn belonging<'a>(ctx: &Context<'a>, endpoints: &[Part<'a>]) -> Vec<Part<'a>> {
    let found = ctx.program().resources(&BELONGING).into_iter();
    found
        .filter(|resource| !resource.expr().is_conditional())
        .filter_map(|resource| {
            let endpoint = named_by(&resource, "vpcEndpointId")?;
            let known = endpoints.iter().any(|part| part.resource == endpoint);
            let part = Part::of(ctx, resource, Kind::Belonging(endpoint)).ok()?;
            (known && part.uses().is_empty() && part.kept() == Kept::Here).then_some(part)
        })
        .collect()
}

/// The security groups that nothing uses but endpoints, with their rules.
pub(super) fn groups<'a>(ctx: &Context<'a>, endpoints: &[Part<'a>]) -> Vec<Part<'a>> {
    let program = ctx.program();
    let rules: Vec<(Resource<'a>, Resource<'a>)> = program
        .resources(&RULES)
        .into_iter()
        .filter_map(|rule| {
            let group = named_by(&rule, "securityGroupId")?;
            Some((rule, group))
        })
        .collect();
    let mut found = Vec::new();
    for group in program.resources(&[GROUP]) {
        if group.expr().is_conditional() {
            continue;
        }
        let Ok(part) = Part::of(ctx, group, Kind::Group) else {
            continue;
        };
        let own = rules.iter().filter(|(_, of)| *of == part.resource);
        let own: Option<Vec<Part<'a>>> = own
            .map(|(rule, _)| {
                let rule = Part::of(ctx, rule.clone(), Kind::Group).ok()?;
                let is_alone = !rule.resource.expr().is_conditional() && rule.uses().is_empty();
                is_alone.then_some(rule)
            })
            .collect();
        let Some(own) = own else {
            continue;
        };
        let uses = part.uses();
        let in_parts = |parts: &[Part<'a>], usage: &Expr<'a>| {
            parts
                .iter()
                .any(|part| part.statement.contains(usage.span()))
        };
        let all_known = uses
            .iter()
            .all(|usage| in_parts(endpoints, usage) || in_parts(&own, usage));
        if all_known && uses.iter().any(|usage| in_parts(endpoints, usage)) {
            found.push(part);
            found.extend(own);
        }
    }
    found
}

/// The resource whose id a property is.
fn named_by<'a>(resource: &Resource<'a>, property: &str) -> Option<Resource<'a>> {
    let (object, name) = resource
        .property(property)
        .present()?
        .value()?
        .resolved()
        .member()?;
    (name == "id").then(|| object.constructed()).flatten()
}

/// Another file of the program that takes a member of that name.
fn reader(ctx: &Context<'_>, resource: &Resource<'_>) -> Option<String> {
    let binding = || resource.expr().bound_to().map(Binding::visibility);
    let name = match resource.placement().bound {
        Bound::Member(member) if binding()? != Visibility::Private => {
            format!(".{}", member.own_member()?)
        }
        Bound::Name(binding) if binding.visibility() == Visibility::MaybeImported => {
            binding.name().to_owned()
        }
        _ => return None,
    };
    let files = ctx.program_files();
    let mut others = files
        .iter()
        .filter(|(path, _)| path.as_path() != ctx.source().path());
    let found = others.find(|(_, document)| holds_word(document.source().text(), &name))?;
    Some(found.0.display().to_string())
}

/// Whether a text holds a word, not as a part of a longer one.
fn holds_word(text: &str, word: &str) -> bool {
    let in_word = |next: char| next.is_alphanumeric() || next == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let begins = word.starts_with('.') || !before.is_some_and(in_word);
        begins && !after.is_some_and(in_word)
    })
}

/// How a class that may be missing is typed, in a language that has such types.
pub(super) fn optional_type(ctx: &Context<'_>, part: &Part<'_>) -> Option<String> {
    let path = ctx.source().path();
    let extension = path.extension().and_then(|extension| extension.to_str());
    let is_typed = matches!(extension, Some("ts" | "tsx" | "mts" | "cts"));
    if ctx.program().language() != Language::TypeScript || !is_typed {
        return None;
    }
    let text = part.resource.expr().text();
    let class = text.strip_prefix("new ")?.split(['(', '<']).next()?.trim();
    Some(format!("{class} | undefined"))
}
