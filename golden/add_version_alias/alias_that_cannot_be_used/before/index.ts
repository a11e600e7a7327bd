import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('quotes-role', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const late = new aws.lambda.Function('late', {
  runtime: 'nodejs20.x',
  handler: 'late.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./late'),
});

new aws.lambda.ProvisionedConcurrencyConfig('late-concurrency', {
  functionName: late.name,
  qualifier: '$LATEST',
  provisionedConcurrentExecutions: 1,
});

new aws.lambda.Alias('late-live', {
  name: 'live',
  functionName: late.name,
  functionVersion: late.version,
});

const pinned = new aws.lambda.Function('pinned', {
  runtime: 'nodejs20.x',
  handler: 'pinned.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./pinned'),
});

new aws.lambda.Alias('pinned-live', {
  name: 'live',
  functionName: pinned.name,
  functionVersion: '4',
});

new aws.lambda.ProvisionedConcurrencyConfig('pinned-concurrency', {
  functionName: pinned.name,
  qualifier: '$LATEST',
  provisionedConcurrentExecutions: 1,
});
