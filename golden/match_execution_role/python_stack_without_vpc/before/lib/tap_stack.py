import json

import pulumi
import pulumi_aws as aws


class TapStack(pulumi.ComponentResource):
    def __init__(self, name: str, environment_suffix: str, opts=None):
        super().__init__("tap:stack:TapStack", name, None, opts)

        self.lambda_role = aws.iam.Role(
            f"lambda-role-{environment_suffix}",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": "lambda.amazonaws.com"},
                            "Effect": "Allow",
                        }
                    ],
                }
            ),
            opts=pulumi.ResourceOptions(parent=self),
        )

        # Attach managed policies
        aws.iam.RolePolicyAttachment(
            f"lambda-vpc-execution-{environment_suffix}",
            role=self.lambda_role.name,
            policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
            opts=pulumi.ResourceOptions(parent=self, depends_on=[self.lambda_role]),
        )

        lambda_configs = [
            {"name": "ingest", "memory": 512},
            {"name": "transform", "memory": 1024},
        ]

        # Note: VPC config removed
        for config in lambda_configs:
            aws.lambda_.Function(
                f"lambda-{config['name']}-{environment_suffix}",
                name=f"pipeline-{config['name']}-{environment_suffix}",
                runtime="python3.11",
                handler="index.handler",
                role=self.lambda_role.arn,
                memory_size=config["memory"],
                code=pulumi.FileArchive("./app"),
                opts=pulumi.ResourceOptions(parent=self),
            )

        self.register_outputs({"role_arn": self.lambda_role.arn})
