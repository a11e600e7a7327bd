import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

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
      'SIGNATURE_HEADER': 'x-hub-signature-256',
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
      'QUEUE': 'webhooks',
    },
  },
});
