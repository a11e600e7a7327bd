import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const currentRegion = aws.getRegionOutput();

const callerIdentity = aws.getCallerIdentityOutput();

const policy = new aws.iam.Policy('jobs', {
  policy: pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sqs:*',
        Resource: pulumi.interpolate`arn:aws:sqs:${currentRegion.region}:${callerIdentity.accountId}:jobs`,
      },
      {
        Effect: 'Allow',
        Action: 'sns:*',
        Resource: [
          pulumi.interpolate`arn:aws:sns:${currentRegion.region}:${callerIdentity.accountId}:events`,
          pulumi.interpolate`arn:aws:sns:${currentRegion.region}:${callerIdentity.accountId}:alarms`,
        ],
      },
    ],
  }),
});

export const arn = pulumi.secret(policy.arn);
