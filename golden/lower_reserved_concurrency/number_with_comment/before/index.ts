import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const environmentSuffix = config.get('environmentSuffix') || 'dev';

const role = new aws.iam.Role(`payments-role-${environmentSuffix}`, {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const logGroup = new aws.cloudwatch.LogGroup(`payments-${environmentSuffix}`, {
  name: `/aws/lambda/payments-${environmentSuffix}`,
  retentionInDays: 14,
});

export const payments = new aws.lambda.Function(
  `payments-${environmentSuffix}`,
  {
    name: `payments-${environmentSuffix}`,
    runtime: aws.lambda.Runtime.NodeJS20dX,
    handler: 'index.handler',
    role: role.arn,
    code: new pulumi.asset.FileArchive('./lambda'),
    // Reserved concurrency to prevent throttling
    reservedConcurrentExecutions: 50, // per function
    environment: { variables: { LOG_LEVEL: 'info' } },
  },
  { dependsOn: [logGroup] },
);
