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

        self.bucket = aws.s3.Bucket(
            f"audit-{self.environment_suffix}",
            bucket=f"audit-logs-{self.environment_suffix}",
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})


class Queues(pulumi.ComponentResource):
    def __init__(self, name: str, environment_suffix: str, opts=None):
        super().__init__("tap:stack:Queues", name, None, opts)
        self.queue = aws.sqs.Queue(
            f"jobs-{environment_suffix}",
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})
