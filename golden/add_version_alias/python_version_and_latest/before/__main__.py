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

quote_function = aws.lambda_.Function(
    "quote",
    runtime="python3.12",
    handler="quote.handler",
    role=role.arn,
    code=pulumi.FileArchive("./quote"),
)

aws.lambda_.ProvisionedConcurrencyConfig(
    "quote-provisioned-concurrency",
    function_name=quote_function.name,
    qualifier=quote_function.version,
    provisioned_concurrent_executions=2,
)

price = aws.lambda_.Function(
    "price",
    name="price",
    runtime="python3.12",
    handler="price.handler",
    role=role.arn,
    code=pulumi.FileArchive("./price"),
    opts=pulumi.ResourceOptions(protect=True),
)

aws.lambda_.ProvisionedConcurrencyConfig(
    "price-concurrency",
    function_name="price",
    qualifier="$LATEST",
    provisioned_concurrent_executions=2,
)

pulumi.export("quote", quote_function.arn)
