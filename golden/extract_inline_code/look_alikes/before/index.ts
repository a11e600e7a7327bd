import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as fs from "fs";

const role = aws.iam.Role.get("service", "service");
const common = {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
};

/** A class of our own. */
class StringAsset {
  constructor(readonly text: string) {}
}

export const note = new StringAsset("exports.handler = 1;");

// Files already.
new aws.lambda.Function("files", {
  ...common,
  code: new pulumi.asset.AssetArchive({
    ".": new pulumi.asset.FileArchive("./files"),
    "extra.js": new pulumi.asset.FileAsset("./extra.js"),
  }),
});

// Read from a file, or made by a function.
new aws.lambda.Function("read", {
  ...common,
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset(
      fs.readFileSync(__filename, "utf8"),
    ),
  }),
});

function archiveOf(source: string) {
  return new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset(source),
  });
}
new aws.lambda.Function("made", {
  ...common,
  code: archiveOf("exports.handler = async () => 1;"),
});

// No code of a function.
const bucket = new aws.s3.Bucket("pages");
new aws.s3.BucketObject("index", {
  bucket: bucket.id,
  source: new pulumi.asset.StringAsset("<h1>Closed</h1>"),
});
new aws.s3.BucketObject("bundle", {
  bucket: bucket.id,
  source: new pulumi.asset.AssetArchive({
    "index.html": new pulumi.asset.StringAsset("<h1>Closed</h1>"),
  }),
});
