import * as aws from '@pulumi/aws';

const topic = new aws.sns.Topic('operations');

const alarms: aws.cloudwatch.MetricAlarm[] = [];
for (const metric of ['Errors', 'Throttles']) {
  const alarm = new aws.cloudwatch.MetricAlarm(`lambda-${metric}`, {
    comparisonOperator: 'GreaterThanThreshold',
    evaluationPeriods: 1,
    metricName: metric,
    namespace: 'AWS/Lambda',
    period: 60,
    statistic: 'Sum',
    threshold: 0,
    alarmActions: [topic.arn],
  });
  alarms.push(alarm);
}

const queueAlarms = ['orders', 'invoices'].map(
  (queue) =>
    new aws.cloudwatch.MetricAlarm(`${queue}-age`, {
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 3,
      metricName: 'ApproximateAgeOfOldestMessage',
      namespace: 'AWS/SQS',
      dimensions: { QueueName: queue },
      period: 60,
      statistic: 'Maximum',
      threshold: 600,
      alarmActions: [topic.arn],
    }),
);

const tableAlarms = ['carts', 'users'].map((table) => {
  const alarm = new aws.cloudwatch.MetricAlarm(`${table}-reads`, {
    comparisonOperator: 'GreaterThanThreshold',
    evaluationPeriods: 3,
    metricName: 'ReadThrottleEvents',
    namespace: 'AWS/DynamoDB',
    dimensions: { TableName: table },
    period: 60,
    statistic: 'Sum',
    threshold: 0,
    alarmActions: [topic.arn],
  });
  return alarm;
});
