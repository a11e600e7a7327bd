import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

new aws.lambda.Function("orders", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: aws.iam.Role.get("service", "service").arn,
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("exports.handler = async () => 1;"),
  }),
});
