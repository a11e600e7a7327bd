import pulumi
import pulumi_aws as aws

role = aws.iam.Role.get("service", "service")
config = pulumi.Config()
tags = {"Team": config.get("team") or "orders"}

api_repository = aws.ecr.Repository(
    "api-repository",
    image_scanning_configuration={"scan_on_push": True},
    tags=tags,
)

api_image_tag = config.require("imageTag")

api = aws.lambda_.Function(
    "api",
    package_type="Image",
    role=role.arn,
    image_uri=pulumi.Output.concat(api_repository.repository_url, ":", api_image_tag),
    architectures=["arm64"],
    tags=tags,
)


class Worker(pulumi.ComponentResource):
    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None):
        super().__init__("acme:worker:Worker", name, None, opts)
        worker_repository = aws.ecr.Repository(
            f"{name}-run-repository",
            image_scanning_configuration={"scan_on_push": True},
            opts=pulumi.ResourceOptions(parent=self),
        )
        worker_image_tag = config.require("imageTag")
        self.worker_function = aws.lambda_.Function(
            f"{name}-run",
            args=aws.lambda_.FunctionArgs(
                package_type="Image",
                role=role.arn,
                image_uri=pulumi.Output.concat(
                    worker_repository.repository_url, ":", worker_image_tag
                ),
            ),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})


Worker("worker")
pulumi.export("api", api.arn)
