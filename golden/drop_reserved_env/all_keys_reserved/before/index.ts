import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const role = new aws.iam.Role('nightly-export', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

export const nightlyExport = new aws.lambda.Function('nightly-export', {
  runtime: 'python3.12',
  handler: 'export.main',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./export'),
  timeout: 900,
  environment: {
    variables: {
      AWS_REGION: aws.config.region!,
      AWS_DEFAULT_REGION: aws.config.region!,
      AWS_ACCESS_KEY_ID: config.require('accessKeyId'),
      AWS_SECRET_ACCESS_KEY: config.requireSecret('secretAccessKey'),
      AWS_SESSION_TOKEN: config.requireSecret('sessionToken'),
      AWS_LAMBDA_FUNCTION_NAME: 'nightly-export',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      _HANDLER: 'export.main',
      LAMBDA_TASK_ROOT: '/var/task',
    },
  },
});

const everyNight = new aws.cloudwatch.EventRule('nightly-export', {
  scheduleExpression: 'cron(0 2 * * ? *)',
});

new aws.cloudwatch.EventTarget('nightly-export', {
  rule: everyNight.name,
  arn: nightlyExport.arn,
});
