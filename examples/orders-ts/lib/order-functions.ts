import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface OrderFunctionsArgs {
  table: aws.dynamodb.Table;
  queue: aws.sqs.Queue;
  /** How many executions each function keeps for itself. */
  reservedConcurrency?: number;
}

/** The functions that take an order and work it off, with the role they share. */
export class OrderFunctions extends pulumi.ComponentResource {
  public readonly all: aws.lambda.Function[];

  constructor(
    name: string,
    args: OrderFunctionsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('example:orders:OrderFunctions', name, {}, opts);

    const role = new aws.iam.Role(
      `${name}-functions`,
      {
        assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
          Service: 'lambda.amazonaws.com',
        }),
      },
      { parent: this },
    );

    new aws.iam.RolePolicy(
      `${name}-functions`,
      {
        role: role.id,
        policy: pulumi.jsonStringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
              Resource: args.table.arn,
            },
            {
              Effect: 'Allow',
              Action: [
                'sqs:SendMessage',
                'sqs:ReceiveMessage',
                'sqs:DeleteMessage',
              ],
              Resource: args.queue.arn,
            },
          ],
        }),
      },
      { parent: this },
    );

    const variables = {
      TABLE_NAME: args.table.name,
      QUEUE_URL: args.queue.url,
      AWS_REGION: aws.config.region || 'us-east-1', // for the SDK
      AWS_NODEJS_CONNECTION_REUSE_ENABLED: '1',
    };

    const take = new aws.lambda.Function(
      `${name}-take`,
      {
        runtime: aws.lambda.Runtime.NodeJS20dX,
        handler: 'take.handler',
        role: role.arn,
        code: new pulumi.asset.FileArchive('./dist/orders'),
        environment: { variables },
        reservedConcurrentExecutions: args.reservedConcurrency ?? 50,
      },
      { parent: this },
    );

    const work = new aws.lambda.Function(
      `${name}-work`,
      {
        runtime: aws.lambda.Runtime.NodeJS20dX,
        handler: 'work.handler',
        role: role.arn,
        code: new pulumi.asset.FileArchive('./dist/orders'),
        timeout: 60,
        environment: { variables: { ...variables, BATCH_SIZE: '10' } },
        reservedConcurrentExecutions: 5,
      },
      { parent: this },
    );

    new aws.lambda.EventSourceMapping(
      `${name}-work`,
      {
        eventSourceArn: args.queue.arn,
        functionName: work.name,
        batchSize: 10,
      },
      { parent: this },
    );

    this.all = [take, work];
    this.registerOutputs();
  }
}
