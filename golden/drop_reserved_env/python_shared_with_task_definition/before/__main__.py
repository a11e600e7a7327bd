"""A report that runs as a function and as a task."""

import json

import pulumi
import pulumi_aws as aws

region = aws.config.region or "us-east-1"
role = aws.iam.Role.get("service", "reports-service")
image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/reports:latest"

# Containers do need to be told their region.
environment = {
    "AWS_REGION": region,
    "REPORT_BUCKET": f"reports-{pulumi.get_stack()}",
}

on_demand = aws.lambda_.Function(
    "reports",
    package_type="Image",
    image_uri=image,
    role=role.arn,
    environment=aws.lambda_.FunctionEnvironmentArgs(variables=environment),
)

monthly = aws.ecs.TaskDefinition(
    "reports",
    family="reports",
    cpu="512",
    memory="1024",
    container_definitions=json.dumps(
        [
            {
                "name": "reports",
                "image": image,
                "environment": [
                    {"name": name, "value": value}
                    for name, value in environment.items()
                ],
            }
        ]
    ),
)

pulumi.export("arns", [on_demand.arn, monthly.arn])
