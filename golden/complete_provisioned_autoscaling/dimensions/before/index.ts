import * as aws from '@pulumi/aws';

const serviceNamespace = 'lambda';
const scalableDimension = 'lambda:function:ProvisionedConcurrencyUtilization';

export const target = new aws.appautoscaling.Target('prices-target', {
  maxCapacity: 20,
  minCapacity: 2,
  resourceId: 'function:prices:live',
  scalableDimension,
  serviceNamespace,
});

export const policy = new aws.appautoscaling.Policy('prices-policy', {
  resourceId: 'function:prices:live',
  scalableDimension,
  serviceNamespace,
  policyType: 'TargetTrackingScaling',
  targetTrackingScalingPolicyConfiguration: {
    targetValue: 0.7,
    predefinedMetricSpecification: {
      predefinedMetricType: 'LambdaProvisionedConcurrencyUtilization',
    },
  },
});

export const evening = new aws.appautoscaling.ScheduledAction('evening', {
  resourceId: 'function:prices:live',
  scalableDimension: 'lambda:function:Concurrency', // all of it
  serviceNamespace: 'lambda',
  schedule: 'cron(0 19 * * ? *)',
  scalableTargetAction: { minCapacity: 0, maxCapacity: 2 },
});
