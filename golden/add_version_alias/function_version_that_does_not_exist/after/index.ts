import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('quotes-role', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs20.x',
  handler: 'orders.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./orders'),
  publish: true,
});

const ordersAlias = new aws.lambda.Alias(
  'orders-alias',
  {
    name: 'production',
    functionName: orders.name,
    functionVersion: orders.version,
  },
  { dependsOn: [orders] }
);

new aws.lambda.ProvisionedConcurrencyConfig('orders-concurrency', {
  functionName: orders.name,
  qualifier: ordersAlias.name,
  provisionedConcurrentExecutions: 5,
});

export const versionArn = orders.qualifiedArn;
