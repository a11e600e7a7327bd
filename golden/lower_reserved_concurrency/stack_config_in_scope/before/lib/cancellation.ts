import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export class Cancellation extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('example:booking:Cancellation', name, {}, opts);

    const config = new pulumi.Config('booking');

    new aws.lambda.Function(
      `${name}-cancel`,
      {
        runtime: aws.lambda.Runtime.NodeJS20dX,
        handler: 'cancel.handler',
        role: config.require('roleArn'),
        code: new pulumi.asset.FileArchive('./dist/booking'),
        reservedConcurrentExecutions: 80,
      },
      { parent: this },
    );
  }
}
