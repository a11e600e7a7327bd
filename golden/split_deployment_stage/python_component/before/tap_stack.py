"""The public API of an environment."""

from typing import Optional

import pulumi
import pulumi_aws as aws
from pulumi import ResourceOptions


class TapStack(pulumi.ComponentResource):
    """A REST API with one method."""

    def __init__(
        self,
        name: str,
        environment_suffix: str,
        handler: aws.lambda_.Function,
        opts: Optional[ResourceOptions] = None,
    ):
        super().__init__("tap:stack:TapStack", name, None, opts)

        self.api = aws.apigateway.RestApi(
            f"tap-{environment_suffix}", opts=ResourceOptions(parent=self)
        )
        self.root = aws.apigateway.Integration(
            f"tap-root-{environment_suffix}",
            rest_api=self.api.id,
            resource_id=self.api.root_resource_id,
            http_method="GET",
            type="AWS_PROXY",
            integration_http_method="POST",
            uri=handler.invoke_arn,
            opts=ResourceOptions(parent=self),
        )

        # Has to wait for the methods.
        self.deployment = aws.apigateway.Deployment(
            f"tap-deployment-{environment_suffix}",
            rest_api=self.api.id,
            stage_name=environment_suffix,
            stage_description="Called by the web shop",
            variables={"environment": environment_suffix},
            opts=ResourceOptions(parent=self, depends_on=[self.root]),
        )

        aws.lambda_.Permission(
            f"tap-invoke-{environment_suffix}",
            action="lambda:InvokeFunction",
            function=handler.name,
            principal="apigateway.amazonaws.com",
            source_arn=self.deployment.execution_arn.apply(lambda arn: f"{arn}/*/*"),
            opts=ResourceOptions(parent=self),
        )

        self.url = pulumi.Output.concat(self.deployment.invoke_url, "/orders")
        self.register_outputs({"url": self.url, "deployment_id": self.deployment.id})
