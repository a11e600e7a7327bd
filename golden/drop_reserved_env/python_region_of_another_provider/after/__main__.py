"""The regions of another provider, and of another name."""

import pulumi
import pulumi_aws as aws

role = aws.iam.Role.get("service", "replication-service")
ireland = aws.Provider("ireland", region="eu-west-1")
remote = aws.get_region(opts=pulumi.InvokeOptions(provider=ireland))

sender = aws.lambda_.Function(
    "sender",
    role=role.arn,
    environment={
        "variables": {
            "QUEUE": "copies",
        },
    },
)

receiver = aws.lambda_.Function(
    "receiver",
    role=role.arn,
    environment={
        "variables": {
            "QUEUE": "copies",
        },
    },
)
