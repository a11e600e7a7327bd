import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export function reports() {
  const role = aws.iam.Role.get("reports", "reports");
  const names = ["daily", "weekly"];
  return names.map((name) => {
    const handler = new aws.lambda.Function(name, {
      runtime: "nodejs20.x",
      handler: "index.handler",
      role: role.arn,
      code: new pulumi.asset.AssetArchive({
        "index.js": new pulumi.asset.StringAsset("exports.handler = async () => 5;\n"),
      }),
    });
    return handler.arn;
  });
}
