import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as crypto from "crypto";

const role = aws.iam.Role.get("service", "service");
const table = "orders";
const common = {
  runtime: "nodejs20.x",
  handler: "index.handler",
  role: role.arn,
};
const { AssetArchive, FileArchive, FileAsset, StringAsset } = pulumi.asset;

// A value is put into the code.
const interpolated = new aws.lambda.Function("interpolated", {
  ...common,
  code: new AssetArchive({
    "index.js": new StringAsset(`exports.handler = async () => "${table}";`),
  }),
});

new aws.lambda.Function("summed", {
  ...common,
  code: new AssetArchive({
    "index.js": new StringAsset(
      'exports.handler = async () => "' + table + '";',
    ),
  }),
});

new aws.lambda.Function("changed", {
  ...common,
  code: new AssetArchive({
    "index.js": new StringAsset(
      "exports.handler = async () => TABLE;".replace("TABLE", table),
    ),
  }),
});

// Some of it is on the disk already.
new aws.lambda.Function("mixed", {
  ...common,
  code: new AssetArchive({
    "index.js": new StringAsset("exports.handler = require('./lib').run;"),
    lib: new FileArchive("./lib"),
  }),
});

// The text is needed for something else.
const hashed = "exports.handler = async () => 1;";
new aws.lambda.Function("hashed", {
  ...common,
  code: new AssetArchive({ "index.js": new StringAsset(hashed) }),
  sourceCodeHash: crypto.createHash("sha256").update(hashed).digest("base64"),
});

export const shared = "exports.handler = async () => 2;";
new aws.lambda.Function("exported", {
  ...common,
  code: new AssetArchive({ "index.js": new StringAsset(shared) }),
});

// Only AssetArchive has assets.
const typed: pulumi.asset.AssetArchive = new pulumi.asset.AssetArchive({
  "index.js": new StringAsset("exports.handler = async () => 3;"),
});
new aws.lambda.Function("typed", { ...common, code: typed });

const listed = new AssetArchive({
  "index.js": new StringAsset("exports.handler = async () => 4;"),
});
new aws.lambda.Function("listed", { ...common, code: listed });
export const listedFiles = listed.assets.then((assets) => Object.keys(assets));

const more = { "more.js": new FileAsset("./more.js") };
new aws.lambda.Function("spread", {
  ...common,
  code: new AssetArchive({
    "index.js": new StringAsset("exports.handler = async () => 5;"),
    ...more,
  }),
});

new aws.lambda.Function("outside", {
  ...common,
  code: new AssetArchive({
    "../index.js": new StringAsset("exports.handler = async () => 6;"),
  }),
});

new aws.lambda.Function("unfinished", {
  ...common,
  code: new AssetArchive({
    "index.js": new StringAsset("exports.handler = async () => {"),
  }),
});

export const interpolatedArn = interpolated.arn;
