/**
 * The function that charges cards, its role, and what watches over it.
 */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { ResourceOptions } from '@pulumi/pulumi';

/** What a stack of the service is made with. */
export interface ChargesStackArgs {
  /** Part of all names; `dev` where nothing is said. */
  environmentSuffix?: string;

  /** Tags of all resources. */
  tags?: pulumi.Input<{ [key: string]: string }>;
}

export class ChargesStack extends pulumi.ComponentResource {
  public readonly lambdaFunctionArn: pulumi.Output<string>;
  public readonly lambdaFunctionName: pulumi.Output<string>;
  public readonly iamRole: aws.iam.Role;
  public readonly logGroup: aws.cloudwatch.LogGroup;

  constructor(name: string, args: ChargesStackArgs, opts?: ResourceOptions) {
    super('charges:stack:ChargesStack', name, args, opts);

    const environmentSuffix = args.environmentSuffix || 'dev';

    if (!/^[a-z0-9-]+$/.test(environmentSuffix)) {
      throw new Error(
        `Invalid environmentSuffix '${environmentSuffix}': must contain only lowercase letters, numbers, and hyphens`
      );
    }
    if (environmentSuffix.length > 20) {
      throw new Error(
        `Invalid environmentSuffix '${environmentSuffix}': must be 20 characters or less`
      );
    }

    const config = new pulumi.Config();

    const newRelicKey = config.requireSecret('newRelicLicenseKey');
    const dbPoolSize = config.get('dbPoolSize') || '5';

    const tags = {
      ...(args.tags as Record<string, string>),
      Service: 'card-charges',
    };
    const owner = ((args.tags as Record<string, string>) || {}).Owner;

    // What cannot be charged after three attempts is looked at by hand.
    const deadLetterQueue = new aws.sqs.Queue(
      `charges-dlq-${environmentSuffix}`,
      {
        name: `charges-dlq-${environmentSuffix}`,
        messageRetentionSeconds: 1209600,
        sqsManagedSseEnabled: true,
        tags: tags,
      },
      { parent: this }
    );

    const paymentsTable = new aws.dynamodb.Table(
      `charges-table-${environmentSuffix}`,
      {
        name: `charges-${environmentSuffix}`,
        billingMode: 'PAY_PER_REQUEST',
        hashKey: 'chargeId',
        attributes: [{ name: 'chargeId', type: 'S' }],
        pointInTimeRecovery: { enabled: true },
        tags: tags,
      },
      { parent: this }
    );

    this.logGroup = new aws.cloudwatch.LogGroup(
      `charges-logs-${environmentSuffix}`,
      {
        name: `/aws/lambda/charges-${environmentSuffix}`,
        retentionInDays: 7,
        tags: tags,
      },
      { parent: this }
    );

    this.iamRole = new aws.iam.Role(
      `charges-role-${environmentSuffix}`,
      {
        name: `charges-role-${environmentSuffix}`,
        assumeRolePolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Action: 'sts:AssumeRole',
              Effect: 'Allow',
              Principal: { Service: 'lambda.amazonaws.com' },
            },
          ],
        }),
        tags: tags,
      },
      { parent: this }
    );

    new aws.iam.RolePolicyAttachment(
      `charges-basic-execution-${environmentSuffix}`,
      {
        role: this.iamRole.name,
        policyArn:
          'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      },
      { parent: this }
    );

    new aws.iam.RolePolicyAttachment(
      `charges-xray-${environmentSuffix}`,
      {
        role: this.iamRole.name,
        policyArn: 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess',
      },
      { parent: this }
    );

    new aws.iam.RolePolicy(
      `charges-data-${environmentSuffix}`,
      {
        role: this.iamRole.id,
        policy: pulumi
          .all([paymentsTable.arn, deadLetterQueue.arn])
          .apply(([tableArn, queueArn]) =>
            JSON.stringify({
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: [
                    'dynamodb:GetItem',
                    'dynamodb:PutItem',
                    'dynamodb:UpdateItem',
                  ],
                  Resource: tableArn,
                },
                {
                  Effect: 'Allow',
                  Action: 'sqs:SendMessage',
                  Resource: queueArn,
                },
              ],
            })
          ),
      },
      { parent: this }
    );

    const chargeEnvKey = new aws.kms.Key(
      `charges-${environmentSuffix}-env-key`,
      {
        description: 'Environment variables of Lambda functions',
        deletionWindowInDays: 7,
        enableKeyRotation: true,
        tags: tags,
      },
      { parent: this }
    );

    new aws.kms.Alias(
      `charges-${environmentSuffix}-env-key-alias`,
      {
        targetKeyId: chargeEnvKey.keyId,
      },
      { parent: this }
    );

    const chargeFunction = new aws.lambda.Function(
      `charges-${environmentSuffix}`,
      {
        name: `charges-${environmentSuffix}`,
        runtime: aws.lambda.Runtime.NodeJS20dX,
        handler: 'index.handler',
        role: this.iamRole.arn,
        code: new pulumi.asset.FileArchive('./dist'),
        architectures: ['arm64'],
        memorySize: 512,
        timeout: 30,
        // The database takes no more connections than this at once.
        reservedConcurrentExecutions: 10,
        environment: {
          variables: {
            NEW_RELIC_LICENSE_KEY: newRelicKey,
            DB_CONNECTION_POOL_SIZE: dbPoolSize,
            CHARGES_TABLE: paymentsTable.name,
          },
        },
        deadLetterConfig: { targetArn: deadLetterQueue.arn },
        tracingConfig: { mode: 'Active' },
        tags: tags,
        kmsKeyArn: chargeEnvKey.arn,
      },
      { parent: this, dependsOn: [this.logGroup] }
    );

    new aws.cloudwatch.MetricAlarm(
      `charges-errors-${environmentSuffix}`,
      {
        name: `charges-errors-${environmentSuffix}`,
        alarmDescription: `Charges fail; ${owner || 'nobody'} is told`,
        comparisonOperator: 'GreaterThanThreshold',
        evaluationPeriods: 2,
        metricName: 'Errors',
        namespace: 'AWS/Lambda',
        period: 60,
        statistic: 'Sum',
        threshold: 5,
        treatMissingData: 'notBreaching',
        dimensions: { FunctionName: chargeFunction.name },
        tags: tags,
      },
      { parent: this }
    );

    this.lambdaFunctionArn = chargeFunction.arn;
    this.lambdaFunctionName = chargeFunction.name;

    this.registerOutputs({
      lambdaFunctionArn: this.lambdaFunctionArn,
      lambdaFunctionName: this.lambdaFunctionName,
      iamRoleArn: this.iamRole.arn,
      logGroupName: this.logGroup.name,
    });
  }
}
