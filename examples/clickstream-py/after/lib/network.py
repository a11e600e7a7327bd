"""The network of the pipeline."""

import re
from typing import List, Optional

import pulumi
import pulumi_aws as aws


standard_tags = {
    "Project": pulumi.get_project(),
    "ManagedBy": "Pulumi",
    "Environment": pulumi.get_stack(),
}


class NetworkStack(pulumi.ComponentResource):
    """A network without a way out: AWS's services are reached through endpoints."""

    def __init__(
        self,
        name: str,
        environment_suffix: str,
        opts: Optional[pulumi.ResourceOptions] = None,
    ):
        super().__init__("clickstream:index:NetworkStack", name, None, opts)

        if not re.fullmatch(r"^[a-z0-9-]+$", environment_suffix):
            raise ValueError(
                f"Invalid environment_suffix '{environment_suffix}': must contain only lowercase letters, numbers, and hyphens"
            )
        if len(environment_suffix) > 20:
            raise ValueError(
                f"Invalid environment_suffix '{environment_suffix}': must be 20 characters or less"
            )

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

        flow_log_group = aws.cloudwatch.LogGroup(
            f"vpc-{environment_suffix}-flow-logs",
            retention_in_days=30,
            tags=standard_tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

        flow_log_role = aws.iam.Role(
            f"vpc-{environment_suffix}-flow-log-role",
            assume_role_policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {
                                "Service": "vpc-flow-logs.amazonaws.com",
                            },
                            "Action": "sts:AssumeRole",
                        },
                    ],
                },
            ),
            tags=standard_tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

        aws.iam.RolePolicy(
            f"vpc-{environment_suffix}-flow-log-policy",
            role=flow_log_role.id,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": [
                                "logs:CreateLogStream",
                                "logs:PutLogEvents",
                                "logs:DescribeLogGroups",
                                "logs:DescribeLogStreams",
                            ],
                            "Resource": pulumi.Output.concat(flow_log_group.arn, ":*"),
                        },
                    ],
                },
            ),
            opts=pulumi.ResourceOptions(parent=self),
        )

        aws.ec2.FlowLog(
            f"vpc-{environment_suffix}-flow-log",
            vpc_id=self.vpc.id,
            traffic_type="ALL",
            log_destination=flow_log_group.arn,
            iam_role_arn=flow_log_role.arn,
            tags=standard_tags,
            opts=pulumi.ResourceOptions(parent=self),
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
