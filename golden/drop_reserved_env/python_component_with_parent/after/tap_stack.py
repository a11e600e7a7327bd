"""The processing pipeline as a component."""

from typing import Optional

import pulumi
import pulumi_aws as aws
from pulumi import Output, ResourceOptions


class TapStackArgs:
    """What an environment may choose."""

    def __init__(
        self,
        environment_suffix: Optional[str] = None,
        aws_region: Optional[str] = None,
        tags: Optional[dict[str, str]] = None,
    ):
        self.environment_suffix = environment_suffix or "dev"
        self.aws_region = aws_region or "us-east-1"
        self.tags = tags or {}


class TapStack(pulumi.ComponentResource):
    """A function, its role and its table."""

    def __init__(
        self, name: str, args: TapStackArgs, opts: Optional[ResourceOptions] = None
    ):
        super().__init__("tap:stack:TapStack", name, None, opts)

        self.table = aws.dynamodb.Table(
            f"events-{args.environment_suffix}",
            billing_mode="PAY_PER_REQUEST",
            hash_key="id",
            attributes=[aws.dynamodb.TableAttributeArgs(name="id", type="S")],
            tags=args.tags,
            opts=ResourceOptions(parent=self),
        )
        self.role = aws.iam.Role.get("service", "events-service")
        self.fn = aws.lambda_.Function(
            f"events-{args.environment_suffix}",
            runtime="python3.12",
            handler="events.main",
            role=self.role.arn,
            code=pulumi.FileArchive("./events"),
            environment=aws.lambda_.FunctionEnvironmentArgs(
                variables={
                    "TABLE_NAME": self.table.name,
                    "ENVIRONMENT": args.environment_suffix,
                }
            ),
            tags=args.tags,
            opts=ResourceOptions(parent=self, depends_on=[self.table]),
        )
        self.function_arn: Output[str] = self.fn.arn
        self.register_outputs({"function_arn": self.function_arn})
