import pulumi
import pulumi_aws as aws

imported = aws.lambda_.Function(
    "imported",
    runtime="python3.12",
    handler="imported.handler",
    role=pulumi.Config().require("roleArn"),
    code=pulumi.FileArchive("./imported"),
)
