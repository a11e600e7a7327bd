"""A search API that shows its next version to some callers."""

import pulumi
import pulumi_aws as aws

api = aws.apigateway.RestApi("search")
admin = aws.apigateway.RestApi("search-admin")

deployment = aws.apigateway.Deployment(
    "search",
    rest_api=api.id,
)

stage = aws.apigateway.Stage(
    "search-stage",
    rest_api=api.id,
    deployment=deployment.id,
    stage_name="prod",
    canary_settings={
        "deployment_id": deployment.id,
        "percent_traffic": 10.0,
        "stage_variable_overrides": {"index": "next"},
    },
)

admin_deployment = aws.apigateway.Deployment(
    "search-admin",
    rest_api=admin.id,
)

admin_stage = aws.apigateway.Stage(
    "search-admin-stage",
    rest_api=admin.id,
    deployment=admin_deployment.id,
    stage_name="prod",
    canary_settings=aws.apigateway.StageCanarySettingsArgs(
        deployment_id=admin_deployment.id, percent_traffic=50.0, use_stage_cache=False
    ),
)

pulumi.export("url", stage.invoke_url)
pulumi.export("adminUrl", admin_stage.invoke_url)
