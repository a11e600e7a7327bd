import * as aws from '@pulumi/aws';

export function make(stage: string, count?: number) {
  return new aws.sqs.Queue(`queue-${stage}-${count}`);
}
