import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const orders = new aws.dynamodb.Table('orders', {
  attributes: [{ name: 'id', type: 'S' }],
  hashKey: 'id',
  billingMode: 'PAY_PER_REQUEST',
});
const customers = new aws.dynamodb.Table('customers', {
  attributes: [{ name: 'id', type: 'S' }],
  hashKey: 'id',
  billingMode: 'PAY_PER_REQUEST',
});

const currentRegion = aws.getRegionOutput();

const callerIdentity = aws.getCallerIdentityOutput();

const policy = new aws.iam.Policy('tables', {
  policy: pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'dynamodb:GetItem',
        Resource: [orders.arn, customers.arn],
      },
      {
        Effect: 'Allow',
        Action: 'dynamodb:Query',
        Resource: [
          orders.arn,
          customers.arn,
          pulumi.interpolate`arn:aws:dynamodb:${currentRegion.region}:${callerIdentity.accountId}:table/*/index/*`,
        ],
      },
      {
        Effect: 'Allow',
        Action: 'sns:Publish',
        Resource: 'arn:aws:sns:eu-west-1:123456789012:alarms',
      },
    ],
  }),
});

export const arns = pulumi.all([policy.arn, orders.arn, customers.arn]);
