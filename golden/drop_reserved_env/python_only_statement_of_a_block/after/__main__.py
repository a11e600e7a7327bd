"""Variables that depend on the stack."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
role = aws.iam.Role.get("service", "exports-service")

env = {"BUCKET": config.require("bucket")}
if config.get_bool("verbose"):
    env["LOG_LEVEL"] = "debug"

exporter = aws.lambda_.Function(
    "exporter",
    runtime="python3.12",
    handler="exporter.main",
    role=role.arn,
    code=pulumi.FileArchive("./exporter"),
    environment={"variables": env},
)

pulumi.export("exporter", exporter.name)
