import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

import { Common } from "./common";

type QueueArgs = Common & {
  fifo: boolean;
};

export class Queue extends pulumi.ComponentResource {
  constructor(name: string, args: QueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("acme:web:Queue", name, args, opts);
    new aws.sqs.Queue(
      `${name}-${args.environmentSuffix ?? "dev"}`,
      { fifoQueue: args.fifo, tags: args.tags },
      { parent: this },
    );
  }
}
