import pulumi
import pulumi_aws as aws


class Network(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("pipeline:network:Network", name, None, opts)

        self.vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")

        self.register_outputs({"vpc_id": self.vpc.id})


Network("network")
