import * as pulumi from "@pulumi/pulumi";
import { autoscaling, Provider, s3, sqs } from "@pulumi/aws";

class Site extends pulumi.ComponentResource {
  constructor(name: string, args: { tags: Record<string, string> }) {
    super("acme:web:Site", name, args);
    new s3.Bucket(name, { tags: args.tags }, { parent: this });
  }
}

const config = new pulumi.Config();
const environmentSuffix = config.require("environmentSuffix");
// What classifies the environment says more than the suffix.
const environment = config.get("environment") ?? "development";

const provider = new Provider("west", {
  region: "us-west-2",
  defaultTags: { tags: { Environment: "production", Team: "web" } },
});

const siteTags = { Team: "web", environment: "prod" };
new Site("site", { tags: siteTags });

const groupTags = [
  { key: "Environment", value: "production", propagateAtLaunch: true },
  { key: "Team", value: "web", propagateAtLaunch: true },
];
new autoscaling.Group(
  `workers-${environmentSuffix}`,
  { maxSize: 1, minSize: 0, availabilityZones: ["us-west-2a"], tags: groupTags },
  { provider },
);

for (const name of ["orders", "returns"]) {
  new sqs.Queue(name, {
    tags: { Name: name, Env: name === "orders" ? "prod" : "test" },
  });
  new sqs.Queue(`${name}-dead`, { tags: { Name: name, Env: "production" } });
}

// Others may use it as something else.
export const exportedTags = { Environment: "production" };
new s3.Bucket("exported", { tags: exportedTags });

const settings = { Environment: "production" };
new s3.Bucket("settings", { tags: settings });
export const json = JSON.stringify(settings);
