"""The program."""

from __future__ import annotations

import os

import pulumi
from lib import TapStack

environment_suffix = os.getenv("ENVIRONMENT_SUFFIX", "dev")

stack = TapStack(
    name="tap-stack-of-orders", environment_suffix=environment_suffix, opts=None
)

pulumi.export("region", stack.region)
pulumi.export("bucket_arn", stack.bucket.arn)
pulumi.export("bucket_name", stack.bucket_name)
pulumi.export("role_arn", stack.role_arn)
pulumi.export("queue_url", stack.queue_url)
pulumi.export("console_url", stack.console_url)
pulumi.export("upper", stack.upper)
pulumi.export("function_arn", stack.function.arn)
pulumi.export("function_name", stack.function.name)
pulumi.export("bucket_arn_of_today", stack.bucket_arn_of_today)
