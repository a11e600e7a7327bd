from pulumi import AssetArchive, ComponentResource, ResourceOptions, StringAsset
from pulumi_aws import iam, lambda_


class Stack(ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("acme:stack:Stack", name, None, opts)
        role = iam.Role.get("service", "service")
        code = "def handler(event, context):\n    return 1\n"
        self.api_handler = lambda_.Function(
            f"{name}-api",
            args=lambda_.FunctionArgs(
                runtime="python3.12",
                handler="index.handler",
                role=role.arn,
                code=AssetArchive(assets={"index.py": StringAsset(text=code)}),
            ),
            opts=ResourceOptions(parent=self),
        )
        self.register_outputs({})
