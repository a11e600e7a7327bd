//! What a role is given, as far as its file says: each managed policy with what attaches it.

use iacfix::codemod::Context;
use iacfix::iac::{Expr, Presence, Resource, Value};

use super::documents::{self, Interfaces};
use super::policies::{self, Execution, Policy};

/// What attaches one managed policy to a role.
const ATTACHMENT: &str = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/// What gives a role a policy of its own.
const INLINE: &str = "aws:iam/rolePolicy:RolePolicy";

/// What attaches one managed policy to several roles.
const SHARED: &str = "aws:iam/policyAttachment:PolicyAttachment";

/// What a role is given.
#[derive(Default)]
pub(super) struct Grants<'a> {
    /// Where an execution policy is named.
    pub(super) execution: Vec<Named<'a>>,
    /// What is known of network interfaces from everything else.
    pub(super) others: Others,
}

/// What is known of everything that is no execution policy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Others {
    /// None of it lets the role create network interfaces.
    #[default]
    WithoutInterfaces,
    /// Some of it does, or may: a part is not known.
    Perhaps,
}

/// An execution policy of a role.
pub(super) struct Named<'a> {
    /// Which one.
    pub(super) execution: Execution,
    /// The expression that names it.
    pub(super) arn: Expr<'a>,
    /// What attaches it.
    pub(super) holder: Holder<'a>,
}

/// What attaches a policy.
pub(super) enum Holder<'a> {
    /// A resource of its own.
    Attachment(Box<Resource<'a>>),
    /// The list of policies that is given to the role, or to the function that makes one.
    List(Expr<'a>),
    /// Anything else.
    Other,
}

impl<'a> Grants<'a> {
    /// The places that name the policy.
    pub(super) fn of(&self, execution: Execution) -> impl Iterator<Item = &Named<'a>> {
        let named = self.execution.iter();
        named.filter(move |named| named.execution == execution)
    }

    /// What a role is given.
    pub(super) fn of_role(ctx: &Context<'a>, role: &Resource<'a>) -> Self {
        let mut grants = Self::default();
        match role.property("managedPolicyArns") {
            Presence::Absent => {}
            Presence::Unknown => grants.others = Others::Perhaps,
            Presence::Present(list) => grants.add_list(list.value()),
        }
        match role.property("inlinePolicies") {
            Presence::Absent => {}
            Presence::Unknown => grants.others = Others::Perhaps,
            Presence::Present(list) => grants.add_inline(list.value()),
        }
        for attachment in ctx.program().resources(&[ATTACHMENT, INLINE, SHARED]) {
            let property = |name: &str| attachment.property(name).present()?.value();
            match attachment.token() {
                ATTACHMENT if is_of(property("role"), role) => match property("policyArn") {
                    Some(arn) => {
                        grants.add(arn, Holder::Attachment(Box::new(attachment.clone())));
                    }
                    None => grants.others = Others::Perhaps,
                },
                INLINE if is_of(property("role"), role) => grants.add_document(property("policy")),
                SHARED => {
                    let roles = property("roles").map(|roles| roles.resolved().items());
                    let among = match roles {
                        Some(Some(roles)) => roles.iter().any(|one| is_of(Some(one.value), role)),
                        Some(None) => {
                            grants.others = Others::Perhaps;
                            false
                        }
                        None => false,
                    };
                    if let (true, Some(arn)) = (among, property("policyArn")) {
                        grants.add(arn, Holder::Other);
                    }
                }
                _ => {}
            }
        }
        grants
    }

    /// What a function that makes a role of its own gives to it.
    pub(super) fn of_function(function: &Resource<'a>) -> Self {
        let mut grants = Self::default();
        match function.property("policies") {
            Presence::Present(list) => grants.add_list(list.value()),
            // Without a list it takes one that each version of the provider has its own idea of.
            Presence::Absent | Presence::Unknown => grants.others = Others::Perhaps,
        }
        grants
    }

    fn add_list(&mut self, list: Option<Expr<'a>>) {
        let Some(list) = list.map(Expr::resolved) else {
            self.others = Others::Perhaps;
            return;
        };
        if let Some(items) = list.items() {
            for item in items {
                self.add(item.value, Holder::List(list));
            }
            return;
        }
        // `policies: { logs: "arn:…" }`
        match (list.value(), list.fields()) {
            (Value::Object(_), Some(fields)) => {
                for field in fields {
                    self.add(field.value, Holder::Other);
                }
            }
            _ => self.others = Others::Perhaps,
        }
    }

    fn add(&mut self, arn: Expr<'a>, holder: Holder<'a>) {
        match policies::policy(arn) {
            Policy::Execution(execution) => self.execution.push(Named {
                execution,
                arn,
                holder,
            }),
            Policy::Interfaces | Policy::Unknown => self.others = Others::Perhaps,
            Policy::Other => {}
        }
    }

    fn add_inline(&mut self, list: Option<Expr<'a>>) {
        let items = list.and_then(|list| list.resolved().items());
        let Some(items) = items else {
            self.others = Others::Perhaps;
            return;
        };
        for item in items {
            let record = item.value.resolved().record();
            let policy = record.and_then(|record| record.property("policy")?.value);
            self.add_document(policy);
        }
    }

    fn add_document(&mut self, document: Option<Expr<'a>>) {
        if document.map(documents::interfaces) != Some(Interfaces::NotGranted) {
            self.others = Others::Perhaps;
        }
    }
}

/// Whether an expression names the role: the role itself, its name, or the same literal.
fn is_of(given: Option<Expr<'_>>, role: &Resource<'_>) -> bool {
    let Some(given) = given else {
        return false;
    };
    let resolved = given.resolved();
    let object = match resolved.member() {
        Some((object, member)) if matches!(member.as_str(), "name" | "id") => object,
        _ => resolved,
    };
    if let Some(found) = object.constructed() {
        return found == *role;
    }
    let own = role.property("name").present().and_then(|own| own.value());
    own.is_some_and(|own| {
        let own = own.resolved();
        match (own.value(), resolved.value()) {
            (Value::String(own), Value::String(given)) => own == given,
            (Value::Template(_), Value::Template(_)) => own.text() == resolved.text(),
            _ => false,
        }
    })
}
