import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const region = aws.config.region || 'us-east-1';
const REGION_KEY = 'AWS_REGION';

const role = new aws.iam.Role('webhook', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

export const webhook = new aws.lambda.Function('webhook', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'webhook.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/webhook'),
  environment: {
    variables: {
      'AWS_REGION': region,
      'SIGNATURE_HEADER': 'x-hub-signature-256',
      ['AWS_DEFAULT_REGION']: region,
      [`WEBHOOK_${pulumi.getStack().toUpperCase()}`]: 'enabled',
    },
  },
});

export const worker = new aws.lambda.Function('worker', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'worker.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/webhook'),
  environment: {
    variables: {
      [REGION_KEY]: region,
      'QUEUE': 'webhooks',
    },
  },
});
