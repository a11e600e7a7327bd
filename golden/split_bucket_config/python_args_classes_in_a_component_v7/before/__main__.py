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
            versioning=aws.s3.BucketVersioningArgs(
                enabled=versioned,
            ),
            server_side_encryption_configuration=aws.s3.BucketServerSideEncryptionConfigurationArgs(
                rule=aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    apply_server_side_encryption_by_default=aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                        sse_algorithm="aws:kms",
                    ),
                    bucket_key_enabled=True,  # fewer requests to KMS
                ),
            ),
            lifecycle_rules=[
                aws.s3.BucketLifecycleRuleArgs(
                    id="expire",
                    enabled=True,
                    noncurrent_version_expiration=aws.s3.BucketLifecycleRuleNoncurrentVersionExpirationArgs(
                        days=30,
                    ),
                ),
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.site = aws.s3.Bucket(
            f"{name}-site",
            aws.s3.BucketArgs(
                website=aws.s3.BucketWebsiteArgs(index_document="index.html"),
                force_destroy=True,
            ),
            pulumi.ResourceOptions(parent=self),
        )

        self.register_outputs({"url": self.site.website_endpoint})
