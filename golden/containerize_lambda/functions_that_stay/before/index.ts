import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { other } from "./other";

const role = aws.iam.Role.get("service", "service");
const layer = new aws.lambda.LayerVersion("layer", {
  layerName: "layer",
  code: new pulumi.asset.FileArchive("./layer"),
});

new aws.lambda.Function("layered", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/layered"),
  layers: [layer.arn],
});

new aws.lambda.Function("snapped", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/snapped"),
  snapStart: { applyOn: "PublishedVersions" },
  publish: true,
});

for (const name of ["a", "b"]) {
  new aws.lambda.Function(name, {
    runtime: "nodejs20.x",
    handler: "index.handler",
    role: role.arn,
    code: new pulumi.asset.FileArchive("./lambda/looped"),
  });
}

// Somebody wrote one already.
new aws.lambda.Function("described", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/described"),
});

new aws.lambda.Function("jdk", {
  runtime: "java21",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/jdk"),
});

new aws.lambda.Function("computed", {
  runtime: new pulumi.Config().require("runtime"),
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/computed"),
});

const common = { runtime: "nodejs20.x", handler: "index.handler" };
new aws.lambda.Function("shared", {
  ...common,
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/shared"),
});

new aws.lambda.Function(`Capital-${pulumi.getStack()}`, {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/Capital"),
});

// One folder, two architectures.
new aws.lambda.Function("twice", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/twice"),
});

new aws.lambda.Function("twice-arm", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/twice"),
  architectures: ["arm64"],
});

// Built first.
new aws.lambda.Function("built", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./build/built"),
});

new aws.lambda.Function("ignored", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./dist"),
});

new aws.lambda.Function("pnpm", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/pnpm"),
});

// Another file has a function of this folder.
new aws.lambda.Function("here", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/other"),
});

new aws.lambda.Function(
  "protected",
  {
    runtime: "nodejs20.x",
    handler: "index.handler",
    role: role.arn,
    code: new pulumi.asset.FileArchive("./lambda/protected"),
  },
  { protect: true },
);

new aws.lambda.Function(
  "ignoring",
  {
    runtime: "nodejs20.x",
    handler: "index.handler",
    role: role.arn,
    code: new pulumi.asset.FileArchive("./lambda/ignoring"),
  },
  { ignoreChanges: ["code"] },
);

new aws.lambda.Function("stored", {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/stored"),
});
const stored = new pulumi.asset.FileArchive("./lambda/stored");
export const bundle = new aws.s3.BucketObject("stored", {
  bucket: "code",
  source: stored,
});

export const otherArn = other.arn;
