from pulumi import FileArchive, ComponentResource, ResourceOptions
from pulumi_aws import iam, lambda_


class Stack(ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("acme:stack:Stack", name, None, opts)
        role = iam.Role.get("service", "service")
        self.api_handler = lambda_.Function(
            f"{name}-api",
            args=lambda_.FunctionArgs(
                runtime="python3.12",
                handler="index.handler",
                role=role.arn,
                code=FileArchive("./lambda/api_handler"),
            ),
            opts=ResourceOptions(parent=self),
        )
        self.register_outputs({})
