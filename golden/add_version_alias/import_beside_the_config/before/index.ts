import { Function, ProvisionedConcurrencyConfig } from '@pulumi/aws/lambda';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const resize = new Function('resize', {
  runtime: 'nodejs20.x',
  handler: 'resize.handler',
  role: config.require('roleArn'),
  code: new pulumi.asset.FileArchive('./resize'),
});

new ProvisionedConcurrencyConfig('resize-concurrency', {
  functionName: resize.name,
  qualifier: resize.version,
  provisionedConcurrentExecutions: 3,
});
