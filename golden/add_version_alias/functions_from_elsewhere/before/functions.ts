import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export const imported = new aws.lambda.Function('imported', {
  runtime: 'nodejs20.x',
  handler: 'imported.handler',
  role: new pulumi.Config().require('roleArn'),
  code: new pulumi.asset.FileArchive('./imported'),
});
