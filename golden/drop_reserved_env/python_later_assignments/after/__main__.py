"""A dictionary that is filled step by step."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
role = aws.iam.Role.get("service", "alerts-service")
topic = aws.sns.Topic("alerts")

env: dict[str, pulumi.Input[str]] = {
    "TOPIC_ARN": topic.arn,
}

env["LOG_LEVEL"] = config.get("logLevel") or "info"

if config.get_bool("tracing"):
    env["AWS_XRAY_CONTEXT_MISSING"] = "LOG_ERROR"

notifier = aws.lambda_.Function(
    "notifier",
    runtime="python3.12",
    handler="notifier.main",
    role=role.arn,
    code=pulumi.FileArchive("./notifier"),
    environment=aws.lambda_.FunctionEnvironmentArgs(variables=env),
)

aws.lambda_.Permission(
    "notifier",
    action="lambda:InvokeFunction",
    function=notifier.name,
    principal="sns.amazonaws.com",
    source_arn=topic.arn,
)
