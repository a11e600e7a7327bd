import { sns } from '@pulumi/aws';
import { MetricAlarm as Alarm } from '@pulumi/aws/cloudwatch';

const topic = new sns.Topic('operations');
const prefix = 'orders';

const depth = new Alarm(`${prefix}-depth`, {
  name: `${prefix}-depth`,
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 3,
  metricName: 'ApproximateNumberOfMessagesVisible',
  namespace: 'AWS/SQS',
  period: 60,
  statistic: 'Maximum',
  threshold: 1000,
  alarmActions: [
    // Wakes somebody up.
    topic.arn,
    'arn:aws:sns:eu-west-1:123456789012:log',
  ],
});

export const arns = [depth.arn, depth.arn];
