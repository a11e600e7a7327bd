//! Execution policies that do not fit the network of a role's functions → the other one.

mod documents;
mod grants;
mod policies;
mod users;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Bound, Code, Expr, NewResource, Presence, Removal, Resource, Value};
use iacfix::source::Span;
use iacfix::syntax::Language;

use super::lambda::{CALLBACK, Network, network};
use grants::{Grants, Holder, Named};
use policies::Execution;
use users::Users;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "match-execution-role",
    group: Group::Deploy,
    summary: "give the role of Lambda functions the execution policy that their network needs",
    docs: include_str!("README.md"),
    errors: &[
        "The provided execution role does not have permissions to call CreateNetworkInterface on EC2",
        "The provided execution role does not have permissions to call DescribeNetworkInterfaces on EC2",
        "The provided execution role does not have permissions to call DeleteNetworkInterface on EC2",
    ],
    settings: &[],
    needles: &[
        "LambdaBasicExecutionRole",
        "LAMBDA_BASIC_EXECUTION_ROLE",
        "LambdaVPCAccessExecutionRole",
        "LAMBDA_VPC_ACCESS_EXECUTION_ROLE",
        "vpcConfig",
        "vpc_config",
    ],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(owner) = ctx.resource(matched) else {
        return;
    };
    let (users, grants) = if owner.token() == CALLBACK {
        // With a role it is one of that role's functions.
        if !matches!(owner.property("role"), Presence::Absent) {
            return;
        }
        let users = Users {
            functions: vec![owner.clone()],
            ..Users::default()
        };
        (users, Grants::of_function(&owner))
    } else {
        let users = users::users(ctx, &owner);
        if users.functions.is_empty() {
            return;
        }
        (users, Grants::of_role(ctx, &owner))
    };
    let networks: Vec<Network> = users.functions.iter().map(network).collect();
    let in_vpc = |network: &Network| matches!(network, Network::Vpc | Network::SometimesVpc);
    if networks.iter().any(in_vpc) {
        report_missing(ctx, &owner, &users, &grants, findings);
    } else if networks.iter().all(|network| *network == Network::Own) {
        report_needless(ctx, &owner, &users, &grants, findings);
    } else if grants.of(Execution::Vpc).next().is_some() {
        findings.note(
            owner.span(),
            "whether the functions with this role run in a VPC is not known here",
        );
    }
}

/// A function in a VPC whose role may not create network interfaces.
fn report_missing<'a>(
    ctx: &Context<'a>,
    role: &Resource<'a>,
    users: &Users<'a>,
    grants: &Grants<'a>,
    findings: &mut Findings,
) {
    if grants.of(Execution::Vpc).next().is_some() {
        return;
    }
    if grants.others == grants::Others::Perhaps
        || users.may_attach.is_some()
        || users.elsewhere == users::Others::Some
    {
        findings.note(
            role.span(),
            "functions with this role run in a VPC; whether it may create network interfaces there is not known here",
        );
        return;
    }
    let basic = grants.of(Execution::Basic).next();
    // Whoever names it in another file gives it something, or nothing needs it.
    if basic.is_none() && users.elsewhere != users::Others::None {
        return;
    }
    let line = |span: Span| ctx.source().place(span.start).line;
    let which = |wanted: Network| {
        let lines: Vec<String> = users
            .functions
            .iter()
            .filter(|function| network(function) == wanted)
            .map(|function| line(function.span()).to_string())
            .collect();
        lines.join(", ")
    };
    let own = role.token() == CALLBACK;
    let (certain, sometimes) = (which(Network::Vpc), which(Network::SometimesVpc));
    let what = match (own, certain.is_empty()) {
        (true, _) => {
            "the function runs in a VPC, and the role that it makes of its policies".to_owned()
        }
        (false, false) => format!("the role of a function that runs in a VPC (line {certain})"),
        (false, true) => format!("the role of a function that may run in a VPC (line {sometimes})"),
    };
    let when = match certain.is_empty() && !own {
        true => "where it does, ",
        false => "",
    };
    let message = format!(
        "{what} has no permission to create network interfaces there; {when}the deploy fails with \"The provided execution role does not have permissions to call CreateNetworkInterface on EC2\"{}",
        match users.elsewhere {
            users::Others::None | users::Others::Some => "",
            users::Others::NotKnown => ", unless another file gives the role more",
        }
    );
    let wanted = Execution::Vpc;
    let (span, help, edits) = match basic {
        Some(basic) => (
            basic.arn.span(),
            format!(
                "attach {} instead: it holds what {} does, and the network interfaces",
                wanted.name(),
                Execution::Basic.name()
            ),
            exchange(ctx, basic, wanted),
        ),
        None => (
            role.span(),
            format!("attach {} to it", wanted.name()),
            attach(role),
        ),
    };
    report(ctx, span, message, help, edits, findings);
}

/// A role that may create network interfaces without a function that needs any.
fn report_needless<'a>(
    ctx: &Context<'a>,
    role: &Resource<'a>,
    users: &Users<'a>,
    grants: &Grants<'a>,
    findings: &mut Findings,
) {
    let Some(needless) = grants.of(Execution::Vpc).next() else {
        return;
    };
    if users.may_run.is_some() || users.elsewhere == users::Others::Some {
        findings.note(
            role.span(),
            "who else runs with this role, and perhaps in a VPC, is not known here",
        );
        return;
    }
    let message = format!(
        "{}, but the role may create and delete network interfaces{}",
        match users.functions.len() {
            1 if role.token() == CALLBACK => "the function does not run in a VPC".to_owned(),
            1 => "the function with this role does not run in a VPC".to_owned(),
            count => format!("none of the {count} functions with this role runs in a VPC"),
        },
        match users.elsewhere {
            users::Others::None | users::Others::Some => "",
            users::Others::NotKnown => " (other files may use it, too)",
        }
    );
    let later = "where a function has just left a VPC, do so one update later: Lambda deletes its network interfaces with this role";
    let (help, edits) = match grants.of(Execution::Basic).next() {
        Some(_) => (
            format!(
                "remove it: the role has {} as well; {later}",
                Execution::Basic.name()
            ),
            withdraw(ctx, needless),
        ),
        None => (
            format!("attach {} instead; {later}", Execution::Basic.name()),
            exchange(ctx, needless, Execution::Basic),
        ),
    };
    report(ctx, needless.arn.span(), message, help, edits, findings);
    // It deploys.
    findings.as_of(Group::Hygiene);
}

fn report(
    ctx: &Context<'_>,
    span: Span,
    message: String,
    help: String,
    change: Result<Change, String>,
    findings: &mut Findings,
) {
    let made = change.and_then(|change| {
        let edits = ctx.program().with_imports_laid_out(change.edits);
        let edits = Edits::new(edits).map_err(|error| error.to_string())?;
        // What a role may do is for somebody to see.
        let fix = Fix::in_file(
            ctx.source().path(),
            change.title,
            Applicability::Unsafe,
            edits,
        );
        Ok(fix.introducing(change.introduces))
    });
    match made {
        Ok(fix) => findings.report(span, message, help, Some(fix)),
        Err(reason) => findings.report(span, message, format!("{help}, by hand: {reason}"), None),
    }
}

struct Change {
    title: String,
    edits: Vec<Edit>,
    introduces: Vec<String>,
}

/// The other execution policy in the place of the one that is named.
fn exchange(ctx: &Context<'_>, named: &Named<'_>, wanted: Execution) -> Result<Change, String> {
    let mut edits = Vec::new();
    let arn = policies::replace(named.arn, named.execution, wanted);
    edits.push(arn.ok_or("the policy is named in a place that others share")?);
    if let Holder::Attachment(attachment) = &named.holder {
        edits.extend(renamed(ctx, attachment, named.execution, wanted));
    }
    Ok(Change {
        title: format!("Attach {}", wanted.name()),
        edits,
        introduces: Vec::new(),
    })
}

/// The logical name of an attachment with the word of another policy, where it says the word of its old one. The
/// attachment is replaced in any case.
fn renamed(
    ctx: &Context<'_>,
    attachment: &Resource<'_>,
    old: Execution,
    new: Execution,
) -> Option<Edit> {
    let name = attachment.name()?;
    let says_it = |text: &str| text.to_lowercase().contains(old.word());
    let holds_names = match name.value() {
        Value::String(_) => false,
        // A word within an interpolated name is not the name's own.
        Value::Template(parts) => parts.iter().any(|part| says_it(part.text())),
        _ => true,
    };
    if holds_names || !says_it(name.text()) {
        return None;
    }
    let Code::Verbatim(wanted) = attachment.derived_name(old.word(), new.word())? else {
        return None;
    };
    let others = ctx.program().resources(&[attachment.token()]);
    let taken = others
        .iter()
        .filter_map(Resource::name)
        .any(|other| other.text() == wanted);
    (!taken).then(|| name.replace(&Code::Verbatim(wanted)))
}

/// Without the policy, which another one makes needless.
fn withdraw(ctx: &Context<'_>, needless: &Named<'_>) -> Result<Change, String> {
    let title = format!("Detach {}", needless.execution.name());
    let line = |expr: Expr<'_>| ctx.source().place(expr.span().start).line;
    let edits = match &needless.holder {
        Holder::Attachment(attachment) => {
            let references = attachment.references();
            if let Some(usage) = references.uses.first() {
                return Err(format!("line {} uses the attachment", line(*usage)));
            }
            let mut removal = Removal::new(ctx.program(), &[]);
            removal
                .resource(attachment)
                .map_err(|_| "no statement of its own holds the attachment".to_owned())?;
            let removed = removal.finish().map_err(|error| error.to_string())?;
            removed.edits.iter().cloned().collect()
        }
        Holder::List(list) => {
            let items = list.items().ok_or("the list is not written out")?;
            let rest = items
                .iter()
                .filter(|item| item.value != needless.arn)
                .map(|item| item.with(item.value.code()));
            let rest = Code::List(rest.collect());
            vec![list.replace(&list.opened_in_python(rest))]
        }
        Holder::Other => return Err("others are attached with it".to_owned()),
    };
    Ok(Change {
        title,
        edits,
        introduces: Vec::new(),
    })
}

/// The policy for a VPC, beside what the role has.
fn attach(role: &Resource<'_>) -> Result<Change, String> {
    let title = format!("Attach {}", Execution::Vpc.name());
    let arn = format!(
        "arn:aws:iam::aws:policy/service-role/{}",
        Execution::Vpc.name()
    );
    let listed = match role.token() {
        CALLBACK => role.property("policies"),
        _ => role.property("managedPolicyArns"),
    };
    if let Presence::Present(listed) = listed {
        // A role with such a list has no other policies than these.
        let list = listed
            .value()
            .filter(|list| list.items().is_some())
            .ok_or("the list of its policies is not written out")?;
        let items = list.items().unwrap_or_default();
        let mut elements: Vec<Code> = items
            .iter()
            .map(|item| item.with(item.value.code()))
            .collect();
        elements.push(Code::Text(arn));
        return Ok(Change {
            title,
            edits: vec![list.replace(&list.opened_in_python(Code::List(elements)))],
            introduces: Vec::new(),
        });
    }
    let name = match role.placement().bound {
        Bound::Name(binding) => Code::name(binding.name()),
        Bound::Member(member) => Code::Verbatim(member.text().to_owned()),
        _ => return Err("nothing names the role".to_owned()),
    };
    if !role.runs_with_statement() {
        return Err("the role is declared under a condition".to_owned());
    }
    let (class, mut edits) = role
        .sibling_class("RolePolicyAttachment")
        .ok_or("the class RolePolicyAttachment cannot be named in this file")?;
    let attachment = NewResource {
        class,
        name: role
            .extended_name("vpc-access")
            .ok_or("the role has no logical name that can be read")?,
        properties: vec![
            ("role".to_owned(), name.member("name")),
            ("policyArn".to_owned(), Code::Text(arn)),
        ],
        options: role.options_beside(Vec::new()),
    };
    let statement = role.expr().insert_after(&[attachment.statement(None)]);
    edits.push(statement.ok_or("no statement holds the role")?);
    Ok(Change {
        title,
        edits,
        introduces: Vec::new(),
    })
}
