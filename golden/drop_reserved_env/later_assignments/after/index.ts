import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const topic = new aws.sns.Topic('alerts');
const role = aws.iam.Role.get('service', 'alerts-service');

const env: Record<string, pulumi.Input<string>> = {
  TOPIC_ARN: topic.arn,
};

env.LOG_LEVEL = config.get('logLevel') ?? 'info';

if (config.getBoolean('tracing')) {
  env.AWS_XRAY_CONTEXT_MISSING = 'LOG_ERROR';
}

export const notifier = new aws.lambda.Function('notifier', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'notifier.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/notifier'),
  environment: { variables: env },
});

new aws.lambda.Permission('notifier', {
  action: 'lambda:InvokeFunction',
  function: notifier.name,
  principal: 'sns.amazonaws.com',
  sourceArn: topic.arn,
});
