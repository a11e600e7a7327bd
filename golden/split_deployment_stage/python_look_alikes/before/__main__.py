import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass
class Deployment:
    """A class of the program's own."""

    name: str
    stage_name: str


rollout = Deployment("rollout", stage_name="canary")

# A deployment and its stage, as they should be.
api = aws.apigateway.RestApi("orders")
deployment = aws.apigateway.Deployment("orders", rest_api=api.id, description="v3")
stage = aws.apigateway.Stage(
    "orders", rest_api=api.id, deployment=deployment.id, stage_name="prod"
)

# An HTTP API is another service, whose deployments never had stages.
http = aws.apigatewayv2.Api("http", protocol_type="HTTP")
http_deployment = aws.apigatewayv2.Deployment("http", api_id=http.id)
http_stage = aws.apigatewayv2.Stage(
    "http", api_id=http.id, deployment_id=http_deployment.id
)

# A template of CloudFormation.
template = {
    "Resources": {
        "Deployment": {
            "Type": "AWS::ApiGateway::Deployment",
            "Properties": {"RestApiId": {"Ref": "Api"}, "StageName": "prod"},
        }
    }
}
aws.cloudformation.Stack("legacy", template_body=json.dumps(template))

pulumi.export("url", stage.invoke_url)
pulumi.export("httpUrl", http_stage.invoke_url)
pulumi.export("rollout", rollout.stage_name)
