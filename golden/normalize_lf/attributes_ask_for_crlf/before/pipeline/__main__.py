"""The processing pipeline: one function for each stage."""

import json

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
environment_suffix = config.get("environmentSuffix") or "dev"

role = aws.iam.Role(
    f"pipeline-{environment_suffix}",
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
)

for stage in ("validate", "transform", "store"):
    aws.lambda_.Function(
        f"lambda-{stage}-{environment_suffix}",
        name=f"pipeline-{stage}-{environment_suffix}",
        runtime="python3.11",
        handler=f"{stage}.handler",
        role=role.arn,
        code=pulumi.FileArchive(f"./lambda/{stage}"),
        description="""One stage of the pipeline.

        Retries are up to the stream that feeds it.""",
    )

pulumi.export("role_arn", role.arn)
