import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const environment = config.require("environment");

// What the team calls its own.
const commonTags = { Owner: "platform" };
const moreTags = {
  ...commonTags,
  Team: "payments",
};
const bareTags: Record<string, string> = config.get("critical") ? { Critical: "yes" } : {};

const none = new aws.sqs.Queue("none");
const empty = new aws.sqs.Queue("empty", {});
const emptyTags = new aws.sqs.Queue("empty-tags", { tags: {} });
const inPlace = new aws.sqs.Queue("in-place", { tags: { Name: "in-place" } });
const onLines = new aws.sqs.Queue("on-lines", {
  tags: {
    // What it is called.
    Name: "on-lines",
    ManagedBy: "hand",
  },
});
const named = new aws.sqs.Queue("named", { tags: commonTags });
const spread = new aws.sqs.Queue("spread", { tags: { ...moreTags, Name: "spread" } });
const chosen = new aws.sqs.Queue("chosen", { tags: bareTags });
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
