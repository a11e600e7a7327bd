import pulumi_aws as aws

data = aws.s3.Bucket("data", force_destroy=True)
aws.s3.BucketVersioning(
    "data-versioning",
    bucket=data.id,
    versioning_configuration={"status": "Enabled"},
)


class Bucket:
    def __init__(self, name: str, versioning: dict) -> None:
        self.versioning = versioning


Bucket("mine", versioning={"enabled": True})
