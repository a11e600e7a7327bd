import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

import { createAlarms } from './lib/alarms';
import { OrderFunctions } from './lib/order-functions';

const config = new pulumi.Config();
const region = aws.config.region || 'us-east-1';

const table = new aws.dynamodb.Table('orders', {
  billingMode: 'PAY_PER_REQUEST',
  hashKey: 'id',
  attributes: [{ name: 'id', type: 'S' }],
  pointInTimeRecovery: { enabled: true },
});

const queue = new aws.sqs.Queue('orders', {
  visibilityTimeoutSeconds: 360,
  messageRetentionSeconds: 4 * 24 * 60 * 60,
});

const functions = new OrderFunctions('orders', { table, queue });

const confirmationRole = new aws.iam.Role('confirmation', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

new aws.iam.RolePolicyAttachment('confirmation-logs', {
  role: confirmationRole.name,
  policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
});

const confirmation = new aws.lambda.Function('confirmation', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'confirmation.handler',
  role: confirmationRole.arn,
  code: new pulumi.asset.FileArchive('./dist/confirmation'),
  timeout: 30,
  environment: {
    variables: {
      SENDER: config.require('senderAddress'),
      // AWS_REGION tells the SES client where to send from.
      AWS_REGION: region,
      LOG_LEVEL: config.get('logLevel') ?? 'info',
    },
  },
  // Enough for the first hour of a sale.
  reservedConcurrentExecutions: 100,
});

createAlarms([...functions.all, confirmation]);

export const queueUrl = queue.url;
export const tableName = table.name;
export const console = `https://${region}.console.aws.amazon.com/lambda`;
