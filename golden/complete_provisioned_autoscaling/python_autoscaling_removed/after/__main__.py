import pulumi
import pulumi_aws as aws

role = aws.iam.Role("role", assume_role_policy="{}")

report = aws.lambda_.Function(
    "report",
    runtime="python3.12",
    handler="report.handler",
    role=role.arn,
    code=pulumi.FileArchive("./report"),
)

pulumi.export("report", report.arn)
