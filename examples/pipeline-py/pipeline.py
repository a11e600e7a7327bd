"""The stages of the pipeline as one component."""

import json
from typing import Optional

import pulumi
import pulumi_aws as aws

STAGES = ["validate", "transform", "store"]


class Pipeline(pulumi.ComponentResource):
    """One function for each stage, and the role that they share."""

    def __init__(
        self,
        name: str,
        inbox: aws.s3.Bucket,
        lake: aws.s3.Bucket,
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("example:pipeline:Pipeline", name, None, opts)

        self.role = aws.iam.Role(
            f"{name}-functions",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": "lambda.amazonaws.com"},
                        }
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self),
        )
        aws.iam.RolePolicyAttachment(
            f"{name}-logs",
            role=self.role.name,
            policy_arn=aws.iam.ManagedPolicy.AWS_LAMBDA_BASIC_EXECUTION_ROLE,
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.functions: dict[str, aws.lambda_.Function] = {}
        for stage in STAGES:
            self.functions[stage] = aws.lambda_.Function(
                f"{name}-{stage}",
                runtime=aws.lambda_.Runtime.PYTHON3D12,
                handler=f"{stage}.main",
                role=self.role.arn,
                code=pulumi.FileArchive(f"./functions/{stage}"),
                memory_size=1024,
                timeout=120,
                environment=aws.lambda_.FunctionEnvironmentArgs(
                    variables={
                        "STAGE": stage,
                        "INBOX": inbox.bucket,
                        "LAKE": lake.bucket,
                        "AWS_REGION": aws.config.region or "us-east-1",
                    },
                ),
                reserved_concurrent_executions=100,
                opts=pulumi.ResourceOptions(parent=self),
            )

        self.register_outputs({})
