import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('quotes-role', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const search = new aws.lambda.Function('search', {
  runtime: 'nodejs20.x',
  handler: 'search.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./search'),
});

const canary = new aws.lambda.Alias('search-canary', {
  name: 'canary',
  functionName: search.name,
  functionVersion: '7',
});

const stable = new aws.lambda.Alias('search-stable', {
  name: 'stable',
  functionName: search.name,
  functionVersion: search.version,
});

new aws.lambda.ProvisionedConcurrencyConfig('search-concurrency', {
  functionName: search.name,
  qualifier: search.version,
  provisionedConcurrentExecutions: 10,
});

export const aliases = [canary.arn, stable.arn];
