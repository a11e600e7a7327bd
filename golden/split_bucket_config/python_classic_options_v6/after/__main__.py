import pulumi
import pulumi_aws as aws

retention_days = 30

site = aws.s3.Bucket(
    "site",
    opts=pulumi.ResourceOptions(delete_before_replace=True, ignore_changes=["website"]),
)

site_website = aws.s3.BucketWebsiteConfigurationV2(
    "site-website",
    bucket=site.id,
    index_document={"suffix": "index.html"},
    error_document={"key": "404.html"},
)


def store(name: str, opts: pulumi.ResourceOptions) -> aws.s3.Bucket:
    bucket = aws.s3.Bucket(
        name,
        opts=pulumi.ResourceOptions.merge(
            opts, pulumi.ResourceOptions(ignore_changes=["lifecycle_rules"])
        ),
    )
    aws.s3.BucketVersioningV2(
        f"{name}-versioning",
        bucket=bucket.id,
        versioning_configuration={"status": "Enabled"},
        opts=opts,
    )
    aws.s3.BucketLifecycleConfigurationV2(
        f"{name}-lifecycle",
        bucket=bucket.id,
        rules=[
            {
                "id": "rule-1",
                "status": "Enabled",
                "filter": {"prefix": ""},
                "expiration": {"days": retention_days},
            },
        ],
        opts=opts,
    )
    return bucket


pulumi.export("url", site_website.website_endpoint)
