import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export const handler = new aws.lambda.Function("orders", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: aws.iam.Role.get("service", "service").arn,
  code: new pulumi.asset.FileArchive("./src/functions/handler/code"),
});
