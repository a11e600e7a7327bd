import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const code = new pulumi.asset.FileArchive('./app');

// A key of each iteration is one too many.
for (const job of ['collect', 'clean']) {
  new aws.lambda.Function(job, {
    runtime: 'python3.12',
    handler: `${job}.handler`,
    role: 'arn:role',
    code,
    environment: { variables: { JOB: job } },
  });
}

export const functions = ['read', 'write'].map(
  (action) =>
    new aws.lambda.Function(action, {
      runtime: 'python3.12',
      handler: `${action}.handler`,
      role: 'arn:role',
      code,
      environment: { variables: { ACTION: action } },
    }),
);
