import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('quotes-role', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const quotes = new aws.lambda.Function('quotes', {
  runtime: 'nodejs20.x',
  handler: 'quotes.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./quotes'),
  publish: true,
});

const prod = new aws.lambda.Alias('quotes-prod', {
  name: 'prod',
  functionName: quotes.name,
  functionVersion: quotes.version,
});

new aws.lambda.ProvisionedConcurrencyConfig('quotes-concurrency', {
  functionName: quotes.name,
  qualifier: prod.name,
  provisionedConcurrentExecutions: 2,
});

// Another name than the alias has.
new aws.appautoscaling.Target('quotes-target', {
  maxCapacity: 20,
  minCapacity: 2,
  resourceId: pulumi.interpolate`function:${quotes.name}:live`,
  scalableDimension: 'lambda:function:ProvisionedConcurrency',
  serviceNamespace: 'lambda',
});

const offers = new aws.lambda.Function('offers', {
  runtime: 'nodejs20.x',
  handler: 'offers.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./offers'),
});

// An alias of the unpublished version.
const beta = new aws.lambda.Alias('offers-beta', {
  name: 'beta',
  functionName: offers.name,
  functionVersion: '$LATEST',
});

new aws.appautoscaling.Target('offers-target', {
  maxCapacity: 20,
  minCapacity: 2,
  resourceId: pulumi.interpolate`function:${offers.name}:${beta.name}`,
  scalableDimension: 'lambda:function:ProvisionedConcurrency',
  serviceNamespace: 'lambda',
});
