"""The network of the pipeline."""

from typing import List, Optional

import pulumi
import pulumi_aws as aws


class NetworkStack(pulumi.ComponentResource):
    """A network without a way out: AWS's services are reached through endpoints."""

    def __init__(
        self,
        name: str,
        environment_suffix: str,
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("clickstream:index:NetworkStack", name, None, opts)

        child_opts = pulumi.ResourceOptions(parent=self)

        common_tags = {
            "Project": "clickstream",
            "Environment": environment_suffix,
            "ManagedBy": "pulumi",
        }

        self.vpc = aws.ec2.Vpc(
            f"vpc-{environment_suffix}",
            cidr_block="10.0.0.0/16",
            enable_dns_hostnames=True,
            enable_dns_support=True,
            tags={**common_tags, "Name": f"vpc-{environment_suffix}"},
            opts=child_opts,
        )

        self.private_subnets: List[aws.ec2.Subnet] = []
        for index, zone in enumerate(["us-east-1a", "us-east-1b"]):
            subnet = aws.ec2.Subnet(
                f"private-subnet-{index}-{environment_suffix}",
                vpc_id=self.vpc.id,
                cidr_block=f"10.0.{index + 10}.0/24",
                availability_zone=zone,
                tags={
                    **common_tags,
                    "Name": f"private-subnet-{index}-{environment_suffix}",
                },
                opts=child_opts,
            )
            self.private_subnets.append(subnet)

        self.private_route_table = aws.ec2.RouteTable(
            f"private-rt-{environment_suffix}",
            vpc_id=self.vpc.id,
            tags={**common_tags, "Name": f"private-rt-{environment_suffix}"},
            opts=child_opts,
        )

        for index, subnet in enumerate(self.private_subnets):
            aws.ec2.RouteTableAssociation(
                f"private-rta-{index}-{environment_suffix}",
                subnet_id=subnet.id,
                route_table_id=self.private_route_table.id,
                opts=child_opts,
            )

        # S3 Gateway Endpoint (free)
        self.s3_endpoint = aws.ec2.VpcEndpoint(
            f"s3-endpoint-{environment_suffix}",
            vpc_id=self.vpc.id,
            service_name="com.amazonaws.us-east-1.s3",
            vpc_endpoint_type="Gateway",
            route_table_ids=[self.private_route_table.id],
            tags={**common_tags, "Name": f"s3-endpoint-{environment_suffix}"},
            opts=child_opts,
        )

        # DynamoDB Gateway Endpoint (free)
        self.dynamodb_endpoint = aws.ec2.VpcEndpoint(
            f"dynamodb-endpoint-{environment_suffix}",
            vpc_id=self.vpc.id,
            service_name="com.amazonaws.us-east-1.dynamodb",
            vpc_endpoint_type="Gateway",
            route_table_ids=[self.private_route_table.id],
            tags={**common_tags, "Name": f"dynamodb-endpoint-{environment_suffix}"},
            opts=child_opts,
        )

        # Security group for VPC endpoints
        self.endpoint_security_group = aws.ec2.SecurityGroup(
            f"endpoint-sg-{environment_suffix}",
            vpc_id=self.vpc.id,
            description="What may reach the endpoints",
            ingress=[
                aws.ec2.SecurityGroupIngressArgs(
                    protocol="tcp",
                    from_port=443,
                    to_port=443,
                    cidr_blocks=["10.0.0.0/16"],
                )
            ],
            tags={**common_tags, "Name": f"endpoint-sg-{environment_suffix}"},
            opts=child_opts,
        )

        # Kinesis Interface Endpoint
        self.kinesis_endpoint = aws.ec2.VpcEndpoint(
            f"kinesis-endpoint-{environment_suffix}",
            vpc_id=self.vpc.id,
            service_name="com.amazonaws.us-east-1.kinesis-streams",
            vpc_endpoint_type="Interface",
            subnet_ids=[subnet.id for subnet in self.private_subnets],
            security_group_ids=[self.endpoint_security_group.id],
            private_dns_enabled=True,
            tags={**common_tags, "Name": f"kinesis-endpoint-{environment_suffix}"},
            opts=child_opts,
        )

        self.lambda_security_group = aws.ec2.SecurityGroup(
            f"lambda-sg-{environment_suffix}",
            vpc_id=self.vpc.id,
            description="The functions of the pipeline",
            egress=[
                aws.ec2.SecurityGroupEgressArgs(
                    protocol="-1", from_port=0, to_port=0, cidr_blocks=["0.0.0.0/0"]
                )
            ],
            tags={**common_tags, "Name": f"lambda-sg-{environment_suffix}"},
            opts=child_opts,
        )

        self.register_outputs({"vpc_id": self.vpc.id})
