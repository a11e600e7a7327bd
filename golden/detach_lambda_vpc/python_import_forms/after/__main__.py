import pulumi
from pulumi_aws.ec2 import Subnet, Vpc
from pulumi_aws.lambda_ import Function

vpc = Vpc("vpc", cidr_block="10.0.0.0/16")
subnets = [
    Subnet(f"private-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24")
    for index in range(2)
]

Function(
    "first",
    runtime="python3.12",
    handler="first.handler",
    role="arn:role",
    code=pulumi.FileArchive("./app"),
)

Function(
    "second",
    runtime="python3.12",
    handler="second.handler",
    role="arn:role",
    code=pulumi.FileArchive("./app"),
)
