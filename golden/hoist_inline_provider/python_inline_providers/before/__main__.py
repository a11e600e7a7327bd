import pulumi
import pulumi_aws as aws
from pulumi_aws import Provider

suffix = pulumi.Config().get("suffix") or "dev"

# CloudFront takes functions of N. Virginia only.
certificate = aws.acm.Certificate(
    "site",
    domain_name="example.com",
    validation_method="DNS",
    opts=pulumi.ResourceOptions(
        provider=aws.Provider(f"virginia-{suffix}", region="us-east-1")
    ),
)

first = aws.s3.Bucket(
    "first",
    opts=pulumi.ResourceOptions(provider=aws.Provider("west", region="us-west-2")),
)
second = aws.s3.Bucket(
    "second",
    opts=pulumi.ResourceOptions(
        protect=True,
        provider=Provider(
            "west",
            region="us-west-2",
        ),
    ),
)
third = aws.s3.Bucket(
    "third",
    opts=pulumi.ResourceOptions(
        provider=aws.Provider("west", aws.ProviderArgs(region="us-west-2"))
    ),
)

for name in ["a", "b"]:
    aws.sqs.Queue(
        name,
        opts=pulumi.ResourceOptions(
            provider=aws.Provider("queues-everywhere", region="eu-west-1")
        ),
    )
    aws.sns.Topic(
        name,
        opts=pulumi.ResourceOptions(
            provider=aws.Provider(f"topics-{name}", region="eu-west-1")
        ),
    )

groups = [
    aws.cloudwatch.LogGroup(
        name,
        opts=pulumi.ResourceOptions(provider=aws.Provider("logs", region="eu-west-2")),
    )
    for name in ["x"]
]
zones = aws.get_availability_zones_output(
    opts=pulumi.InvokeOptions(provider=aws.Provider("zones", region="eu-west-3"))
)

pulumi.export("certificate_arn", certificate.arn)
