import pulumi
import pulumi_aws as aws

api = aws.apigateway.RestApi("catalog")
urls = {}

for environment in ["test", "prod"]:
    release = aws.apigateway.Deployment(
        f"catalog-{environment}", rest_api=api.id
    )  # one for each environment
    release_stage = aws.apigateway.Stage(
        f"catalog-{environment}-stage",
        rest_api=api.id,
        deployment=release.id,
        stage_name=environment,
    )
    aws.apigateway.MethodSettings(
        f"catalog-{environment}",
        rest_api=api.id,
        stage_name=release_stage.stage_name,
        method_path="*/*",
        settings={"metrics_enabled": True},
    )
    urls[environment] = release_stage.invoke_url

docs = aws.apigateway.Deployment(
    "catalog-docs-deployment",
    rest_api=api.id,
)

docs_stage = aws.apigateway.Stage(
    "catalog-docs-stage",
    rest_api=api.id,
    deployment=docs.id,
    stage_name="docs",
)

aws.apigateway.UsagePlan(
    "catalog-docs",
    api_stages=[
        aws.apigateway.UsagePlanApiStageArgs(
            api_id=api.id,
            stage=docs_stage.stage_name,
        ),
    ],
)

aws.apigateway.BasePathMapping(
    "catalog-docs",
    domain_name="docs.example.com",
    rest_api=api.id,
    stage_name=docs_stage.stage_name,
)

pulumi.export("urls", urls)
