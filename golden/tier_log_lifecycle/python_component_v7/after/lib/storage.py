import pulumi
import pulumi_aws as aws

# A week is what the budget allows.
_RETENTION_DAYS = 90


class Storage(pulumi.ComponentResource):
    def __init__(
        self,
        name: str,
        environment_suffix: str,
        opts: pulumi.ResourceOptions | None = None,
    ):
        super().__init__("shop:storage:Storage", name, None, opts)

        self.log_bucket = aws.s3.Bucket(
            f"store-{environment_suffix}", opts=pulumi.ResourceOptions(parent=self)
        )
        aws.s3.BucketLifecycleConfiguration(
            f"store-lifecycle-{environment_suffix}",
            bucket=self.log_bucket.id,
            rules=[
                aws.s3.BucketLifecycleConfigurationRuleArgs(
                    id="expire",
                    status="Enabled",
                    expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(
                        days=_RETENTION_DAYS,
                    ),
                    transitions=[
                        aws.s3.BucketLifecycleConfigurationRuleTransitionArgs(
                            days=30, storage_class="STANDARD_IA"
                        ),
                        aws.s3.BucketLifecycleConfigurationRuleTransitionArgs(
                            days=60, storage_class="GLACIER"
                        ),
                    ],
                ),
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.access = aws.s3.Bucket(
            f"access-{environment_suffix}",
            lifecycle_rules=[{"enabled": True, "expiration": {"days": 30}}],
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.trail = aws.s3.Bucket(
            f"trail-{environment_suffix}", opts=pulumi.ResourceOptions(parent=self)
        )
        aws.s3.BucketLifecycleConfiguration(
            f"trail-logs-{environment_suffix}",
            bucket=self.trail.id,
            rules=[
                {
                    "id": "expire",
                    "status": "Enabled",
                    "filter": {"prefix": ""},
                    "expiration": {"days": 90},
                    "transitions": [
                        {"days": 30, "storage_class": "STANDARD_IA"},
                        {"days": 60, "storage_class": "GLACIER"},
                    ],
                }
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.register_outputs({})
