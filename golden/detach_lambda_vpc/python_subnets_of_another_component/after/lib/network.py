import pulumi
import pulumi_aws as aws


class Network(pulumi.ComponentResource):
    def __init__(self, name: str, opts=None):
        super().__init__("shop:net:Network", name, None, opts)
        self.vpc = aws.ec2.Vpc(name, cidr_block="10.0.0.0/16")
        self.subnets = []
        for index in range(2):
            subnet = aws.ec2.Subnet(
                f"{name}-{index}",
                vpc_id=self.vpc.id,
                cidr_block=f"10.0.{index}.0/24",
            )
            self.subnets.append(subnet)
        self.last = aws.ec2.Subnet(
            f"{name}-last", vpc_id=self.vpc.id, cidr_block="10.0.9.0/24"
        )
        self.group = aws.ec2.SecurityGroup(name, vpc_id=self.vpc.id)
