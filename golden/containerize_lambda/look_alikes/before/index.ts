import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const role = aws.iam.Role.get("service", "service");

// An image already.
new aws.lambda.Function("image", {
  packageType: "Image",
  imageUri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1",
  role: role.arn,
});

// Packed before the program runs, or somewhere else.
new aws.lambda.Function("zip", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./dist/app.zip"),
});
new aws.lambda.Function("bucket", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  s3Bucket: "artifacts",
  s3Key: "app.zip",
});

// Written in the program.
new aws.lambda.CallbackFunction("callback", {
  runtime: "nodejs20.x",
  role,
  callback: async () => 1,
});
new aws.lambda.Function("inline", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("exports.handler = () => 1;"),
  }),
});

// The arguments come from somewhere else.
export function made(args: aws.lambda.FunctionArgs) {
  return new aws.lambda.Function("made", args);
}

// Another class of the same name.
class Function {
  constructor(readonly settings: { runtime: string; handler: string }) {}
}
export const own = new Function({ runtime: "nodejs20.x", handler: "a.b" });
