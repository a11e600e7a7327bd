"""Variables that several functions share."""

import pulumi
import pulumi_aws as aws

stack = pulumi.get_stack()
role = aws.iam.Role.get("service", f"ingest-service-{stack}")
raw = aws.s3.Bucket("raw")
clean = aws.s3.Bucket("clean")

common = {
    "STACK": stack,
    "RAW_BUCKET": raw.bucket,
}

fetcher = aws.lambda_.Function(
    "fetch",
    runtime="python3.12",
    handler="fetch.main",
    role=role.arn,
    code=pulumi.FileArchive("./ingest"),
    environment={"variables": {**common, "SOURCE": "https://example.com/feed"}},
)

cleaner = aws.lambda_.Function(
    "clean",
    runtime="python3.12",
    handler="clean.main",
    role=role.arn,
    code=pulumi.FileArchive("./ingest"),
    environment=aws.lambda_.FunctionEnvironmentArgs(
        variables={
            **common,
            "CLEAN_BUCKET": clean.bucket,
        },
    ),
)

pulumi.export("functions", [fetcher.arn, cleaner.arn])
