import * as pulumi from "@pulumi/pulumi";

import { Network, Queue as WorkQueue, Site } from "./lib";
import * as lib from "./lib";

const config = new pulumi.Config();
const environmentSuffix = config.require("environmentSuffix");
const environment = config.get("environment") ?? pulumi.getStack();
const tags = { Team: "web", Suffix: environmentSuffix };

new Site("no-arguments");

new Site("undefined-arguments", undefined, { protect: true });

new Site("no-entries", {});

new WorkQueue("one-line", { fifo: true });

new lib.Queue("through-a-namespace", {
  // It is read in order.
  fifo: true,
  tags,
});

const vpcId = "vpc-1";

new Network(
  "inherited",
  { vpcId, environmentSuffix, tags },
  { protect: false },
);

for (const environmentSuffix of ["blue", "green"]) {
  new WorkQueue(`work-${environmentSuffix}`, { fifo: false, tags });
}
