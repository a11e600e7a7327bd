import pulumi
import pulumi_aws as aws
from pulumi_aws import lambda_

ENVIRONMENT = lambda_.FunctionEnvironmentArgs(variables={"STAGE": "prod"})

report_env_key = aws.kms.Key(
    "report-env-key",
    description="Environment variables of Lambda functions",
    deletion_window_in_days=30,
    enable_key_rotation=True,
)

aws.kms.Alias(
    "report-env-key-alias",
    target_key_id=report_env_key.key_id,
)

report = lambda_.Function(
    "report",
    runtime="python3.12",
    handler="report.handler",
    role="arn:role",
    code=pulumi.FileArchive("./report"),
    environment=ENVIRONMENT,
    kms_key_arn=report_env_key.arn,
)

pulumi.export("report", report.arn)
