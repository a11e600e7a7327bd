import os

import pulumi
import pulumi_aws as aws

config = pulumi.Config()

environment_suffix = os.environ.get("ENVIRONMENT_SUFFIX") or config.require("suffix")
environment = config.get("environment")
tags = {"Suffix": environment_suffix}

queue = aws.sqs.Queue("jobs-%s" % environment_suffix, tags=tags)
if environment:
    aws.sqs.Queue("late-{}".format(environment))

pulumi.export("url", queue.url)
