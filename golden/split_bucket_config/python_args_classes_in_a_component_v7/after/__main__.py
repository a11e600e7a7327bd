import pulumi
import pulumi_aws as aws


class Store(pulumi.ComponentResource):
    def __init__(
        self,
        name: str,
        versioned: pulumi.Input[bool],
        opts: pulumi.ResourceOptions | None = None,
    ):
        super().__init__("store:index:Store", name, None, opts)

        self.bucket = aws.s3.Bucket(
            f"{name}-data",
            opts=pulumi.ResourceOptions(parent=self),
        )

        bucket_versioning = aws.s3.BucketVersioning(
            f"{name}-data-versioning",
            bucket=self.bucket.id,
            versioning_configuration={
                "status": pulumi.Output.from_input(versioned).apply(
                    lambda enabled: "Enabled" if enabled else "Suspended"
                ),
            },
            opts=pulumi.ResourceOptions(parent=self),
        )

        aws.s3.BucketServerSideEncryptionConfiguration(
            f"{name}-data-encryption",
            bucket=self.bucket.id,
            rules=[
                {
                    "apply_server_side_encryption_by_default": {
                        "sse_algorithm": "aws:kms",
                    },
                    # fewer requests to KMS
                    "bucket_key_enabled": True,
                },
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )

        aws.s3.BucketLifecycleConfiguration(
            f"{name}-data-lifecycle",
            bucket=self.bucket.id,
            rules=[
                {
                    "id": "expire",
                    "status": "Enabled",
                    "filter": {"prefix": ""},
                    "noncurrent_version_expiration": {
                        "noncurrent_days": 30,
                    },
                },
            ],
            opts=pulumi.ResourceOptions(parent=self, depends_on=[bucket_versioning]),
        )

        self.site = aws.s3.Bucket(
            f"{name}-site",
            aws.s3.BucketArgs(
                force_destroy=True,
            ),
            pulumi.ResourceOptions(parent=self),
        )

        site_website = aws.s3.BucketWebsiteConfiguration(
            f"{name}-site-website",
            bucket=self.site.id,
            index_document={"suffix": "index.html"},
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.register_outputs({"url": site_website.website_endpoint})
