import os
import re

import pulumi
import pulumi_aws as aws

config = pulumi.Config()

environment_suffix = os.environ.get("ENVIRONMENT_SUFFIX") or config.require("suffix")

if not re.fullmatch(r"^[a-z0-9-]+$", environment_suffix):
    raise ValueError(
        f"Invalid environment_suffix '{environment_suffix}': must contain only lowercase letters, numbers, and hyphens"
    )
if len(environment_suffix) > 20:
    raise ValueError(
        f"Invalid environment_suffix '{environment_suffix}': must be 20 characters or less"
    )

environment = config.get("environment")

if environment and not re.fullmatch(r"^[a-z0-9-]+$", environment):
    raise ValueError(
        f"Invalid environment '{environment}': must contain only lowercase letters, numbers, and hyphens"
    )
if environment and len(environment) > 20:
    raise ValueError(
        f"Invalid environment '{environment}': must be 20 characters or less"
    )

tags = {"Suffix": environment_suffix}

queue = aws.sqs.Queue("jobs-%s" % environment_suffix, tags=tags)
if environment:
    aws.sqs.Queue("late-{}".format(environment))

pulumi.export("url", queue.url)
