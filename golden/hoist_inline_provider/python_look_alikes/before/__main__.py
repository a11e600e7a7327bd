import pulumi
import pulumi_aws as aws


class Provider:
    def __init__(self, name: str, region: str):
        self.name = name
        self.region = region


west = aws.Provider("west", region="us-west-2")
aws.s3.Bucket("named", opts=pulumi.ResourceOptions(provider=west))

shared = pulumi.ResourceOptions(provider=aws.Provider("shared", region="us-west-2"))
aws.s3.Bucket("first", opts=shared)
aws.s3.Bucket("second", opts=shared)

owner = dict(provider=Provider("acme", region="here"))
merged = pulumi.ResourceOptions.merge(
    shared,
    pulumi.ResourceOptions(provider=aws.Provider("merged", region="us-west-2")),
)
aws.s3.Bucket("third", opts=merged)
listed = [aws.Provider("listed", region="us-west-1")]
