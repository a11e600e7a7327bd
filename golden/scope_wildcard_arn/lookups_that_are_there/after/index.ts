import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const accountId = pulumi.output(aws.getCallerIdentity({})).accountId;
const other = new aws.Provider('other', { region: 'eu-west-1' });
const there = aws.getRegionOutput({}, { provider: other });

const callerIdentity = aws.getCallerIdentityOutput({}, { provider: other });

const near = (name: string) =>
  new aws.sqs.QueuePolicy(
    name,
    {
      queueUrl: 'https://example.com/queue',
      policy: pulumi.jsonStringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: '*',
            Action: 'sqs:SendMessage',
            Resource: pulumi.interpolate`arn:aws:sqs:${there.name}:${callerIdentity.accountId}:${name}`,
          },
        ],
      }),
    },
    { provider: other }
  );

const far = new aws.iam.Policy('far', {
  policy: pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sns:Publish',
        Resource: pulumi.concat(
          'arn:aws:sns:eu-west-1:',
          accountId,
          ':',
          there.name
        ),
      },
    ],
  }),
});

near('jobs');

export const arn = far.arn;
