from typing import Optional

import pulumi
import pulumi_aws as aws


class Topics(pulumi.ComponentResource):
    def __init__(
        self,
        name: str,
        environment_suffix: str = "dev",
        *,
        tags: Optional[dict] = None,
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("acme:app:Topics", name, None, opts)
        aws.sns.Topic(
            f"{name}-{environment_suffix}",
            tags=tags,
            opts=pulumi.ResourceOptions(parent=self),
        )


class Settings:
    def __init__(self, name: str, environment_suffix: str = "dev"):
        self.name = f"{name}-{environment_suffix}"


Topics("early")

config = pulumi.Config()
environment_suffix = config.get("suffix") or "dev"

Topics("late")
Topics("late-with-options", opts=pulumi.ResourceOptions(protect=False))
Topics("positional", environment_suffix)
Topics("keyword", environment_suffix="other")
given: dict = {"environment_suffix": environment_suffix}
Topics("spread", **given)
pulumi.export("name", Settings("settings").name)
