import pulumi
import pulumi_aws as aws
from pulumi_aws.s3 import BucketVersioningArgs

retention_days = 30

site = aws.s3.Bucket(
    "site",
    website=aws.s3.BucketWebsiteArgs(
        index_document="index.html", error_document="404.html"
    ),
    opts=pulumi.ResourceOptions(delete_before_replace=True),
)


def store(name: str, opts: pulumi.ResourceOptions) -> aws.s3.Bucket:
    bucket = aws.s3.Bucket(
        name,
        versioning=BucketVersioningArgs(enabled=True),
        lifecycle_rules=[{"enabled": True, "expiration": {"days": retention_days}}],
        opts=opts,
    )
    return bucket


pulumi.export("url", site.website_endpoint)
