import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const role = aws.iam.Role.get('service', 'checkout-service');
const code = new pulumi.asset.FileArchive('./dist/checkout');
const runtime = aws.lambda.Runtime.NodeJS20dX;

// Provisioned above the default: what is provisioned stays reserved.
const checkout = new aws.lambda.Function('checkout', {
  runtime,
  handler: 'checkout.handler',
  role: role.arn,
  code,
  publish: true,
  reservedConcurrentExecutions: 100,
});

new aws.lambda.ProvisionedConcurrencyConfig('checkout', {
  functionName: checkout.name,
  qualifier: checkout.version,
  provisionedConcurrentExecutions: 25,
});

// Provisioned below it.
const cart = new aws.lambda.Function('cart', {
  runtime,
  handler: 'cart.handler',
  role: role.arn,
  code,
  publish: true,
  reservedConcurrentExecutions: 100,
});

new aws.lambda.ProvisionedConcurrencyConfig('cart', {
  functionName: cart.name,
  qualifier: cart.version,
  provisionedConcurrentExecutions: 5,
});

// All that is reserved is provisioned.
const prices = new aws.lambda.Function('prices', {
  runtime,
  handler: 'prices.handler',
  role: role.arn,
  code,
  publish: true,
  reservedConcurrentExecutions: 30,
});

new aws.lambda.ProvisionedConcurrencyConfig('prices', {
  functionName: prices.arn,
  qualifier: prices.version,
  provisionedConcurrentExecutions: 30,
});

// How much is provisioned is not known here.
const stock = new aws.lambda.Function('stock', {
  runtime,
  handler: 'stock.handler',
  role: role.arn,
  code,
  publish: true,
  reservedConcurrentExecutions: 100,
});

new aws.lambda.ProvisionedConcurrencyConfig('stock', {
  functionName: stock.name,
  qualifier: stock.version,
  provisionedConcurrentExecutions: config.requireNumber('stockProvisioned'),
});
