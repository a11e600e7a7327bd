"""A function of which a part is kept warm."""

import pulumi
import pulumi_aws as aws

role = aws.iam.Role.get("service", "checkout-service")

checkout = aws.lambda_.Function(
    "checkout",
    runtime="python3.12",
    handler="checkout.main",
    role=role.arn,
    code=pulumi.FileArchive("./checkout"),
    publish=True,
    reserved_concurrent_executions=20,
)

aws.lambda_.ProvisionedConcurrencyConfig(
    "checkout",
    function_name=checkout.name,
    qualifier=checkout.version,
    provisioned_concurrent_executions=20,
)

pulumi.export("checkout_version", checkout.version)
