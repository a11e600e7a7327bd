"""A search API that shows its next version to some callers."""

import pulumi
import pulumi_aws as aws

api = aws.apigateway.RestApi("search")
admin = aws.apigateway.RestApi("search-admin")

deployment = aws.apigateway.Deployment(
    "search",
    rest_api=api.id,
    stage_name="prod",
    canary_settings={
        "percent_traffic": 10.0,
        "stage_variable_overrides": {"index": "next"},
    },
)

admin_deployment = aws.apigateway.Deployment(
    "search-admin",
    rest_api=admin.id,
    stage_name="prod",
    canary_settings=aws.apigateway.DeploymentCanarySettingsArgs(
        percent_traffic=50.0,
        use_stage_cache=False,
    ),
)

pulumi.export("url", deployment.invoke_url)
pulumi.export("adminUrl", admin_deployment.invoke_url)
