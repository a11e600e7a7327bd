import pulumi
import pulumi_aws as aws

role = aws.iam.Role(
    "quotes-role",
    assume_role_policy=aws.iam.get_policy_document(
        statements=[
            {
                "actions": ["sts:AssumeRole"],
                "principals": [
                    {"type": "Service", "identifiers": ["lambda.amazonaws.com"]}
                ],
            }
        ]
    ).json,
)

published = aws.lambda_.Function(
    "published",
    runtime="python3.12",
    handler="published.handler",
    role=role.arn,
    code=pulumi.FileArchive("./published"),
    publish=True,
)

aws.lambda_.ProvisionedConcurrencyConfig(
    "version",
    function_name=published.name,
    qualifier=published.version,
    provisioned_concurrent_executions=1,
)

aws.lambda_.ProvisionedConcurrencyConfig(
    "number",
    function_name="billing",
    qualifier="3",
    provisioned_concurrent_executions=1,
)


def warm(fn: aws.lambda_.Function, qualifier: str) -> None:
    aws.lambda_.ProvisionedConcurrencyConfig(
        "configured",
        function_name=fn.name,
        qualifier=qualifier,
        provisioned_concurrent_executions=1,
    )
