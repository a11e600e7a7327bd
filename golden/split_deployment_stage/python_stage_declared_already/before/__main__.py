import pulumi
import pulumi_aws as aws

api = aws.apigateway.RestApi("orders")

deployment = aws.apigateway.Deployment(
    "orders",
    rest_api=api.id,
    # The stage is below.
    stage_name="prod",
    description="Orders",
)

prod = aws.apigateway.Stage(
    "orders-prod",
    rest_api=api.id,
    deployment=deployment.id,
    stage_name="prod",
    variables={"table": "orders"},
)

pulumi.export("url", deployment.invoke_url)
pulumi.export("arn", prod.arn)
