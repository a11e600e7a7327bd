"""The functions of the booking service."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
role = aws.iam.Role.get("service", "booking-service")

book = aws.lambda_.Function(
    "book",
    runtime="python3.12",
    handler="book.main",
    role=role.arn,
    code=pulumi.FileArchive("./booking"),
    environment={"variables": {"HOTEL": config.require("hotel")}},
    reserved_concurrent_executions=config.get_int("reservedConcurrency", 10),
)

pulumi.export("book_arn", book.arn)
