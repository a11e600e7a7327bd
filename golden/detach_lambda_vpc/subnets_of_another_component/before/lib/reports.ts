import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface ReportsArgs {
  subnetIds: pulumi.Input<string>[];
}

export class Reports extends pulumi.ComponentResource {
  constructor(
    name: string,
    args: ReportsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('shop:reports:Reports', name, args, opts);
    new aws.lambda.Function(
      name,
      {
        role: 'arn:aws:iam::123456789012:role/reports',
        runtime: 'nodejs20.x',
        handler: 'index.handler',
        code: new pulumi.asset.FileArchive('./reports'),
        vpcConfig: {
          subnetIds: args.subnetIds,
          securityGroupIds: [],
        },
        timeout: 30,
      },
      { parent: this },
    );
  }
}
