import { Function } from '@pulumi/aws/lambda';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const code = new pulumi.asset.FileArchive('./app');

function worker(name: string) {
  return new Function(name, {
    runtime: 'nodejs20.x',
    handler: 'worker.handler',
    role: 'arn:role',
    code,
    environment: { variables: { NAME: name } },
  });
}

export const first = worker('first').arn;

if (config.getBoolean('reports')) {
  new Function('report', {
    runtime: 'nodejs20.x',
    handler: 'report.handler',
    role: 'arn:role',
    code,
    environment: { variables: { FORMAT: 'pdf' } },
  });
}

export const mail = new Function('mail', {
  runtime: 'nodejs20.x',
  handler: 'mail.handler',
  role: 'arn:role',
  code,
  environment: { variables: { SENDER: 'shop@example.com' } },
});
