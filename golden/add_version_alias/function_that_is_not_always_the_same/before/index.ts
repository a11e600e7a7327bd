import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const common = {
  runtime: 'nodejs20.x',
  role: config.require('roleArn'),
  code: new pulumi.asset.FileArchive('./dist'),
};

let fn = new aws.lambda.Function('small', {
  ...common,
  handler: 'small.handler',
});
if (config.getBoolean('large')) {
  fn = new aws.lambda.Function('large', {
    ...common,
    handler: 'large.handler',
  });
}

new aws.lambda.ProvisionedConcurrencyConfig('fn-concurrency', {
  functionName: fn.name,
  qualifier: '$LATEST',
  provisionedConcurrentExecutions: 1,
});

const shared = new aws.lambda.Function('shared', {
  ...common,
  handler: 'shared.handler',
});

for (const stage of ['one', 'two']) {
  new aws.lambda.ProvisionedConcurrencyConfig(`${stage}-concurrency`, {
    functionName: shared.name,
    qualifier: shared.version,
    provisionedConcurrentExecutions: 1,
  });
}

export class Pool extends pulumi.ComponentResource {
  private handler: aws.lambda.Function;

  constructor(name: string, given?: aws.lambda.Function) {
    super('acme:pool:Pool', name);
    this.handler = new aws.lambda.Function(name, {
      ...common,
      handler: 'pool.handler',
    });
    if (given) {
      this.handler = given;
    }
    new aws.lambda.ProvisionedConcurrencyConfig(name, {
      functionName: this.handler.name,
      qualifier: this.handler.version,
      provisionedConcurrentExecutions: 1,
    });
  }
}
