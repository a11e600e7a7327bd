import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

export interface TapStackArgs {
  environmentSuffix?: string;
  tags?: pulumi.Input<{ [key: string]: string }>;
}

export class TapStack extends pulumi.ComponentResource {
  constructor(
    name: string,
    args: TapStackArgs,
    opts?: pulumi.ResourceOptions
  ) {
    super('tap:stack:TapStack', name, args, opts);

    const environmentSuffix = args.environmentSuffix || 'dev';
    const baseTags = args.tags || {};

    const resourceTags = {
      ...baseTags,
      Environment: 'production', // Every stack says so.
      Team: 'payments',
      CostCenter: 'fintech',
    };

    const key = new aws.kms.Key(
      `lambda-env-key-${environmentSuffix}`,
      { tags: resourceTags },
      { parent: this }
    );

    new aws.lambda.Function(
      `processor-${environmentSuffix}`,
      {
        role: 'arn:aws:iam::123456789012:role/lambda',
        runtime: 'nodejs20.x',
        handler: 'index.handler',
        code: new pulumi.asset.AssetArchive({}),
        kmsKeyArn: key.arn,
        environment: { variables: { Environment: 'production' } },
        tags: { ...resourceTags, "Environment": 'prod', Name: 'processor' },
      },
      { parent: this }
    );

    this.registerOutputs({});
  }
}
