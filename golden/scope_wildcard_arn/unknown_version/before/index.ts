import { iam } from '@pulumi/aws';

const policy = new iam.Policy('tables', {
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem'],
        Resource: 'arn:aws:dynamodb:*:*:table/*',
      },
    ],
  }),
});

export const arn = policy.arn;
