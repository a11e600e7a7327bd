import pulumi
from pulumi_aws import lambda_

ENVIRONMENT = lambda_.FunctionEnvironmentArgs(variables={"STAGE": "prod"})

report = lambda_.Function(
    "report",
    runtime="python3.12",
    handler="report.handler",
    role="arn:role",
    code=pulumi.FileArchive("./report"),
    environment=ENVIRONMENT,
)

pulumi.export("report", report.arn)
