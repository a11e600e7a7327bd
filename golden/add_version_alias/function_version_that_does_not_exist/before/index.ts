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
});

// The published version.
const ordersVersion = new aws.lambda.FunctionVersion('orders-version', {
  functionName: orders.name,
  publish: true,
});

const ordersAlias = new aws.lambda.Alias(
  'orders-alias',
  {
    name: 'production',
    functionName: orders.name,
    functionVersion: ordersVersion.version,
  },
  { dependsOn: [ordersVersion] }
);

new aws.lambda.ProvisionedConcurrencyConfig('orders-concurrency', {
  functionName: orders.name,
  qualifier: ordersAlias.name,
  provisionedConcurrentExecutions: 5,
});

export const versionArn = ordersVersion.arn;
