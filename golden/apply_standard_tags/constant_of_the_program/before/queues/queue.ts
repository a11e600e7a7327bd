import * as aws from '@pulumi/aws';

export function makeQueue(name: string) {
  return new aws.sqs.Queue(name);
}
