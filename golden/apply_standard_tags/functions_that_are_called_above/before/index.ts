import * as aws from '@pulumi/aws';

const names = ['orders', 'returns'];

export const arns = names.map((name) => makeQueue(name).arn);

const environment = 'prod';

function tagged(name: string) {
  return new aws.sqs.Queue(name, { tags: { Environment: environment } });
}

export const late = tagged('late').arn;

function makeQueue(name: string) {
  return new aws.sqs.Queue(name);
}
