"""What arrives in a bucket is validated, transformed, stored and archived."""

import pulumi
import pulumi_aws as aws

from pipeline import Pipeline

config = pulumi.Config()
region = aws.get_region()

inbox = aws.s3.Bucket("inbox")
lake = aws.s3.Bucket("lake")
pipeline = Pipeline("pipeline", inbox=inbox, lake=lake)

env: dict[str, pulumi.Input[str]] = {"LAKE": lake.bucket}
env["AWS_DEFAULT_REGION"] = region.region
if config.get_bool("tracing"):
    env["AWS_XRAY_CONTEXT_MISSING"] = "LOG_ERROR"

archive = aws.lambda_.Function(
    "archive",
    runtime=aws.lambda_.Runtime.PYTHON3D12,
    handler="archive.main",
    role=pipeline.role.arn,
    code=pulumi.FileArchive("./functions/archive"),
    timeout=900,
    environment=aws.lambda_.FunctionEnvironmentArgs(variables=env),
    reserved_concurrent_executions=config.get_int("archiveConcurrency") or 25,
)

every_night = aws.cloudwatch.EventRule(
    "archive", schedule_expression="cron(0 2 * * ? *)"
)

aws.cloudwatch.EventTarget("archive", rule=every_night.name, arn=archive.arn)

aws.lambda_.Permission(
    "archive",
    action="lambda:InvokeFunction",
    function=archive.name,
    principal="events.amazonaws.com",
    source_arn=every_night.arn,
)

pulumi.export("inbox", inbox.bucket)
pulumi.export("region", region.region)
