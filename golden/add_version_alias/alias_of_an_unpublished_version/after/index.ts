import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('quotes-role', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const quoteFunction = new aws.lambda.Function('quote', {
  runtime: 'nodejs20.x',
  handler: 'quote.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./quote'),
  publish: true,
});

const priceFunction = new aws.lambda.Function('price', {
  name: 'price',
  runtime: 'nodejs20.x',
  handler: 'price.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./price'),
  publish: true,
});

const prod = new aws.lambda.Alias('quote-prod', {
  name: 'prod',
  functionName: quoteFunction.name,
  functionVersion: quoteFunction.version,
});

new aws.lambda.ProvisionedConcurrencyConfig('quote-warm', {
  functionName: quoteFunction.name,
  qualifier: prod.name,
  provisionedConcurrentExecutions: 2,
});

const priceAlias = new aws.lambda.Alias('price-prod', {
  name: 'prod',
  functionName: priceFunction.arn,
  functionVersion: priceFunction.version,
});

new aws.lambda.ProvisionedConcurrencyConfig('price-warm', {
  functionName: 'price',
  qualifier: priceAlias.name,
  provisionedConcurrentExecutions: 2,
});
