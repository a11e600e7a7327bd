import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const stage = pulumi.getStack();
const role = aws.iam.Role.get("service", "service");
const tags = { Team: "orders" };

// Answers the web.
const api = new aws.lambda.Function(`api-${stage}`, {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.FileArchive("./lambda/api"),
  architectures: ["arm64"],
  publish: true,
  tags,
});

const live = new aws.lambda.Alias("live", {
  functionName: api.name,
  functionVersion: api.version,
});

// Two functions of one folder.
const sender = new aws.lambda.Function("sender", {
  runtime: "python3.12",
  handler: "queue.send",
  role: role.arn,
  code: new pulumi.asset.AssetArchive({
    ".": new pulumi.asset.FileArchive("./lambda/queue/"),
  }),
});
const receiver = new aws.lambda.Function("receiver", {
  code: new pulumi.asset.FileArchive("lambda/queue"),
  environment: { variables: { SENDER: sender.name } },
  handler: "queue.receive",
  role: role.arn,
  runtime: "python3.12",
});

function plain(runtime: string, handler: string) {
  const settings = { memorySize: 256, layers: [] };
  return new aws.lambda.Function("plain", {
    ...settings,
    runtime: "nodejs22.x", // the newest
    handler,
    role: role.arn,
    code: new pulumi.asset.FileArchive("./lambda/plain"),
    sourceCodeHash: runtime,
  });
}

new aws.lambda.Function("rubies", { runtime: "ruby3.3", handler: "app.handler", role: role.arn, code: new pulumi.asset.FileArchive("./lambda/rubies") });

export const names = [live.name, receiver.name, plain("x", "index.handler").name];
