//! Whether a flow log of the program names a VPC.

use std::collections::HashSet;

use iacfix::codemod::Context;
use iacfix::iac::{Binding, BindingKind, Expr, Presence, Program, Resource, Value};
use iacfix::source::Span;

const FLOW_LOG: &str = "aws:ec2/flowLog:FlowLog";

/// Names lead to no more names than this.
const MAX_DEPTH: usize = 8;

/// Whether a VPC has a flow log.
pub(super) enum Logged {
    Yes,
    No,
    /// Something may be one of it: what, as a word for people.
    Perhaps(String),
}

/// Whether a flow log names the VPC, in the file or in another one of the program.
pub(super) fn logged<'a>(ctx: &Context<'a>, vpc: &Resource<'a>) -> Logged {
    let mut doubt = None;
    let of = Of::vpc(vpc);
    for log in ctx.program().resources(&[FLOW_LOG]) {
        match of.names(&log) {
            Named::This => return Logged::Yes,
            Named::Other => {}
            Named::Unknown => {
                let line = ctx.source().place(log.span().start).line;
                doubt = doubt.or(Some(format!("line {line} declares a flow log")));
            }
        }
    }
    let doubt = doubt.or_else(|| handed_on(vpc)).or_else(|| elsewhere(ctx));
    doubt.map_or(Logged::No, Logged::Perhaps)
}

/// What a flow log is of, as far as one VPC is concerned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    This,
    Other,
    Unknown,
}

/// A VPC that flow logs are compared with; none where they stand in another file than it.
struct Of<'r, 'a> {
    vpc: Option<&'r Resource<'a>>,
    /// The lists that it is put into.
    lists: HashSet<Span>,
}

impl<'r, 'a> Of<'r, 'a> {
    fn vpc(vpc: &'r Resource<'a>) -> Self {
        let uses = vpc.references().uses.into_iter().chain([vpc.expr()]);
        let members = uses.flat_map(|usage| [Some(usage), usage.parent_member()]);
        let lists = members.flatten().filter_map(|value| {
            let (list, method) = value.handed_to()?.callee.member()?;
            let collects = matches!(method.as_str(), "push" | "append");
            collects.then(|| list.binding().map(Binding::span))?
        });
        Self {
            vpc: Some(vpc),
            lists: lists.collect(),
        }
    }

    fn names(&self, log: &Resource<'a>) -> Named {
        match log.property("vpcId") {
            Presence::Present(id) => match id.value() {
                Some(id) => self.follow(id, MAX_DEPTH),
                None => Named::Unknown,
            },
            Presence::Unknown => Named::Unknown,
            // Subnets and network interfaces make up a VPC; gateways do not.
            Presence::Absent => {
                let mut parts = ["subnetId", "eniId"].iter();
                let is_part = parts.any(|part| !matches!(log.property(part), Presence::Absent));
                match is_part {
                    true => Named::Unknown,
                    false => Named::Other,
                }
            }
        }
    }

    /// What an id comes from.
    fn follow(&self, expr: Expr<'a>, depth: usize) -> Named {
        let Some(depth) = depth.checked_sub(1) else {
            return Named::Unknown;
        };
        if let Some(found) = self.resource(expr) {
            return found;
        }
        if let Value::String(_) = expr.resolved().value() {
            return Named::Other;
        }
        let names = expr.names_within().into_iter().filter(|used| {
            // `self.vpc` counts as that member.
            let member = used.parent_member();
            member.is_none_or(|member| member.binding().is_none())
        });
        let all: Vec<Named> = names.map(|used| self.follow_name(used, depth)).collect();
        // `this.args.vpcId` names nothing that could be followed.
        if all.is_empty() {
            return Named::Unknown;
        }
        [Named::This, Named::Unknown]
            .into_iter()
            .find(|named| all.contains(named))
            .unwrap_or(Named::Other)
    }

    fn follow_name(&self, used: Expr<'a>, depth: usize) -> Named {
        // `pulumi.output(…)`, `aws.ec2.Vpc.get(…)`
        if used.symbol().is_some() {
            return Named::Other;
        }
        let Some(name) = used.binding() else {
            return Named::Unknown;
        };
        if self.lists.contains(&name.span()) {
            return Named::This;
        }
        let given = match Binding::kind(name) {
            BindingKind::Parameter | BindingKind::Loop => used.element_of(),
            BindingKind::Import => None,
            _ => name.constant(),
        };
        let Some(given) = given else {
            return Named::Unknown;
        };
        match given.value() {
            // What is filled later.
            Value::List(elements) if elements.is_empty() => Named::Unknown,
            Value::Object(record) if record.entries().is_empty() => Named::Unknown,
            _ => self.follow(given, depth),
        }
    }

    /// What a construction is, where the expression is one or a member of one: another resource's id is its own.
    fn resource(&self, expr: Expr<'a>) -> Option<Named> {
        let resolved = expr.resolved();
        let object = resolved.member().map_or(resolved, |(object, _)| object);
        let constructed = object.constructed()?;
        if self.vpc == Some(&constructed) {
            return Some(Named::This);
        }
        // A subnet knows which VPC it is in.
        let id = constructed.property("vpcId").present();
        match (constructed.token(), id.and_then(|id| id.value())) {
            ("aws:ec2/vpc:Vpc", _) | (_, None) => Some(Named::Other),
            (_, Some(id)) => Some(self.follow(id, 1)),
        }
    }
}

/// Something whose name speaks of flow logs, and which is given the VPC: `enableFlowLogs(vpc)`.
fn handed_on(vpc: &Resource<'_>) -> Option<String> {
    let uses = vpc.references().uses.into_iter();
    let handed = uses.flat_map(|usage| [Some(usage), usage.parent_member()]);
    handed.flatten().find_map(|value| {
        let callee = value.handed_to()?.callee.text().to_owned();
        let words = callee.to_lowercase().replace('_', "");
        words
            .contains("flowlog")
            .then(|| format!("{callee} is given it, and may declare a flow log"))
    })
}

/// A flow log in another file of the program that may be of any VPC.
fn elsewhere(ctx: &Context<'_>) -> Option<String> {
    let found = ctx.once("elsewhere", || {
        let files = ctx.program_files();
        let others = files
            .iter()
            .filter(|(path, _)| path.as_path() != ctx.source().path());
        let mut found = others.filter(|(_, document)| {
            let program = Program::new(document);
            let logs = program.resources(&[FLOW_LOG]);
            let here = Of {
                vpc: None,
                lists: HashSet::new(),
            };
            logs.iter().any(|log| here.names(log) == Named::Unknown)
        });
        let path = found.next().map(|(path, _)| path.display().to_string());
        path.unwrap_or_default()
    });
    (!found.is_empty()).then(|| format!("{found} declares a flow log"))
}
