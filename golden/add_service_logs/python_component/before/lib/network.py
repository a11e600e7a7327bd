"""The network, and the API in front of it."""

import pulumi
import pulumi_aws as aws


class Network(pulumi.ComponentResource):
    def __init__(self, name: str, environment_suffix: str, tags: dict[str, str], opts=None):
        super().__init__("shop:network:Network", name, None, opts)

        # Everything is in there.
        self.vpc = aws.ec2.Vpc(
            f"vpc-{environment_suffix}",
            cidr_block="10.0.0.0/16",
            tags=tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.gateway = aws.ec2.InternetGateway(
            f"gateway-{environment_suffix}",
            vpc_id=self.vpc.id,
            opts=pulumi.ResourceOptions(parent=self),
        )

        api = aws.apigateway.RestApi(
            f"api-{environment_suffix}", opts=pulumi.ResourceOptions(parent=self)
        )
        deployment = aws.apigateway.Deployment(
            f"deployment-{environment_suffix}",
            rest_api=api.id,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.stage = aws.apigateway.Stage(
            f"stage-{environment_suffix}",
            rest_api=api.id,
            deployment=deployment.id,
            stage_name="live",
            opts=pulumi.ResourceOptions(parent=self, depends_on=[deployment]),
        )

        self.register_outputs({})
