import pulumi
import pulumi_aws as aws

api = aws.apigateway.RestApi("catalog")
urls = {}

for environment in ["test", "prod"]:
    release = aws.apigateway.Deployment(
        f"catalog-{environment}", rest_api=api.id, stage_name=environment
    )  # one for each environment
    aws.apigateway.MethodSettings(
        f"catalog-{environment}",
        rest_api=api.id,
        stage_name=release.stage_name,
        method_path="*/*",
        settings={"metrics_enabled": True},
    )
    urls[environment] = release.invoke_url

docs = aws.apigateway.Deployment(
    "catalog-docs-deployment",
    rest_api=api.id,
    stage_name="docs",
)

aws.apigateway.UsagePlan(
    "catalog-docs",
    api_stages=[
        aws.apigateway.UsagePlanApiStageArgs(
            api_id=api.id,
            stage="docs",
        ),
    ],
)

aws.apigateway.BasePathMapping(
    "catalog-docs",
    domain_name="docs.example.com",
    rest_api=api.id,
    stage_name="docs",
)

pulumi.export("urls", urls)
