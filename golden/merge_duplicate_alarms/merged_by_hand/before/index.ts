import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const watched = {
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 2,
  metricName: 'Errors',
  namespace: 'AWS/Lambda',
  period: 300,
  statistic: 'Sum',
};

const first = new aws.cloudwatch.MetricAlarm('errors', {
  ...watched,
  name: 'errors',
  threshold: 5,
});

// Another threshold: one of the two is not wanted.
new aws.cloudwatch.MetricAlarm('more-errors', {
  ...watched,
  name: 'errors',
  threshold: 50,
});

// The topic is not there where the alarm is made.
const topic = new aws.sns.Topic('operations');
new aws.cloudwatch.MetricAlarm('errors-topic', {
  name: first.name,
  alarmActions: [topic.arn],
});

const known = config.get('topicArn') ?? 'arn:aws:sns:eu-west-1:123456789012:on';
const second = new aws.cloudwatch.MetricAlarm('throttles', {
  ...watched,
  name: 'throttles',
  metricName: 'Throttles',
  threshold: 0,
});

// Only sometimes.
if (config.getBoolean('alerting')) {
  new aws.cloudwatch.MetricAlarm('throttles-alerting', {
    name: second.name,
    alarmActions: [known],
  });
}

// Meant to stay.
new aws.cloudwatch.MetricAlarm(
  'throttles-protected',
  { name: second.name, alarmActions: [known] },
  { protect: true },
);

// It cannot be told which alarms these are.
export function subscribe(alarm: aws.cloudwatch.MetricAlarm): void {
  new aws.cloudwatch.MetricAlarm('subscribed', {
    name: alarm.name,
    alarmActions: [known],
  });
}

// Others may use it.
export const exported = new aws.cloudwatch.MetricAlarm('throttles-exported', {
  name: second.name,
  alarmActions: [known],
});

// Not for each of them.
const alarms = [first, second];
for (const alarm of alarms) {
  if (config.getBoolean('quiet')) continue;
  new aws.cloudwatch.MetricAlarm('loud', {
    name: alarm.name,
    alarmActions: [known],
  });
}
