import pathlib

import pulumi
import pulumi_aws as aws

from assets import StringAsset

role = aws.iam.Role.get("service", "service")

aws.lambda_.Function(
    "files",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    code=pulumi.FileArchive("./files"),
)

# Read from a file.
aws.lambda_.Function(
    "read",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    code=pulumi.AssetArchive(
        {"index.py": pulumi.StringAsset(pathlib.Path(__file__).read_text())}
    ),
)

# A class of our own.
note = StringAsset("def handler(event, context): ...")
