import os

import pulumi
from pulumi import Config, ResourceOptions
from lib.tap_stack import TapStack, TapStackArgs
from lib.queues import Queues, QueueSettings

config = Config()

environment_suffix = os.getenv("ENVIRONMENT_SUFFIX") or config.get("env") or "dev"
tags = {"Team": "payments", "Suffix": environment_suffix}

stack = TapStack(
    name="pulumi-infra",
    args=TapStackArgs(tags=tags),
)

TapStack("second", TapStackArgs(), ResourceOptions(protect=False))

queues = Queues(
    "queues",
    QueueSettings(
        fifo=True,
    ),
)

pulumi.export("bucket_name", stack.bucket.bucket)
