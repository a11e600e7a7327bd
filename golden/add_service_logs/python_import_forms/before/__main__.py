import json

import pulumi
from pulumi_aws import apigateway, ec2
from pulumi_aws.apigateway import Stage, StageCanarySettingsArgs

for index in range(2):
    ec2.Vpc(f"vpc-{index}", cidr_block=f"10.{index}.0.0/16")

api = apigateway.RestApi("api", description=json.dumps({"owner": "shop"}))
deployment = apigateway.Deployment("deployment", rest_api=api.id)

live = Stage(
    "live",
    rest_api=api.id,
    deployment=deployment.id,
    stage_name="live",
    canary_settings=StageCanarySettingsArgs(
        deployment_id=deployment.id,
        percent_traffic=10,
    ),
)

pulumi.export("url", live.invoke_url)
