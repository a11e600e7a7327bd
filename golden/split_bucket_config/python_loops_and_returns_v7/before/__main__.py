import pulumi_aws as aws


def make_bucket(name: str) -> aws.s3.Bucket:
    return aws.s3.Bucket(name, versioning={"enabled": True})


for team in ["red", "blue"]:
    aws.s3.Bucket(f"data-{team}", acceleration_status="Enabled")

buckets = {
    name: aws.s3.Bucket(name, versioning={"enabled": True}) for name in ["a", "b"]
}
