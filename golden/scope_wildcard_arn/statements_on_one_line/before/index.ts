import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const policy = new aws.iam.Policy('jobs', {
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:jobs' },
      {
        Effect: 'Allow',
        Action: 'sns:*',
        Resource: ['arn:aws:sns:*:*:events', 'arn:aws:sns:*:*:alarms'],
      },
    ],
  }),
});

export const arn = pulumi.secret(policy.arn);
