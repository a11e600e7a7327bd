import pulumi
import pulumi_aws as aws

role = aws.iam.Role.get("service", "service")
config = pulumi.Config()
tags = {"Team": config.get("team") or "orders"}

api = aws.lambda_.Function(
    "api",
    runtime=aws.lambda_.Runtime.PYTHON3D12,
    handler="index.handler",
    role=role.arn,
    code=pulumi.FileArchive("./lambda/api"),
    architectures=["arm64"],
    tags=tags,
)


class Worker(pulumi.ComponentResource):
    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None):
        super().__init__("acme:worker:Worker", name, None, opts)
        self.worker_function = aws.lambda_.Function(
            f"{name}-run",
            args=aws.lambda_.FunctionArgs(
                runtime="python3.11",
                handler="worker.run",
                role=role.arn,
                code=pulumi.AssetArchive({".": pulumi.FileArchive("lambda/worker")}),
            ),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})


Worker("worker")
pulumi.export("api", api.arn)
