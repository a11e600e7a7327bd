import pulumi
import pulumi_aws as aws

CODE = "def handler(event, context):\n    return 1\n"


def functions(role: pulumi.Output[str]) -> None:
    # Another file uses the text, too.
    aws.lambda_.Function(
        "shared",
        runtime="python3.12",
        handler="index.handler",
        role=role,
        code=pulumi.AssetArchive({"index.py": pulumi.StringAsset(CODE)}),
    )
