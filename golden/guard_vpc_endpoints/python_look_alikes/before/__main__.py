import pulumi
import pulumi_aws as aws

config = pulumi.Config()
private = config.get_bool("private")
vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
found = aws.ec2.VpcEndpoint.get("found", "vpce-0")

if private:
    aws.ec2.VpcEndpoint("s3", vpc_id=vpc.id, service_name="com.amazonaws.us-east-1.s3")

sqs = (
    aws.ec2.VpcEndpoint(
        "sqs", vpc_id=vpc.id, service_name="com.amazonaws.us-east-1.sqs"
    )
    if private
    else None
)


def add(name):
    if not private:
        return
    aws.ec2.VpcEndpoint(
        name, vpc_id=vpc.id, service_name=f"com.amazonaws.us-east-1.{name}"
    )


add("sns")
pulumi.export("found", found.id)
