import pulumi
import pulumi_aws as aws

config = pulumi.Config()

vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("private", vpc_id=vpc.id, cidr_block="10.0.1.0/24")

# The function reaches the cache, and nothing else.
cache = aws.elasticache.SubnetGroup("cache", subnet_ids=[subnet.id])

aws.lambda_.Function(
    "reader",
    runtime="python3.12",
    handler="reader.handler",
    role="arn:role",
    code=pulumi.FileArchive("./app"),
    vpc_config=aws.lambda_.FunctionVpcConfigArgs(
        subnet_ids=[subnet.id], security_group_ids=[]
    ),
)

aws.lambda_.Function(
    "elsewhere",
    runtime="python3.12",
    handler="elsewhere.handler",
    role="arn:role",
    code=pulumi.FileArchive("./app"),
    vpc_config=aws.lambda_.FunctionVpcConfigArgs(
        subnet_ids=config.require_object("subnetIds"), security_group_ids=[]
    ),
)
