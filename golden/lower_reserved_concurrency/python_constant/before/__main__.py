"""Two functions, one limit."""

import pulumi
import pulumi_aws as aws

# How many executions each function may keep for itself.
RESERVED_CONCURRENCY = 1_00
MEMORY = 512

role = aws.iam.Role.get("service", "uploads-service")

scan = aws.lambda_.Function(
    "scan-upload",
    runtime="python3.12",
    handler="scan.main",
    role=role.arn,
    code=pulumi.FileArchive("./uploads"),
    memory_size=MEMORY,
    reserved_concurrent_executions=RESERVED_CONCURRENCY,
)

store = aws.lambda_.Function(
    "store-upload",
    aws.lambda_.FunctionArgs(
        runtime="python3.12",
        handler="store.main",
        role=role.arn,
        code=pulumi.FileArchive("./uploads"),
        memory_size=MEMORY,
        reserved_concurrent_executions=RESERVED_CONCURRENCY,
    ),
)

pulumi.export("arns", [scan.arn, store.arn])
