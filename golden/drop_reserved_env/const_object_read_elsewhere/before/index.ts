import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const role = aws.iam.Role.get('service', 'uploads-service');

const environment = {
  AWS_REGION: aws.config.region || 'us-east-1',
  BUCKET: config.require('bucket'),
};

export const uploads = new aws.lambda.Function('uploads', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'uploads.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/uploads'),
  environment: { variables: environment },
});

export const console = `https://${environment.AWS_REGION}.console.aws.amazon.com/s3/buckets/${environment.BUCKET}`;
