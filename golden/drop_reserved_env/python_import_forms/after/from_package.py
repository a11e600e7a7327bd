"""The module, imported from the package."""

import pulumi
from pulumi_aws import iam, lambda_

role = iam.Role.get("service", "imports-service")

resize = lambda_.Function(
    "resize",
    runtime=lambda_.Runtime.PYTHON3D12,
    handler="resize.main",
    role=role.arn,
    code=pulumi.FileArchive("./images"),
    environment=lambda_.FunctionEnvironmentArgs(
        variables={
            "QUALITY": "80",
        }
    ),
)
