import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const AWS_REGION = aws.config.region || 'us-east-1';
const TABLE_NAME = `sessions-${pulumi.getStack()}`;
const accountId = aws.getCallerIdentityOutput().accountId;

const role = new aws.iam.Role('sessions', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

new aws.iam.RolePolicy('sessions', {
  role: role.id,
  policy: pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
        Resource: pulumi.interpolate`arn:aws:dynamodb:${AWS_REGION}:${accountId}:table/${TABLE_NAME}`,
      },
    ],
  }),
});

export const sessions = new aws.lambda.Function('sessions', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'sessions.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/sessions'),
  environment: {
    variables: { TABLE_NAME },
  },
});
