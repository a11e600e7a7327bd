import pulumi
import pulumi_aws as aws

config = pulumi.Config()

aws.lambda_.Function(
    "own",
    runtime="python3.12",
    handler="own.handler",
    role="arn:role",
    code=pulumi.FileArchive("./app"),
    environment={"variables": {"STAGE": "prod"}},
    kms_key_arn=config.require("keyArn"),
)

aws.lambda_.Function(
    "none",
    runtime="python3.12",
    handler="none.handler",
    role="arn:role",
    code=pulumi.FileArchive("./app"),
    environment={"variables": {}},
)


def function(name: str, **extra):
    # The key may be among what is passed on.
    return aws.lambda_.Function(
        name,
        runtime="python3.12",
        handler="index.handler",
        role="arn:role",
        code=pulumi.FileArchive("./app"),
        environment={"variables": {"NAME": name}},
        **extra,
    )


function("passed", kms_key_arn=config.require("keyArn"))
