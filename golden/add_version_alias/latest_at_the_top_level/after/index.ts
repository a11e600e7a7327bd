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

const quotesAlias = new aws.lambda.Alias('quotes-warm-alias', {
  name: 'live',
  functionName: quotes.arn,
  functionVersion: quotes.version,
});

const warm = new aws.lambda.ProvisionedConcurrencyConfig('quotes-warm', {
  functionName: quotes.arn,
  qualifier: quotesAlias.name,
  provisionedConcurrentExecutions: 2,
});

export const warmId = warm.id;
export const quotesArn = quotes.arn;
