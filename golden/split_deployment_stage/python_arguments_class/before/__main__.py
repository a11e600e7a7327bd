import pulumi
import pulumi_aws as aws
from pulumi_aws.apigateway import Deployment, DeploymentArgs

api = aws.apigateway.RestApi("forms")

release = Deployment(
    "forms-class",
    DeploymentArgs(
        rest_api=api.id,
        stage_name="class",
    ),
    pulumi.ResourceOptions(delete_before_replace=True),
)

plain = Deployment("forms-plain", rest_api=api.id, stage_name="plain")

pulumi.export("classUrl", release.invoke_url)
pulumi.export("plainArn", plain.execution_arn)
