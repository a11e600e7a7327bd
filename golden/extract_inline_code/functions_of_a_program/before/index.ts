import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const stage = config.require('stage');
const role = aws.iam.Role.get('service', 'service');

// Takes orders, and says so.
const ordersCode = `
const { randomUUID } = require('crypto');

exports.handler = async () => {
  const id = randomUUID();
  console.log(\`order \${id}\`, JSON.stringify(id));
  return { statusCode: 200, body: JSON.stringify({ id, path: 'C:\\orders\\n' }) };
};
`;

const orders = new aws.lambda.Function('orders', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'index.handler',
  role: role.arn,
  code: new pulumi.asset.AssetArchive({
    'index.js': new pulumi.asset.StringAsset(ordersCode),
  }),
  environment: { variables: { STAGE: stage } },
});

// Both ends of the queue run the same code.
const queueCode = new pulumi.asset.AssetArchive({
  'queue.py': new pulumi.asset.StringAsset(
    [
      'import json',
      '',
      'def send(event, context):',
      '    return json.dumps(event)',
      '',
      'receive = send',
    ].join('\n'),
  ),
});

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
  code: new pulumi.asset.AssetArchive({
    // The bundler is not worth it for this.
    'src/nightly.js': new pulumi.asset.StringAsset(/* javascript */ `
      exports.run = async () => require('./clock').now();
    `),
    src: new pulumi.asset.AssetArchive({
      'clock.js': new pulumi.asset.StringAsset(
        'exports.now = ' + '() => Date.now();\n',
      ),
    }),
    'package.json': new pulumi.asset.StringAsset('{ "type": "commonjs" }'),
  }),
});

if (stage !== 'prod') {
  new aws.lambda.Function('probe', {
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    role: role.arn,
    code: new pulumi.asset.AssetArchive({ 'index.js': new pulumi.asset.StringAsset('exports.handler = async () => 1;') }),
  });
}

export const ordersArn = orders.arn;
