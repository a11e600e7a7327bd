"""Storage of the audit trail."""

import pulumi
import pulumi_aws as aws

stack = pulumi.get_stack()

logs = aws.s3.Bucket(f"logs-{stack}")

audit_bucket = aws.s3.Bucket(
    f"audit-{stack}",
    bucket=f"audit-logs-{stack}",
    versioning={
        "enabled": True,
        "mfa_delete": False,
    },
    server_side_encryption_configuration={
        "rule": {
            "apply_server_side_encryption_by_default": {
                "sse_algorithm": "AES256",
            },
        },
    },
    # Auditors ask for seven years.
    lifecycle_rules=[
        {
            "enabled": True,
            "prefix": "trail/",
            "tags": {"CostCenter": "42", "team": "audit"},
            "noncurrent_version_expiration": {"days": 2555},
        },
    ],
    loggings=[{"target_bucket": logs.id, "target_prefix": "audit/"}],
)

pulumi.export("bucket", audit_bucket.id)
