from typing import Optional

import pulumi_aws as aws
from pulumi import ComponentResource, Output, ResourceOptions


class BillingApi(ComponentResource):
    def __init__(
        self,
        name: str,
        api: aws.apigateway.RestApi,
        opts: Optional[ResourceOptions] = None,
    ):
        super().__init__("billing:api:BillingApi", name, None, opts)

        self.deployment = aws.apigateway.Deployment(
            f"{name}-deployment",
            rest_api=api.id,
            # Replaced with each release.
            description="Billing",
            opts=ResourceOptions(parent=self, depends_on=[api]),
        )

        self.stage = aws.apigateway.Stage(
            f"{name}-stage",
            rest_api=api.id,
            deployment=self.deployment.id,
            # Invoices print it.
            stage_name="v1",  # never changes
            opts=ResourceOptions(parent=self),
        )

    def url(self, path: str) -> Output[str]:
        """Where to find an invoice."""
        return Output.concat(self.stage.invoke_url, "/", path)
