import textwrap

import pulumi
import pulumi_aws as aws

role = aws.iam.Role.get("service", "service")

orders = aws.lambda_.Function(
    "orders",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    code=pulumi.AssetArchive(
        {
            "index.py": pulumi.StringAsset(
                """
import json
import re


def handler(event, context):
    print("order\\n", re.sub(r"\\d+", "", json.dumps(event)))
    return {"statusCode": 200}
"""
            )
        }
    ),
)

# What mails say.
MAIL_CODE = r"""
exports.handler = async () => 'a\nb'.replace(/\n/g, '');
""".strip()

mails = aws.lambda_.Function(
    "mails",
    aws.lambda_.FunctionArgs(
        runtime="nodejs20.x",
        handler="index.handler",
        role=role.arn,
        code=pulumi.AssetArchive({"index.js": pulumi.StringAsset(MAIL_CODE)}),
    ),
)


def probe(name: str) -> aws.lambda_.Function:
    source = textwrap.dedent(f"""\
        def handler(event, context):
            return {{"name": "{{}}"}}
        """)
    return aws.lambda_.Function(
        f"{name}-probe",
        runtime="python3.12",
        handler="probe.handler",
        role=role.arn,
        code=pulumi.AssetArchive(
            {
                # Nobody reads what it returns.
                "probe.py": pulumi.StringAsset(source),
                "names.txt": pulumi.StringAsset(
                    "first\n"  # the first
                    "second\n"
                ),
            }
        ),
    )


pulumi.export("probes", [probe(name).arn for name in ["a", "b"]])
pulumi.export("arns", [orders.arn, mails.arn])
