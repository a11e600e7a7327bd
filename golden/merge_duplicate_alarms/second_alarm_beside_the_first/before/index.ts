import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const environment = config.get('environment') ?? 'dev';

const topic = new aws.sns.Topic('operations');
const handler = config.get('handlerName') ?? 'checkout';

const errors = new aws.cloudwatch.MetricAlarm('checkout-errors', {
  name: `checkout-errors-${environment}`,
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 2,
  metricName: 'Errors',
  namespace: 'AWS/Lambda',
  dimensions: { FunctionName: handler },
  period: 300,
  statistic: 'Sum',
  threshold: 5,
});

// Tell operations.
new aws.cloudwatch.MetricAlarm(
  'checkout-errors-actions',
  {
    name: errors.name,
    alarmActions: [topic.arn],
    okActions: [topic.arn],
  },
  { dependsOn: [errors, topic] },
);

const throttles = new aws.cloudwatch.MetricAlarm('checkout-throttles', {
  name: `checkout-throttles-${environment}`,
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 1,
  metricName: 'Throttles',
  namespace: 'AWS/Lambda',
  period: 60,
  statistic: 'Sum',
  threshold: 0,
});
const throttlesWithActions = new aws.cloudwatch.MetricAlarm(
  'checkout-throttles-with-actions',
  {
    name: `checkout-throttles-${environment}`,
    comparisonOperator: 'GreaterThanThreshold',
    evaluationPeriods: 1,
    metricName: 'Throttles',
    namespace: 'AWS/Lambda',
    period: 60,
    statistic: 'Sum',
    threshold: 0,
    alarmActions: [topic.arn],
  },
);

export const errorsArn = errors.arn;
export const throttlesArn = throttlesWithActions.arn;
