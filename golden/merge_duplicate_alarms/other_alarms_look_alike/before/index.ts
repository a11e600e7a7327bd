import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

class MetricAlarm {
  constructor(
    readonly name: string,
    readonly args: { name: pulumi.Input<string> },
  ) {}
}

const config = new pulumi.Config();
const topic = new aws.sns.Topic('operations');
const west = new aws.Provider('west', { region: 'us-west-2' });

const errors: aws.cloudwatch.MetricAlarmArgs = {
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 2,
  metricName: 'Errors',
  namespace: 'AWS/Lambda',
  period: 300,
  statistic: 'Sum',
  threshold: 5,
};

const first = new aws.cloudwatch.MetricAlarm('errors', {
  ...errors,
  name: 'errors',
});

// The same name in other regions.
new aws.cloudwatch.MetricAlarm(
  'errors-west',
  { ...errors, name: 'errors', alarmActions: [topic.arn] },
  { provider: west },
);
new aws.cloudwatch.MetricAlarm('errors-ireland', {
  ...errors,
  name: 'errors',
  region: 'eu-west-1',
});

// Names that only begin alike.
for (const stage of ['blue', 'green']) {
  new aws.cloudwatch.MetricAlarm(`errors-${stage}`, {
    ...errors,
    name: pulumi.interpolate`${first.name}-${stage}`,
  });
}

// One or the other.
if (config.getBoolean('strict')) {
  new aws.cloudwatch.MetricAlarm('latency', {
    ...errors,
    name: 'latency',
    threshold: 1,
  });
} else {
  new aws.cloudwatch.MetricAlarm('latency', { ...errors, name: 'latency' });
}

// Other names each time.
let number = 0;
new aws.cloudwatch.MetricAlarm('one', { ...errors, name: `alarm-${number}` });
number += 1;
new aws.cloudwatch.MetricAlarm('two', { ...errors, name: `alarm-${number}` });

// Something else with an alarm's name.
new aws.cloudwatch.CompositeAlarm('any', {
  alarmName: 'any',
  alarmRule: pulumi.interpolate`ALARM("${first.name}")`,
  alarmActions: [topic.arn],
});
export const own = new MetricAlarm('own', { name: first.name });
