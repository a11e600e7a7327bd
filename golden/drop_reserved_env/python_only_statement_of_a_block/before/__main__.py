"""Variables that depend on the stack."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
region = aws.config.region
role = aws.iam.Role.get("service", "exports-service")

env = {"BUCKET": config.require("bucket")}
if region:
    env["AWS_REGION"] = region
if region is not None:
    # The CLI in the layer reads this one.
    env["AWS_DEFAULT_REGION"] = region
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
