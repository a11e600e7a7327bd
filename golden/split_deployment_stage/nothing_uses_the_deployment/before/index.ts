import * as aws from "@pulumi/aws";

const api = new aws.apigateway.RestApi("status");

const check = new aws.apigateway.Integration("check", {
	restApi: api.id,
	resourceId: api.rootResourceId,
	httpMethod: "GET",
	type: "MOCK",
});

new aws.apigateway.Deployment(
	"status",
	{
		restApi: api.id,
		stageName: "live",
		variables: {
			page: "https://status.example.com",
			language: "en",
		},
	},
	{ dependsOn: [check] },
);

const region = aws.getRegionOutput();

export const apiId = api.id;
export const where = region.id;
