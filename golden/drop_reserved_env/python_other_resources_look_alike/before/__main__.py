"""Things that look like a function's environment, but are none."""

import json
import os
import subprocess

import pulumi
import pulumi_aws as aws

region = aws.config.region or "us-east-1"


class Function:
    """A function of the local emulator."""

    def __init__(self, name: str, environment: dict[str, dict[str, str]]):
        self.name = name
        self.environment = environment


local = Function("local", environment={"variables": {"AWS_REGION": region}})

environment = {"AWS_REGION": region, "AWS_DEFAULT_REGION": region}
os.environ["AWS_REGION"] = region
subprocess.run(["make", "images"], env={**os.environ, **environment}, check=True)

task = aws.ecs.TaskDefinition(
    "api",
    family="api",
    container_definitions=json.dumps(
        [
            {
                "name": "api",
                "image": "api:latest",
                "environment": [{"name": "AWS_REGION", "value": region}],
            }
        ]
    ),
)

build = aws.codebuild.Project(
    "api",
    service_role="arn:aws:iam::123456789012:role/api-build",
    artifacts={"type": "NO_ARTIFACTS"},
    source={"type": "GITHUB", "location": "https://github.com/example/api"},
    environment=aws.codebuild.ProjectEnvironmentArgs(
        compute_type="BUILD_GENERAL1_SMALL",
        image="aws/codebuild/standard:7.0",
        type="LINUX_CONTAINER",
        environment_variables=[
            aws.codebuild.ProjectEnvironmentEnvironmentVariableArgs(
                name="AWS_DEFAULT_REGION", value=region
            )
        ],
    ),
)

pulumi.export("settings", {"variables": {"AWS_REGION": region}})
