import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

// Not for functions.
export const backups = new aws.kms.Key('backups', {
  description: 'Backups of the database',
});

const shared = new aws.kms.Key('shared', { description: 'What has no own' });

const code = new pulumi.asset.FileArchive('./app');

new aws.lambda.Function('encrypted', {
  runtime: 'nodejs20.x',
  handler: 'encrypted.handler',
  role: 'arn:role',
  code,
  environment: { variables: { STAGE: 'prod' } },
  kmsKeyArn: shared.arn,
});

new aws.lambda.Function('open', {
  runtime: 'nodejs20.x',
  handler: 'open.handler',
  role: 'arn:role',
  code,
  environment: { variables: { STAGE: 'prod' } },
});

// A function whose code stands here, with variables from a constant.
const common = { STAGE: 'prod', LOG_LEVEL: 'info' };

export const callback = new aws.lambda.CallbackFunction('callback', {
  callback: async () => process.env.STAGE,
  environment: { variables: common },
});
