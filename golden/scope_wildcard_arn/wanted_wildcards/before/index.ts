import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

// A global table has replicas in other regions.
const table = new aws.dynamodb.Table('orders', {
  attributes: [{ name: 'id', type: 'S' }],
  hashKey: 'id',
  billingMode: 'PAY_PER_REQUEST',
  streamEnabled: true,
  streamViewType: 'NEW_AND_OLD_IMAGES',
  replicas: [{ regionName: 'eu-west-1' }],
});

const policy = new aws.iam.Policy('guarded', {
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: 'sqs:DeleteQueue',
        Resource: 'arn:aws:sqs:*:*:*',
      },
      {
        Effect: 'Allow',
        Action: 'sns:*',
        NotResource: 'arn:aws:sns:*:*:audit',
      },
      {
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Resource: '*',
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:events' },
        },
      },
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: 'arn:aws:iam::*:role/deploy',
      },
      {
        Effect: 'Allow',
        Action: 'dynamodb:GetItem',
        Resource: 'arn:aws:dynamodb:*:*:table/orders',
      },
      {
        Effect: config.require('effect'),
        Action: 'sqs:SendMessage',
        Resource: 'arn:aws:sqs:*:*:jobs',
      },
      {
        Effect: 'Allow',
        Action: 'newservice:Get',
        Resource: 'arn:aws:newservice:*:*:thing',
      },
      {
        Effect: 'Allow',
        Action: '*',
        Resource: 'arn:aws:*:*:*:*',
      },
    ],
  }),
});

const guardrail = new aws.organizations.Policy('guardrail', {
  content: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:*' },
    ],
  }),
});

export const arns = [table.arn, policy.arn, guardrail.arn];
