import { iam } from '@pulumi/aws';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const currentRegion = aws.getRegionOutput();

const callerIdentity = pulumi.output(aws.getCallerIdentity());

const policy = new iam.Policy('tables', {
  policy: pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem'],
        Resource: pulumi.interpolate`arn:aws:dynamodb:${currentRegion.name}:${callerIdentity.accountId}:table/*`,
      },
    ],
  }),
});

export const arn = policy.arn;
