"""The network of the pipeline."""

import pulumi
import pulumi_aws as aws


class Network(pulumi.ComponentResource):
    def __init__(self, name: str, environment_suffix: str, opts=None):
        super().__init__("pipeline:network:Network", name, None, opts)

        self.vpc = aws.ec2.Vpc(
            f"vpc-{environment_suffix}",
            cidr_block="10.0.0.0/16",
            opts=pulumi.ResourceOptions(parent=self),
        )

        config = pulumi.Config()
        enable_vpc_endpoints = config.get_bool("enableVpcEndpoints", True)

        self.endpoint_security_group = None
        self.s3_endpoint = None
        self.kinesis_endpoint = None
        if enable_vpc_endpoints:
            # Security group for VPC endpoints
            self.endpoint_security_group = aws.ec2.SecurityGroup(
                f"endpoints-{environment_suffix}",
                vpc_id=self.vpc.id,
                opts=pulumi.ResourceOptions(parent=self),
            )

            # S3 Gateway Endpoint (free)
            self.s3_endpoint = aws.ec2.VpcEndpoint(
                f"s3-endpoint-{environment_suffix}",
                vpc_id=self.vpc.id,
                service_name="com.amazonaws.us-east-1.s3",
                vpc_endpoint_type="Gateway",
                policy="""{
  "Version": "2012-10-17",
  "Statement": []
}""",
                opts=pulumi.ResourceOptions(parent=self),
            )

            # Kinesis Interface Endpoint
            self.kinesis_endpoint = aws.ec2.VpcEndpoint(
                f"kinesis-endpoint-{environment_suffix}",
                vpc_id=self.vpc.id,
                service_name="com.amazonaws.us-east-1.kinesis-streams",
                vpc_endpoint_type="Interface",
                security_group_ids=[self.endpoint_security_group.id],
                opts=pulumi.ResourceOptions(parent=self),
            )

        self.stream = aws.kinesis.Stream(
            f"events-{environment_suffix}",
            shard_count=1,
            opts=pulumi.ResourceOptions(
                parent=self,
                depends_on=[
                    self.vpc,
                    *([self.kinesis_endpoint] if self.kinesis_endpoint else []),
                ],
            ),
        )

        self.register_outputs(
            {
                "vpc_id": self.vpc.id,
                "s3_endpoint_id": self.s3_endpoint.id if self.s3_endpoint else None,
            }
        )
