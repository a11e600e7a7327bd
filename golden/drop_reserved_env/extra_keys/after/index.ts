import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = aws.iam.Role.get('service', 'batch-service');
const jobs = new aws.sqs.Queue('jobs', { visibilityTimeoutSeconds: 360 });

const batch = new aws.lambda.Function('batch', {
  runtime: aws.lambda.Runtime.NodeJS22dX,
  handler: 'batch.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/batch'),
  timeout: 60,
  environment: {
    variables: {
      JOBS_URL: jobs.url,
      MAX_CONCURRENCY: '16',
    },
  },
});

new aws.lambda.EventSourceMapping('batch', {
  eventSourceArn: jobs.arn,
  functionName: batch.name,
  batchSize: 10,
});

export const batchArn = batch.arn;
