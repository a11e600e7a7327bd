import pulumi
import pulumi_aws as aws


class Network(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("pipeline:network:Network", name, None, opts)

        self.vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")

        # Security group for VPC endpoints
        self.endpoint_security_group = aws.ec2.SecurityGroup(
            "endpoints", vpc_id=self.vpc.id
        )

        # S3 Gateway Endpoint (free)
        self.s3_endpoint = aws.ec2.VpcEndpoint(
            "s3-endpoint",
            vpc_id=self.vpc.id,
            service_name="com.amazonaws.us-east-1.s3",
        )

        self.kinesis_endpoint = aws.ec2.VpcEndpoint(
            "kinesis-endpoint",
            vpc_id=self.vpc.id,
            service_name="com.amazonaws.us-east-1.kinesis-streams",
            security_group_ids=[self.endpoint_security_group.id],
        )

        self.register_outputs({"vpc_id": self.vpc.id})


Network("network")
