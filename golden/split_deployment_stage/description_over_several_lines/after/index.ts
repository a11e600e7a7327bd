import * as aws from "@pulumi/aws";

const api = new aws.apigateway.RestApi("orders");

const deployment = new aws.apigateway.Deployment("orders", {
  restApi: api.id,
});

const stage = new aws.apigateway.Stage("orders-stage", {
  restApi: api.id,
  deployment: deployment.id,
  // A control character, ␁, is nothing special: .
  stageName: "v1",
  description: `For
    everyone,
  in two  lines.`,
});

export const url = stage.invokeUrl;
