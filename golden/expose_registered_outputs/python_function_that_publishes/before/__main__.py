import pulumi
import pulumi_aws as aws


class TapStack(pulumi.ComponentResource):
    def __init__(self, name: str, role: str, opts=None):
        super().__init__("tap:stack:TapStack", name, None, opts)
        self.handler = aws.lambda_.Function(
            "handler",
            role=role,
            publish=True,
            package_type="Image",
            image_uri="example.com/image:1",
            opts=pulumi.ResourceOptions(parent=self),
        )
        handler_alias = aws.lambda_.Alias(
            "live",
            function_name=self.handler.name,
            function_version=self.handler.version,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.name = self.handler.name
        self.register_outputs({"name": self.name})


TapStack("tap", "arn:aws:iam::123456789012:role/tap")
