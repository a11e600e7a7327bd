import pulumi
from pulumi_aws import ec2, s3

vpc = ec2.Vpc("vpc", cidr_block="10.0.0.0/16")

config = pulumi.Config()
enable_vpc_endpoints = config.get_bool("enableVpcEndpoints", True)

gateway = None
if enable_vpc_endpoints:
    gateway = ec2.VpcEndpoint(
        "s3",
        vpc_id=vpc.id,
        service_name="com.amazonaws.us-east-1.s3",
    )

table = ec2.RouteTable("private", vpc_id=vpc.id)

if gateway is not None:
    ec2.VpcEndpointRouteTableAssociation(
        "s3", route_table_id=table.id, vpc_endpoint_id=gateway.id
    )

for service in ["sqs", "sns"]:
    if enable_vpc_endpoints:
        ec2.VpcEndpoint(
            service,
            vpc_id=vpc.id,
            service_name=f"com.amazonaws.us-east-1.{service}",
        )

bucket = s3.Bucket(
    "bucket", opts=pulumi.ResourceOptions(depends_on=[gateway] if gateway else [])
)

pulumi.export("bucket", bucket.id)
pulumi.export("gateway", gateway.id if gateway else None)
