import pulumi
import pulumi_aws as aws

from .topics import make_topic


class Api(pulumi.ComponentResource):
    def __init__(
        self,
        name: str,
        suffix: str,
        opts: pulumi.ResourceOptions | None = None,
    ):
        super().__init__("shop:api:Api", name, None, opts)
        environment_suffix = suffix or "dev"

        self.topic = make_topic(f"topic-{environment_suffix}")
        self.role = aws.iam.Role(
            f"role-{environment_suffix}",
            assume_role_policy="{}",
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})
