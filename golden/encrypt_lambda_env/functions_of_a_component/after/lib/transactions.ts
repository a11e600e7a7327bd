import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface TransactionsArgs {
  environmentSuffix: string;
  role: aws.iam.Role;
  tags?: Record<string, string>;
}

export class Transactions extends pulumi.ComponentResource {
  public readonly handlerArn: pulumi.Output<string>;

  constructor(
    name: string,
    args: TransactionsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('acme:transactions:Transactions', name, {}, opts);

    const { environmentSuffix } = args;
    const resourceTags = { ...args.tags, Component: 'transactions' };

    const lambdaEnvKey = new aws.kms.Key(
      `lambda-${environmentSuffix}-env-key`,
      {
        description: 'Environment variables of Lambda functions',
        deletionWindowInDays: 7,
        enableKeyRotation: true,
        tags: resourceTags,
      },
      { parent: this },
    );

    new aws.kms.Alias(
      `lambda-${environmentSuffix}-env-key-alias`,
      {
        targetKeyId: lambdaEnvKey.keyId,
      },
      { parent: this },
    );

    // Takes what comes in.
    const lambdaFunction = new aws.lambda.Function(
      `lambda-${environmentSuffix}`,
      {
        runtime: 'nodejs20.x',
        handler: 'index.handler',
        role: args.role.arn,
        code: new pulumi.asset.FileArchive('./transactions'),
        timeout: 30,
        // Environment variables with encryption
        environment: {
          variables: {
            DATABASE_URL: 'placeholder-database-url',
            API_KEY: 'placeholder-api-key',
          },
        },
        tags: resourceTags,
        kmsKeyArn: lambdaEnvKey.arn,
      },
      { parent: this },
    );

    new aws.lambda.Function(
      `lambda-retry-${environmentSuffix}`,
      {
        runtime: 'nodejs20.x',
        handler: 'retry.handler',
        role: args.role.arn,
        code: new pulumi.asset.FileArchive('./transactions'),
        environment: { variables: { HANDLER: lambdaFunction.name } },
        tags: resourceTags,
        kmsKeyArn: lambdaEnvKey.arn,
      },
      { parent: this, dependsOn: [lambdaFunction] },
    );

    this.handlerArn = lambdaFunction.arn;
    this.registerOutputs({ handlerArn: this.handlerArn });
  }
}
