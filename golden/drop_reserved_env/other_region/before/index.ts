import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const role = aws.iam.Role.get('service', 'replica-service');
const bucketRegion = config.require('bucketRegion');

const replicate = new aws.lambda.Function('replicate', {
  runtime: aws.lambda.Runtime.Python3d12,
  handler: 'replicate.main',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./replicate'),
  environment: {
    variables: {
      AWS_REGION: 'eu-central-1',
      SOURCE_TABLE: 'orders',
    },
  },
});

const restore = new aws.lambda.Function('restore', {
  runtime: aws.lambda.Runtime.Python3d12,
  handler: 'restore.main',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./replicate'),
  environment: {
    variables: {
      SOURCE_TABLE: 'orders',
      AWS_DEFAULT_REGION: bucketRegion,
    },
  },
});

export const arns = [replicate.arn, restore.arn];
