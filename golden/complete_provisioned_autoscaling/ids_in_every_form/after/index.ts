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
  publish: true,
});
const cartAlias = new aws.lambda.Alias('cart-alias', {
  name: 'live',
  functionName: cart.name,
  functionVersion: cart.version,
});
new aws.appautoscaling.Target('cart-target', {
  ...lambda,
  maxCapacity: 20,
  minCapacity: 0,
  resourceId: pulumi.interpolate`function:${cart.name}:${cartAlias.name}`,
});

// With a start, and no end.
const search = new aws.lambda.Function('search', {
  ...app,
  handler: 'search.handler',
  code,
  publish: true,
});
const searchAlias = new aws.lambda.Alias('search-alias', {
  name: 'live',
  functionName: search.name,
  functionVersion: search.version,
});
new aws.lambda.ProvisionedConcurrencyConfig(
  'search-provisioned-concurrency',
  {
    functionName: search.name,
    qualifier: searchAlias.name,
    provisionedConcurrentExecutions: 1,
  },
  { ignoreChanges: ['provisionedConcurrentExecutions'] },
);
new aws.appautoscaling.Target('search', {
  ...lambda,
  maxCapacity: 20,
  minCapacity: 1,
  resourceId: pulumi.interpolate`function:${search.name}:${searchAlias.name}`,
});

// The unpublished version, by its name and as the function has it.
const mail = new aws.lambda.Function('mail', {
  ...app,
  handler: 'mail.handler',
  code,
  publish: true,
});
const least = 3;
const mailAlias = new aws.lambda.Alias('mail-alias', {
  name: 'live',
  functionName: mail.name,
  functionVersion: mail.version,
});
new aws.lambda.ProvisionedConcurrencyConfig(
  'mail-provisioned-concurrency',
  {
    functionName: mail.name,
    qualifier: mailAlias.name,
    provisionedConcurrentExecutions: least,
  },
  { ignoreChanges: ['provisionedConcurrentExecutions'] },
);
const mailTarget = new aws.appautoscaling.Target('mail-autoscaling', {
  ...lambda,
  maxCapacity: 20,
  minCapacity: least,
  resourceId: pulumi.interpolate`function:${mail.name}:${mailAlias.name}`,
});
export const mailTargetId = mailTarget.id;

const pay = new aws.lambda.Function('pay', {
  ...app,
  handler: 'pay.handler',
  code,
  publish: true,
});
const payAlias = new aws.lambda.Alias('pay-alias', {
  name: 'live',
  functionName: pay.name,
  functionVersion: pay.version,
});
const payId = pulumi.interpolate`function:${pay.name}:${payAlias.name}`;
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
  publish: true,
});
const stockAlias = new aws.lambda.Alias('stock-alias', {
  name: 'live',
  functionName: stock.name,
  functionVersion: stock.version,
});
new aws.lambda.ProvisionedConcurrencyConfig(
  'stock-provisioned-concurrency',
  {
    functionName: stock.name,
    qualifier: stockAlias.name,
    provisionedConcurrentExecutions: 1,
  },
  { ignoreChanges: ['provisionedConcurrentExecutions'] },
);
new aws.appautoscaling.Target('stock-target', {
  ...lambda,
  maxCapacity: 20,
  minCapacity: 1,
  resourceId: pulumi.interpolate`function:${stock.name}:${stockAlias.name}`,
});
new aws.appautoscaling.Policy('stock-policy', {
  ...lambda,
  resourceId: pulumi.interpolate`function:${stock.name}:${stockAlias.name}`,
  policyType: 'TargetTrackingScaling',
  targetTrackingScalingPolicyConfiguration: {
    targetValue: 0.7,
    predefinedMetricSpecification: {
      predefinedMetricType: 'LambdaProvisionedConcurrencyUtilization',
    },
  },
});
