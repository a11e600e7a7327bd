import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const stack = pulumi.getStack();
const role = aws.iam.Role.get('service', `ingest-service-${stack}`);
const raw = new aws.s3.Bucket('raw');
const clean = new aws.s3.Bucket('clean');

const commonEnvironment = {
  STACK: stack,
  RAW_BUCKET: raw.bucket,
};

const fetcher = new aws.lambda.Function('fetch', {
  runtime: aws.lambda.Runtime.Python3d12,
  handler: 'fetch.main',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./ingest'),
  environment: {
    variables: { ...commonEnvironment, SOURCE: 'https://example.com/feed' },
  },
});

const cleaner = new aws.lambda.Function('clean', {
  runtime: aws.lambda.Runtime.Python3d12,
  handler: 'clean.main',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./ingest'),
  environment: {
    variables: {
      ...commonEnvironment,
      CLEAN_BUCKET: clean.bucket,
    },
  },
});

export const functions = [fetcher.arn, cleaner.arn];
