"""The functions of an API."""

import pulumi
import pulumi_aws as aws


class Api(pulumi.ComponentResource):
    def __init__(self, name: str, tags: dict[str, str], opts=None):
        super().__init__("acme:api:Api", name, None, opts)

        handler_env_key = aws.kms.Key(
            f"{name}-handler-env-key",
            description="Environment variables of Lambda functions",
            deletion_window_in_days=7,
            enable_key_rotation=True,
            tags=tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

        aws.kms.Alias(
            f"{name}-handler-env-key-alias",
            target_key_id=handler_env_key.key_id,
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.handler = aws.lambda_.Function(
            f"{name}-handler",
            runtime="python3.12",
            handler="api.handler",
            role="arn:role",
            code=pulumi.FileArchive("./api"),
            environment=aws.lambda_.FunctionEnvironmentArgs(
                variables={"STAGE": "prod"},
            ),
            tags=tags,
            kms_key_arn=handler_env_key.arn,
            opts=pulumi.ResourceOptions(parent=self),
        )

        aws.lambda_.Function(
            f"{name}-authorizer",
            runtime="python3.12",
            handler="authorizer.handler",
            role="arn:role",
            code=pulumi.FileArchive("./api"),
            environment={"variables": {"STAGE": "prod"}},
            kms_key_arn=handler_env_key.arn,
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.register_outputs({})
