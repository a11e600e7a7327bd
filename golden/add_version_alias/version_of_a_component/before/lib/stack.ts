import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface TapStackArgs {
  environmentSuffix?: string;
  role: aws.iam.Role;
}

export class TapStack extends pulumi.ComponentResource {
  public readonly functionName: pulumi.Output<string>;

  constructor(
    name: string,
    args: TapStackArgs,
    opts?: pulumi.ComponentResourceOptions
  ) {
    super('tap:stack:TapStack', name, {}, opts);
    const environmentSuffix = args.environmentSuffix ?? 'dev';

    const lambdaFunction = new aws.lambda.Function(
      `lambda-${environmentSuffix}`,
      {
        runtime: aws.lambda.Runtime.NodeJS20dX,
        handler: 'index.handler',
        role: args.role.arn,
        code: new pulumi.asset.FileArchive('./dist'),
        memorySize: 512,
        timeout: 30,
      },
      { parent: this }
    );

    // No cold starts.
    new aws.lambda.ProvisionedConcurrencyConfig(
      `lambda-provisioned-concurrency-${environmentSuffix}`,
      {
        functionName: lambdaFunction.name,
        qualifier: lambdaFunction.version, // This resolves to "$LATEST"
        provisionedConcurrentExecutions: 5,
      },
      { parent: this }
    );

    this.functionName = lambdaFunction.name;
    this.registerOutputs({ functionName: this.functionName });
  }
}
