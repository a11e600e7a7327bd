import pulumi
import pulumi_aws as aws

ENVIRONMENT = "production"


def tags_of(name: str) -> dict:
    return {"Environment": "production", "Name": name}


environment_suffix = pulumi.get_stack()

aws.s3.Bucket("made", tags=tags_of("made"))
aws.s3.Bucket("named", tags={"Environment": ENVIRONMENT, "Name": "production"})
aws.s3.Bucket(
    f"data-{environment_suffix}",
    tags={"Environment": environment_suffix},
)
