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
    publish=True,
)

quote_alias = aws.lambda_.Alias(
    "quote-alias",
    name="live",
    function_name=quote_function.name,
    function_version=quote_function.version,
)

aws.lambda_.ProvisionedConcurrencyConfig(
    "quote-provisioned-concurrency",
    function_name=quote_function.name,
    qualifier=quote_alias.name,
    provisioned_concurrent_executions=2,
)

price = aws.lambda_.Function(
    "price",
    name="price",
    runtime="python3.12",
    handler="price.handler",
    role=role.arn,
    code=pulumi.FileArchive("./price"),
    publish=True,
    opts=pulumi.ResourceOptions(protect=True),
)

price_alias = aws.lambda_.Alias(
    "price-alias",
    name="live",
    function_name=price.name,
    function_version=price.version,
)

aws.lambda_.ProvisionedConcurrencyConfig(
    "price-concurrency",
    function_name="price",
    qualifier=price_alias.name,
    provisioned_concurrent_executions=2,
)

pulumi.export("quote", quote_function.arn)
