"""Storage of the audit trail."""

import pulumi
import pulumi_aws as aws

stack = pulumi.get_stack()

logs = aws.s3.Bucket(f"logs-{stack}")

audit_bucket = aws.s3.Bucket(
    f"audit-{stack}",
    bucket=f"audit-logs-{stack}",
    opts=pulumi.ResourceOptions(ignore_changes=["lifecycle_rules", "loggings"]),
)

audit_bucket_versioning = aws.s3.BucketVersioningV2(
    f"audit-{stack}-versioning",
    bucket=audit_bucket.id,
    versioning_configuration={
        "status": "Enabled",
    },
)

aws.s3.BucketServerSideEncryptionConfigurationV2(
    f"audit-{stack}-encryption",
    bucket=audit_bucket.id,
    rules=[
        {
            "apply_server_side_encryption_by_default": {
                "sse_algorithm": "AES256",
            },
        },
    ],
)

# Auditors ask for seven years.
aws.s3.BucketLifecycleConfigurationV2(
    f"audit-{stack}-lifecycle",
    bucket=audit_bucket.id,
    rules=[
        {
            "id": "rule-1",
            "status": "Enabled",
            "filter": {
                "and_": {
                    "prefix": "trail/",
                    "tags": {"CostCenter": "42", "team": "audit"},
                },
            },
            "noncurrent_version_expiration": {"noncurrent_days": 2555},
        },
    ],
    opts=pulumi.ResourceOptions(depends_on=[audit_bucket_versioning]),
)

aws.s3.BucketLoggingV2(
    f"audit-{stack}-logging",
    bucket=audit_bucket.id,
    target_bucket=logs.id,
    target_prefix="audit/",
)

pulumi.export("bucket", audit_bucket.id)
