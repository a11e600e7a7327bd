import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

/** How many executions each function may keep for itself. */
const RESERVED_CONCURRENCY = 10;
const TIMEOUT_SECONDS = 100;

const config = new pulumi.Config();
const role = new aws.iam.Role('uploads', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
    Service: 'lambda.amazonaws.com',
  }),
});

const scan = new aws.lambda.Function('scan-upload', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'scan.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/uploads'),
  timeout: TIMEOUT_SECONDS,
  reservedConcurrentExecutions: RESERVED_CONCURRENCY,
});

const store = new aws.lambda.Function('store-upload', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'store.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/uploads'),
  reservedConcurrentExecutions: RESERVED_CONCURRENCY,
});

const purge = new aws.lambda.Function('purge-uploads', {
  runtime: aws.lambda.Runtime.NodeJS20dX,
  handler: 'purge.handler',
  role: role.arn,
  code: new pulumi.asset.FileArchive('./dist/uploads'),
  reservedConcurrentExecutions:
    config.getNumber('purgeConcurrency') ?? RESERVED_CONCURRENCY,
});

export const arns = [scan.arn, store.arn, purge.arn];
