//! A VPC without a flow log → a log group, a role that may write to it, and the flow log.

use iacfix::codemod::{Context, Findings};
use iacfix::iac::{Bound, Code, Resource};
use iacfix::syntax::Language;

use super::Repair;
use super::flow_logs::{Logged, logged};
use super::new::{Beside, data, json, json_of_outputs, text};

/// Reports a VPC that nothing logs.
pub(super) fn check(ctx: &Context<'_>, vpc: &Resource<'_>, findings: &mut Findings) {
    match logged(ctx, vpc) {
        Logged::Yes => return,
        Logged::Perhaps(reason) => {
            findings.note(
                vpc.span(),
                format!("{reason}; whether that is this VPC is not known"),
            );
            return;
        }
        Logged::No => {}
    }
    let message = "this VPC has no flow log: nothing records which addresses its traffic came from and went to, and what was rejected";
    let repaired = repair(ctx, vpc).and_then(|repair| repair.fix(ctx));
    let (help, fix) = match repaired {
        Ok((help, fix)) => (help, Some(fix)),
        Err(reason) => (
            format!("declare an aws.ec2.FlowLog for it by hand: {reason}"),
            None,
        ),
    };
    findings.report(vpc.span(), message, help, fix);
}

fn repair<'a>(ctx: &Context<'a>, vpc: &Resource<'a>) -> Result<Repair, String> {
    let mut beside = Beside::of(ctx, vpc)?;
    let mut edits = Vec::new();
    let mut introduces = Vec::new();
    let vpc_name = match vpc.placement().bound {
        Bound::Name(binding) => Code::name(binding.name()),
        Bound::Member(member) => member.code(),
        _ => {
            let name = ctx.program().free_name("vpc");
            edits.push(vpc.bind(&name).ok_or("nothing names it")?);
            introduces.push(name.clone());
            Code::Name(name)
        }
    };
    let (flow_log, imports) = vpc
        .sibling_class("FlowLog")
        .ok_or("the class FlowLog cannot be named in this file")?;
    edits.extend(imports);

    let group_name = vpc.sibling_name("vpc", "flowLogGroup");
    let group = beside.log_group(ctx, "flow-logs")?;
    let role_name = vpc.sibling_name("vpc", "flowLogRole");
    let trust = data(vec![
        ("Version", text("2012-10-17")),
        (
            "Statement",
            Code::List(vec![data(vec![
                ("Effect", text("Allow")),
                (
                    "Principal",
                    // It would fit on its line in some files only.
                    Code::OneALine(Box::new(data(vec![(
                        "Service",
                        text("vpc-flow-logs.amazonaws.com"),
                    )]))),
                ),
                ("Action", text("sts:AssumeRole")),
            ])]),
        ),
    ]);
    let mut properties = vec![("assumeRolePolicy", json(ctx, &mut beside, trust))];
    properties.extend(beside.tags());
    let role = beside.resource(beside.class("iam", "Role"), "flow-log-role", properties)?;
    let role_id = Code::name(&role_name).member("id");
    let document = permissions(ctx, &mut beside, &group_name);
    let policy = beside.resource(
        beside.class("iam", "RolePolicy"),
        "flow-log-policy",
        vec![("role", role_id), ("policy", document)],
    )?;
    let mut properties = vec![
        ("vpcId", vpc_name.member("id")),
        ("trafficType", text(ctx.text("traffic-type"))),
        ("logDestination", Code::name(&group_name).member("arn")),
        ("iamRoleArn", Code::name(&role_name).member("arn")),
    ];
    properties.extend(beside.tags());
    properties.extend(beside.region());
    let log = beside.resource(flow_log, "flow-log", properties)?;
    let statements = [
        group.statement(Some(&group_name)),
        role.statement(Some(&role_name)),
        policy.statement(None),
        log.statement(None),
    ];
    let declared = vpc.expr().insert_after(&statements);
    edits.push(declared.ok_or("no statement holds it")?);
    edits.extend(beside.imports);
    // `pulumi` is imported once, however many need it.
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits.dedup();
    introduces.extend([group_name, role_name]);
    Ok(Repair {
        title: "Record the traffic of the VPC",
        help: "declare a log group, a role that may write to it, and an aws.ec2.FlowLog; logs cost money by what is written to them".to_owned(),
        edits,
        introduces,
    })
}

/// What the role of a flow log needs: to write to this one group.
fn permissions(ctx: &Context<'_>, beside: &mut Beside<'_, '_>, group: &str) -> Code {
    const ACTIONS: [&str; 4] = [
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
    ];
    let pulumi = beside.pulumi(ctx);
    // The streams of the group.
    let streams = match ctx.program().language() {
        Language::TypeScript => Code::Verbatim(format!("{pulumi}.interpolate`${{{group}.arn}}:*`")),
        Language::Python => Code::name(pulumi)
            .member("Output")
            .member("concat")
            .call([Code::name(group).member("arn"), text(":*")]),
    };
    let statement = data(vec![
        ("Effect", text("Allow")),
        ("Action", Code::List(ACTIONS.map(text).to_vec())),
        ("Resource", streams),
    ]);
    let document = data(vec![
        ("Version", text("2012-10-17")),
        ("Statement", Code::List(vec![statement])),
    ]);
    json_of_outputs(ctx, beside, document)
}
