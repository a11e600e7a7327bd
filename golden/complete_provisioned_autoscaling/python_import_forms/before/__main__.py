import pulumi
from pulumi_aws import iam
from pulumi_aws.appautoscaling import ScheduledAction, Target
from pulumi_aws.lambda_ import Function

role = iam.Role("role", assume_role_policy="{}")

report = Function(
    "report",
    name="report",
    runtime="python3.12",
    handler="report.handler",
    role=role.arn,
    code=pulumi.FileArchive("./report"),
)

Target(
    "report-target",
    max_capacity=20,
    min_capacity=1,
    resource_id="function:report:$LATEST",
    scalable_dimension="lambda:function:ProvisionedConcurrency",
    service_namespace="lambda",
)

ScheduledAction(
    "report-evening",
    resource_id="function:report:$LATEST",
    scalable_dimension="lambda:function:ProvisionedConcurrency",
    service_namespace="lambda",
    schedule="cron(0 19 * * ? *)",
    scalable_target_action={"min_capacity": 10, "max_capacity": 20},
)
