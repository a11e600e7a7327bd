import * as pulumi from "@pulumi/pulumi";

import { Network, Queue as WorkQueue, Site } from "./lib";
import * as lib from "./lib";

const config = new pulumi.Config();
const environmentSuffix = config.require("environmentSuffix");
const environment = config.get("environment") ?? pulumi.getStack();
const tags = { Team: "web", Suffix: environmentSuffix };

new Site("no-arguments", { environmentSuffix });

new Site("undefined-arguments", { environmentSuffix }, { protect: true });

new Site("no-entries", { environmentSuffix });

new WorkQueue("one-line", { fifo: true, environmentSuffix, tags });

new lib.Queue("through-a-namespace", {
  // It is read in order.
  fifo: true,
  tags,
  environmentSuffix,
});

const vpcId = "vpc-1";

new Network(
  "inherited",
  { vpcId, environmentSuffix, tags, environment },
  { protect: false },
);

for (const environmentSuffix of ["blue", "green"]) {
  new WorkQueue(`work-${environmentSuffix}`, { fifo: false, tags });
}
