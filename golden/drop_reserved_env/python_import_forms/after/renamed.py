"""The module and a class under other names."""

import pulumi
import pulumi_aws
from pulumi_aws import lambda_ as functions
from pulumi_aws.lambda_ import Function as LambdaFunction

role = pulumi_aws.iam.Role.get("service", "imports-service")
archive = pulumi.FileArchive("./images")

crop = functions.Function(
    "crop",
    runtime="python3.12",
    handler="crop.main",
    role=role.arn,
    code=archive,
    environment={
        "variables": {
            "RATIO": "16:9",
        }
    },
)

rotate = LambdaFunction(
    "rotate",
    runtime="python3.12",
    handler="rotate.main",
    role=role.arn,
    code=archive,
    environment={
        "variables": {
            "DEGREES": "90",
        }
    },
)

blur = pulumi_aws.lambda_.Function(
    "blur",
    runtime="python3.12",
    handler="blur.main",
    role=role.arn,
    code=archive,
    environment={
        "variables": {
            "RADIUS": "4",
        }
    },
)
