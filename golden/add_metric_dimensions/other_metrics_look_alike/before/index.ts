import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('jobs', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});
const functions = ['import', 'export'].map(
  (name) =>
    new aws.lambda.Function(name, {
      role: role.arn,
      packageType: 'Image',
      imageUri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/jobs:latest',
    }),
);
const first = new aws.sqs.Queue('first');
const second = new aws.sqs.Queue('second');

class Dashboard {
  constructor(readonly body: string) {}
}

const options = { stat: 'Sum' };
new aws.cloudwatch.Dashboard('jobs', {
  dashboardName: 'jobs',
  dashboardBody: pulumi.all([first.name, second.name]).apply((names) =>
    JSON.stringify({
      widgets: [
        {
          type: 'metric',
          properties: {
            metrics: [
              // All functions, and which queue nobody knows.
              ['AWS/Lambda', 'Errors'],
              ['AWS/SQS', 'NumberOfMessagesSent', options],
              // A formula, and what it is made of.
              [{ expression: 'm1 / m2', label: 'Share', id: 'e1' }],
              ['AWS/SQS', 'NumberOfMessagesSent', 'QueueName', names[0]],
              ['...', names[1], { id: 'm2', visible: false }],
              // One for the whole account.
              ['AWS/Lambda', 'ConcurrentExecutions'],
              ['AWS/DynamoDB', 'UserErrors'],
            ],
            region: 'us-east-1',
          },
        },
        { type: 'text', properties: { markdown: '# metrics' } },
      ],
    }),
  ),
});

export const names = functions.map((job) => job.name);
export const own = new Dashboard(
  JSON.stringify({
    metrics: [['AWS/Lambda', 'Errors', { dimensions: { FunctionName: 'a' } }]],
  }),
).body;
