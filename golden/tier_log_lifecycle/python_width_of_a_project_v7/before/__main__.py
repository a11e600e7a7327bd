import pulumi
import pulumi_aws as aws

rule = aws.s3.BucketLifecycleRuleArgs(
    enabled=True,
    expiration=aws.s3.BucketLifecycleRuleExpirationArgs(days=30),
)
logs = aws.s3.Bucket("logs", lifecycle_rules=[rule])

access = aws.s3.Bucket(
    "access-logs",
    lifecycle_rules=[
        aws.s3.BucketLifecycleRuleArgs(
            id="all",
            enabled=True,
            expiration=aws.s3.BucketLifecycleRuleExpirationArgs(days=30),
        ),
    ],
)

pulumi.export("names", [logs.bucket, access.bucket])
