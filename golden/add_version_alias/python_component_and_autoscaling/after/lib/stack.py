"""The API's functions."""

import pulumi
import pulumi_aws as aws


class Api(pulumi.ComponentResource):
    def __init__(self, name: str, role: aws.iam.Role, opts=None):
        super().__init__("acme:api:Api", name, None, opts)

        self.handler = aws.lambda_.Function(
            f"{name}-handler",
            runtime="python3.12",
            handler="api.handler",
            role=role.arn,
            code=pulumi.FileArchive("./api"),
            publish=True,
            opts=pulumi.ResourceOptions(parent=self),
        )

        handler_alias = aws.lambda_.Alias(
            f"{name}-alias",
            name="live",
            function_name=self.handler.name,
            function_version=self.handler.version,
            opts=pulumi.ResourceOptions(parent=self),
        )

        aws.lambda_.ProvisionedConcurrencyConfig(
            f"{name}-concurrency",
            function_name=self.handler.name,
            qualifier=handler_alias.name,
            provisioned_concurrent_executions=2,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[self.handler]),
        )

        target = aws.appautoscaling.Target(
            f"{name}-target",
            max_capacity=20,
            min_capacity=2,
            resource_id=pulumi.Output.concat(
                "function:", self.handler.name, ":", handler_alias.name
            ),
            scalable_dimension="lambda:function:ProvisionedConcurrency",
            service_namespace="lambda",
            opts=pulumi.ResourceOptions(parent=self),
        )

        aws.appautoscaling.ScheduledAction(
            f"{name}-morning",
            resource_id=pulumi.Output.concat(
                "function:", self.handler.name, ":", handler_alias.name
            ),
            scalable_dimension=target.scalable_dimension,
            service_namespace=target.service_namespace,
            schedule="cron(0 7 * * ? *)",
            scalable_target_action={"min_capacity": 10, "max_capacity": 20},
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.register_outputs({})
