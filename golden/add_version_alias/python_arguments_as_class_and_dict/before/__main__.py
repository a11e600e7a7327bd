import pulumi
import pulumi_aws as aws
from pulumi_aws import lambda_

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

for name in ["one", "two"]:
    fn = lambda_.Function(
        name,
        lambda_.FunctionArgs(
            runtime="python3.12",
            handler=f"{name}.handler",
            role=role.arn,
            code=pulumi.FileArchive(f"./{name}"),
        ),
    )
    lambda_.ProvisionedConcurrencyConfig(
        f"{name}-concurrency",
        lambda_.ProvisionedConcurrencyConfigArgs(
            function_name=fn.name,
            qualifier=fn.version,
            provisioned_concurrent_executions=1,
        ),
    )
