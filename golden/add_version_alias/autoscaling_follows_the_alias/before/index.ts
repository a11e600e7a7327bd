import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('quotes-role', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const checkout = new aws.lambda.Function('checkout', {
  name: 'checkout',
  runtime: 'nodejs20.x',
  handler: 'checkout.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./checkout'),
});

new aws.lambda.ProvisionedConcurrencyConfig('checkout-concurrency', {
  functionName: checkout.name,
  qualifier: checkout.version,
  provisionedConcurrentExecutions: 5,
});

const target = new aws.appautoscaling.Target('checkout-target', {
  maxCapacity: 20,
  minCapacity: 5,
  resourceId: pulumi.interpolate`function:${checkout.name}:${checkout.version}`,
  scalableDimension: 'lambda:function:ProvisionedConcurrency',
  serviceNamespace: 'lambda',
});

new aws.appautoscaling.Policy('checkout-policy', {
  policyType: 'TargetTrackingScaling',
  resourceId: target.resourceId,
  scalableDimension: target.scalableDimension,
  serviceNamespace: target.serviceNamespace,
  targetTrackingScalingPolicyConfiguration: {
    predefinedMetricSpecification: {
      predefinedMetricType: 'LambdaProvisionedConcurrencyUtilization',
    },
    targetValue: 0.7,
  },
});

new aws.appautoscaling.ScheduledAction('checkout-morning', {
  resourceId: pulumi.interpolate`function:${checkout.name}:$LATEST`,
  scalableDimension: 'lambda:function:ProvisionedConcurrency',
  serviceNamespace: 'lambda',
  schedule: 'cron(0 7 * * ? *)',
  scalableTargetAction: { minCapacity: 10, maxCapacity: 20 },
});

new aws.appautoscaling.ScheduledAction('checkout-evening', {
  resourceId: 'function:checkout:$LATEST',
  scalableDimension: 'lambda:function:ProvisionedConcurrency',
  serviceNamespace: 'lambda',
  schedule: 'cron(0 19 * * ? *)',
  scalableTargetAction: { minCapacity: 1, maxCapacity: 5 },
});
