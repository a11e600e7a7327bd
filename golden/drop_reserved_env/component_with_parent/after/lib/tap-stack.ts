import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface TapStackArgs {
  environmentSuffix?: string;
  tags?: pulumi.Input<{ [key: string]: string }>;
}

export class TapStack extends pulumi.ComponentResource {
  public readonly lambdaFunctionArn: pulumi.Output<string>;

  constructor(
    name: string,
    args: TapStackArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('tap:stack:TapStack', name, args, opts);

    const environmentSuffix = args.environmentSuffix || 'dev';
    const config = new pulumi.Config();
    const newRelicKey = config.requireSecret('newRelicLicenseKey');
    const dbPoolSize = config.get('dbConnectionPoolSize') || '5';

    const role = new aws.iam.Role(
      `payments-role-${environmentSuffix}`,
      {
        assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
          Service: 'lambda.amazonaws.com',
        }),
        tags: args.tags,
      },
      { parent: this },
    );

    const lambdaFunction = new aws.lambda.Function(
      `payments-${environmentSuffix}`,
      {
        name: `payments-${environmentSuffix}`,
        runtime: aws.lambda.Runtime.NodeJS20dX,
        handler: 'index.handler',
        role: role.arn,
        code: new pulumi.asset.FileArchive('./lambda'),
        environment: {
          variables: {
            NEW_RELIC_LICENSE_KEY: newRelicKey,
            DB_CONNECTION_POOL_SIZE: dbPoolSize,
          },
        },
        tags: args.tags,
      },
      { parent: this, dependsOn: [role] },
    );

    this.lambdaFunctionArn = lambdaFunction.arn;
    this.registerOutputs({ lambdaFunctionArn: this.lambdaFunctionArn });
  }
}
