import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('shop-role', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});
const app = { runtime: 'nodejs20.x', role: role.arn };
const lambda = {
  serviceNamespace: 'lambda',
  scalableDimension: 'lambda:function:ProvisionedConcurrency',
};
const code = new pulumi.asset.FileArchive('./shop');

// The function alone.
const cart = new aws.lambda.Function('cart', {
  ...app,
  handler: 'cart.handler',
  code,
});
new aws.appautoscaling.Target('cart-target', {
  ...lambda,
  maxCapacity: 20,
  minCapacity: 0,
  resourceId: cart.name,
});

// With a start, and no end.
const search = new aws.lambda.Function('search', {
  ...app,
  handler: 'search.handler',
  code,
});
new aws.appautoscaling.Target('search', {
  ...lambda,
  maxCapacity: 20,
  minCapacity: 1,
  resourceId: pulumi.concat('function:', search.name),
});

// The unpublished version, by its name and as the function has it.
const mail = new aws.lambda.Function('mail', {
  ...app,
  handler: 'mail.handler',
  code,
  publish: false,
});
const least = 3;
const mailTarget = new aws.appautoscaling.Target('mail-autoscaling', {
  ...lambda,
  maxCapacity: 20,
  minCapacity: least,
  resourceId: mail.name.apply((name) => `function:${name}:$LATEST`),
});
export const mailTargetId = mailTarget.id;

const pay = new aws.lambda.Function('pay', {
  ...app,
  handler: 'pay.handler',
  code,
});
const payId = pulumi.interpolate`function:${pay.name}:${pay.version}`;
new aws.appautoscaling.Target('pay-target', {
  ...lambda,
  maxCapacity: 20,
  minCapacity: new pulumi.Config().getNumber('payments') ?? 1,
  resourceId: payId,
});
new aws.appautoscaling.ScheduledAction('pay-morning', {
  ...lambda,
  resourceId: payId,
  schedule: 'cron(0 7 * * ? *)',
  scalableTargetAction: { minCapacity: 10, maxCapacity: 20 },
});

// By the name that the function is given, each time anew.
const stock = new aws.lambda.Function('stock', {
  ...app,
  name: 'stock',
  handler: 'stock.handler',
  code,
});
new aws.appautoscaling.Target('stock-target', {
  ...lambda,
  maxCapacity: 20,
  minCapacity: 1,
  resourceId: 'function:stock:prod',
});
new aws.appautoscaling.Policy('stock-policy', {
  ...lambda,
  resourceId: 'function:stock:prod',
  policyType: 'TargetTrackingScaling',
  targetTrackingScalingPolicyConfiguration: {
    targetValue: 0.7,
    predefinedMetricSpecification: {
      predefinedMetricType: 'LambdaProvisionedConcurrencyUtilization',
    },
  },
});
