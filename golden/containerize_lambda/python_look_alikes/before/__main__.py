import pulumi
import pulumi_aws as aws

role = aws.iam.Role.get("service", "service")

aws.lambda_.Function(
    "image",
    package_type="Image",
    image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1",
    role=role.arn,
)

aws.lambda_.Function(
    "packed",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    code=pulumi.FileArchive("./app.zip"),
)

aws.lambda_.Function(
    "described",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    code=pulumi.FileArchive("./lambda/api"),
)
