import pulumi
import pulumi_aws as aws
from pulumi_aws import Provider

suffix = pulumi.Config().get("suffix") or "dev"

virginia_provider = aws.Provider(f"virginia-{suffix}", region="us-east-1")

# CloudFront takes functions of N. Virginia only.
certificate = aws.acm.Certificate(
    "site",
    domain_name="example.com",
    validation_method="DNS",
    opts=pulumi.ResourceOptions(provider=virginia_provider),
)

west_provider = aws.Provider("west", region="us-west-2")

first = aws.s3.Bucket(
    "first",
    opts=pulumi.ResourceOptions(provider=west_provider),
)
second = aws.s3.Bucket(
    "second",
    opts=pulumi.ResourceOptions(
        protect=True,
        provider=west_provider,
    ),
)
third = aws.s3.Bucket(
    "third",
    opts=pulumi.ResourceOptions(provider=west_provider),
)

queues_everywhere_provider = aws.Provider("queues-everywhere", region="eu-west-1")

for name in ["a", "b"]:
    aws.sqs.Queue(
        name,
        opts=pulumi.ResourceOptions(provider=queues_everywhere_provider),
    )
    topics_provider = aws.Provider(f"topics-{name}", region="eu-west-1")
    aws.sns.Topic(
        name,
        opts=pulumi.ResourceOptions(provider=topics_provider),
    )

logs_provider = aws.Provider("logs", region="eu-west-2")

groups = [
    aws.cloudwatch.LogGroup(
        name,
        opts=pulumi.ResourceOptions(provider=logs_provider),
    )
    for name in ["x"]
]
zones_provider = aws.Provider("zones", region="eu-west-3")
zones = aws.get_availability_zones_output(
    opts=pulumi.InvokeOptions(provider=zones_provider)
)

pulumi.export("certificate_arn", certificate.arn)
