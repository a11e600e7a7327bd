import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

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
});

const everyNight = new aws.cloudwatch.EventRule('nightly-export', {
  scheduleExpression: 'cron(0 2 * * ? *)',
});

new aws.cloudwatch.EventTarget('nightly-export', {
  rule: everyNight.name,
  arn: nightlyExport.arn,
});
