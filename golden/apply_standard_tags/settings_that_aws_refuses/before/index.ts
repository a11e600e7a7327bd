import * as aws from '@pulumi/aws';

export const queue = new aws.sqs.Queue('queue');
