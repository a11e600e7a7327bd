import pulumi_aws as aws


def make_bucket(name: str) -> aws.s3.Bucket:
    bucket = aws.s3.Bucket(name)
    aws.s3.BucketVersioning(
        f"{name}-versioning",
        bucket=bucket.id,
        versioning_configuration={"status": "Enabled"},
    )
    return bucket


for team in ["red", "blue"]:
    bucket2 = aws.s3.Bucket(f"data-{team}")
    aws.s3.BucketAccelerateConfiguration(
        f"data-{team}-acceleration",
        bucket=bucket2.id,
        status="Enabled",
    )

buckets = {
    name: aws.s3.Bucket(name, versioning={"enabled": True}) for name in ["a", "b"]
}
