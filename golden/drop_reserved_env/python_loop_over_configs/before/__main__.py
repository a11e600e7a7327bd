"""One function for each stage of the pipeline."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
region = pulumi.Config("aws").require("region")
environment_suffix = config.get("environmentSuffix") or "dev"
role = aws.iam.Role.get("service", "pipeline-service")

STAGES = [
    {"name": "validate", "variables": {"SCHEMA": "orders.json"}},
    {"name": "transform", "variables": {"FORMAT": "parquet"}},
    {"name": "store", "variables": {"BUCKET": "orders-lake"}},
]

functions = []
for stage in STAGES:
    function = aws.lambda_.Function(
        f"lambda-{stage['name']}-{environment_suffix}",
        name=f"pipeline-{stage['name']}-{environment_suffix}",
        runtime="python3.11",
        handler=f"{stage['name']}.handler",
        role=role.arn,
        code=pulumi.FileArchive(f"./lambda/{stage['name']}"),
        environment=aws.lambda_.FunctionEnvironmentArgs(
            variables={
                "STAGE": stage["name"],
                "AWS_REGION": region,
                **{key: str(value) for key, value in stage["variables"].items()},
            }
        ),
    )
    functions.append(function)

monitors = [
    aws.lambda_.Function(
        f"monitor-{name}-{environment_suffix}",
        runtime="python3.11",
        handler="monitor.handler",
        role=role.arn,
        code=pulumi.FileArchive("./lambda/monitor"),
        environment={"variables": {"TARGET": name, "AWS_REGION": region}},
    )
    for name in ("orders", "refunds")
]

pulumi.export("names", [function.name for function in functions + monitors])
pulumi.export("region", region)
