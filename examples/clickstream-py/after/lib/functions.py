"""The functions of the pipeline, one for each step."""

import json
import re
from typing import List, Optional

import pulumi
import pulumi_aws as aws

from lib.storage import StorageStack


standard_tags = {
    "Project": pulumi.get_project(),
    "ManagedBy": "Pulumi",
    "Environment": pulumi.get_stack(),
}


class FunctionsStack(pulumi.ComponentResource):
    """The functions, their role and their logs."""

    def __init__(
        self,
        name: str,
        environment_suffix: str,
        private_subnet_ids: List[pulumi.Output[str]],
        vpc_security_group_id: pulumi.Output[str],
        storage: StorageStack,
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("clickstream:index:FunctionsStack", name, None, opts)

        if not re.fullmatch(r"^[a-z0-9-]+$", environment_suffix):
            raise ValueError(
                f"Invalid environment_suffix '{environment_suffix}': must contain only lowercase letters, numbers, and hyphens"
            )
        if len(environment_suffix) > 20:
            raise ValueError(
                f"Invalid environment_suffix '{environment_suffix}': must be 20 characters or less"
            )

        child_opts = pulumi.ResourceOptions(parent=self)

        common_tags = {
            "Project": "clickstream",
            "Environment": environment_suffix,
            "ManagedBy": "pulumi",
        }

        self.lambda_role = aws.iam.Role(
            f"lambda-role-{environment_suffix}",
            name=f"clickstream-lambda-{environment_suffix}",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "lambda.amazonaws.com"},
                            "Action": "sts:AssumeRole",
                        }
                    ],
                }
            ),
            tags={**common_tags, "Name": f"lambda-role-{environment_suffix}"},
            opts=child_opts,
        )

        # Attach managed policies
        aws.iam.RolePolicyAttachment(
            f"lambda-basic-execution-{environment_suffix}",
            role=self.lambda_role.name,
            policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
            opts=pulumi.ResourceOptions(parent=self, depends_on=[self.lambda_role]),
        )

        aws.iam.RolePolicy(
            f"lambda-data-{environment_suffix}",
            role=self.lambda_role.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": [
                                "kinesis:DescribeStream",
                                "kinesis:GetRecords",
                                "kinesis:GetShardIterator",
                                "kinesis:ListShards",
                                "kinesis:PutRecord",
                            ],
                            "Resource": storage.stream.arn,
                        },
                        {
                            "Effect": "Allow",
                            "Action": ["dynamodb:PutItem", "dynamodb:Query"],
                            "Resource": storage.table.arn,
                        },
                        {
                            "Effect": "Allow",
                            "Action": "s3:PutObject",
                            "Resource": pulumi.Output.concat(storage.bucket.arn, "/*"),
                        },
                    ],
                }
            ),
            opts=child_opts,
        )

        function_configs = [
            {"name": "ingest", "memory": 512, "timeout": 60},
            {"name": "enrich", "memory": 1024, "timeout": 120},
            {"name": "sessionize", "memory": 1024, "timeout": 120},
            {"name": "aggregate", "memory": 2048, "timeout": 300},
            {"name": "archive", "memory": 512, "timeout": 60},
        ]

        self.functions: List[aws.lambda_.Function] = []
        env_key = aws.kms.Key(
            f"lambda-{environment_suffix}-env-key",
            description="Environment variables of Lambda functions",
            deletion_window_in_days=7,
            enable_key_rotation=True,
            tags=standard_tags,
            opts=pulumi.ResourceOptions(parent=self),
        )
        aws.kms.Alias(
            f"lambda-{environment_suffix}-env-key-alias",
            target_key_id=env_key.key_id,
            opts=pulumi.ResourceOptions(parent=self),
        )
        for config in function_configs:
            log_group = aws.cloudwatch.LogGroup(
                f"logs-{config['name']}-{environment_suffix}",
                name=f"/aws/lambda/pipeline-{config['name']}-{environment_suffix}",
                retention_in_days=7,
                tags={
                    **common_tags,
                    "Name": f"logs-{config['name']}-{environment_suffix}",
                },
                opts=child_opts,
            )

            # Create Lambda function with optimized configuration
            function = aws.lambda_.Function(
                f"lambda-{config['name']}-{environment_suffix}",
                name=f"pipeline-{config['name']}-{environment_suffix}",
                runtime="python3.11",
                handler="handler.main",
                role=self.lambda_role.arn,
                code=pulumi.FileArchive(f"./functions/{config['name']}"),
                memory_size=config["memory"],
                timeout=config["timeout"],
                reserved_concurrent_executions=10,
                environment=aws.lambda_.FunctionEnvironmentArgs(
                    variables={
                        "STREAM_NAME": storage.stream.name,
                        "TABLE_NAME": storage.table.name,
                        "BUCKET_NAME": storage.bucket.id,
                    },
                ),
                tags={
                    **common_tags,
                    "Name": f"lambda-{config['name']}-{environment_suffix}",
                },
                kms_key_arn=env_key.arn,
                opts=pulumi.ResourceOptions(parent=self, depends_on=[log_group]),
            )
            self.functions.append(function)

        aws.lambda_.EventSourceMapping(
            f"ingest-source-{environment_suffix}",
            event_source_arn=storage.stream.arn,
            function_name=self.functions[0].arn,
            starting_position="LATEST",
            batch_size=100,
            tags=standard_tags,
            opts=child_opts,
        )

        self.function_names = [function.name for function in self.functions]

        self.register_outputs({"function_names": self.function_names})
