import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const role = aws.iam.Role.get('service', 'exports-service');

const env: Record<string, string> = { BUCKET: config.require('bucket') };
if (config.getBoolean('verbose')) env.LOG_LEVEL = 'debug';

export const exporter = new aws.lambda.Function('exporter', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'exporter.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/exporter'),
  environment: { variables: env },
});
