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

orders = aws.lambda_.Function(
    "orders",
    runtime="python3.12",
    handler="orders.handler",
    role=role.arn,
    code=pulumi.FileArchive("./orders"),
    publish=True,
)

aws.lambda_.ProvisionedConcurrencyConfig(
    "orders-concurrency",
    function_name=orders.name,
    qualifier=orders.version,
    provisioned_concurrent_executions=5,
    opts=pulumi.ResourceOptions(depends_on=[orders]),
)
