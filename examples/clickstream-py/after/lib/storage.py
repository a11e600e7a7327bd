"""Where clicks come from, and where they end."""

import re
from typing import Optional

import pulumi
import pulumi_aws as aws


class StorageStack(pulumi.ComponentResource):
    """A stream, a table and an archive."""

    def __init__(
        self,
        name: str,
        environment_suffix: str,
        retention_hours: int,
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("clickstream:index:StorageStack", name, None, opts)

        if not re.fullmatch(r"^[a-z0-9-]+$", environment_suffix):
            raise ValueError(
                f"Invalid environment_suffix '{environment_suffix}': must contain only lowercase letters, numbers, and hyphens"
            )
        if len(environment_suffix) > 20:
            raise ValueError(
                f"Invalid environment_suffix '{environment_suffix}': must be 20 characters or less"
            )

        child_opts = pulumi.ResourceOptions(parent=self)

        common_tags = {
            "Project": "clickstream",
            "Environment": environment_suffix,
            "ManagedBy": "pulumi",
        }

        self.stream = aws.kinesis.Stream(
            f"stream-{environment_suffix}",
            name=f"clickstream-{environment_suffix}",
            retention_period=retention_hours,
            stream_mode_details=aws.kinesis.StreamStreamModeDetailsArgs(
                stream_mode="ON_DEMAND"
            ),
            tags={**common_tags, "Name": f"stream-{environment_suffix}"},
            opts=child_opts,
        )

        self.table = aws.dynamodb.Table(
            f"table-{environment_suffix}",
            name=f"clickstream-{environment_suffix}",
            billing_mode="PAY_PER_REQUEST",
            hash_key="session_id",
            range_key="clicked_at",
            attributes=[
                aws.dynamodb.TableAttributeArgs(name="session_id", type="S"),
                aws.dynamodb.TableAttributeArgs(name="clicked_at", type="N"),
            ],
            tags={**common_tags, "Name": f"table-{environment_suffix}"},
            opts=child_opts,
        )

        self.bucket = aws.s3.Bucket(
            f"archive-{environment_suffix}",
            bucket=f"clickstream-archive-{environment_suffix}",
            tags={**common_tags, "Name": f"archive-{environment_suffix}"},
            opts=child_opts,
        )

        self.register_outputs(
            {
                "stream_name": self.stream.name,
                "table_name": self.table.name,
                "bucket_name": self.bucket.id,
            }
        )
