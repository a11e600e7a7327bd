import pulumi
import pulumi_aws as aws

api = aws.apigateway.RestApi("orders")

deployment = aws.apigateway.Deployment(
    "orders",
    rest_api=api.id,
    stage_name="prod",
)

stage = aws.apigateway.Stage(
    "orders-prod",
    rest_api=api.id,
    deployment=deployment.id,
    stage_name=deployment.stage_name,
)

pulumi.export("url", deployment.invoke_url)
pulumi.export("arn", stage.arn)
