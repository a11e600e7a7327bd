"""The API's function, kept warm."""

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
            f"{name}-provisioned-concurrency",
            function_name=self.handler.name,
            qualifier=handler_alias.name,
            provisioned_concurrent_executions=2,
            opts=pulumi.ResourceOptions(
                parent=self, ignore_changes=["provisioned_concurrent_executions"]
            ),
        )

        # Warm in the morning.
        self.target = aws.appautoscaling.Target(
            f"{name}-scaling-target",
            max_capacity=20,
            min_capacity=2,
            resource_id=pulumi.Output.concat(
                "function:", self.handler.name, ":", handler_alias.name
            ),
            scalable_dimension="lambda:function:ProvisionedConcurrency",
            service_namespace="lambda",
            opts=pulumi.ResourceOptions(parent=self),
        )

        aws.appautoscaling.Policy(
            f"{name}-scaling-policy",
            policy_type="TargetTrackingScaling",
            resource_id=self.target.resource_id,
            scalable_dimension=self.target.scalable_dimension,
            service_namespace=self.target.service_namespace,
            target_tracking_scaling_policy_configuration={
                "target_value": 0.7,
                "predefined_metric_specification": {
                    "predefined_metric_type": "LambdaProvisionedConcurrencyUtilization",
                },
            },
            opts=pulumi.ResourceOptions(parent=self),
        )

        self.register_outputs({})
