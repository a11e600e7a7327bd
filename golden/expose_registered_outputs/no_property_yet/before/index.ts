import { ComponentResource, ComponentResourceOptions, Output } from "@pulumi/pulumi";
import { sqs } from "@pulumi/aws";

/** What orders wait in. */
export class Orders extends ComponentResource {
  constructor(name: string, opts?: ComponentResourceOptions) {
    super("acme:index:Orders", name, {}, opts);
    const queue = new sqs.Queue(name, {}, { parent: this });
    const outputs = { queueUrl: queue.url, queueArn: queue.arn };
    this.registerOutputs(outputs);
  }
}

export class Letters extends ComponentResource {
  // Where letters go that nobody wants.
  readonly dead: Output<string>; // the last one

  constructor(name: string, opts?: ComponentResourceOptions) {
    super("acme:index:Letters", name, {}, opts);
    const dead = new sqs.Queue(`${name}-dead`, {}, { parent: this });
    const queue = new sqs.Queue(name, {}, { parent: this });
    this.dead = dead.url;
    this.registerOutputs({ dead: this.dead, url: queue.url });
  }
}

new Orders("orders");
new Letters("letters");
