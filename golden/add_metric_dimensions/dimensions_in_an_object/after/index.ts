import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const queue = new aws.sqs.Queue('orders');
const table = new aws.dynamodb.Table('carts', {
  attributes: [{ name: 'id', type: 'S' }],
  billingMode: 'PAY_PER_REQUEST',
  hashKey: 'id',
});

const age = {
  type: 'metric',
  properties: {
    metrics: [
      [
        'AWS/SQS',
        'ApproximateAgeOfOldestMessage',
        // The one that the shop writes to.
        'QueueName',
        queue.name,
        {
          stat: 'Maximum',
        },
      ],
      ['AWS/SQS', 'NumberOfMessagesSent', 'QueueName', queue.name],
    ],
    region: 'us-east-1',
  },
};

new aws.cloudwatch.Dashboard('shop', {
  dashboardName: 'shop',
  dashboardBody: pulumi.jsonStringify({
    widgets: [
      age,
      {
        type: 'metric',
        properties: {
          metrics: [
            [
              'AWS/DynamoDB',
              'SuccessfulRequestLatency',
              'TableName',
              table.name,
              'Operation',
              'GetItem',
              {
                stat: 'p99',
                label: 'Reading a cart',
              },
            ],
            ['Shop', 'Sales', 'Country', 'CH'],
            ['Shop', 'Returns', 'Country', 'CH', { stat: 'Sum' }],
          ],
          region: 'us-east-1',
        },
      },
      ...['CH', 'AT'].map((country) => ({
        type: 'metric',
        properties: {
          metrics: [['Shop', 'Visits', 'Country', country]],
          region: 'us-east-1',
        },
      })),
    ],
  }),
});
