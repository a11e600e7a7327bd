import pulumi_aws as aws

# They are no logs.
aws.s3.Bucket("catalog", lifecycle_rules=[{"enabled": True, "expiration": {"days": 1}}])

logs = aws.s3.Bucket(
    "logs",
    lifecycle_rules=[
        # It moves already.
        {
            "enabled": True,
            "transitions": [{"days": 30, "storage_class": "STANDARD_IA"}],
            "expiration": {"days": 60},
        },
        {"enabled": False, "expiration": {"days": 1}},
        {"enabled": True, "expiration": {"days": 365}},
    ],
)


def rule(days: int) -> aws.s3.BucketLifecycleRuleArgs:
    return aws.s3.BucketLifecycleRuleArgs(
        enabled=True, expiration=aws.s3.BucketLifecycleRuleExpirationArgs(days=days)
    )


# What a function gives is not followed.
aws.s3.Bucket("more-logs", lifecycle_rules=[rule(1)])
