"""The part of the service that undoes what was booked."""

import pulumi
import pulumi_aws as aws

role = aws.iam.Role.get("service", "booking-service")

cancel = aws.lambda_.Function(
    "cancel",
    runtime="python3.12",
    handler="cancel.main",
    role=role.arn,
    code=pulumi.FileArchive("./booking"),
    reserved_concurrent_executions=80,
)
