import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const stage = config.require('stage');
const role = aws.iam.Role.get('service', 'service');

const orders = new aws.lambda.Function('orders', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'index.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./lambda/orders'),
  environment: { variables: { STAGE: stage } },
});

// Both ends of the queue run the same code.
const queueCode = new pulumi.asset.FileArchive('./lambda/queue');

export const queueFunctions = ['send', 'receive'].map(
  (name) =>
    new aws.lambda.Function(`queue-${name}`, {
      runtime: 'python3.12',
      handler: `queue.${name}`,
      role: role.arn,
      code: queueCode,
    }),
);

new aws.lambda.Function(`nightly-${stage}`, {
  runtime: 'nodejs20.x',
  handler: 'src/nightly.run',
  role: role.arn,
  // The bundler is not worth it for this.
  code: new pulumi.asset.FileArchive('./lambda/nightly'),
});

if (stage !== 'prod') {
  new aws.lambda.Function('probe', {
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    role: role.arn,
    code: new pulumi.asset.FileArchive('./lambda/probe'),
  });
}

export const ordersArn = orders.arn;
