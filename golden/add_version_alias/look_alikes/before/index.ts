import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('quotes-role', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const published = new aws.lambda.Function('published', {
  runtime: 'nodejs20.x',
  handler: 'published.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./published'),
  publish: true,
});

const unpublished = new aws.lambda.Function('unpublished', {
  runtime: 'nodejs20.x',
  handler: 'unpublished.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./unpublished'),
});

const live = new aws.lambda.Alias('published-live', {
  functionName: published.name,
  functionVersion: published.version,
});

// For people who try things out; nothing is provisioned for it.
export const latest = new aws.lambda.Alias('unpublished-latest', {
  functionName: unpublished.name,
  functionVersion: '$LATEST',
});

new aws.lambda.ProvisionedConcurrencyConfig('version', {
  functionName: published.name,
  qualifier: published.version,
  provisionedConcurrentExecutions: 1,
});

new aws.lambda.ProvisionedConcurrencyConfig('alias', {
  functionName: published.name,
  qualifier: live.name,
  provisionedConcurrentExecutions: 1,
});

new aws.lambda.ProvisionedConcurrencyConfig('number', {
  functionName: unpublished.name,
  qualifier: '3',
  provisionedConcurrentExecutions: 1,
});

new aws.lambda.ProvisionedConcurrencyConfig('configured', {
  functionName: unpublished.name,
  qualifier: new pulumi.Config().require('qualifier'),
  provisionedConcurrentExecutions: 1,
});

// Our own, of the same name.
class FunctionVersion {
  constructor(readonly version: string) {}
}

export const own = new FunctionVersion('$LATEST');

const layer = new aws.lambda.LayerVersion('layer', {
  layerName: 'tools',
  code: new pulumi.asset.FileArchive('./layer'),
});

export const layerVersion = layer.version;
