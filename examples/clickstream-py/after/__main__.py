"""Deploys the clickstream pipeline."""

import os

import pulumi

from lib.clickstream_stack import ClickstreamStack, ClickstreamStackArgs

config = pulumi.Config()
environment_suffix = os.environ.get("ENVIRONMENT_SUFFIX") or config.get("env") or "dev"

stack = ClickstreamStack(
    name="clickstream",
    args=ClickstreamStackArgs(
        environment_suffix=environment_suffix,
        retention_hours=config.get_int("retentionHours") or 24,
    ),
)

pulumi.export("vpc_id", stack.network.vpc.id)
pulumi.export("stream_name", stack.storage.stream.name)
pulumi.export("table_name", stack.storage.table.name)
pulumi.export("bucket_name", stack.storage.bucket.id)
pulumi.export("alarm_topic_arn", stack.monitoring.alarm_topic.arn)
