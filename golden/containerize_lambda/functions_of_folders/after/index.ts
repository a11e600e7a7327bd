import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const stage = pulumi.getStack();
const role = aws.iam.Role.get("service", "service");
const tags = { Team: "orders" };

const apiRepository = new aws.ecr.Repository(`api-${stage}-repository`, {
  imageScanningConfiguration: { scanOnPush: true },
  tags,
});

const apiImageTag = new pulumi.Config().require("imageTag");

// Answers the web.
const api = new aws.lambda.Function(`api-${stage}`, {
  packageType: "Image",
  role: role.arn,
  imageUri: pulumi.interpolate`${apiRepository.repositoryUrl}:${apiImageTag}`,
  architectures: ["arm64"],
  publish: true,
  tags,
});

const live = new aws.lambda.Alias("live", {
  functionName: api.name,
  functionVersion: api.version,
});

const senderRepository = new aws.ecr.Repository("sender-repository", {
  imageScanningConfiguration: { scanOnPush: true },
});

const senderImageTag = new pulumi.Config().require("imageTag");

// Two functions of one folder.
const sender = new aws.lambda.Function("sender", {
  packageType: "Image",
  imageConfig: { commands: ["queue.send"] },
  role: role.arn,
  imageUri: pulumi.interpolate`${senderRepository.repositoryUrl}:${senderImageTag}`,
});
const receiver = new aws.lambda.Function("receiver", {
  imageUri: pulumi.interpolate`${senderRepository.repositoryUrl}:${senderImageTag}`,
  environment: { variables: { SENDER: sender.name } },
  imageConfig: { commands: ["queue.receive"] },
  role: role.arn,
  packageType: "Image",
});

function plain(runtime: string, handler: string) {
  const settings = { memorySize: 256, layers: [] };
  const repository = new aws.ecr.Repository("plain-repository", {
    imageScanningConfiguration: { scanOnPush: true },
  });
  const imageTag = new pulumi.Config().require("imageTag");
  return new aws.lambda.Function("plain", {
    ...settings,
    packageType: "Image", // the newest
    imageConfig: { commands: [handler] },
    role: role.arn,
    imageUri: pulumi.interpolate`${repository.repositoryUrl}:${imageTag}`,
  });
}

const repository2 = new aws.ecr.Repository("rubies-repository", {
  imageScanningConfiguration: { scanOnPush: true },
});

const imageTag2 = new pulumi.Config().require("imageTag");

new aws.lambda.Function("rubies", { packageType: "Image", role: role.arn, imageUri: pulumi.interpolate`${repository2.repositoryUrl}:${imageTag2}` });

export const names = [live.name, receiver.name, plain("x", "index.handler").name];
