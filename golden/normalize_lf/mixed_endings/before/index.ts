import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

/**
 * Receives every order that a shop accepts.
 */
const queue = new aws.sqs.Queue('orders', {
  messageRetentionSeconds: 4 * 24 * 60 * 60,
  visibilityTimeoutSeconds: config.getNumber('visibilityTimeout') ?? 60,
});

const alarm = new aws.cloudwatch.MetricAlarm('orders-too-old', {
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 3,
  namespace: 'AWS/SQS',
  metricName: 'ApproximateAgeOfOldestMessage',
  dimensions: { QueueName: queue.name },
  period: 60,
  statistic: 'Maximum',
  threshold: 300,
});

export const queueUrl = queue.url;
export const alarmArn = alarm.arn;
