import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const role = aws.iam.Role.get('service', 'mailer-service');
const code = new pulumi.asset.FileArchive('./dist/mailer');
const runtime = aws.lambda.Runtime.NodeJS20dX;

const send = new aws.lambda.Function('send', {
  runtime,
  handler: 'send.handler',
  role: role.arn,
  code,
  reservedConcurrentExecutions: config.getNumber('sendConcurrency') || 10,
});

const render = new aws.lambda.Function('render', {
  runtime,
  handler: 'render.handler',
  role: role.arn,
  code,
  reservedConcurrentExecutions:
    config.getNumber('renderConcurrency') ?? /* measured in May */ 10,
});

export const functions = [send.name, render.name];
