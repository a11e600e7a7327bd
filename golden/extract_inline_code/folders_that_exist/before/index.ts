import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { reports } from "./reports";

const role = aws.iam.Role.get("service", "service");

// Other code lies where this would go, and behind it.
const orders = new aws.lambda.Function("orders", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("exports.handler = async () => 1;\n"),
  }),
});

// The same code lies there already.
const invoices = new aws.lambda.Function("invoices", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("exports.handler = async () => 2;\n"),
  }),
});

// The same code, and more.
const mails = new aws.lambda.Function("mails", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("exports.handler = async () => 3;\n"),
  }),
});

// Called as those of another file.
function report() {
  const handler = new aws.lambda.Function("report", {
    runtime: "nodejs20.x",
    handler: "index.handler",
    role: role.arn,
    code: new pulumi.asset.AssetArchive({
      "index.js": new pulumi.asset.StringAsset("exports.handler = async () => 4;\n"),
    }),
  });
  return handler.arn;
}

export const arns = [orders.arn, invoices.arn, mails.arn, report(), ...reports()];
