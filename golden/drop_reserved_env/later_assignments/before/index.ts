import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const topic = new aws.sns.Topic('alerts');
const role = aws.iam.Role.get('service', 'alerts-service');

const env: Record<string, pulumi.Input<string>> = {
  TOPIC_ARN: topic.arn,
};

// The SDK reads the region from here.
env.AWS_REGION = aws.config.region || 'us-east-1';
env['AWS_DEFAULT_REGION'] = aws.config.region || 'us-east-1';
env.LOG_LEVEL = config.get('logLevel') ?? 'info';

if (config.getBoolean('tracing')) {
  env.AWS_XRAY_CONTEXT_MISSING = 'LOG_ERROR';
  env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
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
