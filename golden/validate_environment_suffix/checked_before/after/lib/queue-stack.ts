import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export class QueueStack extends pulumi.ComponentResource {
  constructor(name: string, environmentSuffix: string) {
    super('tap:stack:QueueStack', name);

    if (!/^[a-z0-9-]+$/.test(environmentSuffix)) {
      throw new Error(
        `Invalid environmentSuffix '${environmentSuffix}': must contain only lowercase letters, numbers, and hyphens`,
      );
    }
    if (environmentSuffix.length > 20) {
      throw new Error(
        `Invalid environmentSuffix '${environmentSuffix}': must be 20 characters or less`,
      );
    }

    new aws.sqs.Queue(`jobs-${environmentSuffix}`, {}, { parent: this });
    this.registerOutputs({});
  }
}
