"""Sends a receipt for every payment."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
region = aws.config.region or "us-east-1"

topic = aws.sns.Topic("receipts")
role = aws.iam.Role.get("service", "receipts-service")

receipts = aws.lambda_.Function(
    "receipts",
    runtime=aws.lambda_.Runtime.PYTHON3D12,
    handler="receipts.main",
    role=role.arn,
    code=pulumi.FileArchive("./receipts"),
    timeout=30,
    environment=aws.lambda_.FunctionEnvironmentArgs(
        variables={
            "TOPIC_ARN": topic.arn,
            "AWS_REGION": region,  # boto3 wants one
            "SENDER": config.require("sender"),
            # AWS_DEFAULT_REGION is for the CLI in the layer.
            "AWS_DEFAULT_REGION": region,
        },
    ),
    tags={"Service": "receipts"},
)

aws.lambda_.FunctionEventInvokeConfig(
    "receipts",
    function_name=receipts.name,
    maximum_retry_attempts=1,
)

pulumi.export("receipts_arn", receipts.arn)
pulumi.export("region", region)
