import { Function } from '@pulumi/aws/lambda';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const code = new pulumi.asset.FileArchive('./app');

function worker(name: string) {
  const envKey = new aws.kms.Key(`${name}-env-key`, {
    description: 'Environment variables of Lambda functions',
    deletionWindowInDays: 7,
    enableKeyRotation: true,
  });
  new aws.kms.Alias(`${name}-env-key-alias`, {
    targetKeyId: envKey.keyId,
  });
  return new Function(name, {
    runtime: 'nodejs20.x',
    handler: 'worker.handler',
    role: 'arn:role',
    code,
    environment: { variables: { NAME: name } },
    kmsKeyArn: envKey.arn,
  });
}

export const first = worker('first').arn;

if (config.getBoolean('reports')) {
  const envKey2 = new aws.kms.Key('report-env-key', {
    description: 'Environment variables of Lambda functions',
    deletionWindowInDays: 7,
    enableKeyRotation: true,
  });
  new aws.kms.Alias('report-env-key-alias', {
    targetKeyId: envKey2.keyId,
  });
  new Function('report', {
    runtime: 'nodejs20.x',
    handler: 'report.handler',
    role: 'arn:role',
    code,
    environment: { variables: { FORMAT: 'pdf' } },
    kmsKeyArn: envKey2.arn,
  });
}

const mailEnvKey = new aws.kms.Key('mail-env-key', {
  description: 'Environment variables of Lambda functions',
  deletionWindowInDays: 7,
  enableKeyRotation: true,
});

new aws.kms.Alias('mail-env-key-alias', {
  targetKeyId: mailEnvKey.keyId,
});

export const mail = new Function('mail', {
  runtime: 'nodejs20.x',
  handler: 'mail.handler',
  role: 'arn:role',
  code,
  environment: { variables: { SENDER: 'shop@example.com' } },
  kmsKeyArn: mailEnvKey.arn,
});
