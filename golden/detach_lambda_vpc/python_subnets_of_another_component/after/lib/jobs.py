import pulumi
import pulumi_aws as aws


class Jobs(pulumi.ComponentResource):
    def __init__(self, name: str, security_group_id, subnet_ids, opts=None):
        super().__init__("shop:jobs:Jobs", name, None, opts)
        aws.lambda_.Function(
            name,
            role="arn:aws:iam::123456789012:role/jobs",
            runtime="python3.12",
            handler="main.handler",
            code=pulumi.FileArchive("./jobs"),
            timeout=30,
        )
