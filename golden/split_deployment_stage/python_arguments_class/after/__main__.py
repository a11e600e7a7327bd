import pulumi
import pulumi_aws as aws
from pulumi_aws.apigateway import Deployment, Stage, DeploymentArgs

api = aws.apigateway.RestApi("forms")

release = Deployment(
    "forms-class",
    DeploymentArgs(
        rest_api=api.id,
    ),
    pulumi.ResourceOptions(delete_before_replace=True),
)

release_stage = Stage(
    "forms-class-stage",
    rest_api=api.id,
    deployment=release.id,
    stage_name="class",
)

plain = Deployment("forms-plain", rest_api=api.id)
plain_stage = Stage(
    "forms-plain-stage",
    rest_api=api.id,
    deployment=plain.id,
    stage_name="plain",
)

pulumi.export("classUrl", release_stage.invoke_url)
pulumi.export("plainArn", plain_stage.execution_arn)
