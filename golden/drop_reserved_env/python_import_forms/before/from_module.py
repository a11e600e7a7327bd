"""The classes, imported from the module."""

import pulumi
import pulumi_aws as aws
from pulumi_aws.lambda_ import Function, FunctionEnvironmentArgs

role = aws.iam.Role.get("service", "imports-service")

convert = Function(
    "convert",
    runtime="python3.12",
    handler="convert.main",
    role=role.arn,
    code=pulumi.FileArchive("./images"),
    environment=FunctionEnvironmentArgs(
        variables={
            "FORMAT": "webp",
            "AWS_REGION": aws.get_region().name,
        }
    ),
)
