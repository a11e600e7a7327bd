import pulumi
from pulumi_aws import iam
from pulumi_aws.appautoscaling import ScheduledAction, Target
from pulumi_aws.lambda_ import Function, Alias, ProvisionedConcurrencyConfig

role = iam.Role("role", assume_role_policy="{}")

report = Function(
    "report",
    name="report",
    runtime="python3.12",
    handler="report.handler",
    role=role.arn,
    code=pulumi.FileArchive("./report"),
    publish=True,
)

report_alias = Alias(
    "report-alias",
    name="live",
    function_name=report.name,
    function_version=report.version,
)

ProvisionedConcurrencyConfig(
    "report-provisioned-concurrency",
    function_name=report.name,
    qualifier=report_alias.name,
    provisioned_concurrent_executions=1,
    opts=pulumi.ResourceOptions(ignore_changes=["provisioned_concurrent_executions"]),
)

Target(
    "report-target",
    max_capacity=20,
    min_capacity=1,
    resource_id=pulumi.Output.concat("function:", report.name, ":", report_alias.name),
    scalable_dimension="lambda:function:ProvisionedConcurrency",
    service_namespace="lambda",
)

ScheduledAction(
    "report-evening",
    resource_id=pulumi.Output.concat("function:", report.name, ":", report_alias.name),
    scalable_dimension="lambda:function:ProvisionedConcurrency",
    service_namespace="lambda",
    schedule="cron(0 19 * * ? *)",
    scalable_target_action={"min_capacity": 10, "max_capacity": 20},
)
