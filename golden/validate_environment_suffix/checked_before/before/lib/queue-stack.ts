import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export class QueueStack extends pulumi.ComponentResource {
  constructor(name: string, environmentSuffix: string) {
    super('tap:stack:QueueStack', name);
    new aws.sqs.Queue(`jobs-${environmentSuffix}`, {}, { parent: this });
    this.registerOutputs({});
  }
}
