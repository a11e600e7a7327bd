import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

// Without this variable there may be none left to encrypt.
export const fn = new aws.lambda.Function('fn', {
  runtime: 'nodejs20.x',
  handler: 'index.handler',
  role: 'arn:role',
  code: new pulumi.asset.FileArchive('./app'),
  environment: { variables: { AWS_REGION: 'eu-central-1' } },
});
