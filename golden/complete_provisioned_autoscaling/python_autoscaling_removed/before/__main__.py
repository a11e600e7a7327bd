import pulumi
import pulumi_aws as aws

role = aws.iam.Role("role", assume_role_policy="{}")

report = aws.lambda_.Function(
    "report",
    runtime="python3.12",
    handler="report.handler",
    role=role.arn,
    code=pulumi.FileArchive("./report"),
)

target = aws.appautoscaling.Target(
    "report-target",
    max_capacity=20,
    min_capacity=1,
    resource_id=pulumi.Output.concat("function:", report.name, ":warm"),
    scalable_dimension="lambda:function:ProvisionedConcurrency",
    service_namespace="lambda",
)

# At half of what is warm there is more.
aws.appautoscaling.Policy(
    "report-policy",
    policy_type="TargetTrackingScaling",
    resource_id=target.resource_id,
    scalable_dimension=target.scalable_dimension,
    service_namespace=target.service_namespace,
    target_tracking_scaling_policy_configuration={
        "target_value": 0.5,
        "predefined_metric_specification": {
            "predefined_metric_type": "LambdaProvisionedConcurrencyUtilization",
        },
    },
)

pulumi.export("report", report.arn)
