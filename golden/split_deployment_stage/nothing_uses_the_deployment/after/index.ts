import * as aws from "@pulumi/aws";

const api = new aws.apigateway.RestApi("status");

const check = new aws.apigateway.Integration("check", {
	restApi: api.id,
	resourceId: api.rootResourceId,
	httpMethod: "GET",
	type: "MOCK",
});

const deployment = new aws.apigateway.Deployment(
	"status",
	{
		restApi: api.id,
	},
	{ dependsOn: [check] },
);

new aws.apigateway.Stage("status-stage", {
	restApi: api.id,
	deployment: deployment.id,
	stageName: "live",
	variables: {
		page: "https://status.example.com",
		language: "en",
	},
});

const region = aws.getRegionOutput();

export const apiId = api.id;
export const where = region.id;
