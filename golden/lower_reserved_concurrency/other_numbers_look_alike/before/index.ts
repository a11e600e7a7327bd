import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

interface WorkerArgs {
  reservedConcurrentExecutions: number;
}

/** A pool of workers on the hosts of the data centre. */
class Function extends pulumi.ComponentResource {
  constructor(name: string, args: WorkerArgs) {
    super('example:pool:Function', name);
    new aws.ssm.Parameter(
      name,
      { type: 'String', value: `${args.reservedConcurrentExecutions}` },
      { parent: this },
    );
  }
}

new Function('renderers', { reservedConcurrentExecutions: 100 });

const queue = new aws.sqs.Queue('jobs');
const role = aws.iam.Role.get('service', 'jobs-service');

const jobs = new aws.lambda.Function('jobs', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'jobs.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/jobs'),
  memorySize: 1024,
  timeout: 100,
  environment: { variables: { reservedConcurrentExecutions: '100' } },
  publish: true,
});

new aws.lambda.EventSourceMapping('jobs', {
  eventSourceArn: queue.arn,
  functionName: jobs.name,
  scalingConfig: { maximumConcurrency: 100 },
});

new aws.lambda.ProvisionedConcurrencyConfig('jobs', {
  functionName: jobs.name,
  qualifier: jobs.version,
  provisionedConcurrentExecutions: 100,
});

export const summary = { reservedConcurrentExecutions: 100 };
