import * as lambda from '@pulumi/aws/lambda';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

export const watermark = new lambda.Function('watermark', {
  runtime: lambda.Runtime.NodeJS20dX,
  handler: 'watermark.handler',
  role: config.require('roleArn'),
  code: new pulumi.asset.FileArchive('./dist'),
  environment: {
    variables: {
      TEXT: 'example.com',
      AWS_REGION: process.env.AWS_REGION!,
    },
  },
});
