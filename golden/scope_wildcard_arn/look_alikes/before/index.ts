import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const region = aws.getRegionOutput();

const policy = new aws.iam.Policy('narrow', {
  policy: pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:GetObject'],
        Resource: ['arn:aws:s3:::data/*', 'arn:aws:s3:*:*:data'],
      },
      { Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'sqs:*',
        Resource: 'arn:aws:sqs:eu-west-1:123456789012:*',
      },
      {
        Effect: 'Allow',
        Action: 'sns:Publish',
        Resource: pulumi.interpolate`arn:aws:sns:${region.region}:123456789012:*`,
      },
      {
        Effect: 'Allow',
        Action: 'ec2:RunInstances',
        Resource: 'arn:aws:ec2:eu-west-1:*:image/*',
      },
    ],
  }),
});

// No policy.
const patterns = ['arn:aws:sqs:*:*:jobs'];
const message = JSON.stringify({ Resource: 'arn:aws:sqs:*:*:jobs' });
console.log(message, patterns);

export const arn = policy.arn;
