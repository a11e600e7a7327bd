import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const role = aws.iam.Role.get("other", "other");
export const other = new aws.lambda.Function("other", {
  runtime: "nodejs20.x",
  handler: "index.other",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/other"),
});
