from typing import Dict, Optional

import pulumi
import pulumi_aws as aws


class TapStackArgs:
    def __init__(
        self,
        environment_suffix: Optional[str] = None,
        tags: Optional[Dict[str, str]] = None,
    ):
        self.environment_suffix = environment_suffix or "dev"
        self.tags = tags


class TapStack(pulumi.ComponentResource):
    def __init__(
        self,
        name: str,
        args: TapStackArgs,
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("tap:stack:TapStack", name, None, opts)
        self.bucket = aws.s3.Bucket(
            f"{name}-{args.environment_suffix}",
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})
