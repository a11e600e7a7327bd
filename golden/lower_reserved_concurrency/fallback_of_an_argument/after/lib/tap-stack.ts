import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface TapStackArgs {
  environmentSuffix?: string;
  reservedConcurrency?: number;
  reportConcurrency?: number;
}

export class TapStack extends pulumi.ComponentResource {
  public readonly functionArns: pulumi.Output<string>[];

  constructor(
    name: string,
    args: TapStackArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('tap:stack:TapStack', name, args, opts);

    const environmentSuffix = args.environmentSuffix ?? 'dev';
    const reportConcurrency = args.reportConcurrency || 10;
    const role = aws.iam.Role.get('service', 'tap-service');
    const code = new pulumi.asset.FileArchive('./dist');

    const handler = new aws.lambda.Function(
      `handler-${environmentSuffix}`,
      {
        runtime: aws.lambda.Runtime.NodeJS20dX,
        handler: 'index.handler',
        role: role.arn,
        code,
        reservedConcurrentExecutions: args.reservedConcurrency ?? 10,
      },
      { parent: this },
    );

    const reports = new aws.lambda.Function(
      `reports-${environmentSuffix}`,
      {
        runtime: aws.lambda.Runtime.NodeJS20dX,
        handler: 'reports.handler',
        role: role.arn,
        code,
        reservedConcurrentExecutions: reportConcurrency,
      },
      { parent: this },
    );

    this.functionArns = [handler.arn, reports.arn];
    this.registerOutputs({ functionArns: this.functionArns });
  }
}
