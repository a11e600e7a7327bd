//! A stage of a REST API without access logs → a log group, and settings that write to it.

use iacfix::codemod::{Context, Findings};
use iacfix::fix::Edit;
use iacfix::iac::{Code, Presence, Resource, Value};

use super::Repair;
use super::new::{Beside, data, json, text};

const SETTINGS: &str = "accessLogSettings";

/// What the account needs in the region of a stage that writes logs.
const ACCOUNT: &str = "aws:apigateway/account:Account";

/// Reports a stage that writes no access logs.
pub(super) fn check(ctx: &Context<'_>, stage: &Resource<'_>, findings: &mut Findings) {
    match stage.property(SETTINGS) {
        Presence::Absent => {}
        Presence::Present(_) => return,
        Presence::Unknown => {
            findings.note(
                stage.span(),
                "some arguments of this stage come from somewhere else; whether it writes access logs is not known",
            );
            return;
        }
    }
    let message =
        "this stage writes no access logs: nothing records who called the API, and what came of it";
    let repaired = repair(ctx, stage).and_then(|repair| repair.fix(ctx));
    let (help, fix) = match repaired {
        Ok((help, fix)) => (help, Some(fix)),
        Err(reason) => (format!("set {SETTINGS} by hand: {reason}"), None),
    };
    findings.report(stage.span(), message, help, fix);
}

fn repair<'a>(ctx: &Context<'a>, stage: &Resource<'a>) -> Result<Repair, String> {
    let mut beside = Beside::of(ctx, stage)?;
    let group_name = stage.sibling_name("stage", "accessLogGroup");
    let group = beside.log_group(ctx, "access-logs")?;
    let format = format(ctx, &mut beside);
    let entries = vec![
        (
            "destinationArn".to_owned(),
            Code::name(&group_name).member("arn"),
        ),
        ("format".to_owned(), format),
    ];
    let mut edits = Vec::new();
    // Python has classes for it: used where the stage uses such. What the rest of the file uses is changed by other repairs.
    let settings = match stage.sibling_class("StageAccessLogSettingsArgs") {
        Some((class, imports)) if stage.expr().text().contains("Args(") => {
            edits.extend(imports);
            Code::Keywords(Box::new(class), entries)
        }
        _ => Code::Object(entries),
    };
    let set = stage.set(SETTINGS, &settings);
    edits.extend(set.ok_or("its arguments come from somewhere else")?);
    let account = match account(ctx, stage) {
        Some(Account::Named(depends)) => {
            edits.extend(depends);
            "the aws.apigateway.Account of this file gives API Gateway the role that it needs for that"
        }
        Some(Account::Elsewhere) => {
            "have it depend on the aws.apigateway.Account of this file, which gives API Gateway the role that it needs for that"
        }
        None => {
            "API Gateway needs a role for that, once per account and region (aws.apigateway.Account): without it the deploy fails with \"CloudWatch Logs role ARN must be set in account settings to enable logging\""
        }
    };
    let declared = stage
        .expr()
        .insert_before(&[group.statement(Some(&group_name))]);
    edits.push(declared.ok_or("no statement holds it")?);
    edits.extend(beside.imports);
    Ok(Repair {
        title: "Write access logs of the stage",
        help: format!("write them to a new log group; {account}"),
        edits,
        introduces: vec![group_name],
    })
}

/// The account's settings, where the file declares them.
enum Account {
    /// The stage waits for them, if these edits are made; none where it does already.
    Named(Vec<Edit>),
    /// The stage cannot name them.
    Elsewhere,
}

/// The settings of the account that the file declares: a stage with logs that is created before them is rejected.
fn account<'a>(ctx: &Context<'a>, stage: &Resource<'a>) -> Option<Account> {
    let account = ctx.program().resources(&[ACCOUNT]).into_iter().next()?;
    let waits = || {
        let name = account.name_at(stage.expr())?;
        let depends = stage.option("dependsOn");
        let Presence::Present(given) = depends else {
            let absent = matches!(depends, Presence::Absent);
            return stage
                .set_option("dependsOn", &Code::List(vec![name]))
                .filter(|_| absent);
        };
        let given = given.value()?;
        if given.constructed().as_ref() == Some(&account) {
            return Some(Vec::new());
        }
        match given.value() {
            Value::List(elements) => {
                let is_account = |element: &iacfix::iac::Expr<'a>| {
                    element.constructed().as_ref() == Some(&account)
                };
                if elements.iter().any(is_account) {
                    return Some(Vec::new());
                }
                let elements = elements.iter().map(|element| element.code());
                let list = Code::List(elements.chain([name]).collect());
                Some(vec![given.replace(&list)])
            }
            Value::Reference if given.constructed().is_some() => {
                let list = Code::List(vec![given.code(), name]);
                Some(vec![given.replace(&list)])
            }
            _ => None,
        }
    };
    Some(waits().map_or(Account::Elsewhere, Account::Named))
}

/// One line of JSON for each request. API Gateway asks for one of the two ids, and its guide for both.
fn format(ctx: &Context<'_>, beside: &mut Beside<'_, '_>) -> Code {
    const FIELDS: [(&str, &str); 11] = [
        ("requestId", "$context.requestId"),
        ("extendedRequestId", "$context.extendedRequestId"),
        ("ip", "$context.identity.sourceIp"),
        ("caller", "$context.identity.caller"),
        ("user", "$context.identity.user"),
        ("requestTime", "$context.requestTime"),
        ("httpMethod", "$context.httpMethod"),
        ("resourcePath", "$context.resourcePath"),
        ("status", "$context.status"),
        ("protocol", "$context.protocol"),
        ("responseLength", "$context.responseLength"),
    ];
    let fields = FIELDS.map(|(key, value)| (key, text(value)));
    json(ctx, beside, data(fields.to_vec()))
}
