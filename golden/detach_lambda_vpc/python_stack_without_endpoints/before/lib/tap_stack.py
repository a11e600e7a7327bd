"""A pipeline whose functions are in private subnets."""

import pulumi
import pulumi_aws as aws


class TapStack(pulumi.ComponentResource):
    def __init__(self, name: str, environment_suffix: str, opts=None):
        super().__init__("tap:stack:TapStack", name, None, opts)

        self.vpc = aws.ec2.Vpc(
            f"vpc-{environment_suffix}",
            cidr_block="10.0.0.0/16",
            opts=pulumi.ResourceOptions(parent=self),
        )

        # Note: VPC endpoints removed due to AWS account quota limits
        self.private_subnets = []
        for index in range(2):
            subnet = aws.ec2.Subnet(
                f"private-{index}-{environment_suffix}",
                vpc_id=self.vpc.id,
                cidr_block=f"10.0.{index}.0/24",
                opts=pulumi.ResourceOptions(parent=self),
            )
            self.private_subnets.append(subnet)

        self.lambda_group = aws.ec2.SecurityGroup(
            f"lambda-{environment_suffix}",
            vpc_id=self.vpc.id,
            opts=pulumi.ResourceOptions(parent=self),
        )

        private_subnet_ids = [subnet.id for subnet in self.private_subnets]

        for config in [{"name": "ingest"}, {"name": "transform"}]:
            aws.lambda_.Function(
                f"lambda-{config['name']}-{environment_suffix}",
                name=f"pipeline-{config['name']}-{environment_suffix}",
                runtime="python3.11",
                handler="index.handler",
                role="arn:role",
                code=pulumi.FileArchive("./app"),
                vpc_config=aws.lambda_.FunctionVpcConfigArgs(
                    subnet_ids=private_subnet_ids,
                    security_group_ids=[self.lambda_group.id],
                ),
                opts=pulumi.ResourceOptions(parent=self),
            )

        self.register_outputs({"vpc_id": self.vpc.id})
