"""The functions of an API."""

import pulumi
import pulumi_aws as aws


class Api(pulumi.ComponentResource):
    def __init__(self, name: str, tags: dict[str, str], opts=None):
        super().__init__("acme:api:Api", name, None, opts)

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
            opts=pulumi.ResourceOptions(parent=self),
        )

        aws.lambda_.Function(
            f"{name}-authorizer",
            runtime="python3.12",
            handler="authorizer.handler",
            role="arn:role",
            code=pulumi.FileArchive("./api"),
            environment={"variables": {"STAGE": "prod"}},
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.register_outputs({})
