import pulumi
import pulumi_aws as aws

config = pulumi.Config()
role = aws.iam.Role("role", assume_role_policy="{}")

report = aws.lambda_.Function(
    "report",
    runtime="python3.12",
    handler="report.handler",
    role=role.arn,
    code=pulumi.FileArchive("./report"),
    publish=True,
)

live = aws.lambda_.Alias(
    "report-live",
    name="live",
    function_name=report.name,
    function_version=report.version,
)

# No configuration of its own is needed.
aws.appautoscaling.Target(
    "alias",
    max_capacity=20,
    min_capacity=1,
    resource_id=pulumi.Output.concat("function:", report.name, ":", live.name),
    scalable_dimension="lambda:function:ProvisionedConcurrency",
    service_namespace="lambda",
)

aws.appautoscaling.Target(
    "word",
    max_capacity=20,
    min_capacity=1,
    resource_id=report.name.apply(lambda name: f"function:{name}:live"),
    scalable_dimension="lambda:function:ProvisionedConcurrency",
    service_namespace="lambda",
)

aws.appautoscaling.Target(
    "configured",
    max_capacity=20,
    min_capacity=1,
    resource_id=f"function:{config.require('function')}",
    scalable_dimension="lambda:function:ProvisionedConcurrency",
    service_namespace="lambda",
)

aws.appautoscaling.Target(
    "table",
    max_capacity=20,
    min_capacity=1,
    resource_id="table/function:report",
    scalable_dimension="dynamodb:table:ReadCapacityUnits",
    service_namespace="dynamodb",
)
