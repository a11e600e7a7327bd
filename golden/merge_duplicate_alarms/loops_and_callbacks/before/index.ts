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
  });
  alarms.push(alarm);
}

for (const [index, alarm] of alarms.entries()) {
  new aws.cloudwatch.MetricAlarm(`lambda-action-${index}`, {
    name: alarm.name,
    alarmActions: [topic.arn],
  });
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
    }),
);

queueAlarms.forEach((alarm, index) => {
  new aws.cloudwatch.MetricAlarm(`queue-action-${index}`, {
    name: alarm.name,
    alarmActions: [topic.arn],
  });
});

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
  });
  return alarm;
});

tableAlarms.forEach(
  (alarm, index) =>
    new aws.cloudwatch.MetricAlarm(`table-action-${index}`, {
      name: alarm.name,
      alarmActions: [topic.arn],
    }),
);
