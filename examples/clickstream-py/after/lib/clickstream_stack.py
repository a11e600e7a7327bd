"""The clickstream pipeline, put together of its parts."""

from typing import Optional

import pulumi

from lib.functions import FunctionsStack
from lib.monitoring import MonitoringStack
from lib.network import NetworkStack
from lib.storage import StorageStack


class ClickstreamStackArgs:
    """What a pipeline is made with."""

    def __init__(
        self,
        environment_suffix: Optional[str] = None,
        retention_hours: int = 24,
    ):
        self.environment_suffix = environment_suffix or "dev"
        self.retention_hours = retention_hours


class ClickstreamStack(pulumi.ComponentResource):
    """Five functions that read a stream from a private network, and what they need."""

    def __init__(
        self,
        name: str,
        args: ClickstreamStackArgs,
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("clickstream:index:ClickstreamStack", name, None, opts)

        environment_suffix = args.environment_suffix

        self.network = NetworkStack(
            f"network-{environment_suffix}",
            environment_suffix=environment_suffix,
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.storage = StorageStack(
            f"storage-{environment_suffix}",
            environment_suffix=environment_suffix,
            retention_hours=args.retention_hours,
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.functions = FunctionsStack(
            f"functions-{environment_suffix}",
            environment_suffix=environment_suffix,
            private_subnet_ids=[subnet.id for subnet in self.network.private_subnets],
            vpc_security_group_id=self.network.lambda_security_group.id,
            storage=self.storage,
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.monitoring = MonitoringStack(
            f"monitoring-{environment_suffix}",
            environment_suffix=environment_suffix,
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.register_outputs(
            {
                "vpc_id": self.network.vpc.id,
                "stream_name": self.storage.stream.name,
                "table_name": self.storage.table.name,
                "bucket_name": self.storage.bucket.id,
                "alarm_topic_arn": self.monitoring.alarm_topic.arn,
            }
        )
