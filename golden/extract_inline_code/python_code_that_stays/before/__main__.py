import pulumi
import pulumi_aws as aws

from code_of_others import CODE, functions

role = aws.iam.Role.get("service", "service")
table = "orders"

# A value is put into the code.
aws.lambda_.Function(
    "interpolated",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    code=pulumi.AssetArchive(
        {"index.py": pulumi.StringAsset(f"TABLE = '{table}'\n")},
    ),
)

aws.lambda_.Function(
    "formatted",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    code=pulumi.AssetArchive(
        {"index.py": pulumi.StringAsset("TABLE = '%s'\n" % table)},
    ),
)

aws.lambda_.Function(
    "named",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    code=pulumi.AssetArchive(
        {"index.py": pulumi.StringAsset("BULLET = '\N{BULLET}'\n")},
    ),
)

functions(role.arn)
pulumi.export("length", len(CODE))
