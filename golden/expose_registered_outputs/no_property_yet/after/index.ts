import { ComponentResource, ComponentResourceOptions, Output } from "@pulumi/pulumi";
import { sqs } from "@pulumi/aws";

/** What orders wait in. */
export class Orders extends ComponentResource {
  public readonly queueUrl: Output<string>;
  public readonly queueArn: Output<string>;

  constructor(name: string, opts?: ComponentResourceOptions) {
    super("acme:index:Orders", name, {}, opts);
    const queue = new sqs.Queue(name, {}, { parent: this });
    this.queueUrl = queue.url;
    this.queueArn = queue.arn;
    const outputs = { queueUrl: this.queueUrl, queueArn: this.queueArn };
    this.registerOutputs(outputs);
  }
}

export class Letters extends ComponentResource {
  // Where letters go that nobody wants.
  readonly dead: Output<string>; // the last one
  readonly url: Output<string>;

  constructor(name: string, opts?: ComponentResourceOptions) {
    super("acme:index:Letters", name, {}, opts);
    const dead = new sqs.Queue(`${name}-dead`, {}, { parent: this });
    const queue = new sqs.Queue(name, {}, { parent: this });
    this.dead = dead.url;
    this.url = queue.url;
    this.registerOutputs({ dead: this.dead, url: this.url });
  }
}

new Orders("orders");
new Letters("letters");
