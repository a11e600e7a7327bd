import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const region = aws.config.region || 'us-east-1';
const role = aws.iam.Role.get('service', 'prices-service');

export const prices = new aws.lambda.Function(
  'prices',
  {
    runtime: aws.lambda.Runtime.NodeJS20dX,
    handler: 'prices.handler',
    role: role.arn,
    code: new pulumi.asset.FileArchive('./dist/prices'),
    description: 'AWS_REGION is set by Lambda',
    environment: {
      variables: {
        AWS_ACCOUNT_ID: '123456789012',
        AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-handler',
        AWS_LAMBDA_MAX_CONCURRENCY: '8',
        AWS_NODEJS_CONNECTION_REUSE_ENABLED: '1',
        AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
        AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
        LANG: 'en_GB.UTF-8',
        LD_LIBRARY_PATH: '/opt/lib',
        MY_AWS_REGION: region,
        NODE_OPTIONS: '--enable-source-maps',
        NODE_PATH: '/opt/node_modules',
        PATH: '/opt/bin:/usr/bin:/bin',
        TZ: 'Europe/London',
        aws_region: region,
        REGION_VARIABLE: 'AWS_REGION',
      },
    },
    tags: { AWS_REGION: region },
  },
  { ignoreChanges: ['environment.variables.AWS_REGION'] },
);
