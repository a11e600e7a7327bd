import * as aws from '@pulumi/aws';

/** One alarm for each function, which rings when an execution is turned away. */
export function createAlarms(functions: aws.lambda.Function[]) {
  const topic = new aws.sns.Topic('alarms');
  return functions.map(
    (fn, index) =>
      new aws.cloudwatch.MetricAlarm(`throttles-${index}`, {
        comparisonOperator: 'GreaterThanThreshold',
        evaluationPeriods: 1,
        namespace: 'AWS/Lambda',
        metricName: 'Throttles',
        dimensions: { FunctionName: fn.name },
        period: 60,
        statistic: 'Sum',
        threshold: 0,
        alarmActions: [topic.arn],
      }),
  );
}
