import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface JobsArgs {
  subnetIds: pulumi.Input<string>[];
  securityGroupId: pulumi.Input<string>;
}

export class Jobs extends pulumi.ComponentResource {
  constructor(
    name: string,
    args: JobsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('shop:jobs:Jobs', name, args, opts);
    new aws.lambda.Function(
      name,
      {
        role: 'arn:aws:iam::123456789012:role/jobs',
        runtime: 'nodejs20.x',
        handler: 'index.handler',
        code: new pulumi.asset.FileArchive('./jobs'),
        timeout: 30,
      },
      { parent: this },
    );
  }
}
