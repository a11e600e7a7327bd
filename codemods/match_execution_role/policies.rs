//! Managed policies: which one an expression names, and how another one is written in its place.

use iacfix::fix::Edit;
use iacfix::iac::{Code, Expr, Value, Visibility};
use iacfix::source::Span;

use super::documents::{self, Interfaces};

/// What a managed policy is to a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    /// One of the two that this is about.
    Execution(Execution),
    /// It lets the role create network interfaces.
    Interfaces,
    /// It does not.
    Other,
    /// It is not known.
    Unknown,
}

/// The execution policies of AWS that a function's role has one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Execution {
    /// Writing logs.
    Basic,
    /// Writing logs, and network interfaces in a VPC.
    Vpc,
}

impl Execution {
    /// Its name, as AWS writes it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Execution::Basic => "AWSLambdaBasicExecutionRole",
            Execution::Vpc => "AWSLambdaVPCAccessExecutionRole",
        }
    }

    /// Its name, as Python's enum writes it.
    fn constant(self) -> &'static str {
        match self {
            Execution::Basic => "AWS_LAMBDA_BASIC_EXECUTION_ROLE",
            Execution::Vpc => "AWS_LAMBDA_VPC_ACCESS_EXECUTION_ROLE",
        }
    }

    /// The word that tells it from the other one in names that people make.
    pub(super) fn word(self) -> &'static str {
        match self {
            Execution::Basic => "basic",
            Execution::Vpc => "vpc",
        }
    }
}

/// Managed policies that let a role create network interfaces, by the AWS managed policy reference. Lower case, without
/// what separates words.
const WITH_INTERFACES: [&str; 5] = [
    "administratoraccess",
    "poweruseraccess",
    "amazonec2fullaccess",
    "awslambdaenimanagementaccess",
    "awslambdamskexecutionrole",
];

/// Managed policies that functions often have, and that know nothing of network interfaces, by the same reference. Any
/// other may.
const WITHOUT_INTERFACES: [&str; 14] = [
    "awslambdadynamodbexecutionrole",
    "awslambdakinesisexecutionrole",
    "awslambdasqsqueueexecutionrole",
    "awslambdaexecute",
    "awslambdarole",
    "awsxraydaemonwriteaccess",
    "amazons3readonlyaccess",
    "amazons3fullaccess",
    "amazonsqsfullaccess",
    "amazonsnsfullaccess",
    "amazondynamodbreadonlyaccess",
    "amazondynamodbfullaccess",
    "cloudwatchlogsfullaccess",
    "cloudwatchlambdainsightsexecutionrolepolicy",
];

/// Which policy an ARN is of.
pub(super) fn policy(arn: Expr<'_>) -> Policy {
    let resolved = arn.resolved();
    // The program's own policy.
    if let Some((object, member)) = resolved.member()
        && matches!(member.as_str(), "arn" | "id")
        && let Some(own) = object.constructed()
        && own.token() == "aws:iam/policy:Policy"
    {
        let document = own.property("policy").present();
        return match document.and_then(|document| document.value()) {
            Some(document) => match documents::interfaces(document) {
                Interfaces::Granted => Policy::Interfaces,
                Interfaces::NotGranted => Policy::Other,
                Interfaces::Unknown => Policy::Unknown,
            },
            None => Policy::Unknown,
        };
    }
    let Some(name) = managed(resolved) else {
        return Policy::Unknown;
    };
    let plain = name.replace(['_', '-'], "").to_ascii_lowercase();
    let is = |execution: Execution| plain == execution.name().to_ascii_lowercase();
    match plain.as_str() {
        _ if is(Execution::Basic) => Policy::Execution(Execution::Basic),
        _ if is(Execution::Vpc) => Policy::Execution(Execution::Vpc),
        known if WITH_INTERFACES.contains(&known) => Policy::Interfaces,
        known if WITHOUT_INTERFACES.contains(&known) => Policy::Other,
        _ => Policy::Unknown,
    }
}

/// The name of the managed policy of AWS that an expression is the ARN of.
fn managed(arn: Expr<'_>) -> Option<String> {
    if let Some(symbol) = arn.symbol() {
        let of_iam = symbol.package == "aws" && symbol.path.first()? == "iam";
        return symbol.path.last().filter(|_| of_iam).cloned();
    }
    let text = match arn.value() {
        Value::String(text) => text,
        // The partition or region may be computed: `arn:${partition}:iam::aws:policy/…`.
        Value::Template(_) | Value::Call(_) => {
            let written = arn.text();
            written.trim_end_matches(['"', '\'', '`', ')']).to_owned()
        }
        _ => return None,
    };
    let (_, path) = text.split_once(":iam::aws:policy/")?;
    let name = path.rsplit('/').next()?;
    let is_name = |name: &str| {
        name.chars()
            .all(|next| next.is_ascii_alphanumeric() || matches!(next, '_' | '-'))
    };
    is_name(name).then(|| name.to_owned())
}

/// The edit that makes the ARN of one execution policy that of the other. `None` where it cannot be written where it
/// stands.
pub(super) fn replace(arn: Expr<'_>, from: Execution, to: Execution) -> Option<Edit> {
    let Some(binding) = arn.binding() else {
        return renamed(arn, from, to);
    };
    let value = binding.constant()?;
    let alone = binding.uses().count() == 1 && binding.visibility() != Visibility::Exported;
    if alone {
        return replace(value, from, to);
    }
    // A name that others use, too, keeps its value.
    let value = value.resolved();
    match (value.value(), value.symbol()) {
        (Value::String(text), _) => {
            let (at, old, new) = spelling(&text, from, to)?;
            let text = format!("{}{new}{}", &text[..at], &text[at + old.len()..]);
            Some(arn.replace(&Code::Text(text)))
        }
        (_, Some(_)) => {
            let (_, old, new) = spelling(value.text(), from, to)?;
            Some(arn.replace(&Code::Verbatim(value.text().replace(old, &new))))
        }
        _ => None,
    }
}

fn renamed(arn: Expr<'_>, from: Execution, to: Execution) -> Option<Edit> {
    let (at, old, new) = spelling(arn.text(), from, to)?;
    let start = arn.span().start + at;
    Some(Edit::replace(Span::new(start, start + old.len()), new))
}

/// Where a text names a policy, how, and how it would name the other one.
fn spelling(text: &str, from: Execution, to: Execution) -> Option<(usize, &'static str, String)> {
    let (at, old, new) = [(from.name(), to.name()), (from.constant(), to.constant())]
        .into_iter()
        .find_map(|(old, new)| Some((text.rfind(old)?, old, new)))?;
    // Both stand below this path; without it the ARN is of no policy.
    let path = match text[..at].ends_with(":policy/") {
        true => "service-role/",
        false => "",
    };
    Some((at, old, format!("{path}{new}")))
}

#[cfg(test)]
mod tests {
    use super::{Execution, spelling};

    #[test]
    fn policies_are_named_as_they_are_written() {
        let to_vpc =
            |text: &str| spelling(text, Execution::Basic, Execution::Vpc).map(|(_, _, new)| new);
        let arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
        let name = Execution::Vpc.name();
        assert_eq!(to_vpc(arn).as_deref(), Some(name));
        let without_path = arn.replace("service-role/", "");
        assert_eq!(to_vpc(&without_path), Some(format!("service-role/{name}")));
        assert_eq!(
            to_vpc("iam.ManagedPolicy.AWS_LAMBDA_BASIC_EXECUTION_ROLE").as_deref(),
            Some(Execution::Vpc.constant())
        );
        assert_eq!(to_vpc(name), None);
    }
}
