"""Keeps functions warm that others declare."""

import pulumi_aws as aws

from .functions import imported


def function_of(name: str, **kwargs) -> aws.lambda_.Function:
    fn = aws.lambda_.Function(name, **kwargs)
    aws.lambda_.ProvisionedConcurrencyConfig(
        f"{name}-concurrency",
        function_name=fn.name,
        qualifier=fn.version,
        provisioned_concurrent_executions=1,
    )
    return fn


def warm(fn: aws.lambda_.Function) -> None:
    aws.lambda_.ProvisionedConcurrencyConfig(
        "warm-concurrency",
        function_name=fn.name,
        qualifier=fn.version,
        provisioned_concurrent_executions=1,
    )


aws.lambda_.ProvisionedConcurrencyConfig(
    "imported-concurrency",
    function_name=imported.name,
    qualifier="$LATEST",
    provisioned_concurrent_executions=1,
)
