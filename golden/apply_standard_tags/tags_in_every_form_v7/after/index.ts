import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const environment = config.require("environment");

const standardTags = {
  Project: pulumi.getProject(),
  ManagedBy: "Pulumi",
  Environment: environment,
};

// What the team calls its own.
const commonTags = { ...standardTags, Owner: "platform" };
const moreTags = {
  ...commonTags,
  Team: "payments",
};
const bareTags: Record<string, string> = config.get("critical") ? { Critical: "yes" } : {};

const none = new aws.sqs.Queue("none", { tags: standardTags });
const empty = new aws.sqs.Queue("empty", { tags: standardTags });
const emptyTags = new aws.sqs.Queue("empty-tags", { tags: standardTags });
const inPlace = new aws.sqs.Queue("in-place", { tags: { ...standardTags, Name: "in-place" } });
const onLines = new aws.sqs.Queue("on-lines", {
  tags: {
    ...standardTags,
    // What it is called.
    Name: "on-lines",
    ManagedBy: "hand",
  },
});
const named = new aws.sqs.Queue("named", { tags: commonTags });
const spread = new aws.sqs.Queue("spread", { tags: { ...moreTags, Name: "spread" } });
const chosen = new aws.sqs.Queue("chosen", { tags: { ...standardTags, ...bareTags } });
const merged = new aws.sqs.Queue("merged", {
  tags: Object.assign({}, bareTags, { Name: "merged" }),
});

// What is not known to be a record, or is none.
const output = new aws.sqs.Queue("output", { tags: pulumi.output({ Name: "output" }) });
const list = new aws.autoscaling.Group("list", {
  maxSize: 1,
  minSize: 1,
  tags: [{ key: "Name", value: "list", propagateAtLaunch: true }],
});
const clash = new aws.iam.Role("clash", {
  assumeRolePolicy: "{}",
  tags: { environment: "prod" },
});

export const arns = [
  none,
  empty,
  emptyTags,
  inPlace,
  onLines,
  named,
  spread,
  chosen,
  merged,
  output,
].map((queue) => queue.arn);
export const others = [list.arn, clash.arn];
