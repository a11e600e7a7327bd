import re
from typing import Optional

import pulumi
import pulumi_aws as aws


class TapStackArgs:
    def __init__(self, environment_suffix: Optional[str] = None):
        self.environment_suffix = environment_suffix or "dev"


class TapStack(pulumi.ComponentResource):
    def __init__(
        self,
        name: str,
        args: TapStackArgs,
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("tap:stack:TapStack", name, None, opts)

        self.environment_suffix = args.environment_suffix

        if not re.fullmatch(r"^[a-z0-9-]+$", self.environment_suffix):
            raise ValueError(
                f"Invalid environment_suffix '{self.environment_suffix}': must contain only lowercase letters, numbers, and hyphens"
            )
        if len(self.environment_suffix) > 20:
            raise ValueError(
                f"Invalid environment_suffix '{self.environment_suffix}': must be 20 characters or less"
            )

        self.bucket = aws.s3.Bucket(
            f"audit-{self.environment_suffix}",
            bucket=f"audit-logs-{self.environment_suffix}",
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})


class Queues(pulumi.ComponentResource):
    def __init__(self, name: str, environment_suffix: str, opts=None):
        super().__init__("tap:stack:Queues", name, None, opts)

        if not re.fullmatch(r"^[a-z0-9-]+$", environment_suffix):
            raise ValueError(
                f"Invalid environment_suffix '{environment_suffix}': must contain only lowercase letters, numbers, and hyphens"
            )
        if len(environment_suffix) > 20:
            raise ValueError(
                f"Invalid environment_suffix '{environment_suffix}': must be 20 characters or less"
            )

        self.queue = aws.sqs.Queue(
            f"jobs-{environment_suffix}",
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})
