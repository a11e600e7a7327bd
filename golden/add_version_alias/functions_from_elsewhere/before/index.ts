import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { imported } from './functions';

declare const shared: aws.lambda.FunctionArgs;
declare function makeFunction(name: string): aws.lambda.Function;

const spread = new aws.lambda.Function('spread', {
  ...shared,
  memorySize: 512,
});

const chosen = new aws.lambda.Function('chosen', {
  runtime: 'nodejs20.x',
  handler: 'chosen.handler',
  role: shared.role,
  code: new pulumi.asset.FileArchive('./chosen'),
  publish: new pulumi.Config().requireBoolean('publish'),
});

const made = makeFunction('made');

new aws.lambda.ProvisionedConcurrencyConfig('imported-concurrency', {
  functionName: imported.name,
  qualifier: '$LATEST',
  provisionedConcurrentExecutions: 5,
});

new aws.lambda.ProvisionedConcurrencyConfig('made-concurrency', {
  functionName: made.name,
  qualifier: made.version,
  provisionedConcurrentExecutions: 5,
});

new aws.lambda.ProvisionedConcurrencyConfig('named-concurrency', {
  functionName: 'billing',
  qualifier: '$LATEST',
  provisionedConcurrentExecutions: 5,
});

new aws.lambda.ProvisionedConcurrencyConfig('spread-concurrency', {
  functionName: spread.name,
  qualifier: spread.version,
  provisionedConcurrentExecutions: 5,
});

// Whether it publishes is the stack's to decide.
new aws.lambda.ProvisionedConcurrencyConfig('chosen-concurrency', {
  functionName: chosen.name,
  qualifier: chosen.version,
  provisionedConcurrentExecutions: 5,
});

export function warm(fn: aws.lambda.Function) {
  new aws.lambda.ProvisionedConcurrencyConfig('parameter-concurrency', {
    functionName: fn.name,
    qualifier: fn.version,
    provisionedConcurrentExecutions: 5,
  });
}
