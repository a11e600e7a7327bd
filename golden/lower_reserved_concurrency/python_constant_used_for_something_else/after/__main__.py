"""A limit that the alarm knows as well."""

import pulumi
import pulumi_aws as aws

PEAK_LOAD = 150

role = aws.iam.Role.get("service", "tickets-service")

tickets = aws.lambda_.Function(
    "tickets",
    runtime="python3.12",
    handler="tickets.main",
    role=role.arn,
    code=pulumi.FileArchive("./tickets"),
    reserved_concurrent_executions=10,  # see the alarm below
)

aws.cloudwatch.MetricAlarm(
    "tickets-load",
    comparison_operator="GreaterThanThreshold",
    evaluation_periods=3,
    namespace="AWS/Lambda",
    metric_name="Invocations",
    dimensions={"FunctionName": tickets.name},
    period=60,
    statistic="Sum",
    threshold=PEAK_LOAD,
)
