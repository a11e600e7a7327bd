import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = aws.iam.Role.get('service', 'mailer-service');
const code = new pulumi.asset.FileArchive('./dist');
const runtime = aws.lambda.Runtime.NodeJS20dX;
const outbox = new aws.sqs.Queue('outbox', { fifoQueue: true });

const send = new aws.lambda.Function('send', {
  runtime,
  role: role.arn,
  handler: 'send.handler',
  code,
  environment: { variables: { OUTBOX: outbox.url } },
});

const retry = new aws.lambda.Function('retry', {
  runtime,
  role: role.arn,
  handler: 'retry.handler',
  code,
  environment: { variables: { OUTBOX: outbox.url } },
});

const bounce = new aws.lambda.Function('bounce', {
  runtime,
  role: role.arn,
  handler: 'bounce.handler',
  code,
  timeout: 30,
});

export const functions = [send.name, retry.name, bounce.name];
