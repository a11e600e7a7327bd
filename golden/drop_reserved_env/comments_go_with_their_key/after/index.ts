import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = aws.iam.Role.get('service', 'orders-service');
const orders = aws.dynamodb.Table.get('orders', 'orders');

const common = {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist'),
};

// A comment above that speaks of nothing but the key.
new aws.lambda.Function('place-order', {
  ...common,
  handler: 'place.handler',
  environment: {
    variables: {
      // Where the orders are kept.
      TABLE_NAME: orders.name,
      LOG_LEVEL: 'info',
    },
  },
});

// A comment on the line of the key, and one on the line of its neighbour.
new aws.lambda.Function('cancel-order', {
  ...common,
  handler: 'cancel.handler',
  environment: {
    variables: {
      TABLE_NAME: orders.name, // orders, not order-events
      LOG_LEVEL: 'debug', // until the refund bug is found
    },
  },
});

// Comments that stand for a group of keys, or between groups.
new aws.lambda.Function('list-orders', {
  ...common,
  handler: 'list.handler',
  environment: {
    variables: {
      // Read by the AWS SDK.
      AWS_MAX_ATTEMPTS: '5',
      AWS_RETRY_MODE: 'adaptive',

      // Read by our own code.
      TABLE_NAME: orders.name,
      PAGE_SIZE: '50',
      // Add further settings above this line.
    },
  },
});

// A block comment over several lines, and one inside the entry.
new aws.lambda.Function('archive-orders', {
  ...common,
  handler: 'archive.handler',
  environment: {
    variables: {
      TABLE_NAME: orders.name,
    },
  },
});
