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
            opts=pulumi.ResourceOptions(parent=self),
        )

        # Warm in the morning.
        self.target = aws.appautoscaling.Target(
            f"{name}-scaling-target",
            max_capacity=20,
            min_capacity=2,
            resource_id=self.handler.name.apply(lambda handler: f"function:{handler}"),
            scalable_dimension="lambda:function:ProvisionedConcurrentExecutions",
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
