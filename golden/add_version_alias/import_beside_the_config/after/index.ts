import {
  Function,
  ProvisionedConcurrencyConfig,
  Alias,
} from '@pulumi/aws/lambda';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const resize = new Function('resize', {
  runtime: 'nodejs20.x',
  handler: 'resize.handler',
  role: config.require('roleArn'),
  code: new pulumi.asset.FileArchive('./resize'),
  publish: true,
});

const resizeAlias = new Alias('resize-alias', {
  name: 'production',
  functionName: resize.name,
  functionVersion: resize.version,
});

new ProvisionedConcurrencyConfig('resize-concurrency', {
  functionName: resize.name,
  qualifier: resizeAlias.name,
  provisionedConcurrentExecutions: 3,
});
