"""A function none of whose variables is reserved."""

import pulumi
import pulumi_aws as aws

region = aws.config.region or "us-east-1"
role = aws.iam.Role.get("service", "prices-service")

prices = aws.lambda_.Function(
    "prices",
    runtime="python3.12",
    handler="prices.main",
    role=role.arn,
    code=pulumi.FileArchive("./prices"),
    description="AWS_REGION is set by Lambda",
    environment=aws.lambda_.FunctionEnvironmentArgs(
        variables={
            "AWS_ACCOUNT_ID": "123456789012",
            "AWS_LAMBDA_EXEC_WRAPPER": "/opt/otel-instrument",
            "AWS_LAMBDA_MAX_CONCURRENCY": "8",
            "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
            "AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1:2000",
            "LANG": "en_GB.UTF-8",
            "LD_LIBRARY_PATH": "/opt/lib",
            "MY_AWS_REGION": region,
            "PATH": "/opt/bin:/usr/bin:/bin",
            "PYTHONPATH": "/opt/python",
            "TZ": "Europe/London",
            "aws_region": region,
            "REGION_VARIABLE": "AWS_REGION",
        },
    ),
    tags={"AWS_REGION": region},
)

pulumi.export("AWS_REGION", region)
