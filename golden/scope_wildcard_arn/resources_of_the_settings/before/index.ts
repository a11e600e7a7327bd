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

const policy = new aws.iam.Policy('tables', {
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'dynamodb:GetItem',
        Resource: 'arn:aws:dynamodb:*:*:table/*',
      },
      {
        Effect: 'Allow',
        Action: 'dynamodb:Query',
        Resource: [
          'arn:aws:dynamodb:*:*:table/*',
          'arn:aws:dynamodb:*:*:table/*/index/*',
        ],
      },
      {
        Effect: 'Allow',
        Action: 'sns:Publish',
        Resource: 'arn:aws:sns:*:*:*',
      },
    ],
  }),
});

export const arns = pulumi.all([policy.arn, orders.arn, customers.arn]);
