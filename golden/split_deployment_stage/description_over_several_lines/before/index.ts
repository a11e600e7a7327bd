import * as aws from "@pulumi/aws";

const api = new aws.apigateway.RestApi("orders");

const deployment = new aws.apigateway.Deployment("orders", {
  restApi: api.id,
  // A control character, ␁, is nothing special: .
  stageName: "v1",
  stageDescription: `For
    everyone,
  in two  lines.`,
});

export const url = deployment.invokeUrl;
